"""A table as CSV (RFC 4180): UTF-8, commas, names of columns first."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final

from toimintamalli.collecting.tables import Cell, Column, Row

_ROWS: Final = 2_000
"""Rows to hold in memory at a time."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file piece by piece."""
    yield _lines([tuple(column.name for column in columns)])
    ours = [index for index, column in enumerate(columns) if column.only_with is None]
    waiting = iter(rows)
    while piece := list(islice(waiting, _ROWS)):
        yield _lines(_guarded(row, ours) for row in piece)


def _guarded(row: Row, ours: Sequence[int]) -> Row:
    return tuple(value if index in ours else _text(value) for index, value in enumerate(row))


def _text(cell: Cell) -> Cell:
    # A spreadsheet runs what looks like a formula, also one that a stranger wrote as an answer.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _lines(rows: Iterable[Row]) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()
