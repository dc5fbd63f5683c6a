"""What is peculiar to a language: how it writes days, and its words for them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from toimintamalli.model.ids import LanguageField
from toimintamalli.model.value import Value, name_in_json

Form = Annotated[str, Field(min_length=1, max_length=120)]
"""A word or phrase as people write it, in the letters that stand in the middle of a sentence."""

Direction = Literal["ltr", "rtl"]
DateOrder = Literal["dmy", "mdy", "ymd"]
Proofreader = Literal["voikko", "harper", "hunspell"]
"""The programs that `check` can proofread a language with."""

NOT_GIVEN = ()
"""What a language has of a list that nobody has given: nothing, which says so to `check`."""


class Ending(Value):
    """One ending, and what stands in its place in the base form."""

    ending: Form
    """The ending."""
    instead: str = ""
    """What the base form has instead."""


class LanguageData(Value):
    """One language as data; what nobody has given is neutral, and nothing guesses it."""

    id: LanguageField
    """The language."""
    name: Form = ""
    """Its name in itself."""
    region: str = Field(default="", pattern=r"^([A-Z]{2})?$(?!\n)")
    """The region whose spelling it follows: Word chooses its dictionary by both."""
    direction: Direction = "ltr"
    """Which way its lines run."""
    letters: str = ""
    """Letters beyond a to z that a typeface must have to show it."""
    decimal_sign: Form = "."
    """What stands before the decimals of a number."""
    percent: Form = "{count} %"
    """How a percentage is written."""
    date_order: DateOrder = "ymd"
    """What comes first in a date of three numbers."""
    date_separators: tuple[Form, ...] = ("-",)
    """What people write between the numbers of a date."""
    date_picture: Form = "yyyy-MM-dd"
    """A date of three numbers, as Word and Excel picture it."""
    date_shown: Form = "{date}"
    """A date in running text: `{day}`, `{month}` and `{year}` as numbers, the month as `{named}`,
    or the whole `{date}` as in ISO 8601."""
    months: tuple[tuple[Form, ...], ...] = NOT_GIVEN
    """The forms of each month that people write, January's first; in front the one of a date."""
    weekdays: tuple[tuple[Form, ...], ...] = NOT_GIVEN
    """The forms of each weekday that people write, Monday's first."""
    ordinals: tuple[tuple[Form, ...], ...] = NOT_GIVEN
    """Words for the first, the second and so on."""
    ordinal_endings: tuple[Form, ...] = NOT_GIVEN
    """What makes an ordinal of a number: the full stop of `1.`, the letters of `1st`."""
    rounds: tuple[Form, ...] = NOT_GIVEN
    """Words for a round of meetings."""
    deadlines: tuple[Form, ...] = NOT_GIVEN
    """Words beside a date that say only that something is ready by then."""
    clocks: tuple[Form, ...] = NOT_GIVEN
    """Words before a time of the day."""
    day_words: tuple[Form, ...] = NOT_GIVEN
    """Words beside a date that say nothing of their own: `on`, `the`."""
    conjunctions: tuple[Form, ...] = NOT_GIVEN
    """Words between two things that are named together: `and`."""
    month_starts: tuple[Form, ...] = NOT_GIVEN
    """Words beside a month that mean its beginning."""
    month_ends: tuple[Form, ...] = NOT_GIVEN
    """Words beside a month that mean its end."""
    prompts: tuple[Form, ...] = NOT_GIVEN
    """What Word itself writes into a place that nobody has filled in."""
    as_needed: tuple[Form, ...] = NOT_GIVEN
    """Phrases that leave a need open."""
    vague_words: tuple[Form, ...] = NOT_GIVEN
    """Further phrases that leave open what is done."""
    vague_times: tuple[Form, ...] = NOT_GIVEN
    """Phrases that leave open when it is done."""
    reminders: tuple[Form, ...] = NOT_GIVEN
    """What editors write in brackets where a text is not finished: `check this`."""
    negations: tuple[Form, ...] = NOT_GIVEN
    """Words that make a sentence say no: a question with one more asks the opposite."""
    endings: tuple[Ending, ...] = NOT_GIVEN
    """Endings by which a word of the glossary is recognised in its other forms."""
    joins_compounds: bool = False
    """Whether compounds are one word, so that two words in their place are a mistake."""
    proofreader: Proofreader | None = None
    """What proofreads it, where that is installed."""

    @model_serializer(mode="wrap")
    def _as_given(self, write: SerializerFunctionWrapHandler) -> dict[str, object]:
        # A default that was written out would come back as if somebody had given it.
        unset = type(self).model_fields.keys() - self.model_fields_set
        hidden = {name_in_json(name, type(self).model_fields[name]) for name in unset} | unset
        return {name: value for name, value in write(self).items() if name not in hidden}

    @property
    def tag(self) -> str:
        """The language with its region, where that is known: `fi-FI`."""
        return self.id if not self.region or self.region in self.id else f"{self.id}-{self.region}"

    @property
    def month_names(self) -> tuple[str, ...]:
        """The months as they stand in a date; empty where the language has none given."""
        return tuple(forms[0] for forms in self.months)

    @property
    def open_words(self) -> tuple[str, ...]:
        """Every phrase that leaves open what is done."""
        return (*self.as_needed, *self.vague_words)


def not_given(data: LanguageData) -> Sequence[str]:
    """Return the fields of a language that nobody has given, in their order."""
    optional = {
        *("region", "letters", "direction", "proofreader", "joins_compounds", "endings"),
        # What editors write to each other is mostly in a language that the library knows.
        "reminders",
    }
    return [
        name
        for name in LanguageData.model_fields
        if name not in data.model_fields_set and name not in optional
    ]
