"""Every command does its work once: what a job with other versions of our libraries runs."""

from pathlib import Path
from typing import Final

import pytest
from tests.support.commands import run, run_process
from tests.support.content import write_translated_content

from toimintamalli.cli.main import commands
from toimintamalli.cli.speech import walk

CONTENT: Final = ("--content", "content")
TEXT: Final = "themes/herd:practices.talk.text"
CALLS: Final = (
    ("check", *CONTENT),
    ("fmt", *CONTENT),
    ("build", *CONTENT, "--out", "out"),
    ("generators",),
    ("readers",),
    ("reports",),
    ("new", "garden", "--language", "en"),
    ("translations", "pseudo", *CONTENT, "--out", "trial"),
    ("schema", "--out", "schemas"),
    ("add", "practice", "herd", "listen", "--text", "Guldalit.", *CONTENT),
    ("translations", "record", *CONTENT),
    ("translations", "status", *CONTENT),
    ("translations", "diff", TEXT, *CONTENT),
    ("translations", "export", *CONTENT, "--language", "nb", "--out", "nb.xliff"),
    ("translations", "import", "nb.xliff", *CONTENT, "--dry-run"),
    ("translations", "accept", TEXT, "--reason", "a typo", *CONTENT, "--language", "nb"),
    ("translations", "prune", *CONTENT),
    ("release", *CONTENT, "--releases", "releases"),
    ("changes", "releases/1.2.3", "content"),
    ("read", "out/se/workbook.docx", *CONTENT, "--out", "answers.json"),
    ("report", "answers.json", *CONTENT, "--out", "report"),
    ("collect", "out/se", *CONTENT, "--out", "data"),
    ("preview", "--help"),
)
"""One after another in one folder; `preview` serves until stopped, and has tests of its own."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_translated_content(Path("content"))


@pytest.mark.usefixtures("folder")
def test_every_command_does_its_work(capsys: pytest.CaptureFixture[str]) -> None:
    for call in CALLS:
        done = run("--ui", "en", *call, capsys=capsys)

        assert done.status == 0, (call, done.output, done.messages)


def test_no_command_is_left_out() -> None:
    groups = {path[:-1] for path, _ in walk(commands)}
    leaves = {path for path, _ in walk(commands)} - groups

    assert {leaf for leaf in leaves if any(call[: len(leaf)] == leaf for call in CALLS)} == leaves


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_version_is_told_whatever_order_sets_have(seed: str) -> None:
    done = run_process("--version", environment={"PYTHONHASHSEED": seed})

    assert (done.status, done.messages) == (0, "")
