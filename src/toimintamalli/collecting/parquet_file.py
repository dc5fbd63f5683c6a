"""A table as Apache Parquet, for engines that read columns; needs the extra `data`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import RawIOBase
from itertools import islice
from typing import TYPE_CHECKING, Final

from toimintamalli.collecting.tables import Cell, Column, Kind, Row

if TYPE_CHECKING:
    import pyarrow as pa
    from _typeshed import ReadableBuffer

_ROWS: Final = 20_000
"""Rows in a row group, which is what stands in memory at a time."""


def write_parquet(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file piece by piece."""
    import pyarrow as pa  # noqa: PLC0415 -- an extra that most users do without
    from pyarrow import parquet  # noqa: PLC0415 -- the same

    types = {Kind.STRING: pa.string(), Kind.INTEGER: pa.int64(), Kind.DATE: pa.date32()}
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    sink = _Drained()
    waiting = iter(rows)
    with parquet.ParquetWriter(sink, schema) as writer:
        while piece := list(islice(waiting, _ROWS)):
            writer.write_table(pa.Table.from_arrays(_arrays(columns, piece, schema), schema=schema))
            yield sink.drain()
    yield sink.drain()


def _arrays(columns: Sequence[Column], rows: Sequence[Row], schema: pa.Schema) -> list[pa.Array]:
    import pyarrow as pa  # noqa: PLC0415 -- as above

    return [
        pa.array([_value(row[index], column) for row in rows], schema.field(index).type)
        for index, column in enumerate(columns)
    ]


def _value(cell: Cell, column: Column) -> Cell | date:
    return date.fromisoformat(str(cell)) if cell and column.kind is Kind.DATE else cell


class _Drained(RawIOBase):
    """A file that is emptied while it is written, and still knows where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        piece = bytes(data)
        self._waiting += piece
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def drain(self) -> bytes:
        """Return what was written since the last time."""
        piece = bytes(self._waiting)
        self._waiting.clear()
        return piece
