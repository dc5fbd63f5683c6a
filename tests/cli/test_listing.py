"""`toimintamalli generators`, `schema` and the start of every command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.commands import run

from toimintamalli import __version__
from toimintamalli.schema import schema, schema_names


def test_the_formats_are_listed_with_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    listed = dict(
        each.partition("\t")[::2] for each in run("generators", capsys=capsys).output.splitlines()
    )

    assert {"docx", "html", "json"} <= set(listed)
    assert "docx.edition" in listed["docx"]


def test_the_schemas_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", capsys=capsys).output.split() == list(schema_names())


def test_a_schema_is_shown_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run("schema", "theme-text", capsys=capsys).output) == schema("theme-text")


def test_all_schemas_are_written_to_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("schema", "--out", str(tmp_path / "schema"), capsys=capsys)

    assert done.status == 0
    assert {path.name for path in (tmp_path / "schema").iterdir() if path.suffix == ".json"} == {
        f"{name}.schema.json" for name in schema_names()
    }


@pytest.mark.parametrize(
    ("ui", "hint"), [("fi", 'tarkoititko "theme-text"?'), ("en", 'did you mean "theme-text"?')]
)
def test_a_schema_that_does_not_exist_is_refused_with_the_nearest_name(
    ui: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("--ui", ui, "schema", "theme-txet", capsys=capsys)

    assert (done.status, hint in done.messages) == (2, True)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LC_ALL": "fi_FI.UTF-8"}, "komentoa"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fi_FI"}, "komentoa"),
        ({"LC_ALL": "sv_SE.UTF-8"}, "kommando"),
        ({"LC_ALL": "de_DE.UTF-8"}, "no command"),
        ({"LC_ALL": "C"}, "no command"),
    ],
)
def test_messages_are_in_the_language_of_the_system_or_in_english(
    environment: dict[str, str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert said in run("chekc", capsys=capsys).messages


@pytest.mark.parametrize("arguments", [("--ui", "fi", "chekc"), ("--ui=fi", "chekc")])
def test_the_language_that_was_asked_for_holds_also_for_wrong_usage(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "komentoa" in run(*arguments, capsys=capsys).messages


def test_help_and_version_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help", capsys=capsys).status == 0
    assert __version__ in run("--version", capsys=capsys).output


def test_a_reader_that_stops_reading_is_no_crash() -> None:
    command = [sys.executable, "-m", "toimintamalli", "schema", "model"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
