"""The content folder that a command changes."""

from pathlib import Path

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
