"""Whatever the machine is like, a command ends with a sentence: closed and full output, old
encodings, names that are no text, faults of our own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.commands import run

from toimintamalli.cli.main import commands
from toimintamalli.cli.ui import Ui

SCALE = "act-and-develop.question.well-being-considered"
COMMAND = f"{sys.executable} -m toimintamalli --ui en"


def shell(
    line: str, folder: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    (tmp_path / "results.json").write_text(json.dumps({SCALE: 4}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("end", [">&-", ">/dev/full", "<&- >&-"])
def test_an_answer_that_could_not_be_written_is_no_success(answered: Path, end: str) -> None:
    done = shell(f"{COMMAND} read results.json {end}", answered)
    assert done.returncode == 1
    assert done.stderr.startswith(b"toimintamalli: the output could not be written")
    assert b"Traceback" not in done.stderr


def test_nobody_listening_to_messages_changes_no_result(answered: Path) -> None:
    done = shell(f"{COMMAND} read results.json 2>&-", answered)
    assert done.returncode == 0
    assert SCALE.encode() in done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ],
    ids=["windows", "ascii", "C", "turkish"],
)
def test_a_terminal_that_knows_few_letters_shows_what_it_can(
    answered: Path, environment: dict[str, str]
) -> None:
    (answered / "results.json").write_text(json.dumps({SCALE: "→ 日本 ääni"}), encoding="utf-8")
    for line in ("read results.json", "generators", "check --content nowhere", "--help"):
        done = shell(f"{COMMAND} {line}", answered, environment)
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr


def test_a_name_that_is_no_text_is_shown_and_collected(answered: Path) -> None:
    strange = os.fsdecode(b"t\xe4\x1b[2Jyt.json")
    (answered / "results.json").rename(answered / "in.json")
    (answered / "folder").mkdir()
    (answered / "in.json").rename(answered / "folder" / strange)
    done = shell(f"{COMMAND} collect folder --out out --least 1 --with organisation", answered)
    assert (done.returncode, b"Traceback" in done.stderr, b"\x1b" in done.stderr) == (
        0,
        False,
        False,
    ), done.stderr
    assert "t\\xe4\\u001b[2Jyt.json" in (answered / "out" / "sheets.csv").read_text(
        encoding="utf-8"
    )


def test_no_home_and_no_place_for_temporary_files_stop_nothing(answered: Path) -> None:
    none = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "TMP": "/nonexistent"}
    done = shell(f"{COMMAND} read results.json --out answers.json", answered, none)
    assert done.returncode == 0, done.stderr


def test_a_fault_of_ours_is_a_sentence_and_a_file_to_send(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("seven by none")

    monkeypatch.setattr(commands, "main", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("--ui", "en", "check", capsys=capsys)
    assert done.status == 1
    assert done.messages.count("\n") == 1
    (kept,) = tmp_path.iterdir()
    assert kept.name in done.messages
    assert "in fail" in kept.read_text(encoding="utf-8")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert run("--ui", "en", "check", capsys=capsys).status == 1


def test_each_message_of_the_last_guard_is_in_every_language() -> None:
    for language in ("fi", "en", "sv"):
        said = Ui(language).explain("own-fault", reason="x", file="/tmp/y")  # noqa: S108
        assert "/tmp/y" in said  # noqa: S108
