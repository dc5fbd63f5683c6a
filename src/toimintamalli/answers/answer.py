"""One answer, of the kind of its place."""

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias, assert_never

from pydantic import Field, JsonValue

from toimintamalli.answers.decimals import canonical
from toimintamalli.answers.values import Words
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import NUMBER_LENGTH, NUMBER_PATTERN, DateField, SlugField
from toimintamalli.model.kinds import PlaceKind
from toimintamalli.model.value import Value

NumberField = Annotated[str, Field(pattern=NUMBER_PATTERN, max_length=NUMBER_LENGTH)]


class Written(Value):
    """An answer that is told as it was written; its own type says what may be written."""

    kind: str
    """What is written."""
    value: str
    """The words."""


class ScaleAnswer(Value):
    """A value of a scale."""

    kind: Literal["scale"]
    """Says that a value of a scale was chosen."""
    value: int = Field(ge=-1_000_000, le=1_000_000)
    """The value; whether the scale has it is for the content to say."""


class TextAnswer(Written):
    """An answer in somebody's own words."""

    kind: Literal["text"]
    """Says that the answer is free text."""
    value: Words = Field(min_length=1, max_length=ANSWERS.characters)
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
    value: tuple[SlugField, ...] = Field(min_length=1, max_length=ANSWERS.rows)
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


class NumberAnswer(Written):
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


def text_of(answer: Answer) -> str | None:
    """Return what an answer holds as text; nothing where none was wanted."""
    match answer:
        case NoAnswer():
            return None
        case CheckAnswer(value=ticked):
            return str(ticked).lower()
        case SeveralAnswer(value=options):
            return " ".join(options)
        case ScaleAnswer() | ChoiceAnswer() | DateAnswer() | Written():
            return str(answer.value)
        case _:
            assert_never(answer)


def compared(answer: Answer) -> int | bool | str | None:
    """Return the one value of a few by which views are compared, where an answer is such a one."""
    match answer:
        case ScaleAnswer() | ChoiceAnswer() | CheckAnswer():
            return answer.value
        case SeveralAnswer() | DateAnswer() | Written() | NoAnswer():
            return None
        case _:
            assert_never(answer)


def parse_value(
    kind: PlaceKind, value: JsonValue, offered: Mapping[str, int | str]
) -> int | bool | str | list[int | str]:
    """Return what an answer of a kind holds, from what a survey tool says of it.

    Raises:
        ValueError: it is no such value.
    """
    match kind:
        case "scale" | "choice":
            return _offered(_without_decimals(str(value)), offered)
        case "several":
            # A list in SurveyJS, one text with spaces in tools that read XLSForms.
            chosen = value if isinstance(value, list) else str(value).split()
            return [_offered(option, offered) for option in dict.fromkeys(map(str, chosen))]
        case "check":
            if str(value).casefold() not in _TICKS:
                raise ValueError(value)
            return _TICKS[str(value).casefold()]
        case "number":
            return canonical(str(value))
        case "text" | "date":
            return str(value)
        case _:
            assert_never(kind)


def _without_decimals(value: str) -> str:
    # Spreadsheets make 4,0 or 4.0 of a 4 in a column with holes.
    whole = _WHOLE.fullmatch(value)
    return whole[1] if whole else value


def _offered(value: str, offered: Mapping[str, int | str]) -> int | str:
    if value not in offered:
        raise ValueError(value)
    return offered[value]


_WHOLE: Final = re.compile(r"(-?[0-9]{1,9})[.,]0{1,9}")
_TICKS: Final[Mapping[str, bool]] = {
    "true": True, "yes": True, "y": True, "ok": True, "1": True,
    "false": False, "no": False, "n": False, "0": False,
}  # fmt: skip
