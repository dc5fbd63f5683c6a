"""Tables for Excel, and for whatever reads CSV: what translation agencies ask for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from toimintamalli import messages
from toimintamalli.limits import EXCHANGE
from toimintamalli.spreadsheets import Sheet, read_spreadsheet, write_spreadsheet
from toimintamalli.translation.exchange import table
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Remark,
    Return,
    comment,
    remark,
)

_WIDTHS: Final = (38, 60, 60, 30, 16, 40)
_BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(package: Package) -> bytes:
    """Return a package as an Excel file of one sheet."""
    rows = (table.cells_of(text, package.reader) for text in package.texts)
    name = messages.say("exchange-sheet", package.reader)
    return write_spreadsheet({name: [table.headings(package), *rows]}, _WIDTHS)


def read(data: bytes) -> Return:
    """Return what is in the sheets of an Excel file.

    Raises:
        BadArchive, BadXml, BadSpreadsheet: it can't be read, or holds more than it may.
        BadExchangeFile: no sheet has the columns of ours.
    """
    sheets = [sheet for sheet in read_spreadsheet(data) if sheet.rows]
    rows = [row for sheet in sheets for row in _rows(sheet)]
    return table.read_table(rows, [told for sheet in sheets for told in _remarks(sheet)])


def write_csv(package: Package) -> bytes:
    """Return a package as CSV: UTF-8 with a mark by which Excel knows it."""
    stream = io.StringIO()
    stream.write(_BOM)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.headings(package))
    for text in package.texts:
        writer.writerow(map(_guarded, table.cells_of(text, package.reader)))
    return stream.getvalue().encode()


def read_csv(data: bytes) -> Return:
    """Return what is in a CSV file, whatever parts its columns.

    Raises:
        BadExchangeFile: it is no table of texts, or is larger than any.
    """
    text, remarks = _decode(data)
    rows: list[table.TableRow] = []
    cells = 0
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(reader, start=1):
            cells += len(row)
            if cells > EXCHANGE.cells:
                raise BadExchangeFile("exchange-too-many", limit=str(EXCHANGE.cells))
            plain = tuple(map(_unguarded, row))
            rows.append(table.TableRow(Place("returned-in-row", str(number)), plain))
    except csv.Error as reason:
        raise BadExchangeFile("exchange-unknown") from reason
    return table.read_table(rows, remarks)


def looks_like_csv(data: bytes) -> bool:
    """Tell whether bytes may be a CSV file with our keys in it."""
    text, _ = _decode(data[:200_000])
    words = text.replace(";", ",").replace("\t", ",").replace("\n", ",").split(",")
    return any(table.is_key(table.tidy_key(word.strip('"\r'))) for word in words)


def _rows(sheet: Sheet) -> Iterator[table.TableRow]:
    for row in sheet.rows:
        place = Place("returned-in-sheet", str(row.number), sheet.name)
        yield table.TableRow(place, tuple(cell.replace("\r\n", "\n") for cell in row.cells))


def _remarks(sheet: Sheet) -> Iterator[Remark]:
    by_number = {row.number: row for row in sheet.rows}
    for said in sheet.comments:
        place = Place("returned-in-sheet", str(said.row), sheet.name)
        row = by_number.get(said.row)
        cells = row.cells if row else ()
        key = next(
            (table.tidy_key(cell) for cell in cells if table.is_key(table.tidy_key(cell))), ""
        )
        others = [cell for cell in cells if cell and table.tidy_key(cell) != key]
        yield comment(place, key, said.text, others[1] if len(others) > 1 else "")
    for row in sheet.rows:
        if row.formulas:
            yield remark(
                Place("returned-in-sheet", str(row.number), sheet.name), "returned-formula"
            )


def _decode(data: bytes) -> tuple[str, list[Remark]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        # What Excel in Windows saves as plain CSV.
        told = remark(Place("returned-in-file"), "returned-encoding")
        return data.decode("cp1252", "replace"), [told]


def _guarded(text: str) -> str:
    # Spreadsheets take a text that begins so for a formula.
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
