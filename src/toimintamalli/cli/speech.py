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


class NoSuchCommand(click.UsageError):
    """A command that there is not; only newer versions of click have a type for it."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = list(filter(None, [suggest(name, known)]))


class Commands(click.Group):
    """Commands under one name, which tells apart one that there is not."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was called, its name and what is left for it."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def speak(command: click.Command, ui: Ui) -> None:
    """Give a command and everything below it their help in the reader's language."""
    for path, each in walk(command):
        each.help = ui.say(help_code(path))
        each.short_help = None
        each.context_class = _context_in(ui)
        each.options_metavar = ui.say("help-options-of-command")
        if isinstance(each, click.Group):
            each.subcommand_metavar = ui.say("help-commands-of-group")
        for option in options_of(each):
            option.help = ui.say(help_code(path, option))
            if option.metavar is None and not isinstance(option.type, click.Choice):
                option.metavar = ui.say("help-value")
        for argument in arguments_of(each):
            more = " …" if argument.nargs == -1 else ""
            argument.metavar = ui.say(argument_code(argument)) + more


def walk(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a command and all commands below it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from walk(each, (*path, name))


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of a command, `--help` among them."""
    own = [each for each in command.params if isinstance(each, click.Option)]
    asks_help = command.get_help_option(click.Context(command, help_option_names=HELP_NAMES))
    return [*own, asks_help] if asks_help else own


def arguments_of(command: click.Command) -> list[click.Argument]:
    """Return the arguments of a command."""
    return [each for each in command.params if isinstance(each, click.Argument)]


def argument_code(argument: click.Argument) -> str:
    """Return the code of what stands for an argument in help."""
    return f"help.argument-{argument.name}"


def help_code(path: Sequence[str], option: click.Option | None = None) -> str:
    """Return the code of a help text: the command's own for an option, or that of its name."""
    command = "-".join(("help", *path))
    if option is None:
        return command
    name = _long_name(option).removeprefix("--")
    own = f"{command}.{name}"
    return own if own in messages.catalogue(messages.DEFAULT_LANGUAGE) else f"help.{name}"


def _long_name(option: click.Parameter) -> str:
    """Return the name of an option that starts with two dashes, whatever its order among them.

    Some versions of click keep the names of `--help` in a set.
    """
    return next(name for name in (*sorted(option.opts), "") if name.startswith("--") or not name)


def explain(problem: click.UsageError, ui: Ui) -> str:
    """Return what was wrong about how a command was called, and what to do."""
    match problem:
        case click.NoSuchOption():
            return _said(ui, "no-such-option", problem.option_name, problem.possibilities)
        case NoSuchCommand():
            return _said(ui, "no-such-command", problem.name, problem.near)
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
    name = problem.param.opts[-1] if is_option else problem.param.human_readable_name
    return f"{name} ({choices})" if choices else name


def _choices(problem: click.BadParameter) -> list[str]:
    kind = problem.param.type if problem.param else None
    return [str(each) for each in kind.choices] if isinstance(kind, click.Choice) else []


def _near(problem: click.BadParameter) -> list[str]:
    """Return the choice that was meant, if what was given is nearly one."""
    given = re.match(r"'([^']*)'", problem.message)  # click keeps the value in its words only
    near = suggest(given[1], _choices(problem)) if given else ""
    return [near] if near else []


def _context_in(ui: Ui) -> type[click.Context]:
    class Formatter(click.HelpFormatter):
        """click's layout with our words for what it writes itself."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or f"{ui.say('help-usage')}: ")

        def write_heading(self, heading: str) -> None:
            words = {"Options": "help-options", "Commands": "help-commands"}
            super().write_heading(ui.say(words[heading]) if heading in words else heading)

        def write_dl(
            self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
        ) -> None:
            required = ui.say("help-required")
            said = [(name, text.replace("[required]", f"[{required}]")) for name, text in rows]
            super().write_dl(said, col_max, col_spacing)

    class Context(click.Context):
        """A run of a command whose help is written by that formatter."""

        formatter_class = Formatter

    return Context
