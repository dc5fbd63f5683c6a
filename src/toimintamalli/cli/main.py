"""The command `toimintamalli` and how it ends."""

import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from toimintamalli import messages
from toimintamalli.cli.add import add
from toimintamalli.cli.build import build
from toimintamalli.cli.changes import changes
from toimintamalli.cli.check import check
from toimintamalli.cli.collect import collect
from toimintamalli.cli.fmt import fmt
from toimintamalli.cli.listing import generators, schema
from toimintamalli.cli.preview import preview
from toimintamalli.cli.read import read
from toimintamalli.cli.release import release
from toimintamalli.cli.report import report
from toimintamalli.cli.speech import HELP_NAMES, Commands, explain, speak
from toimintamalli.cli.translations import translations
from toimintamalli.cli.ui import Ui
from toimintamalli.errors import BadOption, ToimintamalliError, UnknownName

FINE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2


@click.group(
    cls=Commands,
    context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100},
)
@click.version_option(package_name="toimintamalli")
@click.option(
    "--ui",
    type=click.Choice(messages.LANGUAGES),
    help="Language of messages; by default that of your system.",
)
@click.pass_context
def commands(context: click.Context, ui: str | None) -> None:
    """Make workbooks, web pages and data from an operating model.

    Results go to standard output, messages to standard error.
    Exit status: 0 fine, 1 the content, input or disk has errors, 2 wrong usage.
    """
    context.obj = Ui(ui or _system_language())


for _command in (
    build,
    check,
    translations,
    add,
    read,
    collect,
    report,
    release,
    changes,
    generators,
    schema,
    fmt,
    preview,
):
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, for whoever starts the program."""
    ui, rest = _choose_ui(sys.argv[1:] if arguments is None else arguments)
    speak(commands, ui)
    try:
        status = commands.main(rest, prog_name="toimintamalli", standalone_mode=False)
    except click.UsageError as problem:
        return ui.fail(explain(problem, ui), WRONG_USAGE)
    except (UnknownName, BadOption) as problem:
        return ui.fail(problem.message(ui.language), WRONG_USAGE)
    except ToimintamalliError as problem:
        return ui.fail(problem.message(ui.language), FAILED)
    except (KeyboardInterrupt, click.Abort):
        return ui.fail(ui.say("interrupted"), FAILED)
    except BrokenPipeError:
        # Whoever read our output has closed it; Python must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return status if isinstance(status, int) else FINE


def _choose_ui(arguments: Sequence[str]) -> tuple[Ui, list[str]]:
    """Return how to talk, and the arguments with `--ui` in front.

    People put it anywhere; and its language counts also where the rest is too wrong to be parsed.
    """
    rest = list(arguments)
    for index, each in enumerate(rest):
        asked = rest[index : index + 2] if each == "--ui" else [each]
        if (
            each.partition("=")[0] == "--ui"
            and asked[-1].removeprefix("--ui=") in messages.LANGUAGES
        ):
            del rest[index : index + len(asked)]
            return Ui(asked[-1].removeprefix("--ui=")), [*asked, *rest]
    return Ui(_system_language()), rest


def _system_language() -> str:
    names = (os.environ.get(each, "") for each in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = next(filter(None, names), "")[:2]
    return wanted if wanted in messages.LANGUAGES else messages.DEFAULT_LANGUAGE
