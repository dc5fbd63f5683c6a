"""Which paths a file of ours may have, so that its folder can go to any common system."""

from pathlib import PurePosixPath
from typing import Final
from unicodedata import normalize

from toimintamalli.errors import UnsafePath

# Windows ends a whole path at 260 characters: this leaves it a little for the folder's own path.
_LONGEST: Final = 240
# What Windows refuses in a name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_REFUSED: Final = frozenset('<>:"|?*\\')
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)


class Paths:
    """The paths of one run, each safe by itself and beside the others."""

    def __init__(self, reserved: str) -> None:
        # Folded → as spelled: FI/a and fi/a are one file on Windows and macOS, two on Linux.
        self._files = {_folded(reserved): reserved}
        self._folders: dict[str, str] = {}

    def add(self, path: str) -> None:
        """Take one more relative POSIX path; raises `UnsafePath`."""
        if not (_is_portable(path) and self._is_free(path)):
            raise UnsafePath(path=path)
        self._files[_folded(path)] = path
        self._folders |= {_folded(folder): folder for folder in _folders_of(path)}

    def _is_free(self, path: str) -> bool:
        taken = _folded(path) in self._files or _folded(path) in self._folders
        return not taken and all(self._is_folder(folder) for folder in _folders_of(path))

    def _is_folder(self, path: str) -> bool:
        folded = _folded(path)
        return folded not in self._files and self._folders.get(folded, path) == path


def _is_portable(path: str) -> bool:
    return len(path) <= _LONGEST and all(_is_portable_name(name) for name in path.split("/"))


def _is_portable_name(name: str) -> bool:
    # An empty name, "." and ".." fall with those that end in a dot.
    usable = name.isprintable() and _REFUSED.isdisjoint(name) and name != ""
    return usable and not name.endswith((".", " ")) and not _is_device(name)


def _is_device(name: str) -> bool:
    # nul.txt is a device too.
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def _folders_of(path: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(path).parents][:-1]


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()
