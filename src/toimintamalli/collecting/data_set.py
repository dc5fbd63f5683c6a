"""The data set: workbooks in, files out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from toimintamalli.answers.tally import LEAST
from toimintamalli.collecting.codebook import Codebook, names_of, occasion_of
from toimintamalli.collecting.csv_file import write_csv
from toimintamalli.collecting.data_package import write_package
from toimintamalli.collecting.parquet_file import write_parquet
from toimintamalli.collecting.rows import Filled, Known, rows_of, said_on
from toimintamalli.collecting.spool import Spool
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
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.rounds.facts import facts_of
from toimintamalli.words import words_for

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


Said = frozenset[tuple[object, ...]]
"""All that a workbook says."""


class DataSet:
    """Gathers workbooks one by one, and then gives the files of the data set."""

    def __init__(self, model: Model[Text], selection: Selection) -> None:
        self.model = model
        """The model that was answered."""
        self._selection = selection
        self._known = Known(model.ledger, facts_of(model), names_of(model), occasion_of(model))
        self._spool = Spool()
        self._seen: set[str] = set()
        self._said: dict[str, list[tuple[str, Said]]] = {}
        """Name of a workplace → its workbooks, and what they say."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._spool.close()

    def add(self, filled: Filled) -> bool:
        """Take in a workbook, and say whether it is not there yet.

        A copy is there already, whatever its file, and so is an earlier save; a later save of one
        workbook takes its place.
        """
        if filled.id in self._seen or not self._is_news(filled):
            return False
        self._seen.add(filled.id)
        for table, rows in rows_of(filled, self._known):
            self._spool.add(table, rows)
        return True

    def _is_news(self, filled: Filled) -> bool:
        said = said_on(filled, self._known)
        name = next((each.organisation for each in filled.sheets if each.organisation), "")
        if not (name and said):
            # Without a name two workplaces may say the same.
            return True
        others = self._said.setdefault(name, [])
        if any(said <= theirs for _, theirs in others):
            return False
        for id_, theirs in [each for each in others if each[1] < said]:
            self._spool.drop(id_)
            others.remove((id_, theirs))
        others.append((filled.id, said))
        return True

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
            content = write_package(model, TABLES, asked, words, language)
            yield f"datapackage.{language}.json", iter([content])
            if language == model.source_language:
                yield "datapackage.json", iter([content])

    def _rows(self, table: Table) -> Iterator[Row]:
        """Yield a table's rows with the columns that are shown."""
        shown = table.shown(self._selection.asked)
        kept = [index for index, each in enumerate(table.columns) if each in shown]
        for row in self._all_rows(table):
            yield tuple(row[index] for index in kept)

    def _all_rows(self, table: Table) -> Iterable[Row]:
        if table in GATHERED:
            return self._spool.rows(table, self._selection.least)
        if table is WITHHELD:
            return self._spool.withheld(self._selection.least)
        made = {PLACES: self._codebook.place_rows, CHOICES: self._codebook.choice_rows}
        return made[table]()

    @cached_property
    def _codebook(self) -> Codebook:
        return Codebook(self.model)
