"""Hunspell's dictionaries, where they are installed: read by `spylls`, which is pure Python."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol
from warnings import catch_warnings, simplefilter

_FOLDERS: Final = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where systems keep the dictionaries."""


class Dictionary(Protocol):
    """What we use of a dictionary that `spylls` has read; it ships without types."""

    def lookup(self, word: str) -> bool:
        """Tell whether a word is spelt right."""


def find_dictionary(language: str, region: str) -> Path | None:
    """Return where a language's dictionary lies, its region's first; nothing without a reader."""
    return next(_stems(language, region), None) if find_spec("spylls") else None


def spell(dictionary: Path, words: Collection[str]) -> dict[str, str]:
    """Return each misspelt word, with nothing beside it as a guess."""
    # To guess takes `spylls` seconds a word, so nothing is guessed.
    known = _read(dictionary)
    return {word: "" for word in words if not _is_right(known, word)}


@cache
def _read(dictionary: Path) -> Dictionary:
    # It takes a second or more, so nothing is read before there is something to spell;
    # and `spylls` leaves its files to be closed by the way.
    with catch_warnings():
        simplefilter("ignore", ResourceWarning)
        read: Dictionary = import_module("spylls.hunspell").Dictionary.from_files(str(dictionary))
    return read


def _is_right(dictionary: Dictionary, word: str) -> bool:
    # A hyphen at the end stands for the rest of a compound, and the parts of one are words each.
    whole = word.rstrip("-").replace("’", "'")
    return dictionary.lookup(whole) or (
        "-" in whole and all(dictionary.lookup(part) for part in whole.split("-"))
    )


def _stems(language: str, region: str) -> Iterator[Path]:
    names = [f"{language}_{region}", language] if region else [language]
    for folder in _FOLDERS:
        others = sorted(path.stem for path in folder.glob(f"{language}_*.dic"))
        for name in dict.fromkeys([*names, *others]):
            if (folder / f"{name}.dic").is_file() and (folder / f"{name}.aff").is_file():
                yield folder / name
