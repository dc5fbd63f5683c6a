"""Places whose bookmark and tag are gone, found by what is printed beside or above them.

So a copy that came back from Google Docs or Pages is read, one that somebody typed anew, and a cell
that somebody pasted over. Where what is printed could belong to several places none is chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from toimintamalli.model.ids import PlaceId
from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import TBL, TR, CellReader
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.spots import Spot, Spots
from toimintamalli_docx.reader.tree import P, blocks_in, cells_of, is_section, rows_of
from toimintamalli_docx.reader.wording import plain

LEADS = "→ "
"""Stands on a card before a prompt that goes on from the one beside it."""
LONGEST = 1_000
"""Letters of the longest text that can be a heading or a prompt."""


def locate(root: Element, table: PlaceTable, spots: Spots, cells: CellReader) -> None:
    """Add the places of a document that neither bookmark nor tag has found."""
    _Locating(table, spots, cells).through(root)


@dataclass
class _Locating:
    """One way through a document, which remembers the headings that it is under."""

    table: PlaceTable
    spots: Spots
    cells: CellReader
    section: frozenset[PlaceId] = frozenset()
    """The places under the heading of the section."""
    head: frozenset[PlaceId] = frozenset()
    """The places under the nearest heading."""
    seen: set[PlaceId] = field(default_factory=set)
    profile: frozenset[PlaceId] = frozenset()
    """The places of the profile that the document is most like."""
    asked_in: dict[Element, str] = field(default_factory=dict)
    """Cell → what it asks, for those that were looked into: most of them several times."""

    def through(self, root: Element) -> None:
        """Go through a document in the order in which it is read."""
        self.profile = self._likely_profile(root)
        self.seen = {place for row in self.spots.rows.values() for place in row}
        self.seen |= {spot.asked.id for spot in self.spots.loose}
        for block in blocks_in(root):
            if block.tag == P:
                self._heading(self._printed(self._said(block)), is_section=is_section(block))
            elif block.tag == TBL:
                self._table(block)

    def _likely_profile(self, root: Element) -> frozenset[PlaceId]:
        """Return the places of the profile whose questions are those of the document."""
        texts = (self._cell(cell) for row in root.iter(TR) for cell, _ in cells_of(row))
        asked = {id_ for text in texts for said in _readings(text) for id_ in self._ids(said)}
        profiles = self.table.layout.profiles
        return max(
            profiles,
            key=lambda own: len(own & asked) / (len(own | asked) or 1),
            default=frozenset(),
        )

    def _ids(self, text: str) -> tuple[PlaceId, ...]:
        return self.table.asked_by(text) if text else ()

    def _printed(self, text: str) -> str:
        """Return what is printed of a text to which somebody has added words."""
        if text in self.table.printed:
            return text
        number, _, rest = text.partition(" ")
        is_numbered = bool(rest) and number.replace(".", "").isdecimal()
        return self.table.printed.split(rest if is_numbered else text, is_heading=True)[0] or text

    def _said(self, element: Element) -> str:
        text = plain(self.cells.read_paragraph(element).whole)
        return text if len(text) <= LONGEST else ""

    def _heading(self, text: str, *, is_section: bool = False) -> None:
        under = self.table.under_heading(text) if text else frozenset()
        if not under:
            return
        # The heading of a card or a block stands inside a section.
        if under & self.section and not is_section:
            self.head = under & self.section
        else:
            self.section, self.head = under, frozenset()

    def _table(self, table: Element) -> None:
        rows = list(rows_of(table))
        if any(row in self.spots.lined for row in rows):
            # Its other rows are its heading, or were added.
            return
        columns: tuple[Asked, ...] = ()
        line = 0
        for at, row in enumerate(rows):
            texts = [self._cell(cell) for cell, _ in cells_of(row)]
            if at == 0 and texts:
                columns = self._head_of(texts)
                if columns and not any(row in self.spots.rows for row in rows):
                    continue
            if row in self.spots.rows:
                line += 1
                continue
            if not columns and at + 1 < len(rows):
                self._beside(rows[at + 1], texts)
            if columns:
                line += 1
                self._line(row, columns, line)
            elif at == 0 and self._is_head(rows):
                continue
            elif at + 1 == len(rows) or not self._are_labels_of(rows[at + 1], texts):
                self._row(rows, at, texts)

    def _cell(self, cell: Element) -> str:
        """Return what a cell asks: its first paragraph that says anything."""
        if cell not in self.asked_in:
            said = (self._said(block) for block in blocks_in(cell) if block.tag == P)
            self.asked_in[cell] = self._printed(next(filter(None, said), ""))
        return self.asked_in[cell]

    def _columns(self, texts: Sequence[str]) -> tuple[Asked, ...]:
        """Return the columns of the table that has these for headings.

        Where several have, that of the profile which the document is most like.
        """
        asked = [frozenset(self.table.asked_by(text)) for text in texts]
        found = [
            columns
            for columns in self.table.columns.values()
            if len(columns) == len(asked)
            and all(place.id in ids for place, ids in zip(columns, asked, strict=True))
            and self._can_stand_here({column.id for column in columns})
        ]
        own = (
            places for places in found if not self.profile.isdisjoint(asked.id for asked in places)
        )
        return next(own, found[0] if found else ())

    def _can_stand_here(self, places: set[PlaceId]) -> bool:
        return not places & self.seen and (not self.section or bool(places & self.section))

    def _head_of(self, texts: Sequence[str]) -> tuple[Asked, ...]:
        """Return the columns that a table's first row names; else it may be a heading."""
        # What heads a column here may be a heading elsewhere.
        if columns := self._columns(texts):
            return columns
        self._heading(texts[0])
        return self._columns(texts)

    def _line(self, row: Element, columns: Sequence[Asked], line: int) -> None:
        found = [cell for cell, _ in cells_of(row)]
        if len(found) != len(columns):
            return
        for cell, like in zip(found, columns, strict=True):
            # A row beyond those that were printed is one that somebody added.
            asked = self.table.added(like, line)
            if asked.id in self.table.places:
                self._add(row, asked, cell)

    def _row(self, rows: Sequence[Element], at: int, texts: Sequence[str]) -> None:
        cells = [cell for cell, _ in cells_of(rows[at])]
        for index, text in enumerate(texts):
            asked = self._asked(text)
            if asked is None:
                continue
            if asked.marks == "statement":
                if len(cells) > 1:
                    self._add(rows[at], asked, cells[index])
            elif index + 1 < len(cells):
                self._add(rows[at], asked, cells[index + 1])
            elif len(cells) == 1 and at + 1 < len(rows) and rows[at + 1] not in self.spots.rows:
                below = [cell for cell, _ in cells_of(rows[at + 1])]
                if len(below) == 1:
                    self._add(rows[at + 1], asked, below[0])
            return

    def _is_head(self, rows: Sequence[Element]) -> bool:
        """Tell whether a table's first row is the head of what stands below, and asks nothing."""
        if len(rows) == 1 or rows[1] in self.spots.rows:
            return len(rows) > 1
        asked = (self._asked(self._cell(cell)) for cell, _ in cells_of(rows[1]))
        return any(place is not None and place.marks == "statement" for place in asked)

    def _beside(self, row: Element, texts: Sequence[str]) -> None:
        """Add the places that lost their mark in a row under prompts, of which others kept it."""
        known = self.spots.of(row)
        cells = [cell for cell, _ in cells_of(row)]
        if not known or len(cells) != len(texts):
            return
        found = [spot.cell for spot in known.values()]
        blocks = {_block(spot.asked) for spot in known.values()}
        for text, cell in zip(texts, cells, strict=True):
            # What is written once may be printed again elsewhere, where its mark is still found.
            asked = None if cell in found else self._asked(text, known.keys())
            if asked and asked.marks == "answer" and _block(asked) in blocks:
                self.seen.discard(asked.id)
                self._add(row, asked, cell)

    def _are_labels_of(self, row: Element, texts: Sequence[str]) -> bool:
        """Tell whether texts are the prompts of the row below, and add its places if unmarked."""
        cells = [cell for cell, _ in cells_of(row)]
        if not len(cells) == len(texts) > 1:
            return False
        known = self.spots.of(row).values()
        if known:
            # A box before a statement stands under no prompt.
            return any(spot.cell is cells[0] and spot.asked.marks == "answer" for spot in known)
        labels = self._labels(texts)
        for asked, cell in zip(labels, cells, strict=False):
            # What is written once may be printed again elsewhere, where its mark is still found.
            self.seen.discard(asked.id)
            self._add(row, asked, cell)
        return bool(labels)

    def _labels(self, texts: Sequence[str]) -> tuple[Asked, ...]:
        """Return the places of one block that texts ask side by side, or nothing.

        Where those not found yet are of several blocks, one of them is printed here once more.
        """
        for seen in (self.seen, frozenset[PlaceId]()):
            asked = [place for text in texts if (place := self._asked(text, seen))]
            is_each_asked = len({place.id for place in asked}) == len(texts)
            is_one_block = len({_block(place) for place in asked}) == 1
            if is_each_asked and is_one_block and all(place.marks == "answer" for place in asked):
                return tuple(asked)
        return ()

    def _asked(self, text: str, seen: Collection[PlaceId] | None = None) -> Asked | None:
        """Return the only place under the headings here that a text asks, but for those seen."""
        seen = self.seen if seen is None else seen
        for said in _readings(text):
            ids = [place for place in self.table.asked_by(said) if place not in seen]
            for near in (self.head, self.section, self.profile):
                ids = [id_ for id_ in ids if id_ in near] or ids
            found = [asked for asked in map(self.table.find, ids) if asked is not None]
            if len(found) == 1 and not found[0].line:
                return found[0]
        return None

    def _add(self, row: Element, asked: Asked, cell: Element) -> None:
        if asked.id in self.seen or row.tag != TR:
            return
        self.seen.add(asked.id)
        self.spots.rows.setdefault(row, {})[asked.id] = Spot(asked, cell, is_certain=True)
        if asked.line:
            self.spots.lined.add(row)


def _block(asked: Asked) -> str:
    """Return the block of a place: a word of an answer may be a question elsewhere."""
    return asked.id.rpartition(".")[0]


def _readings(text: str) -> Iterator[str]:
    """Yield a text without the arrow that leads to it, and without the number of an item."""
    text = text.removeprefix(LEADS)
    number, _, rest = text.partition(" ")
    is_numbered = bool(rest) and number.replace(".", "").isdecimal()
    yield text
    if is_numbered:
        yield rest.strip()
