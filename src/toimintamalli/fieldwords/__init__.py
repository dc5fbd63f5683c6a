"""What the fields of the content are called and hold, in words for whoever writes a model.

Spreadsheets head their columns with them, and editors show them as help. What a field is stands in
English under the field itself; the other languages have it in files of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from toimintamalli.loading.anatomy import Part
from toimintamalli.messages import DEFAULT_LANGUAGE, LANGUAGES

Group = Literal["sheet", "column", "row", "label", "value"]
"""What a word names: a sheet, a column of every sheet, a kind of row, a field, a fixed value."""

_YES: Final = frozenset({"x", "✓", "✔", "true", "1", "tosi", "sant"})
_NO: Final = frozenset({"-", "false", "0", "epätosi", "falskt"})


def word(group: Group, code: str, language: str) -> str:
    """Return what something is called, or its code where nobody has said."""
    return _words(language)[group].get(code, code)


def label(part: Part, language: str) -> str:
    """Return the short name of a field."""
    labels = _words(language)["label"]
    return labels.get(f"{part.owner.__name__}.{part.name}") or labels.get(part.name, part.name)


def help_for(part: Part, language: str) -> str:
    """Return what a field is, for whoever fills it in; in English where it has no other words."""
    helps = _words(language).get("help", {})
    said = helps.get(f"{part.owner.__name__}.{part.name}") or helps.get(part.name, "")
    return said or " ".join(part.description.split())


def recognise(group: Group, said: str, codes: Iterable[str]) -> str:
    """Return which of some codes a word in any interface language means, or nothing."""
    wanted = _plain(said)
    for code in codes:
        names = (_words(language)[group].get(code, code) for language in LANGUAGES)
        if wanted == _plain(code) or wanted in map(_plain, names):
            return code
    return ""


def recognise_part(said: str, parts: Iterable[Part]) -> Part | None:
    """Return the field that a heading in any interface language means."""
    wanted = _plain(said)
    for part in parts:
        if wanted == _plain(part.name) or any(
            wanted == _plain(label(part, language)) for language in LANGUAGES
        ):
            return part
    return None


def recognise_truth(said: str) -> bool | None:
    """Return whether a cell says yes or no, or nothing where it says neither."""
    plain = _plain(said)
    if plain in _YES or recognise("value", said, ["yes"]):
        return True
    if plain in _NO or recognise("value", said, ["no"]):
        return False
    return None


def _plain(said: str) -> str:
    return " ".join(said.split()).casefold()


@cache
def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    name = language if language in LANGUAGES else DEFAULT_LANGUAGE
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
