"""The texts of the questions as CSV in long form: one row for each text in each language.

A semicolon parts the columns and a byte order mark comes first: so Excel opens the file right
with a double click where the decimal mark is a comma, as in Finland.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from toimintamalli import Artifact, Model, Request, Text
from toimintamalli.findings import Position, error
from toimintamalli.plugins import Read
from toimintamalli.reading import sheets_of
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
            for each in part.places:
                yield from _place(each)
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
    yield from ((id_, number, each.language, field, each.string) for each in texts)


class CsvReader:
    """Reads responses as survey tools export them: a row for each respondent, a column a place.

    A column is named by the place's id, or as in our XLSForm with _ for @; semicolons, commas or
    tabs part the columns.
    """

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file is text whose first line names places."""
        head = data[:_HEAD].partition(b"\n")[0].rstrip(b"\r")
        return _A_PLACE.search(head) is not None and not _NO_TEXT.search(head)

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets of every respondent, and findings about what is not in them."""
        try:
            text = data.decode("utf-8-sig")
            rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=_delimiter(text)))
        except (UnicodeDecodeError, csv.Error):
            return (), (error(Position(_RESPONSES), "survey-unreadable"),)
        return sheets_of(map(_response, rows), model, _RESPONSES)


_DELIMITERS: Final = ";,\t"
_HEAD: Final = 100_000
_A_PLACE: Final = re.compile(rb"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){2}")
_NO_TEXT: Final = re.compile(rb"^[\s\xef\xbb\xbf]*[{\[<%]|[\x00-\x08\x0b-\x1f]")
_RESPONSES: Final = "responses.csv"
"""What messages call the file."""


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _response(row: dict[str | None, str | list[str] | None]) -> dict[str, JsonValue]:
    # A group's name and a slash come before the name in exports of ODK and Kobo.
    return {
        name.rpartition("/")[2].replace("_", "@", 1): value.removeprefix("'")
        for name, value in row.items()
        if name and isinstance(value, str)
    }


generator: Final = CsvGenerator()
reader: Final = CsvReader()
