"""Help and what is wrong about a call are in the reader's language, never in the library's."""

import pytest
from tests.support.commands import run

from toimintamalli.cli.main import commands
from toimintamalli.cli.speech import help_code, options_of, walk
from toimintamalli.messages import catalogue

COMMANDS = [path for path, _ in walk(commands)]
ENGLISH = ("Usage", "Options", "Commands", "Show", "required", "COMMAND", "OPTIONS", "KEYS")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_wholly_in_finnish(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("--ui", "fi", *path, "--help", capsys=capsys)

    assert done.status == 0
    assert done.output.startswith("Käyttö: toimintamalli")
    assert [each for each in ENGLISH if each in done.output] == []


def test_every_command_and_option_has_its_help() -> None:
    needed = {
        help_code(path, option)
        for path, command in walk(commands)
        for option in (None, *options_of(command))
    }
    assert needed <= catalogue("fi").keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], 'komentoa "chek" ei ole – tarkoititko "check"?'),
        (["check", "--stict"], 'valintaa "--stict" ei ole – tarkoititko "--strict"?'),
        (["build", "--missing", "x"], "tämä arvo ei käy: --missing (error, source, mark)"),
        (["build", "--round", "nolla"], "tämä arvo ei käy: --round"),
        (["translations", "accept", "x"], "--reason puuttuu"),
        (["build", "--out"], "--out tarvitsee arvon"),
        (["check", "a"], "liikaa annettu: a"),
    ],
)
def test_wrong_usage_is_told_in_finnish(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("--ui", "fi", *arguments, capsys=capsys)

    assert done.status == 2
    assert done.messages.startswith(f"toimintamalli: {said}")
    assert done.output == ""
