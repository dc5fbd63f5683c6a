"""An answers file at the edges of what may be in one, and what is written byte for byte."""

import json
from typing import Final

import pytest

from toimintamalli import AnswerFile, AnswerSheet, BadAnswers, read_answers, write_answers
from toimintamalli.answers.answer import TextAnswer
from toimintamalli.answers.values import FrozenMap, Json
from toimintamalli.findings import Position, error
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import Language, PlaceId, Slug, Version


def file_with(**more: object) -> bytes:
    return json.dumps({"schemaVersion": "1.0.0", "sheets": [], **more}).encode()


def codes(data: bytes) -> list[str]:
    """Return what is said of a file; nothing of one that is read."""
    try:
        read_answers(data)
    except BadAnswers as reason:
        return [finding.code for finding in reason.findings]
    return []


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("innermost", ["1", '"a"', "null"])
def test_what_stands_as_deep_as_may_be_is_read_and_nothing_deeper(
    opening: str, innermost: str
) -> None:
    closing = "]" if opening == "[" else "}"

    def nested(depth: int) -> bytes:
        # The file and what is kept in it are two steps down.
        lists = depth - 2
        value = opening * lists + innermost + closing * lists
        return file_with(unrecognised={"/x": "VALUE"}).replace(b'"VALUE"', value.encode())

    assert codes(nested(ANSWERS.depth)) == []
    assert codes(nested(ANSWERS.depth + 1)) == ["answers-too-deep"]
    assert codes(nested(ANSWERS.depth + 2)) == ["answers-too-deep"]


def test_the_address_of_the_schema_may_be_long_and_not_endless() -> None:
    assert codes(file_with(**{"$schema": "x" * 1_000})) == []
    assert codes(file_with(**{"$schema": "x" * 1_001})) == ["answers-too-much"]


def test_a_file_as_large_as_may_be_is_read_and_none_that_is_larger() -> None:
    whole = file_with()
    fits = whole + b" " * (ANSWERS.file_bytes - len(whole))
    assert codes(fits) == []
    assert codes(fits + b" ") == ["answers-too-large"]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"[]", 1, 1),
        (b"\xff", 1, 1),
        (b'{"schemaVersion": "9.0.0",\n "sheets": []}', 1, 1),
        (b'{"schemaVersion": "1.0.0",\n  sheets: []}', 2, 3),
    ],
    ids=["none", "not text", "newer", "not JSON"],
)
def test_a_mistake_is_told_where_it_stands_or_else_of_the_whole_file(
    data: bytes, line: int, column: int
) -> None:
    with pytest.raises(BadAnswers) as refused:
        read_answers(data, "saved.json")
    [found] = refused.value.findings
    assert (found.position.file, found.position.line, found.position.column) == (
        "saved.json",
        line,
        column,
    )


SAFE: Final = 2**53
"""From here on JavaScript does not know every whole number."""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.0, "4"),
        (-4.0, "-4"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (float(SAFE - 1), str(SAFE - 1)),
        (float(SAFE), f"{SAFE}.0"),
        (float(-SAFE), f"-{SAFE}.0"),
        (SAFE, str(SAFE)),
        ([4.0, {"a": [4.0, True, None]}], '[4,{"a":[4,true,null]}]'),
        ({"ä": "ö", "a": 1}, '{"ä":"ö","a":1}'),
    ],
)
def test_equal_values_are_kept_as_one_text(value: object, text: str) -> None:
    kept = Json.of(value)  # type: ignore[arg-type] # the table holds JSON of every kind
    assert kept.text == text
    assert kept.value == value


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "-Infinity", "9" * 5_000])
def test_a_number_that_no_program_holds_is_refused(number: str) -> None:
    data = file_with(unrecognised={"/x": 0}).replace(b": 0}", b": " + number.encode() + b"}")
    assert codes(data) == ["answers-not-json"]


def test_a_file_that_is_kept_under_version_control_changes_only_where_answers_do() -> None:
    sheet = AnswerSheet(
        model=Slug("herd"),
        content_version=Version("1.0.0"),
        language=Language("fi"),
        answers=FrozenMap({PlaceId("herd.question.calm"): TextAnswer(kind="text", value="Hyvä")}),
    )
    assert write_answers(AnswerFile(sheets=(sheet,))).decode().splitlines() == [
        "{",
        ' "$schema": "urn:toimintamalli:schema:v1:answers",',
        ' "schemaVersion": "1.0.0",',
        ' "sheets": [',
        "  {",
        '   "model": "herd",',
        '   "contentVersion": "1.0.0",',
        '   "language": "fi",',
        '   "answers": {',
        '    "herd.question.calm": {',
        '     "kind": "text",',
        '     "value": "Hyvä"',
        "    }",
        "   }",
        "  }",
        " ]",
        "}",
    ]


@pytest.mark.parametrize(
    "data", [b'["sheets"]', b'"sheets"', b'{"schemaVersion": "1.0.0"}', b'{"sheets": []}', b"null"]
)
def test_a_file_without_sheets_or_version_is_none_of_ours(data: bytes) -> None:
    assert codes(data) == ["answers-none"]


def test_what_is_missing_is_named_with_its_place() -> None:
    with pytest.raises(BadAnswers) as refused:
        read_answers(file_with(sheets=[{"model": "herd", "language": "fi", "answers": {}}]))
    [found] = refused.value.findings
    facts = dict(found.facts)
    assert (found.code, facts["where"], facts["name"]) == (
        "answers-missing",
        "/sheets/0",
        "contentVersion",
    )


def test_of_very_many_mistakes_the_first_twenty_are_shown_and_all_counted() -> None:
    found = [
        error(Position("saved.json"), "answers-missing", where=f"/sheets/{number}", name="model")
        for number in range(25)
    ]
    lines = BadAnswers(found).message("en").splitlines()
    assert "25" in lines[0]
    assert [f"/sheets/{number}:" in line for number, line in enumerate(lines[1:])] == [True] * 20
    assert BadAnswers(found).findings == tuple(found)
    several = BadAnswers([*found, error(Position("other.json"), "answers-none")])
    assert several.facts["file"] == "saved.json"
