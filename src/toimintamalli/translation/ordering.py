"""Texts in the order in which people read them: as the source language's files have them."""

from collections.abc import Iterable
from typing import Final

from toimintamalli.findings import Position
from toimintamalli.loading.content import Content
from toimintamalli.translation.state import Translation, dotted

Placed = tuple[Translation, Position | None]
"""A text, and where its source stands; nothing for the words that a format brings along."""


def place_in_order(content: Content, translations: Iterable[Translation]) -> list[Placed]:
    """Return texts with the place of their source, file by file, from top to bottom."""
    places = {(unit.file, dotted(unit)): unit.places.get(content.source) for unit in content.units}
    files = list(dict.fromkeys(unit.file for unit in content.units))
    found = [
        (translation, places.get((translation.file, translation.path)))
        for translation in translations
    ]
    # Words of formats stand nowhere in the source: they come last.
    return sorted(
        found, key=lambda pair: (files.index(pair[0].file), pair[1] is None, pair[1] or _NOWHERE)
    )


_NOWHERE: Final = Position("")
