"""The words that every output uses, as the library has them; a model may say them otherwise."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from toimintamalli.yaml import Mode, parse

PACKAGE: Final = "toimintamalli.languages"
"""Whose `words/` hold them, a file a language."""


@cache
def core_words() -> frozenset[str]:
    """Return the names of the words."""
    return frozenset(_names())


def _names() -> Iterator[str]:
    for file in files(PACKAGE).joinpath("words").iterdir():
        value = parse(file.read_bytes(), file.name, Mode.TEXT).value
        words = value["words"] if isinstance(value, dict) else None
        yield from words if isinstance(words, dict) else ()
