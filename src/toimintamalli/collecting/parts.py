"""The rows of some workbooks as bytes: how they travel between processes and wait on a disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from toimintamalli.collecting.mapping import WorkbookRows
from toimintamalli.collecting.tables import GATHERED, Kind, Row, Table
from toimintamalli.findings import Finding

if TYPE_CHECKING:
    import pyarrow as pa

FILE: Final = "_file"
"""The column that says which file a row is from."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a part: all but its rows."""

    file: str
    workbook: str
    organisation: str
    said: tuple[int, ...]
    findings: tuple[Finding, ...]
    is_read: bool
    saves: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the rows."""

    files: tuple[FileEntry, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of some workbooks, table by table, and what there is to say about each file."""

    files: tuple[FileEntry, ...]
    tables: dict[str, pa.Table]


def arrow_schema(table: Table) -> pa.Schema:
    """Return the columns of a table on their way, the file of each row first; days are texts."""
    import pyarrow as pa  # noqa: PLC0415 -- an extra that most users do without

    kinds = {Kind.STRING: pa.string(), Kind.INTEGER: pa.int64(), Kind.DATE: pa.string()}
    columns = [(column.name, kinds[column.kind]) for column in table.columns]
    return pa.schema([(FILE, pa.string()), *columns])


def write_part(workbooks: Iterable[WorkbookRows]) -> bytes:
    """Return the rows of some workbooks as bytes: one Arrow stream a table after a line of JSON."""
    rows: dict[str, list[tuple[str, *Row]]] = {table.name: [] for table in GATHERED}
    files = []
    for workbook in workbooks:
        files.append(_entry(workbook))
        for name, own in workbook.tables:
            rows[name] += ((workbook.file, *row) for row in own)
    streams = [_stream(table, rows[table.name]) for table in GATHERED]
    head = _Head(tuple(files), tuple(len(stream) for stream in streams))
    return b"".join((_HEAD.dump_json(head), b"\n", *streams))


def _stream(table: Table, rows: Sequence[tuple[object, ...]]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 -- the same

    schema = arrow_schema(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    sink = BytesIO()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return sink.getvalue()


def _entry(workbook: WorkbookRows) -> FileEntry:
    return FileEntry(
        workbook.file,
        workbook.workbook,
        workbook.organisation,
        tuple(sorted(workbook.said)),
        workbook.findings,
        workbook.is_read,
        tuple(sorted(workbook.saves)),
    )


def read_part(content: bytes) -> Part:
    """Return what was written."""
    import pyarrow as pa  # noqa: PLC0415 -- the same

    line, _, streams = content.partition(b"\n")
    head = _HEAD.validate_json(line)
    tables, at = {}, 0
    for table, length in zip(GATHERED, head.lengths, strict=True):
        tables[table.name] = pa.ipc.open_stream(streams[at : at + length]).read_all()
        at += length
    return Part(head.files, tables)


_HEAD: Final[TypeAdapter[_Head]] = TypeAdapter(_Head)
