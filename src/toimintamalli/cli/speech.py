"""The command line's own words, help and wrong usage, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import click

from toimintamalli import messages
from toimintamalli.cli.ui import Ui
from toimintamalli.findings import suggest

HELP_NAMES: Final = ["-h", "--help"]


class _Formatter(click.HelpFormatter):
    """click's layout with our words for what it writes itself."""

    def __init__(self, ui: Ui, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._ui = ui

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{self._ui.say('help-usage')}: ")

    def write_heading(self, heading: str) -> None:
        words = {"Options": "help-options", "Commands": "help-commands"}
        super().write_heading(self._ui.say(words[heading]) if heading in words else heading)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        required = self._ui.say("help-required")
        said = [(name, text.replace("[required]", f"[{required}]")) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


class SpokenContext(click.Context):
    """A run of a command, whose help is in the language of its `Ui`."""

    def get_help(self) -> str:
        """Return the command's help, written when it is asked for."""
        speak(self)
        return super().get_help()

    def make_formatter(self) -> click.HelpFormatter:
        """Return what lays help out, with our words for what click writes itself."""
        return _Formatter(self.obj, width=self.terminal_width, max_width=self.max_content_width)


class NoSuchCommand(click.UsageError):
    """A command is called that is not there; click has no such error before 8.4."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = suggest(name, known)


class SpokenGroup(click.Group):
    """Commands under one name, listed in the reader's language."""

    context_class = SpokenContext

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called.

        Raises:
            NoSuchCommand: there is none of that name.
        """
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], known)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command is for; the catalogue says it, so that none has to be loaded."""
        names, path = self.list_commands(ctx), _path_to(ctx)
        room = formatter.width - 6 - max(map(len, names))
        rows = [(name, _in_short(ctx.obj, (*path, name), room)) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _in_short(ui: Ui, path: Sequence[str], room: int) -> str:
    return click.Command(path[-1], help=ui.say(help_code(path))).get_short_help_str(room)


def let_speak(command: click.Command) -> click.Command:
    """Return a command that says its help, and that of what is below it, in its `Ui`'s language."""
    command.context_class = SpokenContext
    if not any("--help" in param.opts for param in command.params):
        # One of its own: some versions of click make theirs anew each time, in English.
        click.help_option(*HELP_NAMES)(command)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            let_speak(below)
    return command


def speak(context: click.Context) -> None:
    """Give the command of a run its help in the reader's language."""
    ui: Ui = context.obj
    path, command = _path_to(context), context.command
    command.help = ui.say(help_code(path))
    command.short_help = None
    command.options_metavar = ui.say("help-options-of-command")
    if isinstance(command, click.Group):
        command.subcommand_metavar = ui.say("help-commands-of-group")
    for option in options_of(command):
        option.help = ui.say(help_code(path, option))
        if option.metavar is None and not isinstance(option.type, click.Choice):
            option.metavar = ui.say("help-value")
    for argument in arguments_of(command):
        more = " …" if argument.nargs == -1 else ""
        argument.metavar = ui.say(argument_code(argument)) + more


def _path_to(context: click.Context) -> tuple[str, ...]:
    above = context.parent
    return (*_path_to(above), context.info_name or "") if above else ()


def walk(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a command and all commands below it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from walk(below, (*path, name))


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of a command, `--help` among them."""
    own = [param for param in command.params if isinstance(param, click.Option)]
    asks_help = command.get_help_option(click.Context(command, help_option_names=HELP_NAMES))
    return [*own, asks_help] if asks_help else own


def arguments_of(command: click.Command) -> list[click.Argument]:
    """Return the arguments of a command."""
    return [param for param in command.params if isinstance(param, click.Argument)]


def argument_code(argument: click.Argument) -> str:
    """Return the code of what stands for an argument in help."""
    return f"help.argument-{argument.name}"


def help_code(path: Sequence[str], option: click.Option | None = None) -> str:
    """Return the code of a help text: the command's own for an option, or that of its name."""
    command = "-".join(("help", *path))
    if option is None:
        return command
    # Some versions of click keep the names of `--help` in a set, in which neither is the last.
    name = max(option.opts, key=len).removeprefix("--")
    own = f"{command}.{name}"
    return own if own in messages.catalogue(messages.DEFAULT_LANGUAGE) else f"help.{name}"


def explain(problem: click.UsageError, ui: Ui) -> str:
    """Return what was wrong about how a command was called, and what to do."""
    if problem.ctx is not None:
        speak(problem.ctx)
    match problem:
        case click.NoSuchOption():
            return _said(ui, "no-such-option", problem.option_name, problem.possibilities)
        case NoSuchCommand():
            return _said(ui, "no-such-command", problem.name, [problem.near])
        case click.MissingParameter():
            return _said(ui, "missing-argument", _name(problem))
        case click.BadParameter():
            return _said(ui, "bad-argument", _name(problem), _near(problem))
        case click.BadOptionUsage():
            return _said(ui, "option-without-value", problem.option_name)
        case _:
            # click has no type of its own for what is left: arguments that nobody asked for.
            return _said(
                ui, "extra-argument", problem.format_message().partition("(")[2].rstrip(".)")
            )


def _said(ui: Ui, code: str, found: str, near: Sequence[str] | None = None) -> str:
    facts = {"found": found, "suggestion": next(iter(near or ()), "")}
    hint = messages.advise(code, ui.language, **facts)
    return " – ".join(filter(None, (ui.say(code, **facts), hint)))


def _name(problem: click.BadParameter) -> str:
    if problem.param is None:
        return ""
    choices = ", ".join(_choices(problem))
    is_option = isinstance(problem.param, click.Option)
    name = max(problem.param.opts, key=len) if is_option else problem.param.human_readable_name
    return f"{name} ({choices})" if choices else name


def _choices(problem: click.BadParameter) -> list[str]:
    kind = problem.param.type if problem.param else None
    return [str(choice) for choice in kind.choices] if isinstance(kind, click.Choice) else []


def _near(problem: click.BadParameter) -> list[str]:
    """Return the choice that was meant, if what was given is nearly one."""
    given = re.match(r"'([^']*)'", problem.message)  # click keeps the value in its words only
    near = suggest(given[1], _choices(problem)) if given else ""
    return [near] if near else []
