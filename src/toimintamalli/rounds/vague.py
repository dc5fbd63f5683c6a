"""Phrases that leave a plan open: which there are, and whether a text has one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toimintamalli.languages import known_languages
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text


def vague_words(model: Model[Text]) -> tuple[str, ...]:
    """Return the phrases that leave open what is done, in all languages at once.

    People may write in another language than that of the workbook.
    """
    return _sorted(phrase for language in known_languages(model) for phrase in language.open_words)


def vague_times(model: Model[Text]) -> tuple[str, ...]:
    """Return the phrases that leave open when it is done, in all languages at once."""
    return _sorted(phrase for language in known_languages(model) for phrase in language.vague_times)


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text has one of some phrases, word by word, in large or small letters."""
    spoken = f" {_words(text)} "
    return any(f" {_words(phrase)} " in spoken for phrase in phrases if _words(phrase))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _sorted(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(phrases)))
