"""The questions as a REDCap data dictionary, and REDCap's records as answer sheets.

Format: the 18 columns of the data dictionary that REDCap's own export has. REDCap has one language
a project, so there is a file a language. No REDCap has been asked to read it in our tests.
"""

from __future__ import annotations

import csv
import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from io import StringIO
from typing import Final

from pydantic import JsonValue

from toimintamalli import Artifact, Model, NoOptions, Request, Text
from toimintamalli.findings import Position, error
from toimintamalli.limits import SURVEY
from toimintamalli.model.kinds import KINDS, ByKind
from toimintamalli.plugins import Read
from toimintamalli.reading import Response, response_of, sheets_of
from toimintamalli.weighing import Unfit, parse_json
from toimintamalli.workbook.form import Form, FormGroup, FormPage, FormPlace, Texts, resolve_form
from toimintamalli.workbook.places import PlaceEntry, places_of_model

MEDIA_TYPE: Final = "text/csv"
COLUMNS: Final = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
NO_ANSWER: Final = "na"
"""The code for those who choose not to answer."""
_TYPES: Final = ByKind(
    scale="radio",
    text="text",
    choice="dropdown",
    several="checkbox",
    check="yesno",
    date="text",
    number="text",
)
"""What a place is in REDCap."""
_CHECKED_BY: Final = ByKind(
    scale="", text="", choice="", several="", check="", date="date_ymd", number="number"
)
"""What REDCap checks of a text."""
_RECORDS: Final = "redcap.csv"
"""What messages call the file."""
_FIELD: Final = re.compile(r"(q_[a-z2-7]{16})(?:___([a-z0-9]{1,5}))?")
_A_FIELD: Final = re.compile(rb"(?<![A-Za-z0-9_])q_[a-z2-7]{16}(?![a-z0-9])")
_HEAD: Final = 200_000
_OWN: Final = re.compile(r"record_id|redcap_.*|.*_(complete|timestamp)")
"""Columns of REDCap's own."""


class RedcapGenerator:
    """Writes `surveys/<profile>.<language>.redcap.csv`."""

    options = NoOptions

    def generate(
        self, model: Model[Text], request: Request, options: NoOptions
    ) -> Iterator[Artifact]:
        """Yield the form of the profile that is asked for, or of the first one, by language."""
        del options
        form = resolve_form(model, request)
        for index, language in enumerate(form.languages):
            stream = StringIO()
            rows = csv.writer(stream)
            rows.writerow(COLUMNS)
            rows.writerows(_rows(form, index))
            path = f"surveys/{form.profile}.{language}.redcap.csv"
            yield Artifact(path, stream.getvalue().encode("utf-8-sig"), MEDIA_TYPE)


def field_name(id_: str) -> str:
    """Return the name of a field: small letters, digits and underscores, as REDCap has them."""
    return f"q_{_digest(id_)[:16]}"


def choice_code(value: int | str) -> str:
    """Return the code of a choice: a scale's value as it is, else 5 letters of its id's digest."""
    return str(value) if isinstance(value, int) else _digest(value)[:5]


@lru_cache(maxsize=8_192)
def _digest(id_: str) -> str:
    return b32encode(sha256(id_.encode()).digest()).decode().lower()


def _rows(form: Form, index: int) -> Iterator[tuple[str, ...]]:
    first = form.pages[0]
    yield ("record_id", _form_name(first), "", "text", "ID", *[""] * 13)
    # A dictionary has no room for what the whole is called and for, nor for the title of a form.
    yield _told("whole", first, form.heading, index)
    yield _told("purpose", first, form.purpose, index)
    for page in form.pages:
        yield _told(page.key, page, page.heading, index)
        for part in page.parts:
            if isinstance(part, FormGroup):
                heading = _html(part.heading, index)
                for number, asked in enumerate(part.places):
                    yield _field(form, page, heading if number == 0 else "", asked, index)
            else:
                yield _told(part.key, page, part.text, index)


def _told(key: str, page: FormPage, text: Texts, index: int) -> tuple[str, ...]:
    own = (f"n_{_digest(key)[:16]}", _form_name(page), "", "descriptive")
    return (*own, _html(text, index), *[""] * 13)


def _field(
    form: Form, page: FormPage, heading: str, asked: FormPlace, index: int
) -> tuple[str, ...]:
    place = asked.place
    kind = "notes" if place.kind == "text" and place.lines > 1 else _TYPES[place.kind]
    hints = " ".join(_html(hint, index) for hint in asked.hints)
    default = f"@DEFAULT='{place.given}'" if place.given and "'" not in place.given else ""
    return (
        field_name(place.id),
        _form_name(page),
        heading,
        kind,
        _html(asked.prompt, index),
        " | ".join(_choices(form, asked, index)),
        hints,
        _CHECKED_BY[place.kind],
        *[""] * 6,
        place.number,
        "",
        "",
        default,
    )


def _choices(form: Form, asked: FormPlace, index: int) -> Iterator[str]:
    for choice in asked.choices:
        yield f"{choice_code(choice.value)}, {_choice_label(choice.shown, index)}"
    if KINDS[asked.place.kind].may_decline:
        yield f"{NO_ANSWER}, {_choice_label(form.no_answer, index)}"


def _choice_label(texts: Texts, index: int) -> str:
    # A bar would begin the next choice.
    return _html(texts, index).replace("|", "&#124;")


def _form_name(page: FormPage) -> str:
    return re.sub(r"[^a-z0-9]+", "_", f"f_{page.key}".lower())


def _html(texts: Texts, index: int) -> str:
    text = escape(texts[index].string, quote=False).replace("\n\n", "<br><br>").replace("\n", " ")
    # Brackets would be piped: replaced with what somebody answered elsewhere.
    return text.replace("[", "&#91;").replace("]", "&#93;")


class RedcapReader:
    """Reads records that REDCap exports raw, as CSV or JSON."""

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file names fields by our codes, and is no data dictionary."""
        head = data[:_HEAD]
        is_dictionary = COLUMNS[0].encode() in head[:_HEAD]
        return _A_FIELD.search(head) is not None and not is_dictionary

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets of every record, and findings about what is not in them."""
        at = Position(_RECORDS)
        if len(data) > SURVEY.file_bytes:
            return (), (error(at, "file-too-large", limit=SURVEY.file_bytes // 1_000_000),)
        places = {field_name(place.id): place for place in places_of_model(model).places}
        try:
            records = list(_records(data))
        except (UnicodeError, csv.Error, Unfit):
            return (), (error(at, "survey-unreadable"),)
        return sheets_of((_answers(record, places) for record in records), model, _RECORDS)


def _records(data: bytes) -> Iterator[Response]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        found = parse_json(data, SURVEY.depth, SURVEY.cells, response_of)
        for record in found if isinstance(found, list) else [found]:
            if isinstance(record, dict):
                yield record
        return
    text = data.decode("utf-8-sig")
    rows = csv.reader(
        StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count)
    )
    names = next(rows, [])
    for row in rows:
        if any(row):
            yield response_of(zip(names, row, strict=False))


def _answers(record: Response, places: Mapping[str, PlaceEntry]) -> Response:
    found: list[tuple[str, JsonValue]] = []
    ticked: dict[str, list[JsonValue]] = {}
    for name, value in record.items():
        field = _FIELD.fullmatch(name)
        place = places.get(field[1]) if field else None
        if _OWN.fullmatch(name) or value in (None, ""):
            continue
        if field is None or place is None:
            found.append((name, value))
        elif field[2]:
            option = _option(place, field[2])
            if option is None:
                found.append((name, value))
            elif str(value) == "1":
                ticked.setdefault(place.id, []).append(option)
        elif KINDS[place.kind].may_decline and value == NO_ANSWER:
            found.append((place.id, "no-answer"))
        else:
            option = _option(place, str(value))
            found.append((place.id, value if option is None else option))
    return response_of((*found, *ticked.items()))


def _option(place: PlaceEntry, code: str) -> int | str | None:
    return next((e.value for e in place.choices if choice_code(e.value) == code), None)


generator: Final = RedcapGenerator()
reader: Final = RedcapReader()
