"""What the reader knows of a model as data, for readers in other languages."""

from __future__ import annotations

from toimintamalli_docx.reader.place_table import Asked, PlaceTable


def as_json(table: PlaceTable) -> dict[str, object]:
    """Return a table of places in the shape of the shared cases about reading."""
    return {
        "model": table.model,
        "version": table.version,
        "language": table.language,
        "parties": sorted(table.parties),
        "given": dict(table.given),
        "blanks": list(table.blanks),
        "earlier": list(table.earlier),
        "dates": dict(table.dates),
        "retired": {each.id: each.bookmark for each in table.older.values()},
        "places": [_place(each) for each in table.places.values()],
    }


def _place(asked: Asked) -> dict[str, object]:
    place: dict[str, object] = {
        "id": asked.id,
        "kind": asked.kind,
        "bookmark": asked.bookmark,
        "prompts": dict(asked.prompts),
        "section": dict(asked.section),
        "number": asked.number,
        "choices": [{"value": each.value, "labels": dict(each.labels)} for each in asked.offers],
        "marks": asked.marks,
        "beside": sorted(asked.beside),
    }
    if asked.line:
        line = asked.line
        place["line"] = {"table": line.table, "row": line.row, "column": line.column}
    return place
