"""The data set: workbooks in, files out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Self

from toimintamalli.answers.tally import LEAST
from toimintamalli.collecting.codebook import Codebook
from toimintamalli.collecting.csv_file import write_csv
from toimintamalli.collecting.data_package import dictionary_rows, write_package
from toimintamalli.collecting.excel_file import TableSheet, write_excel
from toimintamalli.collecting.mapping import rows_of
from toimintamalli.collecting.parquet_file import write_parquet
from toimintamalli.collecting.parts import Part, read_part, write_part
from toimintamalli.collecting.reducing import Reduction, require_engine
from toimintamalli.collecting.tables import (
    CHOICES,
    GATHERED,
    PLACES,
    TABLES,
    WITHHELD,
    Ask,
    Row,
    Table,
)
from toimintamalli.collecting.vocabulary import OWNER, PACKAGE
from toimintamalli.findings import Finding, Position, warning
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.words import Words, words_for

Piece = tuple[str, Iterator[bytes]]
"""A file's path, and its content as it comes."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the data set is to hold."""

    asked: frozenset[Ask] = frozenset()
    """What of people's own words and names to include."""
    least: int = LEAST
    """Groups of fewer are left out."""
    parquet: bool = False
    """Whether to write Parquet too."""
    xlsx: bool = False
    """Whether to write an Excel file in each language too."""


class DataSet:
    """Gathers the rows of workbooks, and then gives the files of the data set."""

    def __init__(self, model: Model[Text], selection: Selection, spill: str | None = None) -> None:
        """Begin without workbooks; `spill` is a folder for what does not fit into memory."""
        self.model = model
        """The model that was answered."""
        self._selection = selection
        self._rows_of_all = Reduction(spill)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._rows_of_all.close()

    def add(self, part: Part) -> None:
        """Take in some workbooks, in any order."""
        self._rows_of_all.add(part)

    def settle(self) -> tuple[str, ...]:
        """Return the files that don't count once all are there: copies, and earlier saves."""
        return self._rows_of_all.settle()

    def files(self) -> Iterator[Piece]:
        """Yield each file of the data set; the same workbooks in any order, the same bytes."""
        for table in TABLES:
            columns = table.shown(self._selection.asked)
            yield f"{table.name}.csv", write_csv(columns, self._rows(table))
            if self._selection.parquet:
                yield f"{table.name}.parquet", write_parquet(columns, self._rows(table))
        yield from self._dictionaries()

    def _dictionaries(self) -> Iterator[Piece]:
        model, asked = self.model, self._selection.asked
        for language in model.languages:
            words = words_for(OWNER, PACKAGE, model, language, Missing.SOURCE)
            if self._selection.xlsx:
                yield f"data.{language}.xlsx", self._excel(words, language)
            content = write_package(model, TABLES, asked, words, language)
            yield f"datapackage.{language}.json", iter([content])
            if language == model.source_language:
                yield "datapackage.json", iter([content])

    def _excel(self, words: Words, language: Language) -> Iterator[bytes]:
        """Yield the tables in one language as one file, with what each column means."""
        sheets = [
            TableSheet(
                table.name,
                table.shown(self._selection.asked),
                partial(self._rows_in, table, language),
                self._codebook.labellers(table, language),
            )
            for table in TABLES
        ]
        heading = tuple(
            words[f"dictionary-{heading_word}"].string
            for heading_word in ("table", "column", "means")
        )
        rows = [
            row
            for table, sheet in zip(TABLES, sheets, strict=True)
            for row in dictionary_rows(table, sheet, words)
        ]
        return write_excel(sheets, [heading, *rows], words["too-long-for-sheet"].string)

    def _rows(self, table: Table) -> Iterator[Row]:
        """Yield a table's rows with the columns that are shown."""
        shown = table.shown(self._selection.asked)
        kept = [index for index, column in enumerate(table.columns) if column in shown]
        for row in self._all_rows(table):
            yield tuple(row[index] for index in kept)

    def _rows_in(self, table: Table, language: Language) -> Iterator[Row]:
        """Yield the same rows; of those that say what ids mean, only the ones in a language."""
        if table not in (PLACES, CHOICES):
            yield from self._rows(table)
            return
        says = [column.name for column in table.columns].index("language")
        yield from (row for row in self._rows(table) if row[says] == language)

    def _all_rows(self, table: Table) -> Iterable[Row]:
        if table in GATHERED:
            return self._rows_of_all.rows(table, self._selection.least)
        if table is WITHHELD:
            return self._rows_of_all.withheld(self._selection.least)
        made = {PLACES: self._codebook.place_rows, CHOICES: self._codebook.choice_rows}
        return made[table]()

    @cached_property
    def _codebook(self) -> Codebook:
        return Codebook(self.model)


@dataclass(frozen=True, slots=True)
class Collected:
    """A data set in memory."""

    files: Mapping[str, bytes]
    """Path → content of each file of the data set."""
    findings: tuple[Finding, ...]
    """What there is to say about the workbooks: bad files, copies, what was not understood."""


def collect(
    workbooks: Iterable[tuple[str, bytes]], model: Model[Text], selection: Selection | None = None
) -> Collected:
    """Return the data set of filled workbooks, name and bytes of each; nothing is written.

    A file that can't be read is a finding and left out. Groups of fewer than `selection.least`
    are withheld. For more than fits into memory there is the command `collect`, and `rows_of`.

    Raises:
        NoEngine: the extra `data` is not installed.
    """
    require_engine()
    rows = [rows_of(content, model, name) for name, content in workbooks]
    findings = [finding for row in rows for finding in row.findings]
    with DataSet(model, selection or Selection()) as data:
        data.add(read_part(write_part(rows)))
        copies = [warning(Position(name), "collected-twice") for name in data.settle()]
        files = {path: b"".join(pieces) for path, pieces in data.files()}
    return Collected(files, (*findings, *copies))
