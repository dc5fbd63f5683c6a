"""A model of texts that stand nowhere else, so that each can be looked for in an output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Final

from toimintamalli.content import load
from toimintamalli.model.ids import Language
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.value import Value
from toimintamalli.model.view import map_texts
from toimintamalli.testing.outline import Outline

_TOKEN: Final = re.compile(r"zq([a-z]+)\d{5}q")
_PLACEHOLDER: Final = re.compile(r"\{[a-z_]+\}")
LITERAL: Final = "{literal}"
"""Braces in the content are just braces: no generator fills them in."""
_TRAP: Final = f"""{LITERAL} <b>&amp;</b> "double" 'single'"""
_UNTRANSLATED: Final = 3
"""Each text whose number this divides has no translation."""


@cache
def synthetic_model() -> Model[Text]:
    """Return a model for whoever tests a generator: every kind of block and place, from the types.

    A third of its texts are in the source language only; each tries to break out of markup.
    """
    shipped = load()
    outline = Outline(shipped.source_language)
    model = shipped.model_copy(
        update={"sections": outline.sections(), "profiles": outline.profiles()}
    )
    numbers = count()

    def sentinel(_: Text) -> Text:
        return _sentinel(next(numbers), model, _TRAP)

    def word(text: Text) -> Text:
        kept = " ".join(sorted(set(_PLACEHOLDER.findall(text[model.source_language]))))
        return _sentinel(next(numbers), model, kept)

    # Not the words that the content gives a generator in a further language alone.
    own = (entry for entry in model.words if model.source_language in entry.text)
    words = Keyed(entry.model_copy(update={"text": word(entry.text)}) for entry in own)
    return map_texts(model, sentinel).model_copy(update={"words": words})


def _sentinel(number: int, model: Model[Text], rest: str) -> Text:
    source = model.source_language
    languages = model.languages if number % _UNTRANSLATED else (source,)
    return Text({language: f"zq{language}{number:05d}q {rest}".strip() for language in languages})


def tokens_in(string: str) -> frozenset[str]:
    """Return the part of each sentinel text that no escaping can change."""
    return frozenset(found[0] for found in _TOKEN.finditer(string))


def language_of(token: str) -> Language:
    """Return the language that a sentinel text is in."""
    found = _TOKEN.fullmatch(token)
    return Language(found[1] if found else "und")


def texts_in(value: object) -> Iterator[LocalizedText]:
    """Yield every text in a view of a model or in a workbook."""
    match value:
        case LocalizedText():
            yield value
        case Value():
            for name in type(value).model_fields:
                yield from texts_in(getattr(value, name))
        case tuple() | Keyed():
            for element in value:
                yield from texts_in(element)
