"""The command `toimintamalli` and how it ends."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

import click

from toimintamalli import messages
from toimintamalli._version import __version__
from toimintamalli.cli import streams
from toimintamalli.cli.speech import HELP_NAMES, SpokenGroup, explain, let_speak
from toimintamalli.cli.ui import Ui
from toimintamalli.errors import BadOption, ToimintamalliError, UnknownName

FINE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2

_HOMES: Final[Mapping[str, str]] = {
    "add": "add",
    "build": "build",
    "changes": "changes",
    "check": "check",
    "collect": "collect",
    "fmt": "fmt",
    "generators": "listing",
    "new": "new",
    "preview": "preview",
    "read": "read",
    "readers": "listing",
    "release": "release",
    "report": "report",
    "reports": "listing",
    "schema": "listing",
    "translations": "translations",
}
"""Command → its module, which is imported only when the command is called."""


class CommandLine(SpokenGroup):
    """The commands by name: whoever asks for one does not wait for the others to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands."""
        return sorted(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Return a command by name, loaded now."""
        if cmd_name not in _HOMES:
            return None
        module = import_module(f"toimintamalli.cli.{_HOMES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return let_speak(command)


@click.group(
    cls=CommandLine, context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100}
)
@click.version_option(__version__)
@click.option(
    "--ui",
    type=click.Choice(messages.LANGUAGES),
    help="Language of messages; by default that of your system.",
)
@click.help_option(*HELP_NAMES)
@click.pass_context
def commands(context: click.Context, ui: str | None) -> None:
    """Make workbooks, web pages and data from an operating model.

    Results go to standard output, messages to standard error.
    Exit status: 0 fine, 1 the content, input or disk has errors, 2 wrong usage.
    """
    if ui:
        context.obj = Ui(ui)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, for whoever starts the program."""
    ui, rest = _choose_ui(sys.argv[1:] if arguments is None else arguments)
    streams.make_ready()
    try:
        status = commands.main(rest, prog_name="toimintamalli", standalone_mode=False, obj=ui)
        streams.finish()
    except BrokenPipeError:
        # Whoever read our output has closed it, and wants to hear no more.
        streams.give_up()
        return FAILED
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001 -- nobody is shown a traceback
        return ui.fail(*_ending(ui, problem))
    return status if isinstance(status, int) else FINE


def _ending(ui: Ui, problem: BaseException) -> tuple[str, int]:
    """Return what to say of whatever ended a command, and the exit status for it."""
    match problem:
        case click.UsageError():
            return explain(problem, ui), WRONG_USAGE
        case UnknownName() | BadOption():
            return problem.message(ui.language), WRONG_USAGE
        case ToimintamalliError():
            return problem.message(ui.language), FAILED
        case KeyboardInterrupt() | click.Abort():
            return ui.say("interrupted"), FAILED
        case OSError():
            streams.give_up()
            reason = problem.strerror or str(problem)
            code = "output-refused" if problem.filename is None else "unreadable-file"
            return ui.explain(code, file=str(problem.filename), reason=reason), FAILED
        case _:
            return _own_fault(ui, problem), FAILED


def _own_fault(ui: Ui, problem: BaseException) -> str:
    """Return what to say of a fault of ours, with the file that tells us more."""
    from traceback import format_exception  # noqa: PLC0415 -- hardly ever needed

    from toimintamalli.output import keep_aside  # noqa: PLC0415 -- the same

    told = "".join(format_exception(problem))
    file = keep_aside("toimintamalli-", f"toimintamalli {__version__}\n{told}")
    reason = f"{type(problem).__name__}: {problem}"
    return ui.explain("own-fault" if file else "own-fault-untold", reason=reason, file=file or "")


def _choose_ui(arguments: Sequence[str]) -> tuple[Ui, list[str]]:
    """Return how to talk, and the arguments with `--ui` in front.

    People put it anywhere; and its language counts also where the rest is too wrong to be parsed.
    """
    rest = list(arguments)
    for index, argument in enumerate(rest):
        asked = rest[index : index + 2] if argument == "--ui" else [argument]
        if (
            argument.partition("=")[0] == "--ui"
            and asked[-1].removeprefix("--ui=") in messages.LANGUAGES
        ):
            del rest[index : index + len(asked)]
            return Ui(asked[-1].removeprefix("--ui=")), [*asked, *rest]
    return Ui(_system_language()), rest


def _system_language() -> str:
    names = (os.environ.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = next(filter(None, names), "")[:2]
    return wanted if wanted in messages.LANGUAGES else messages.DEFAULT_LANGUAGE
