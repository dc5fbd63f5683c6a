"""What somebody asks to be made: the languages, the themes, the use and the occasion."""

from datetime import date as calendar_date
from typing import Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    field_validator,
    model_validator,
)

from toimintamalli.errors import BadRequest
from toimintamalli.model.ids import (
    Date,
    DateField,
    LanguageField,
    PartyIdField,
    PlaceIdField,
    SlugField,
    ThemeIdField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import Missing
from toimintamalli.model.value import Value


class _Asked(Value):
    """What somebody asks for: what can't be asked for is told as an error of ours."""

    @model_validator(mode="wrap")
    @classmethod
    def _told(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as problems:
            problem = problems.errors(include_url=False)[0]
            option = ".".join(map(str, problem["loc"])) or cls.__name__.lower()
            raise BadRequest(
                option=option, found=str(problem["input"]), reason=problem["msg"]
            ) from None


class Known(_Asked):
    """What is known of a place before anybody answers."""

    id: PlaceIdField
    """The place."""
    value: str
    """The text, the day, or the id of the option."""


class EarlierAnswer(_Asked):
    """One answer of the round before."""

    round: int | None = None
    """Number of that round, if it is known."""
    party: PartyIdField | None = None
    """Whose answer it was, where not a joint one."""
    value: str
    """The text, the value of the scale, or the id of the option."""


class EarlierAnswers(_Asked):
    """What to show beside one place."""

    id: PlaceIdField
    """The place."""
    answers: tuple[EarlierAnswer, ...]
    """The answers of the round before."""


class Occasion(_Asked):
    """What one printing is for; what is not known stays blank in the output."""

    organisation: str = ""
    """Name of the workplace, as it should stand on the cover."""
    party: PartyIdField | None = None
    """The party that fills in the workbook, if it is for one only."""
    round: int | None = Field(default=None, ge=1)
    """Number of the follow-up cycle, from 1."""
    date: DateField | None = None
    """Day of the meeting; never today's by itself."""
    known: Keyed[Known] = Keyed()
    """What the round before hands on: it fills the places in, and can be changed."""
    earlier: Keyed[EarlierAnswers] = Keyed()
    """What was answered in the round before, to be shown beside the new places."""

    @field_validator("date")
    @classmethod
    def _exists(cls, date: Date | None) -> Date | None:
        if date is not None:
            calendar_date.fromisoformat(date)
        return date


class Request(_Asked):
    """What to make of a model, for a generator."""

    languages: tuple[LanguageField, ...] = ()
    """Languages to write, or none for all that the model publishes."""
    themes: tuple[ThemeIdField, ...] = ()
    """Themes to include, or none for all."""
    workplaces: tuple[SlugField, ...] = ()
    """What kind of workplace it is for; none where that is not known: then everything is shown."""
    profile: SlugField | None = None
    """One profile, or none for the set that a generator usually writes."""
    missing: Missing = Missing.SOURCE
    """What to do where a text has no translation."""
    occasion: Occasion = Occasion()
    """What this printing is for."""
