"""The map: the bytes of one filled workbook → its rows, whatever else is collected with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from toimintamalli.answers.migration import migrate
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.collecting.codebook import names_of, occasion_of
from toimintamalli.collecting.rows import Filled, Known, is_answered, table_rows
from toimintamalli.collecting.tables import GATHERED, PLANS, Row
from toimintamalli.errors import BrokenPlugin
from toimintamalli.findings import Finding, Position, error, has_errors
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.model.value import SameObject
from toimintamalli.reading import read_file
from toimintamalli.rounds.facts import facts_of

_ID_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """What one file gives to the tables, and what there is to say about it."""

    file: str
    """Its name, as it was given."""
    workbook: str
    """Tells its content from others: copies have the same."""
    organisation: str
    """Name of the workplace, where it is written."""
    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    """Name of a table → its rows, with every column of the table, also those that are only shown
    when somebody asks for them; none where the file can't be read."""
    said: frozenset[int]
    """All that it says, as digests: a copy says the same, and a later save more."""
    findings: tuple[Finding, ...]
    """What is wrong with it or was not understood."""
    saves: frozenset[tuple[int, int]] = frozenset()
    """Each sheet by the document that it is from, as a digest, and the state of that document;
    none where not every sheet says it."""

    @property
    def is_read(self) -> bool:
        """Whether it is a filled workbook that could be read."""
        return not has_errors(self.findings)


def rows_of(data: bytes, model: Model[Text], file: str = "workbook") -> WorkbookRows:
    """Return the rows of one filled workbook, of any format that an installed reader knows.

    Pure: the same bytes, model and name give the same rows, in any process of any machine. What
    is wrong with the file is among the findings and never raised. Groups that are too small are
    known only over all workbooks: nothing is withheld here.
    """
    try:
        sheets, findings = read_file(data, model, file)
    except BrokenPlugin as problem:
        # The next file may be fine, and of another reader.
        sheets, findings = (), (error(Position(file), problem.code, **problem.facts),)
    workbook = sha256(data).hexdigest()[:_ID_LENGTH]
    if has_errors(findings):
        return WorkbookRows(file, workbook, "", (), frozenset(), findings)
    known = _known(SameObject(model))
    filled = Filled(workbook, file, sheets)
    found: dict[str, list[Row]] = {table.name: [] for table in GATHERED}
    for table, rows in table_rows(filled, known):
        found[table.name] += rows
    return WorkbookRows(
        file,
        workbook,
        next((sheet.organisation for sheet in sheets if sheet.organisation), ""),
        tuple((name, tuple(rows)) for name, rows in found.items()),
        frozenset(_said(sheets, known)),
        findings,
        frozenset(_saves(sheets, known)),
    )


@lru_cache(maxsize=8)
def _known(same: SameObject[Model[Text]]) -> Known:
    model = same.value
    return Known(model.ledger, facts_of(model), names_of(model), occasion_of(model))


def _said(sheets: tuple[AnswerSheet, ...], known: Known) -> Iterator[int]:
    for sheet in sheets:
        if is_answered(migrate(sheet, known.ledger), known):
            whose = f"{sheet.model}\0{sheet.organisation}\0{sheet.party}\0{sheet.round}"
            for place, answer in sheet.answers.items():
                yield _digest(f"{whose}\0{place}\0{answer.model_dump_json()}")
            for part in PLANS:
                for row in getattr(sheet.plan, part):
                    yield _digest(f"{whose}\0{part}\0{row.model_dump_json()}")


def _saves(sheets: tuple[AnswerSheet, ...], known: Known) -> Iterator[tuple[int, int]]:
    answered = [sheet for sheet in sheets if is_answered(migrate(sheet, known.ledger), known)]
    if all(sheet.document for sheet in answered):
        for sheet in answered:
            own = f"{sheet.model}\0{sheet.document}\0{sheet.party}\0{sheet.round}"
            yield _digest(own), sheet.revision or 0


def _digest(text: str) -> int:
    # Half of what a signed number of 64 bits holds, as every engine has it.
    return int.from_bytes(sha256(text.encode()).digest()[:8]) >> 1
