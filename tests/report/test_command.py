"""`toimintamalli report`: from files to a folder, all of it or nothing."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from tests.report.conftest import STORY_FILES
from tests.support.commands import Result, run, run_process

FILES = [str(file) for file in STORY_FILES]


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    return run("--ui", "en", "report", *arguments, capsys=capsys)


def made_in(folder: Path) -> dict[str, str]:
    """Each file with the digest of its bytes; the folder's own list is none of the report."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }


def test_the_report_is_in_the_language_of_the_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"

    done = report(capsys, *FILES, "--out", str(out))

    assert done.status == 0
    assert done.output == ""
    assert set(made_in(out)) == {
        "fi/report.docx",
        "fi/report.pdf",
        "fi/report.html",
        "fi/next-meeting.ics",
    }


def test_without_the_extra_for_pdf_the_rest_of_the_report_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toimintamalli.cli.settings.find_spec", lambda _: None)
    out = tmp_path / "report"

    assert report(capsys, *FILES, "--out", str(out)).status == 0

    assert set(made_in(out)) == {"fi/report.docx", "fi/report.html", "fi/next-meeting.ics"}


def test_languages_and_formats_can_be_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    chosen = ["--language", "sv", "--language", "en", "--format", "html"]

    assert report(capsys, *FILES, *chosen, "--out", str(out)).status == 0

    assert set(made_in(out)) == {"sv/report.html", "en/report.html"}
    assert "<h1>Uppföljningsrapport</h1>" in (out / "sv/report.html").read_text("utf-8")


def test_the_same_sheets_give_the_same_bytes_in_every_process_and_order(tmp_path: Path) -> None:
    made = []
    for number, (files, seed, zone) in enumerate(
        ((FILES, "0", "UTC"), (FILES[::-1], "7", "Pacific/Apia"))
    ):
        out = tmp_path / str(number)
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = run_process("report", *files, "--out", str(out), environment=environment)
        assert done.status == 0, done.messages
        made.append(made_in(out))
    assert made[0] == made[1]
    assert len(made[0]) == 4


def test_a_day_decides_what_is_overdue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for day in ("2026-11-10", "2027-03-09"):
        out = tmp_path / day
        assert (
            report(capsys, *FILES, "--date", day, "--format", "html", "--out", str(out)).status == 0
        )
        said[day] = (out / "fi/report.html").read_text("utf-8")
    assert "<b>0</b> <span>toimenpidettä on myöhässä</span>" in said["2026-11-10"]
    assert "<b>2</b> <span>toimenpidettä on myöhässä</span>" in said["2027-03-09"]


def test_a_group_that_is_too_small_is_shown_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = json.loads(STORY_FILES[0].read_text("utf-8"))
    first = next(each for each in written["sheets"] if each.get("party") == "workplace")
    place = "prerequisites.question.roles-known@workplace"
    sheets = []
    for value in (1, 2, 4):
        answers = {place: {"kind": "scale", "value": value}}
        sheets.append({**first, "answers": answers, "plan": {}})
    file = tmp_path / "group.json"
    file.write_text(json.dumps({**written, "sheets": sheets}), encoding="utf-8")

    shown = {}
    for least in ("3", "4"):
        out = tmp_path / least
        done = report(capsys, str(file), "--least", least, "--format", "html", "--out", str(out))
        assert done.status == 0
        shown[least] = (out / "fi/report.html").read_text("utf-8")
    assert "2,3 (vastaajia 3)" in shown["3"]
    assert "2,3" not in shown["4"]
    assert "ei näytetä" in shown["4"]


@pytest.mark.parametrize("content", ["{", '{"sheets": 1}', "neither"])
def test_a_file_that_can_not_be_used_ends_it_with_nothing_written(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(content, encoding="utf-8")
    out = tmp_path / "report"

    done = report(capsys, *FILES, str(bad), "--out", str(out))

    assert done.status == 1
    assert "bad.json" in done.messages
    assert not out.exists()


def test_answers_to_another_model_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = STORY_FILES[0].read_text("utf-8").replace("occupational-health", "reindeer")
    file = tmp_path / "other.json"
    file.write_text(written, encoding="utf-8")

    done = report(capsys, str(file), "--out", str(tmp_path / "report"))

    assert done.status == 1
    assert "reindeer-cooperation" in done.messages


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "fo"], "unknown language"),
        (["--format", "dokx"], 'did you mean "docx"'),
        (["--date", "9.3.2027"], "--date"),
        (["--least", "0"], "--least"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = report(capsys, *arguments, str(tmp_path / "gone.json"))

    assert done.status == 2
    assert said in done.messages


def test_a_report_that_somebody_has_written_in_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    assert report(capsys, *FILES, "--out", str(out)).status == 0
    (out / "fi/report.docx").write_bytes(b"with our own remarks")

    done = report(capsys, *FILES, "--out", str(out))

    assert done.status == 1
    assert (out / "fi/report.docx").read_bytes() == b"with our own remarks"
    shutil.rmtree(out)
