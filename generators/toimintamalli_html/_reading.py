"""What a page knows of Word workbooks, so that it can read them when somebody opens one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from toimintamalli import Model, Text
from toimintamalli.plugins import Portable
from toimintamalli.reading import find_reader, reader_names

_READER = "docx"
_MARK = "tm_"
"""Every bookmark begins with this."""
_SHARED = ("prompts", "section", "choices", "beside", "former", "views")
"""What many places have in common, and a page holds once."""


def reading_of(model: Model[Text]) -> dict[str, object] | None:
    """Return the places of every workbook of a model; nothing where nobody reads Word files.

    Each place is a list: its id, the letters of its bookmark, its kind, its number, whether boxes
    stand beside its statement, whether it is on a card, its column in a table; then where in
    `shared` its texts are.
    """
    reader = find_reader(_READER) if _READER in reader_names() else None
    if not isinstance(reader, Portable):
        return None
    known = reader.known(model)
    shared = _Shared()
    places: list[object] = [list(_place(each, shared)) for each in _places(known)]
    return {**known, "shared": shared.values, "places": places}


def _places(known: Mapping[str, object]) -> Iterator[dict[str, object]]:
    places = known["places"]
    for each in places if isinstance(places, list) else ():
        if isinstance(each, dict):
            yield each


def _place(place: Mapping[str, object], shared: _Shared) -> Iterator[object]:
    line = place.get("line")
    letters = str(place["bookmark"]).removeprefix(_MARK)
    yield from (place["id"], letters, place["kind"], place["number"])
    yield int(place["marks"] == "statement")
    yield int(bool(place["isCard"]))
    yield line["column"] if isinstance(line, dict) else None
    yield from (shared.at(place[each]) for each in _SHARED)


class _Shared:
    """Values that a page holds once, by the order in which they are first met."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self._known: dict[str, int] = {}

    def at(self, value: object) -> int:
        """Return where a value is."""
        key = json.dumps(value, ensure_ascii=False)
        if key not in self._known:
            self._known[key] = len(self.values)
            self.values.append(value)
        return self._known[key]
