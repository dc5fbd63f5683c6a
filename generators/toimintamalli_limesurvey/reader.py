"""Responses of LimeSurvey as answer sheets: its CSV, its VV file and its JSON, by codes.

Ask for question codes and answer codes when exporting: full texts can't be told apart for sure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from pydantic import JsonValue

from toimintamalli import Model, Text
from toimintamalli.findings import Position, error
from toimintamalli.limits import SURVEY
from toimintamalli.plugins import Read
from toimintamalli.reading import Response, response_of, sheets_of
from toimintamalli.weighing import Unfit, parse_json
from toimintamalli.workbook.places import PlaceEntry, places_of_model
from toimintamalli_limesurvey.codes import answer_code, question_code

_RESPONSES: Final = "limesurvey.csv"
"""What messages call the file."""
_CODE: Final = re.compile(rb"(?<![A-Za-z0-9])Q[a-z2-7]{16}(?![A-Za-z0-9])")
_COLUMN: Final = re.compile(r"(Q[a-z2-7]{16})(?:\[([A-Za-z0-9]{1,5})\]|_([A-Za-z0-9]{1,5}))?")
_HEAD: Final = 200_000
_ESCAPED: Final[Mapping[str, str]] = {
    "{newline}": "\n",
    "{tab}": "\t",
    "{cr}": "",
    "{quote}": '"',
    "{question_not_shown}": "",
    "{question_is_blank}": "",
}
"""What a VV file has for what would break its lines."""
_OWN: Final = frozenset(
    {
        "id",
        "token",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "startdate",
        "datestamp",
        "ipaddr",
        "refurl",
    }
)
"""Columns of LimeSurvey's own: about the response, and no answers."""


class LimeSurveyReader:
    """Reads responses that LimeSurvey exports by codes: CSV, VV or JSON."""

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file names questions by our codes."""
        return _CODE.search(data[:_HEAD]) is not None and not data.startswith(b"PK")

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets of every respondent, and findings about what is not in them."""
        at = Position(_RESPONSES)
        if len(data) > SURVEY.file_bytes:
            return (), (error(at, "file-too-large", limit=SURVEY.file_bytes // 1_000_000),)
        places = {question_code(place.id): place for place in places_of_model(model).places}
        try:
            rows = list(_rows(data))
        except (UnicodeError, csv.Error, Unfit):
            return (), (error(at, "survey-unreadable"),)
        return sheets_of((_answers(row, places) for row in rows), model, _RESPONSES)


def _rows(data: bytes) -> Iterator[Response]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        yield from _responses(parse_json(data, SURVEY.depth, SURVEY.cells, response_of))
        return
    text = data.decode("utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    names = next(rows, [])
    # A VV file has the texts of the questions first and the codes below.
    is_vv = not any(_COLUMN.fullmatch(name) for name in names)
    if is_vv:
        names = next(rows, [])
    for row in rows:
        if any(row):
            yield response_of(_cells(names, row, is_vv=is_vv))


def _cells(
    names: Sequence[str], row: Sequence[str], *, is_vv: bool
) -> Iterator[tuple[str, JsonValue]]:
    for name, value in zip(names, row, strict=False):
        yield name, _unescaped(value) if is_vv else value


def _unescaped(value: str) -> str:
    for written, meant in _ESCAPED.items():
        value = value.replace(written, meant)
    return value


def _responses(found: JsonValue) -> Iterator[Response]:
    """Yield each response of a JSON export; older versions put each under its number."""
    listed = found.get("responses", []) if isinstance(found, dict) else found
    for response in listed if isinstance(listed, list) else ():
        if isinstance(response, dict):
            match list(response.values()):
                case [dict() as numbered]:
                    yield numbered
                case _:
                    yield response


def _answers(row: Response, places: Mapping[str, PlaceEntry]) -> Response:
    """Return a response by places; what has no place keeps the name that it came with."""
    found: list[tuple[str, JsonValue]] = []
    ticked: dict[str, list[JsonValue]] = {}
    for name, value in row.items():
        column = _COLUMN.fullmatch(name)
        place = places.get(column[1]) if column else None
        if name in _OWN or value in (None, ""):
            continue
        if column is None or place is None:
            found.append((name, value))
        elif place.kind == "several":
            option = _choice(place, column[2] or column[3] or "")
            if option is None:
                found.append((name, value))
            elif str(value) == "Y":
                ticked.setdefault(place.id, []).append(option)
        else:
            found.append((place.id, _value(place, value)))
    return response_of((*found, *ticked.items()))


def _value(place: PlaceEntry, value: JsonValue) -> JsonValue:
    said = str(value)
    match place.kind:
        case "choice" | "scale":
            option = _choice(place, said)
            return value if option is None else option
        case "date":
            # A day has a time in LimeSurvey, always midnight.
            return said.removesuffix(" 00:00:00")
        case "number":
            whole, point, part = said.partition(".")
            return f"{whole}{point}{part}".rstrip("0").rstrip(".") if point else said
        case _:
            return value


def _choice(place: PlaceEntry, code: str) -> int | str | None:
    offered: Iterable[int | str] = (choice.value for choice in place.choices)
    return next((choice for choice in offered if answer_code(choice) == code), None)


reader: Final = LimeSurveyReader()
"""What the entry point names."""
