"""What the reader knows of a model as data, for readers in other languages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping

from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.printed import comparable, fingerprint, pack
from toimintamalli_docx.reader.speech import Speech


def as_json(table: PlaceTable) -> dict[str, object]:
    """Return a table of places in the shape of the shared cases about reading.

    What readers compare with texts stands there as fingerprints of the texts, the same for today's
    content and for every version before.
    """
    numbers = _Numbers(table)
    return {
        "model": table.model,
        "version": table.version,
        "language": table.language,
        "parties": sorted(table.parties),
        "given": dict(table.given),
        "blanks": list(table.blanks),
        "earlier": list(table.earlier),
        "dates": dict(table.dates),
        "retired": {asked.id: asked.bookmark for asked in table.older.values()},
        "speech": _speech(table.speech),
        "versions": sorted(table.versions),
        "wordings": sorted(table.wordings),
        "keptWordings": sorted(table.kept_wordings),
        "texts": pack(table.printed.marks),
        "asked": numbers.joined(_asked_before(table)),
        "under": numbers.joined([_marked(table.layout.under), *_under_before(table)]),
        "profiles": [sorted(map(numbers.of, profile)) for profile in table.layout.profiles],
        "gone": numbers.gone,
        "places": [_place(place) for place in table.places.values()],
    }


class _Numbers:
    """The numbers that stand for places, which many lists name."""

    def __init__(self, table: PlaceTable) -> None:
        self._numbers: dict[str, int] = {id_: at for at, id_ in enumerate(table.places)}
        self.gone: list[str] = []
        """Places of versions before, whose numbers follow those of today's."""

    def of(self, id_: str) -> int:
        """Return the number of a place, also of one that is gone."""
        if id_ not in self._numbers:
            self._numbers[id_] = len(self._numbers)
            self.gone.append(id_)
        return self._numbers[id_]

    def joined(self, all_: Iterable[Mapping[bytes, Iterable[str]]]) -> dict[str, list[int]]:
        """Return the places of each fingerprint, of all versions together."""
        found: dict[str, dict[int, None]] = {}
        for marks in all_:
            for mark, ids in marks.items():
                own = found.setdefault(b64encode(mark).decode(), {})
                own.update(dict.fromkeys(map(self.of, ids)))
        return {mark: list(numbers) for mark, numbers in sorted(found.items())}


def _asked_before(table: PlaceTable) -> Iterator[dict[bytes, list[str]]]:
    """Yield what versions before asked at places that today's content asks otherwise."""
    today = {fingerprint(text): set(ids) for text, ids in table.asking.items()}
    for version in table.before:
        asked = {
            mark: [id_ for id_ in ids if id_ not in today.get(mark, ())]
            for mark, ids in version.prompts.items()
        }
        yield {mark: ids for mark, ids in asked.items() if ids}


def _marked(under: Mapping[str, Iterable[str]]) -> dict[bytes, list[str]]:
    return {fingerprint(comparable(heading)): sorted(ids) for heading, ids in under.items()}


def _under_before(table: PlaceTable) -> Iterator[dict[bytes, list[str]]]:
    """Yield what stood under headings in versions before, in an order that is always the same."""
    for version in table.before:
        yield {mark: sorted(ids) for mark, ids in version.around.items()}


def _speech(speech: Speech) -> dict[str, object]:
    return {
        "months": dict(speech.months),
        "ordinals": dict(speech.ordinals),
        "endings": list(speech.endings),
        "rounds": sorted(speech.rounds),
        "clocks": list(speech.clocks),
        "dayWords": sorted(speech.day_words),
        "conjunctions": sorted(speech.conjunctions),
    }


def _place(asked: Asked) -> dict[str, object]:
    place: dict[str, object] = {
        "id": asked.id,
        "kind": asked.kind,
        "bookmark": asked.bookmark,
        "prompts": dict(asked.prompts),
        "section": dict(asked.section),
        "number": asked.number,
        "choices": [{"value": offer.value, "labels": dict(offer.labels)} for offer in asked.offers],
        "marks": asked.marks,
        "beside": sorted(asked.beside),
        "isCard": asked.is_card,
        "former": {b64encode(mark).decode(): value for mark, value in asked.former.items()},
        "views": list(asked.views),
    }
    if asked.line:
        line = asked.line
        place["line"] = {"table": line.table, "row": line.row, "column": line.column}
    return place
