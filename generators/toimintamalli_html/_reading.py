"""What a page knows of Word workbooks, so that it can read them when somebody opens one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toimintamalli import Model, Text
from toimintamalli.plugins import Portable
from toimintamalli.reading import find_reader, reader_names

_READER = "docx"
_ASIDES = ("beside", "former", "views")
"""What the reader says of a place and the table of places does not."""
_NUMBERED = ("under", "asked")
"""Maps whose values are numbers of places."""


class Reading:
    """What the reader of Word files knows of a model, apart from the table of places."""

    def __init__(self, model: Model[Text]) -> None:
        reader = find_reader(_READER) if _READER in reader_names() else None
        self._known = reader.known(model) if isinstance(reader, Portable) else None

    def asides(self) -> dict[str, object]:
        """Return what it says of each place beside the table, by the place's id."""
        known: Mapping[str, object] = self._known or {}
        return {
            str(place["id"]): {name: place[name] for name in _ASIDES if place[name]}
            for place in _places(known)
        }

    def as_data(self) -> dict[str, object] | None:
        """Return all else that it knows; nothing where nobody reads Word files."""
        if self._known is None:
            return None
        known = {name: value for name, value in self._known.items() if name != "places"}
        for name in _NUMBERED:
            known[name] = {mark: list(_runs(numbers)) for mark, numbers in _mapping(known[name])}
        known["profiles"] = [list(_runs(numbers)) for numbers in _list(known["profiles"])]
        return known


def _places(known: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for place in _list(known.get("places")):
        if isinstance(place, Mapping):
            yield place


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Iterable[tuple[str, object]]:
    return value.items() if isinstance(value, Mapping) else ()


def _runs(value: object) -> Iterator[int | list[int]]:
    """Yield numbers in their order; those that follow one another as the first and the last."""
    runs: list[list[int]] = []
    for number in sorted(number for number in _list(value) if isinstance(number, int)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    yield from (run[0] if len(run) == 1 else run for run in runs)
