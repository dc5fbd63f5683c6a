"""However people break a file: it is told where, in each language, and with what to do."""

import random
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.content import write_translated_content

from toimintamalli import load
from toimintamalli.content import check_content, open_content, review_content
from toimintamalli.findings import Finding, has_errors
from toimintamalli.messages import LANGUAGES


class Way(NamedTuple):
    """What somebody wrote instead of what, and the code of what is said about it."""

    name: str
    file: str
    old: str
    new: str
    code: str


WAYS: Final = [
    Way(**each)
    for each in tomllib.loads(
        Path(__file__).with_name("ways_to_break.toml").read_text(encoding="utf-8")
    )["way"]
]
ODD: Final = (
    "", "''", "null", "[]", "{}", "-1", "1e9", "true", "~", '"x', "&a b", "*a", "!!int 3",
    "2026-13-45", "x" * 3000, "\x00", "\ufeff", "🦌", "a: b", "|", ">", "- x", "@x", "%", "`",
    "\t", "no", "010", ".inf", "[a, b", "{a: b}", "a #b", "\u202e", "<b>x</b>", "TODO",
    "a\u00a0b", "https://a b", "../x", "a.b.c", "A", "1", "[1]", "[[a]]", "{id: x}",
)  # fmt: skip
"""What may come to stand for a value."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_translated_content(tmp_path_factory.mktemp("broken"), "nb")


def put(whole: Path, file: str, text: str) -> tuple[Finding, ...]:
    """Return what is said of a content in which one file holds another text."""
    before = (whole / file).read_text(encoding="utf-8")
    (whole / file).write_text(text, encoding="utf-8")
    try:
        content = open_content(whole)
        found = (*check_content(content), *review_content(content))
        if not has_errors(found):
            load(whole)
    finally:
        (whole / file).write_text(before, encoding="utf-8")
    return found


def test_there_are_ways_enough_and_each_is_another() -> None:
    assert len({(way.file, way.old, way.new) for way in WAYS}) == len(WAYS) >= 160


@pytest.mark.parametrize("way", WAYS, ids=[each.name for each in WAYS])
def test_a_way_to_break_a_file_is_told_where_it_is_and_with_what_to_do(
    whole: Path, way: Way
) -> None:
    text = (whole / way.file).read_text(encoding="utf-8")
    line = text[: text.index(way.old)].count("\n") + 1
    lines = range(line - 2, line + way.new.count("\n") + 4)

    found = put(whole, way.file, text.replace(way.old, way.new, 1))

    told = [finding for finding in found if finding.code == way.code]
    assert told, [finding.as_text("fi") for finding in found]
    in_file = [finding for finding in told if finding.position.file.endswith(way.file)]
    assert not in_file or any(finding.position.line in lines for finding in in_file)
    for language in LANGUAGES:
        for finding in told:
            assert finding.message(language)
            assert finding.hint(language)
            # A thing between two dashes says nothing: neither what is wrong nor what to do.
            assert '"–"' not in finding.message(language)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_whatever_becomes_of_a_line_is_told_and_never_a_crash(whole: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- which line somebody spoils
    files = sorted(path for path in whole.rglob("*.yaml") if "locks" not in path.parts)
    file = chance.choice(files)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    spoil(lines, chance)

    for finding in put(whole, file.relative_to(whole).as_posix(), "".join(lines)):
        assert finding.position.file
        assert finding.position.line >= 1
        assert finding.message("fi")
        assert finding.hint("fi"), finding.code


def spoil(lines: list[str], chance: random.Random) -> None:
    """Do to one line what people and tools do."""
    at = chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = f"  {line}" if chance.random() < 0.5 else line[2:]
        case 4:
            place = chance.randrange(len(line))
            lines[at] = line[:place] + chance.choice(":#\"'- \t{}[]&*\u200bé") + line[place:]
        case _:
            lines[at] = f"{line.partition(':')[0]}: {chance.choice(ODD)}\n"
