"""`--set NAME.OPTION=VALUE`: what to choose in a format, checked before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel

from toimintamalli.cli.inputs import UnreadableFile
from toimintamalli.errors import BadOption, UnknownName
from toimintamalli.plugins import HasOptions, choose_options

Settings = Mapping[str, Mapping[str, object]]
"""Each format's options as they were given."""


def installed(formats: Iterable[str]) -> Iterator[str]:
    """Yield the formats that can be made here: what makes PDF comes with an extra."""
    return (name for name in formats if name != "pdf" or find_spec("typst"))


class BadSetting(BadOption):
    """A `--set` that is not of the form NAME.OPTION=VALUE."""

    code = "bad-setting"


def choose_settings(
    given: Iterable[str],
    formats: Iterable[str],
    known: Iterable[str],
    find: Callable[[str], HasOptions],
) -> Settings:
    """Return the options of each format that is asked for, with the content of files they name.

    Raises:
        BadSetting: one is not of the form NAME.OPTION=VALUE.
        UnknownName: there is no such format or option.
        BadOption: an option has a value that the format can't use.
        UnreadableFile: an option names a file that can't be read.
    """
    names, installed = tuple(formats), tuple(known)
    asked: dict[str, dict[str, object]] = {name: {} for name in names}
    for setting in given:
        name, option, value = _split(setting)
        if name not in installed:
            raise UnknownName("format", name, installed)
        asked.setdefault(name, {})[option] = value
    return {name: _settled(name, find(name), asked[name]) for name in dict.fromkeys(names)}


def _settled(name: str, plugin: HasOptions, given: Mapping[str, object]) -> Mapping[str, object]:
    options = _with_files(plugin.options, given)
    try:
        choose_options(name, plugin, options)
    except BadOption as problem:
        # The person gave the name of a file, not what is in it.
        option = problem.facts["option"]
        said = given.get(option.partition(".")[2], problem.facts["found"])
        raise BadOption(**{**problem.facts, "found": str(said)}) from None
    return options


def _split(setting: str) -> tuple[str, str, str]:
    path, equals, value = setting.partition("=")
    name, dot, option = path.partition(".")
    if not (equals and dot and name and option):
        raise BadSetting(found=setting)
    return name, option, value


def _with_files(options: type[BaseModel], given: Mapping[str, object]) -> dict[str, object]:
    """Return the options with the content of each file that one of them names."""
    return {
        name: _read(str(value)) if _takes_file(options, name) else value
        for name, value in given.items()
    }


def _takes_file(options: type[BaseModel], name: str) -> bool:
    field = options.model_fields.get(name)
    return field is not None and field.annotation in (bytes, bytes | None)


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as reason:
        raise UnreadableFile(file=file, reason=reason.strerror or str(reason)) from reason
