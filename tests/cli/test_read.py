"""`toimintamalli read`: filled workbooks and what survey tools gathered, as answer sheets."""

import json
from pathlib import Path
from typing import Final

import pytest
from tests.support.commands import Result, run
from tests.support.content import shipped_model

from toimintamalli import Language, Request, generate, read_answers
from toimintamalli.model.ids import Slug

SCALE: Final = "act-and-develop.question.well-being-considered"


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    file = tmp_path / "results.json"
    file.write_text(json.dumps([{SCALE: 4}, {f"{SCALE}@ohs": 2}]), encoding="utf-8")
    return file


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    return run("--ui", "en", "read", "--format", "surveyjs", *arguments, capsys=capsys)


def test_the_sheets_go_to_standard_output(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = read(capsys, str(answered))

    assert done.status == 0
    assert done.messages == ""
    sheets = read_answers(done.output.encode()).sheets
    assert [(sheet.party, list(sheet.answers)) for sheet in sheets] == [
        (None, [SCALE]),
        ("ohs", [f"{SCALE}@ohs"]),
    ]


def test_the_sheets_of_several_files_go_to_one(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = answered.with_name("answers.json")

    assert read(capsys, str(answered), str(answered), "--out", str(out)).status == 0

    assert len(read_answers(out.read_bytes()).sheets) == 4


def test_what_fits_no_place_is_told_with_the_name_of_its_file(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered.write_text(json.dumps({SCALE: 9}), encoding="utf-8")

    done = read(capsys, str(answered))

    assert done.status == 0
    assert done.messages.startswith(f"{answered.as_posix()}: ")
    assert SCALE in done.messages
    assert "survey-bad-value" not in done.messages


@pytest.mark.parametrize("content", ["{", json.dumps({"model": "reindeer"})])
def test_a_file_that_can_not_be_used_ends_it_with_nothing_written(
    answered: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answered.write_text(content, encoding="utf-8")
    out = answered.with_name("answers.json")

    done = read(capsys, str(answered), "--out", str(out))

    assert done.status == 1
    assert answered.as_posix() in done.messages
    assert not out.exists()


def test_a_file_that_is_not_there_and_a_format_that_is_not_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(capsys, str(tmp_path / "gone.json")).status == 1
    done = run("--ui", "en", "read", "x", "--format", "survejs", capsys=capsys)
    assert done.status == 2
    assert 'did you mean "surveyjs"' in done.messages


def test_files_of_several_formats_are_read_together_by_what_they_are(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = answered.with_name("workbook.docx")
    made = generate(
        "docx", shipped_model(), Request(languages=(Language("fi"),), profile=Slug("meeting"))
    )
    book.write_bytes(next(iter(made)).content)
    out = answered.with_name("answers.json")

    done = run("--ui", "fi", "read", str(answered), str(book), "--out", str(out), capsys=capsys)

    assert (done.status, "warning" in done.messages) == (0, False)
    assert [sheet.party for sheet in read_answers(out.read_bytes()).sheets] == [None, "ohs", None]
    again = run("--ui", "fi", "read", str(out), capsys=capsys)
    assert again.output == out.read_text(encoding="utf-8")


def test_a_file_that_nobody_knows_is_told_in_finnish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mitta.dat"
    file.write_bytes(b"\x93NUM\r\n\x1a\n")

    done = run("--ui", "fi", "read", str(file), capsys=capsys)

    assert done.status == 1
    assert "tiedostoa ei tunnisteta" in done.messages


def test_more_than_one_file_holds_goes_to_several_that_open(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered.write_text(json.dumps([{SCALE: 4}] * 250), encoding="utf-8")
    out = answered.with_name("answers.json")

    assert read(capsys, str(answered)).status == 1
    assert read(capsys, str(answered), "--out", str(out)).status == 0

    written = [out, out.with_name("answers-2.json"), out.with_name("answers-3.json")]
    assert [len(read_answers(path.read_bytes()).sheets) for path in written] == [100, 100, 50]


def test_a_program_gets_what_was_not_read_as_json(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered.write_text(json.dumps({SCALE: 9}), encoding="utf-8")
    out = answered.with_name("answers.json")

    done = read(capsys, str(answered), "--report", "json", "--out", str(out))

    (told,) = json.loads(done.messages)
    assert told["file"] == answered.as_posix()
    assert (told["code"], told["severity"]) == ("survey-bad-value", "warning")
    assert out.exists()


def test_a_workbook_with_comments_replaces_no_file_and_is_of_one(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = answered.with_name("commented.docx")

    assert read(capsys, str(answered), str(answered), "--comment", str(out)).status == 1
    assert read(capsys, str(answered), "--comment", str(out)).status == 1
    assert not out.exists()
    out.write_bytes(b"somebody's")
    assert read(capsys, str(answered), "--comment", str(out)).status == 1
    assert out.read_bytes() == b"somebody's"
