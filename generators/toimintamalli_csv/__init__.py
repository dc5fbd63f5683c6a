"""The texts of the questions as CSV in long form: one row for each text in each language.

A semicolon parts the columns and a byte order mark comes first: so Excel opens the file right
with a double click where the decimal mark is a comma, as in Finland.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from toimintamalli import Artifact, Model, Request, Text
from toimintamalli.findings import Finding, Position, error, warning
from toimintamalli.limits import SURVEY
from toimintamalli.plugins import Read
from toimintamalli.reading import response_of, sheets_of
from toimintamalli.workbook.form import Form, FormGroup, FormPage, FormPlace, Texts, resolve_form

MEDIA_TYPE: Final = "text/csv"
COLUMNS: Final = ("id", "number", "language", "field", "text")
DELIMITER: Final = ";"

Row = tuple[str, str, str, str, str]

_TAKEN_FOR_MORE: Final = re.compile(r"[=+\-@\t\r]|[0-9.,/: -]+$")
"""What a spreadsheet takes for a formula, a number or a date: 4.10 is the fourth of October."""


class CsvOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CsvGenerator:
    """Writes `surveys/<profile>.csv`."""

    options = CsvOptions

    def generate(
        self, model: Model[Text], request: Request, options: CsvOptions
    ) -> Iterator[Artifact]:
        """Yield the texts of the profile that is asked for, or of the first one."""
        del options
        form = resolve_form(model, request)
        stream = StringIO()
        rows = csv.writer(stream, delimiter=DELIMITER)
        rows.writerow(COLUMNS)
        rows.writerows(map(_guarded, dict.fromkeys(_rows(form))))
        content = stream.getvalue().encode("utf-8-sig")
        yield Artifact(f"surveys/{form.profile}.csv", content, MEDIA_TYPE)


def guard(text: str) -> str:
    """Return a cell that stays the text that it is: with an apostrophe first where needed."""
    return f"'{text}" if _TAKEN_FOR_MORE.match(text) else text


def _guarded(row: Row) -> tuple[str, ...]:
    return tuple(map(guard, row))


def _rows(form: Form) -> Iterator[Row]:
    yield from _texts(form.model, "", "title", form.title)
    yield from _texts(form.profile, "", "title", form.subtitle)
    yield from _texts(form.profile, "", "purpose", form.purpose)
    for page in form.pages:
        yield from _texts(page.key, "", "title", page.title)
        yield from _texts(page.key, "", "subject", page.subject)
        yield from _parts(page)


def _parts(page: FormPage) -> Iterator[Row]:
    for part in page.parts:
        if isinstance(part, FormGroup):
            yield from _texts(part.key, "", "title", part.title)
            yield from _texts(part.key, "", "subject", part.subject)
            for place in part.places:
                yield from _place(place)
        else:
            yield from _texts(part.key, "", "text", part.text)


def _place(asked: FormPlace) -> Iterator[Row]:
    place = asked.place
    yield from _texts(place.id, place.number, "prompt", asked.prompt)
    for index, hint in enumerate(asked.hints, 1):
        yield from _texts(place.id, place.number, f"reason.{index}", hint)
    for choice in asked.choices:
        yield from _texts(place.id, place.number, f"choice.{choice.value}", choice.label)


def _texts(id_: str, number: str, field: str, texts: Texts) -> Iterator[Row]:
    # A text says the language that it is really in: one that is not translated has no row.
    yield from ((id_, number, text.language, field, text.string) for text in texts)


class CsvReader:
    """Reads responses as survey tools export them: a row for each respondent, a column a place.

    A column is named by the place's id, or as in our XLSForm with _ for @; semicolons, commas or
    tabs part the columns.
    """

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file is text whose first line names places."""
        head = data[:_HEAD]
        if head.startswith(_WIDE):
            head = head.decode("utf-16", "ignore").encode()
        line = head.partition(b"\n")[0].rstrip(b"\r")
        return _A_PLACE.search(line) is not None and not _NO_TEXT.search(line)

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets of every respondent, and findings about what is not in them."""
        at = Position(_RESPONSES)
        if len(data) > SURVEY.file_bytes:
            return (), (error(at, "file-too-large", limit=SURVEY.file_bytes // 1_000_000),)
        try:
            text, told = _decode(data)
            sheets, findings = sheets_of(_responses(text), model, _RESPONSES)
        except (UnicodeError, csv.Error):
            return (), (error(at, "survey-unreadable"),)
        return sheets, (*told, *findings)


_DELIMITERS: Final = ";,\t"
_HEAD: Final = 100_000
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
# Each part is shorter than an id, so that a long word is not looked through at each letter.
_A_PLACE: Final = re.compile(rb"[a-z][a-z0-9-]{0,63}\.[a-z][a-z0-9-]{0,63}\.[a-z][a-z0-9-]{0,63}")
_NO_TEXT: Final = re.compile(rb"^[\s\xef\xbb\xbf]*[{\[<%]|[\x00-\x08\x0b-\x1f]")
_RESPONSES: Final = "responses.csv"
"""What messages call the file."""


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    if data.startswith(_WIDE):
        return data.decode("utf-16"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        # What Excel in Windows saves as plain CSV.
        return data.decode("cp1252", "replace"), (warning(Position(_RESPONSES), "survey-encoding"),)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _responses(text: str) -> Iterator[dict[str, JsonValue]]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    names = next(rows, [])
    for row in rows:
        if any(row):
            yield response_of(_cells(names, row))


def _cells(names: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(row):
        name = names[number].strip() if number < len(names) else ""
        if name or value:
            # A value under no name is somebody's too.
            yield name or f"column {number + 1}", _unguarded(value)


def _unguarded(text: str) -> str:
    # Our own guard against formulas, and that of others.
    return text[1:] if text.startswith("'") and _TAKEN_FOR_MORE.match(text[1:]) else text


generator: Final = CsvGenerator()
reader: Final = CsvReader()
