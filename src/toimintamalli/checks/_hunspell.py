"""Hunspell's dictionaries, where they are installed: read by Hunspell itself in `chunspell`."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

_FOLDERS: Final = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where systems keep the dictionaries."""


class Dictionary(Protocol):
    """What we use of a dictionary that is open; the package ships without types."""

    def spell(self, word: str) -> bool:
        """Tell whether a word is spelt right."""


def find_dictionary(language: str, region: str) -> Path | None:
    """Return where a language's dictionary lies, its region's first; nothing without a reader."""
    return next(_stems(language, region), None) if find_spec("hunspell") else None


def spell(dictionary: Path, words: Collection[str]) -> dict[str, str]:
    """Return each misspelt word, with nothing beside it as a guess."""
    # To guess takes a tenth of a second a word, so nothing is guessed.
    known = _open(dictionary)
    return {word: "" for word in words if not _is_right(known, word)}


@cache
def _open(dictionary: Path) -> Dictionary:
    hunspell = import_module("hunspell")
    # Else a folder's name is taken for one in the encoding of the person's locale.
    opened: Dictionary = hunspell.Hunspell(
        dictionary.name, hunspell_data_dir=str(dictionary.parent), system_encoding="utf-8"
    )
    return opened


def _is_right(dictionary: Dictionary, word: str) -> bool:
    # A hyphen at the end stands for the rest of a compound, and the parts of one are words each.
    whole = word.rstrip("-").replace("’", "'")
    return _knows(dictionary, whole) or (
        "-" in whole and all(_knows(dictionary, part) for part in whole.split("-"))
    )


def _knows(dictionary: Dictionary, word: str) -> bool:
    try:
        return dictionary.spell(word)
    except UnicodeEncodeError:
        return False  # An old dictionary knows only words of its own few letters.


def _stems(language: str, region: str) -> Iterator[Path]:
    names = [f"{language}_{region}", language] if region else [language]
    for folder in _FOLDERS:
        others = sorted(path.stem for path in folder.glob(f"{language}_*.dic"))
        for name in dict.fromkeys([*names, *others]):
            if (folder / f"{name}.dic").is_file() and (folder / f"{name}.aff").is_file():
                yield folder / name
