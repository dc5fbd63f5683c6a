"""What places are called in a document: as it is printed there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import TBL, Cell, CellReader
from toimintamalli_docx.reader.locating import LEADS
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.printed import Printed
from toimintamalli_docx.reader.tree import P, blocks_in, cells_of, is_section, rows_of, style_of
from toimintamalli_docx.reader.wording import plain

NUMBER: Final = re.compile(r"[0-9]+\.[0-9]+")
LETTERS: Final = 3
"""Fewer of them are the head of a column, not of a card."""
BELOW_SECTION: Final = ("Heading", "TmHead")
"""How the styles of headings begin that stand below a section's own."""


class Names:
    """The headings of one document, and what stands beside its places."""

    def __init__(self, root: Element, printed: Printed, cells: CellReader) -> None:
        self._printed, self._cells = printed, cells
        self._sections: dict[Element, str] = {}
        self._headings: dict[Element, str] = {}
        self._tables: dict[Element, Element] = {}
        section = heading = ""
        for block in blocks_in(root):
            if block.tag == TBL:
                for row in rows_of(block):
                    self._sections[row], self._tables[row] = section, block
                    self._headings[row] = heading
            elif is_section(block):
                section, heading = self._shown(cells.read_paragraph(block).whole), ""
            elif style_of(block).startswith(BELOW_SECTION):
                heading = self._shown(cells.read_paragraph(block).whole)

    def _shown(self, text: str) -> str:
        said = plain(text)
        return said if said in self._printed else self._printed.split(said, is_heading=True)[0]

    def of(self, row: Element, asked: Asked, cells: Sequence[Cell], cell: Element | None) -> str:
        """Return the section, the card and the printed question of a place in a cell of a row."""
        table = self._tables.get(row)
        section = self._sections.get(row, "")
        rows = list(rows_of(table)) if table is not None else []
        if asked.line:
            head = self._cell(rows[0], asked.line.column) if rows else ""
            return ": ".join(filter(None, (section, f"{head} {asked.line.row}")))
        said, card = self._said(cells), self._first(rows[0]) if rows else ""
        if not said:
            # What is asked side by side stands above; then the card has its heading before it.
            said, card = self._above(row, cell), self._headings.get(row, "") or card
        shown = card if asked.is_card and card != said else ""
        return ": ".join(filter(None, (section, shown, said)))

    def _above(self, row: Element, cell: Element | None) -> str:
        """Return the question above the cell of a place."""
        above = row.getprevious()
        if above is None:
            return ""
        column = next((at for at, (other, _) in enumerate(cells_of(row)) if other is cell), 0)
        return (self._cell(above, column) or self._first(above)).removeprefix(LEADS)

    def _said(self, cells: Sequence[Cell]) -> str:
        """Return the number and the statement in a row."""
        shown = [self._shown(cell.whole.partition("\n")[0]) for cell in cells]
        number = next((text for text in shown if NUMBER.fullmatch(text)), "")
        words = [text for text in shown if sum(map(str.isalpha, text)) >= LETTERS]
        return f"{number} {words[0]}".strip() if words else ""

    def _first(self, row: Element) -> str:
        return self._cell(row, 0)

    def _cell(self, row: Element, column: int) -> str:
        for index, (cell, _) in enumerate(cells_of(row)):
            if index == column:
                paragraph = next((block for block in blocks_in(cell) if block.tag == P), None)
                if paragraph is not None:
                    return self._shown(self._cells.read_paragraph(paragraph).whole)
        return ""
