"""The content folder that a command changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from toimintamalli._resources import find_data
from toimintamalli.errors import ToimintamalliError


class NoContentFolder(ToimintamalliError):
    """The content lies inside the installed package, where nobody should edit it."""

    code = "no-content-folder"


def editable_folder(given: str | None) -> Path:
    """Return the content folder that was asked for, or the checkout's.

    Raises:
        NoContentFolder: none was asked for, and there is no checkout.
    """
    if given is not None:
        return Path(given)
    found = find_data("content")
    package = Path(__file__).parents[1]
    if not isinstance(found, Path) or found.is_relative_to(package):
        raise NoContentFolder
    return found


_Command = TypeVar("_Command", bound=Callable[..., Any])


def content_option(
    name: str = "folder", said: str = "Content root; by default ours."
) -> Callable[[_Command], _Command]:
    """Return the option that names the content folder, which is settled before anybody reads it."""
    return click.option("--content", name, metavar="DIR", help=said, callback=_settled)


def _settled(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Undo what a killed run has left half done in the content folder that is about to be read."""
    del context, parameter
    root = Path(value) if value else find_data("content")
    if isinstance(root, Path) and root.is_dir():
        from toimintamalli.output import settle  # noqa: PLC0415 -- help and versions read nothing

        settle(root)
    return value
