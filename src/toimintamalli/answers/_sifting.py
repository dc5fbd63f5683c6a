"""Taking apart what this version of the format knows and what it does not."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from re import search
from typing import Final, cast, get_args

from pydantic import JsonValue, ValidationError

from toimintamalli.answers._parsing import JsonObject, Refused
from toimintamalli.answers.answer import Answer
from toimintamalli.answers.facts import ROW_TYPES
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import ANSWERS_VERSION, AnswerFile, AnswerSheet
from toimintamalli.answers.values import Json, keep
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import ID_LENGTH, PLACE_ID_PATTERN, VERSION_PATTERN
from toimintamalli.model.value import Value, name_in_json


def sift(value: JsonValue) -> JsonObject:
    """Return an answers file in which every unknown thing has moved to `unrecognised`.

    So has a value that its type would refuse: it costs itself and not the file. What a sheet can't
    be without stays where it is, for the types to refuse.

    Raises:
        Refused: it is no answers file, or is of a newer major version.
    """
    if not isinstance(value, dict) or "sheets" not in value:
        raise Refused("answers-none")
    _refuse_newer(value.get("schemaVersion"))
    sifter = _Sifter(value)
    file = sifter.known(AnswerFile, value, "")
    file["schemaVersion"] = ANSWERS_VERSION
    _refuse_many(file["sheets"], ANSWERS.sheets, "/sheets")
    if isinstance(file["sheets"], list):
        file["sheets"] = [
            _sift_sheet(sheet, f"/sheets/{index}") for index, sheet in enumerate(file["sheets"])
        ]
    return sifter.closed(file)


def _refuse_many(value: JsonValue, most: int, where: str) -> None:
    # A file of a million wrong values would keep the types busy for minutes.
    if isinstance(value, list | dict) and len(value) > most:
        raise Refused("answers-too-much", where=where, limit=most)


def _refuse_newer(version: JsonValue) -> None:
    if not isinstance(version, str) or not search(VERSION_PATTERN, version):
        raise Refused("answers-none")
    if _major(version) != _major(ANSWERS_VERSION):
        raise Refused("answers-newer", found=version, known=ANSWERS_VERSION)


def _major(version: str) -> str:
    return version.partition(".")[0]


def _sift_sheet(value: JsonValue, where: str) -> JsonValue:
    if not isinstance(value, dict):
        return value
    sifter = _Sifter(value, where)
    _refuse_many(value.get("answers"), ANSWERS.answers, f"{where}/answers")
    sheet = sifter.known(AnswerSheet, value, "")
    head = {key: sheet[key] for key in sheet.keys() - {"answers", "plan", "unrecognised"}}
    for key in sifter.bad_fields(AnswerSheet, head, _BARE_SHEET):
        del sheet[key]
    if isinstance(sheet.get("answers"), dict):
        sheet["answers"] = sifter.answers(cast(JsonObject, sheet["answers"]))
    if isinstance(sheet.get("plan"), dict):
        sheet["plan"] = sifter.plan(cast(JsonObject, sheet["plan"]))
    return sifter.closed(sheet)


class _Sifter:
    """The unknown things of one sheet, or of the file around the sheets, as they are found."""

    def __init__(self, value: JsonObject, where: str = "") -> None:
        self._where = where
        given = value.get("unrecognised", {})
        self._given = given
        self._kept: dict[str, Json] = {}
        if isinstance(given, dict):
            self._kept = {key: Json.of(value) for key, value in given.items()}

    def known(self, shape: type[Value], value: JsonObject, path: str) -> JsonObject:
        """Return the keys that a type knows, and keep the others."""
        for key, member in value.items():
            if key not in _keys(shape):
                self._keep(f"{path}/{key}", member)
        return {key: member for key, member in value.items() if key in _keys(shape)}

    def answers(self, answers: JsonObject) -> JsonObject:
        """Return the answers of known kinds under ids that can be a place's."""
        found: JsonObject = {}
        for id_, answer in answers.items():
            path = f"/answers/{id_}"
            shape = _shape_of(answer)
            if len(id_) > ID_LENGTH or not search(PLACE_ID_PATTERN, id_) or shape is None:
                self._keep(path, answer)
                continue
            known = self.known(shape, cast(JsonObject, answer), path)
            if _is_sound(shape, known):
                found[id_] = known
            else:
                self._keep(path, known)
        return found

    def bad_fields(
        self, shape: type[Value], value: JsonObject, needed: JsonObject, path: str = ""
    ) -> list[str]:
        """Return the fields that a type refuses, now kept; `needed` is what it can't be without."""
        if _is_sound(shape, {**needed, **value}):
            return []
        bad = [
            key
            for key, member in value.items()
            if key not in needed and not _is_sound(shape, {**needed, key: member})
        ]
        for key in bad:
            self._keep(f"{path}/{key}", value[key])
        return bad

    def plan(self, plan: JsonObject) -> JsonObject:
        """Return the known parts of the rows of a plan."""
        found = self.known(Plan, plan, "/plan")
        for name, shape in ROW_TYPES.items():
            rows = found.get(name)
            _refuse_many(rows, ANSWERS.rows, f"{self._where}/plan/{name}")
            if isinstance(rows, list):
                found[name] = self._rows(shape, rows, f"/plan/{name}")
        return found

    def closed(self, value: JsonObject) -> JsonObject:
        """Return a value with everything that was kept."""
        if not isinstance(self._given, dict):
            return value
        kept: JsonObject = {key: kept.value for key, kept in self._kept.items()}
        _refuse_many(kept, ANSWERS.answers, f"{self._where}/unrecognised")
        return {**value, "unrecognised": kept}

    def _rows(self, shape: type[Value], rows: list[JsonValue], path: str) -> list[JsonValue]:
        ids = Counter(map(_id_of, rows))
        if ids[None] or len(ids) < len(rows):
            # A row without an id of its own is refused later; what it holds has no path.
            return [_only_id(row) for row in rows]
        return [self._row(shape, cast(JsonObject, row), path) for row in rows]

    def _row(self, shape: type[Value], row: JsonObject, path: str) -> JsonValue:
        at = f"{path}/{row['id']}"
        known = self.known(shape, row, at)
        for key in self.bad_fields(shape, known, {"id": row["id"]}, at):
            del known[key]
        return known

    def _keep(self, path: str, value: JsonValue) -> None:
        keep(self._kept, path, Json.of(value))


def _only_id(row: JsonValue) -> JsonValue:
    return {key: row[key] for key in ("id",) if key in row} if isinstance(row, dict) else row


def _id_of(row: JsonValue) -> str | None:
    id_ = row.get("id") if isinstance(row, dict) else None
    return id_ if isinstance(id_, str) else None


@cache
def _keys(shape: type[Value]) -> frozenset[str]:
    return frozenset(name_in_json(name, field) for name, field in shape.model_fields.items())


_ANSWERS: Final[Mapping[str, type[Value]]] = {
    get_args(answer_type.model_fields["kind"].annotation)[0]: answer_type
    for answer_type in get_args(get_args(Answer)[0])
}


def _shape_of(answer: JsonValue) -> type[Value] | None:
    """Return the type of an answer; none where its kind is not known."""
    kind = answer.get("kind") if isinstance(answer, dict) else None
    return _ANSWERS.get(kind) if isinstance(kind, str) else None


_BARE_SHEET: Final[JsonObject] = {
    "model": "a",
    "contentVersion": "0.0.0",
    "language": "aa",
    "answers": {},
}
"""The least that a sheet is."""


def _is_sound(shape: type[Value], value: JsonObject) -> bool:
    """Tell whether a type takes a value."""
    try:
        shape.model_validate_json(json.dumps(value), strict=True)
    except ValidationError:
        return False
    return True
