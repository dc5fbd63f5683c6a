"""Phrases that leave a plan open: which there are, and whether a text has one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.words import packaged_words

_PACKAGE: Final = "toimintamalli.report"
"""The phrases lie among the report's words, which the content can override and add to."""
_OWNER: Final = "report"


def vague_phrases(model: Model[Text], name: str) -> tuple[str, ...]:
    """Return the phrases in a word that lists one a line, in all languages at once.

    People may write in another language than that of the workbook.
    """
    word = f"{_OWNER}.{name}"
    lists: dict[Language, str] = {}
    if name in packaged_words(_PACKAGE):
        lists.update(packaged_words(_PACKAGE)[name])
    if word in model.words:
        lists.update(model.words[word].text)
    lines = (line.strip() for text in lists.values() for line in text.splitlines())
    return tuple(sorted({each for each in lines if each}))


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text has one of some phrases, word by word, in large or small letters."""
    spoken = f" {_words(text)} "
    return any(f" {_words(each)} " in spoken for each in phrases if _words(each))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
