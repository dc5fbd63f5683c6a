"""`toimintamalli check`: what an editor sees, in both languages, in every form."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from tests.support.commands import run, run_process
from tests.support.content import (
    append,
    copy_shipped,
    edit,
    spot,
    write_content,
    write_translated_content,
    write_words,
)

FI: Final = "fi/themes/act-and-develop.yaml"
EN: Final = "en/themes/act-and-develop.yaml"
STRUCTURE: Final = "structure/themes/act-and-develop.yaml"
PITFALL: Final = "  silver-bullet:\n"
BOMB: Final = "theme: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


class Mistake(NamedTuple):
    """Something that an editor does, where it is found, and what is said about it."""

    name: str
    make: Callable[[Path], None]
    file: str
    line: Callable[[Path], int]
    code: str
    finnish: str
    english: str


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder, name, old, new)


def write(name: str, text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return spoil


def line_of(name: str, text: str) -> Callable[[Path], int]:
    return lambda folder: spot(folder, name, text).line


def line(number: int) -> Callable[[Path], int]:
    return lambda _: number


MISTAKES: Final = [
    Mistake(
        "a misspelt key",
        change(FI, "  heading: P", "  haeding: P"),
        FI,
        line_of(FI, "haeding"),
        "unknown-key",
        'tuntematon kenttä "haeding" – tarkoititko "heading"?',
        'unknown field "haeding" – did you mean "heading"?',
    ),
    Mistake(
        "a duplicate key",
        change(FI, PITFALL, f"{PITFALL}    text: Kahdesti.\n"),
        FI,
        lambda folder: line_of(FI, "text: Kahdesti")(folder) + 1,
        "duplicate-key",
        'avain "text" on jo rivillä',
        'the key "text" is already on line',
    ),
    Mistake(
        "a missing id",
        change(STRUCTURE, "  - id: silver-bullet\n    audience", "  - audience"),
        STRUCTURE,
        line_of(STRUCTURE, "  - audience"),
        "missing-key",
        'kenttä "id" puuttuu',
        'the field "id" is missing',
    ),
    Mistake(
        "an entry without its text",
        change(FI, f"{PITFALL}    text: Uskotaan, että valmis tuote tai ostettu palvelu"
               " poistaa työn ongelmat.\n", ""),
        FI,
        line_of(FI, "pitfalls:"),
        "missing-text",
        "teksti pitfalls.silver-bullet.text puuttuu",
        "the text pitfalls.silver-bullet.text is missing",
    ),
    Mistake(
        "an orphan text",
        change(FI, PITFALL, f"  silver-bulet:\n    text: Orpo.\n{PITFALL}"),
        FI,
        line_of(FI, "silver-bulet:"),
        "orphan-text",
        'tarkoititko "silver-bullet"?',
        'did you mean "silver-bullet"?',
    ),
    Mistake(
        "an unknown scale",
        change(STRUCTURE, "    scale: poorly-well-5\n    group: current-state\n"
               "    audience: [workplace, ohs]\n    reach: [community]",
               "    scale: poorly-wel-5\n    group: current-state\n"
               "    audience: [workplace, ohs]\n    reach: [community]"),
        STRUCTURE,
        line_of(STRUCTURE, "poorly-wel-5"),
        "broken-link",
        'tunnusta "poorly-wel-5" ei ole – tarkoititko "poorly-well-5"?',
        'there is no "poorly-wel-5" – did you mean "poorly-well-5"?',
    ),
    Mistake(
        "a tab",
        change(EN, PITFALL, "\tsilver-bullet:\n"),
        EN,
        line_of(EN, "\tsilver-bullet"),
        "tab",
        "sarkain",
        "a tab can't be here",
    ),
    Mistake(
        "an unquoted colon",
        change(EN, "  heading: ", "  heading: Note: "),
        EN,
        line_of(EN, "Note: "),
        "unquoted-colon",
        "kirjoita koko teksti lainausmerkkeihin",
        "put the whole text in quotes",
    ),
    Mistake(
        "an alias bomb",
        write(EN, BOMB + "".join(f"k{n}: [*c, *c]\n" for n in range(1000))),
        EN,
        line(1),
        "anchor",
        "ankkuri",
        "YAML anchor",
    ),
    Mistake(
        "fifty thousand brackets",
        write(EN, "[" * 50_000),
        EN,
        line(1),
        "too-deep",
        "enintään 12",
        "at most 12",
    ),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path / "content")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_words(write_translated_content(tmp_path / "content"), "se", "nb")


def test_the_shipped_content_has_no_errors() -> None:
    done = run_process("--ui", "fi", "check")

    assert (done.status, ": error[" in done.output) == (0, False)
    assert "Traceback" not in done.messages


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each.name for each in MISTAKES])
def test_a_mistake_in_the_shipped_content_is_told_in_finnish(
    folder: Path, mistake: Mistake
) -> None:
    mistake.make(folder)

    done = run_process("--ui", "fi", "check", "--content", "content", folder=folder.parent)

    start = f"content/{mistake.file}:{mistake.line(folder)}:"
    told = [each for each in done.output.splitlines() if each.startswith(start)]
    assert [each for each in told if f"error[{mistake.code}]" in each and mistake.finnish in each]
    assert done.status == 1
    assert "Traceback" not in done.messages


@pytest.mark.parametrize("mistake", MISTAKES[-4:], ids=[each.name for each in MISTAKES[-4:]])
def test_even_hostile_content_is_told_of_as_soon_as_any_other_mistake(
    folder: Path, tmp_path: Path, mistake: Mistake
) -> None:
    ordinary = copy_shipped(tmp_path / "ordinary")
    MISTAKES[0].make(ordinary)
    mistake.make(folder)

    # The quickest of three: what else the machine does at the time is no fault of ours.
    assert quickest(folder) < 2 * quickest(ordinary)


def quickest(folder: Path) -> float:
    return min(run_process("check", "--content", str(folder)).seconds for _ in range(3))


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each.name for each in MISTAKES])
def test_a_mistake_in_the_shipped_content_is_told_in_english(
    folder: Path, mistake: Mistake, capsys: pytest.CaptureFixture[str]
) -> None:
    mistake.make(folder)

    done = run("--ui", "en", "check", "--content", str(folder), capsys=capsys)

    start = f"{folder.as_posix()}/{mistake.file}:{mistake.line(folder)}:"
    told = [each for each in done.output.splitlines() if each.startswith(start)]
    assert [each for each in told if f"error[{mistake.code}]" in each and mistake.english in each]
    assert done.status == 1


def test_all_mistakes_are_told_in_one_run_sorted_by_place(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "structure/themes/herd.yaml", "scale: calm-7", "scale: clam-7")
    edit(small, "se/themes/herd.yaml", "Vurdet.", "''")
    edit(small, "nb/themes/herd.yaml", "Eallu ráfis", "''")
    edit(small, "nb/workbook.yaml", "title: Gos\n", "titel: Gos\n")

    done = run("--ui", "en", "check", "--content", str(small), "--report", "json", capsys=capsys)

    found = json.loads(done.output)
    places = [(each["file"], each["line"], each["column"]) for each in found]
    assert places == sorted(places)
    assert {each["code"] for each in found} >= {"broken-link", "empty-text", "unknown-key"}
    assert done.messages.endswith(f"Errors: {len(found)}. Warnings: 0.\n")


# --- forms ---------------------------------------------------------------------------------------


def test_the_json_report_tells_place_words_and_advice(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "structure/themes/herd.yaml", "scale: calm-7", "scale: clam-7")
    at = spot(small, "structure/themes/herd.yaml", "clam-7")

    done = run("--ui", "en", "check", "--content", str(small), "--report", "json", capsys=capsys)

    assert json.loads(done.output) == [
        {
            "file": at.file,
            "line": at.line,
            "column": at.column,
            "severity": "error",
            "code": "broken-link",
            "message": 'scale: there is no "clam-7"',
            "hint": 'did you mean "calm-7"?',
        }
    ]


def test_the_json_report_of_faultless_content_is_an_empty_list(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("check", "--content", str(small), "--report", "json", capsys=capsys)

    assert (done.status, json.loads(done.output)) == (0, [])


def test_the_github_report_cannot_be_ended_or_split_by_what_it_quotes(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "structure/themes/herd.yaml", "scale: calm-7", 'scale: "x%0A::error::y,z\\nq"')
    odd = small.rename(small.parent / "a,b:c")
    at = spot(odd, "structure/themes/herd.yaml", '"x%0A')

    done = run("--ui", "en", "check", "--content", str(odd), "--report", "github", capsys=capsys)
    lines = done.output.splitlines()
    file = at.file.replace(",", "%2C").replace(":", "%3A")
    assert len(lines) == 1
    place = f"file={file},line={at.line},col={at.column}"
    assert lines[0].startswith(f"::error {place},title=name-not-id")
    assert "x%250A" in lines[0]


def test_words_of_a_generator_may_ask_to_write_and_are_told_where_not_finished(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("--ui", "en", "check", "--content", str(small), capsys=capsys)
    edit(small, "nb/interface.yaml", "[Kirjoita tähän]", "TODO kirjoita")
    after = run("--ui", "en", "check", "--content", str(small), capsys=capsys)

    assert ("reminder-left" in before.output, "reminder-left" in after.output) == (False, True)


def test_a_warning_stops_only_a_strict_check(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    lax = run("--ui", "en", "check", "--content", str(small), capsys=capsys)
    strict = run("--ui", "en", "check", "--content", str(small), "--strict", capsys=capsys)

    assert (lax.status, strict.status) == (0, 1)
    assert lax.output == strict.output != ""


def test_a_faultless_check_says_what_it_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_words(write_content(tmp_path), "se")

    done = run("--ui", "en", "check", "--content", str(folder), capsys=capsys)

    assert done.output == ""
    assert "No findings: 10 files, se." in done.messages


def test_a_folder_that_is_not_there_is_an_error_with_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("check", "--content", str(tmp_path / "none"), capsys=capsys)

    assert done.status == 1
    assert "none:1:1: error[no-such-folder]" in done.output


@pytest.mark.parametrize("wrong", [["check", "--report", "xml"], ["check", "--stirct"], ["chekc"]])
def test_wrong_usage_ends_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*wrong, capsys=capsys).status == 2


def test_a_control_character_in_content_does_not_reach_the_terminal(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(small, "se/themes/herd.yaml", '"\\e[2J": x\n')

    done = run("--ui", "en", "check", "--content", str(small), capsys=capsys)

    assert done.status == 1
    assert "\x1b" not in done.output
