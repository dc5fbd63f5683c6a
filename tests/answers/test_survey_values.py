"""What a survey tool says of a place, as the value of an answer."""

import re
from collections.abc import Mapping
from typing import Final

import pytest
from pydantic import JsonValue

from toimintamalli.answers.answer import parse_value
from toimintamalli.model.kinds import PlaceKind

SCALE: Final[Mapping[str, int | str]] = {str(value): value for value in (-1, 1, 4, 10)}
OPTIONS: Final[Mapping[str, int | str]] = {name: name for name in ("a", "b", "no-show")}
TICKED: Final = ("true", "yes", "y", "ok", "1")
CLEARED: Final = ("false", "no", "n", "0")


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("scale", 4, 4),
        ("scale", "4", 4),
        ("scale", "4.0", 4),
        ("scale", "4,0", 4),
        ("scale", "-1,000", -1),
        ("scale", "10.0", 10),
        ("choice", "no-show", "no-show"),
        ("several", ["b", "a", "b"], ["b", "a"]),
        ("several", "b a b", ["b", "a"]),
        ("several", "a", ["a"]),
        ("number", "007.50", "7.50"),
        ("number", 3.5, "3.5"),
        ("text", "4.0", "4.0"),
        ("date", "2026-12-01", "2026-12-01"),
        ("check", True, True),
        ("check", False, False),
        *(("check", word, True) for word in TICKED),
        *(("check", word.upper(), True) for word in TICKED),
        *(("check", word, False) for word in CLEARED),
        *(("check", word.upper(), False) for word in CLEARED),
    ],
)
def test_a_value_is_read_as_the_tool_meant_it(
    kind: PlaceKind, said: JsonValue, value: object
) -> None:
    read = parse_value(kind, said, SCALE if kind == "scale" else OPTIONS)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "said", "refused"),
    [
        ("scale", "4.5", "4.5"),
        ("scale", "4.01", "4.01"),
        ("scale", "5", "5"),
        ("scale", "5.0", "5"),
        ("scale", "4.", "4."),
        ("scale", True, "True"),
        ("choice", "c", "c"),
        ("choice", "A", "A"),
        ("several", ["a b"], "a b"),
        ("several", ["a", "c"], "c"),
        ("several", "a,b", "a,b"),
        ("check", "maybe", "maybe"),
        ("check", "2", "2"),
        ("check", "", ""),
        ("number", "five", "five"),
        ("number", "1,5", "1,5"),
    ],
)
def test_a_value_that_the_place_does_not_offer_is_refused(
    kind: PlaceKind, said: JsonValue, refused: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(refused)}$"):
        parse_value(kind, said, SCALE if kind == "scale" else OPTIONS)
