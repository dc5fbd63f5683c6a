"""One answer, of the kind of its place."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from toimintamalli.answers.limits import CHARACTERS, ROWS
from toimintamalli.answers.values import Words
from toimintamalli.model.ids import NUMBER_LENGTH, NUMBER_PATTERN, DateField, SlugField
from toimintamalli.model.value import Value

NumberField = Annotated[str, Field(pattern=NUMBER_PATTERN, max_length=NUMBER_LENGTH)]


class ScaleAnswer(Value):
    """A value of a scale."""

    kind: Literal["scale"]
    """Says that a value of a scale was chosen."""
    value: int = Field(ge=-1_000_000, le=1_000_000)
    """The value; whether the scale has it is for the content to say."""


class TextAnswer(Value):
    """An answer in somebody's own words."""

    kind: Literal["text"]
    """Says that the answer is free text."""
    value: Words = Field(min_length=1, max_length=CHARACTERS)
    """The text; a line break is a line break."""


class ChoiceAnswer(Value):
    """One of the options of a place."""

    kind: Literal["choice"]
    """Says that an option was chosen."""
    value: SlugField
    """Id of the option."""


class SeveralAnswer(Value):
    """Some of the options of a place."""

    kind: Literal["several"]
    """Says that any number of options was chosen."""
    value: tuple[SlugField, ...] = Field(min_length=1, max_length=ROWS)
    """Ids of the options."""


class CheckAnswer(Value):
    """A box that was ticked, or ticked and cleared again."""

    kind: Literal["check"]
    """Says that the answer is a tick."""
    value: bool
    """Whether it is ticked."""


class DateAnswer(Value):
    """A day."""

    kind: Literal["date"]
    """Says that the answer is a day."""
    value: DateField
    """The day (ISO 8601)."""


class NumberAnswer(Value):
    """A number."""

    kind: Literal["number"]
    """Says that the answer is a number."""
    value: NumberField
    """The number as decimal digits, such as `-3.5`: a text, so that no program rounds it."""


class NoAnswer(Value):
    """Somebody chose not to answer, which is not the same as nothing there."""

    kind: Literal["no-answer"]
    """Says that no answer was wanted."""


Answer: TypeAlias = Annotated[
    ScaleAnswer
    | TextAnswer
    | ChoiceAnswer
    | SeveralAnswer
    | CheckAnswer
    | DateAnswer
    | NumberAnswer
    | NoAnswer,
    Field(discriminator="kind"),
]
"""An answer of any kind."""
