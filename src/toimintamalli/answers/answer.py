"""One answer, of the kind of its place."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from toimintamalli.answers.limits import CHARACTERS
from toimintamalli.answers.values import Words
from toimintamalli.model.ids import DateField, SlugField
from toimintamalli.model.value import Value


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


class NoAnswer(Value):
    """Somebody chose not to answer, which is not the same as nothing there."""

    kind: Literal["no-answer"]
    """Says that no answer was wanted."""


Answer: TypeAlias = Annotated[
    ScaleAnswer | TextAnswer | ChoiceAnswer | CheckAnswer | DateAnswer | NoAnswer,
    Field(discriminator="kind"),
]
"""An answer of any kind."""
