"""Hunspell's dictionaries, where they are installed: read by `spylls`, which is pure Python."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol
from warnings import catch_warnings, simplefilter

_FOLDERS: Final = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where systems keep the dictionaries."""


class Dictionary(Protocol):
    """What we use of a dictionary that `spylls` has read; it ships without types."""

    def lookup(self, word: str) -> bool:
        """Tell whether a word is spelt right."""


@cache
def open_hunspell(language: str, region: str) -> Dictionary | None:
    """Return a language's dictionary, its region's first, or nothing where there is none."""
    try:
        reader = import_module("spylls.hunspell").Dictionary
    except ImportError:
        return None
    for stem in _stems(language, region):
        # `spylls` leaves its files to be closed by the way.
        with catch_warnings():
            simplefilter("ignore", ResourceWarning)
            dictionary: Dictionary = reader.from_files(str(stem))
        return dictionary
    return None


def spell(dictionary: Dictionary, words: Collection[str]) -> dict[str, str]:
    """Return each misspelt word, with nothing beside it as a guess."""
    # To guess takes `spylls` seconds a word, so nothing is guessed.
    return {each: "" for each in words if not _known(dictionary, each)}


def _known(dictionary: Dictionary, word: str) -> bool:
    # A hyphen at the end stands for the rest of a compound, and the parts of one are words each.
    whole = word.rstrip("-").replace("’", "'")
    return dictionary.lookup(whole) or (
        "-" in whole and all(dictionary.lookup(part) for part in whole.split("-"))
    )


def _stems(language: str, region: str) -> Iterator[Path]:
    names = [f"{language}_{region}", language] if region else [language]
    for folder in _FOLDERS:
        others = sorted(each.stem for each in folder.glob(f"{language}_*.dic"))
        for name in dict.fromkeys([*names, *others]):
            if (folder / f"{name}.dic").is_file() and (folder / f"{name}.aff").is_file():
                yield folder / name
