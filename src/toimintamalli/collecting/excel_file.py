"""The data set as an Excel file: a sheet a table, ids with their words beside them, the dictionary.

Excel in any language, SPSS and R open it as it is: no delimiter to choose, and 4.10 stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from toimintamalli.collecting.codebook import Labeller
from toimintamalli.collecting.tables import Cell, Column, Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook

DICTIONARY: Final = "dictionary"
"""The sheet that says what every column means; in every language by the same name."""
MOST_ROWS: Final = 1_048_576
"""Rows of a sheet: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""
_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 -- a moment of no place, the same for all
_WIDTH: Final = 24


@dataclass(frozen=True)
class TableSheet:
    """One table as it stands in the file."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Row]]
    labellers: Mapping[str, Labeller]
    """What says what the ids in a column mean."""

    @property
    def headings(self) -> Row:
        """Return the names of its columns, those with the words behind those with the ids."""
        return tuple(name for column in self.columns for name in self._names(column))

    def lines(self) -> Iterator[Row]:
        """Yield its rows, with the words beside the ids."""
        names = [column.name for column in self.columns]
        for row in self.rows():
            known = dict(zip(names, row, strict=True))
            yield tuple(cell for name in names for cell in self._cells(name, known))

    def _names(self, column: Column) -> Iterator[str]:
        yield column.name
        if column.name in self.labellers:
            yield label_name(column.name)

    def _cells(self, name: str, row: Mapping[str, Cell]) -> Iterator[Cell]:
        yield row[name]
        if say := self.labellers.get(name):
            yield None if row[name] is None else say(row)


def label_name(column: str) -> str:
    """Return the name of the column with the words for the ids of another."""
    return f"{column}_label"


def write_excel(
    sheets: Sequence[TableSheet], dictionary: Sequence[Row], too_long: str, most: int = MOST_ROWS
) -> Iterator[bytes]:
    """Yield the file; rows wait on the disk, so that only the packed file stands in memory.

    A table of more rows than a sheet holds is left out whole, since a part would pass for all of
    it: `too_long` stands in its place.
    """
    import xlsxwriter  # noqa: PLC0415 -- only who writes Excel pays for it

    data = BytesIO()
    book: Workbook = xlsxwriter.Workbook(
        data, {"constant_memory": True, "strings_to_formulas": False}
    )
    book.set_properties({"created": _EPOCH})
    _write(book, DICTIONARY, dictionary)
    for sheet in sheets:
        fits = sum(1 for _ in islice(sheet.rows(), most)) < most
        _write(book, sheet.name, [sheet.headings], sheet.lines() if fits else [(too_long,)])
    book.close()
    yield data.getvalue()


def _write(book: Workbook, name: str, *parts: Iterable[Row]) -> None:
    page = book.add_worksheet(name)
    heading = book.add_format({"bold": True})
    page.set_column(0, 30, _WIDTH)
    page.freeze_panes(1, 0)
    line = 0
    for rows in parts:
        for row in rows:
            for index, cell in enumerate(row):
                # Never a formula, a link or a number that somebody wrote as text.
                if isinstance(cell, int):
                    page.write_number(line, index, cell)
                elif cell is not None:
                    page.write_string(line, index, cell, None if line else heading)
            line += 1
