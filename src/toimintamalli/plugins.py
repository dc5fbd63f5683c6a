"""What other packages announce by entry point: found when it is asked for, and held to its word."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from pydantic import BaseModel, ValidationError

from toimintamalli.errors import BadOption, BrokenPlugin, ToimintamalliError, UnknownName


class HasOptions(Protocol):
    """A plug-in that leaves something to choose."""

    @property
    def options(self) -> type[BaseModel]:
        """What can be chosen; unknown options are refused by it."""
        ...


def find_entries(group: str) -> dict[str, EntryPoint]:
    """Return what is announced in a group, by name, loading none of it."""
    return dict(_announced(group, tuple(sys.path)))


@lru_cache(maxsize=16)
def _announced(group: str, path: tuple[str, ...]) -> Mapping[str, EntryPoint]:
    """Return what is announced where Python looks for packages: a process reads it once."""
    del path
    return {entry.name: entry for entry in entry_points(group=group)}


def load_plugin(group: str, name: str) -> object:
    """Return what a package announces under a name.

    Raises:
        UnknownName: no installed package announces it.
        BrokenPlugin: its package can't be loaded.
    """
    found = find_entries(group)
    if name not in found:
        raise UnknownName("format", name, found)
    with blame(name):
        return found[name].load()


def load_writer(group: str, name: str, verb: str) -> HasOptions:
    """Return a plug-in that has options, and a method called `verb` that takes them.

    Raises:
        UnknownName: no installed package announces it.
        BrokenPlugin: its package can't be loaded, or it is no such plug-in.
    """
    loaded = load_plugin(group, name)
    options = getattr(loaded, "options", None)
    is_choosable = isinstance(options, type) and issubclass(options, BaseModel)
    if not is_choosable or not hasattr(loaded, verb):
        raise BrokenPlugin(name=name, reason=f"options, {verb}")
    return cast(HasOptions, loaded)


def choose_options(name: str, plugin: HasOptions, options: Mapping[str, object]) -> BaseModel:
    """Return the options of a plug-in, validated by its own type.

    Raises:
        UnknownName: it has no such option.
        BadOption: an option has a value that it can't use.
        BrokenPlugin: its type fails.
    """
    known = plugin.options.model_fields
    for option in options:
        if option not in known:
            raise UnknownName("option", f"{name}.{option}", [f"{name}.{each}" for each in known])
    with blame(name):
        try:
            return plugin.options.model_validate(options)
        except ValidationError as reason:
            problem = reason.errors()[0]
            option, found = ".".join(map(str, (name, *problem["loc"]))), str(problem["input"])
            raise BadOption(option=option, found=found, reason=problem["msg"]) from None


@contextmanager
def blame(name: str) -> Iterator[None]:
    """Tell whose plug-in it was when something goes wrong that it does not tell of itself.

    Raises:
        BrokenPlugin: it failed; a stranger's package may do so in any way.
    """
    try:
        yield
    except ToimintamalliError:
        raise
    except Exception as reason:
        raise BrokenPlugin(name=name, reason=f"{type(reason).__name__}: {reason}") from reason
