"""What stands in a document and is neither printed nor an answer: somebody's own words.

Reading is subtraction: whatever no place has read is compared with what our workbooks print, and
the rest is kept word by word, with the place or the heading that it stands next to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from toimintamalli.xml import Element
from toimintamalli_docx.places import UNSURE
from toimintamalli_docx.reader.cells import TBL, TEXT_BOX, TR, Cell, CellReader
from toimintamalli_docx.reader.glance import ODD, TEXT
from toimintamalli_docx.reader.marks import read_marks
from toimintamalli_docx.reader.naming import BELOW_SECTION, Names
from toimintamalli_docx.reader.outcome import Found, Near, Outcome, OwnRow
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.printed import ALONE, BOXED, comparable, is_telling, row_of
from toimintamalli_docx.reader.rows import has_unsure
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.spots import Spots
from toimintamalli_docx.reader.tree import (
    P,
    blocks_in,
    cells_of,
    is_section,
    rows_of,
    step_up,
    style_of,
)
from toimintamalli_docx.reader.wording import plain, squeeze, tidy
from toimintamalli_docx.reader.xml import MC

_FALLBACK: Final = f"{MC}Fallback"
_LOOSE: Final = "docx-loose-text"
_INSIDE: Final = (P, TBL, TEXT_BOX, *ODD)
"""What makes more of a paragraph than the text in it."""
HEADING: Final = ("Heading", "Title", "Subtitle", "Tm", "Otsikko", "berschrift", "Rubrik")
"""How the styles begin in which we print, also as other programs call them."""
NOT_HEADING: Final = ("TmAnswer", "TmGap", "TmCell")
"""How those of them begin in which people write."""
_BETWEEN: Final = " / "
"""What stands between the cells of a row that somebody added."""


@dataclass(slots=True)
class _Piece:
    """A paragraph as far as somebody wrote it."""

    words: str = ""
    printed: str = ""
    """What of it is printed."""
    said: str = ""
    """All of it, as it stands there."""
    cell: Cell | None = None
    boxes: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document is read with."""

    table: PlaceTable
    spots: Spots
    setting: Setting
    names: Callable[[], Names]


class Rest:
    """What one document holds beside its places, in the order in which it is read."""

    def __init__(
        self, reading: Reading, cells: CellReader, used: Collection[Element] = frozenset()
    ) -> None:
        self._table, self._spots = reading.table, reading.spots
        self._setting, self._names = reading.setting, reading.names
        self._cells, self._used = cells, used
        self._heading = Near()
        self._at: Element | None = None
        """The paragraph or row at hand, or the last one in which somebody wrote."""
        self._last: tuple[Element, Asked] | None = None
        """The row of the last place before, below that heading."""
        self._around = cells.rows_around(TR)
        """Rows with tables inside whose rows are read by themselves."""
        self._printed_rows: dict[str, str] = {}
        """Rows that are all printed, by what they say, with what stands first in them."""
        self._short_rows: set[str] = set()
        """Rows of short texts that were taken for printed."""
        self._open: list[str] = []
        """Paragraphs of somebody's that follow each other without anything printed between."""

    def read(self, root: Element, code: str = _LOOSE) -> Iterator[Found]:
        """Yield what somebody wrote in a part."""
        for block in blocks_in(root):
            if block.tag == P:
                yield from self._paragraph(block, code)
            elif block.tag == TBL:
                yield from self._close(code)
                yield from self._rows(block, code)
        yield from self._close(code)

    @property
    def _near(self) -> Near:
        """What stands before."""
        if self._last is None:
            return self._heading
        row, asked = self._last
        is_told = asked.is_card or not self._setting.is_current
        name = self._name(row, asked) if is_told else ""
        return replace(self._heading, place=asked, name=name)

    def _under(self, section: str, heading: str = "") -> None:
        self._heading, self._last = Near(section, heading), None

    def _close(self, code: str) -> Iterator[Found]:
        """Yield the paragraphs that somebody wrote one after another, as one."""
        if self._open:
            text = "\n".join(self._open)
            self._open.clear()
            yield self._found(code, text)

    def _found(self, code: str, text: str, **more: object) -> Found:
        outcome = Outcome()
        outcome.doubt(code, text, text)
        found = Found(None, outcome, near=self._near, at=self._at)
        return replace(found, **more) if more else found  # type: ignore[arg-type]

    def _paragraph(self, element: Element, code: str, stands: str = ALONE) -> Iterator[Found]:
        if element in self._used:
            return
        piece = self._piece(element)
        if (
            code == _LOOSE
            and piece.printed
            and not piece.words
            and self._is_stray(piece.said, stands)
        ):
            piece.words, piece.printed = piece.printed, ""
        if piece.printed or piece.words:
            if piece.printed:
                yield from self._close(code)
                self._head(piece.printed, style_of(element), is_first=is_section(element))
            if piece.words:
                self._at = element
                self._open.append(piece.words)
                if piece.printed:
                    yield from self._close(code)
        if piece.cell is not None:
            self._at = element
        yield from self._beside(piece.cell)
        for box in piece.boxes:
            yield from self._box(box, code)

    def _is_stray(self, text: str, stands: str) -> bool:
        """Tell whether a short text stands where we print none such, if only elsewhere."""
        said = comparable(text)
        if is_telling(said) or not tidy(said, self._setting.blanks):
            return False
        # Where the workbook is of another version, only what is no word is certain.
        is_sure = self._setting.is_current or not any(map(str.isalpha, said))
        return is_sure and f"{stands}{said}" not in self._setting.printed

    def _is_stray_row(self, texts: Sequence[str], at: int) -> bool:
        """Tell whether short texts stand in a row as we print none."""
        said = [text for text in map(comparable, texts) if tidy(text, self._setting.blanks)]
        row, letters = row_of(said), [*filter(_is_word, "".join(said))]
        if not row or not letters:
            return False
        has_words = any(map(str.isalpha, letters))
        is_sure = not has_words or (self._setting.is_current and at > 0)
        # A row that was taken for printed once is so again: people copy them.
        is_stray = is_sure and row not in self._short_rows and row not in self._setting.printed
        if not is_stray:
            self._short_rows.add(row)
        return is_stray

    def _box(self, box: Element, code: str) -> Iterator[Found]:
        """Yield what stands in a box that is laid over the page."""
        yield from self._close(code)
        for block in blocks_in(box):
            if block.tag == P:
                yield from self._paragraph(block, code, BOXED)
            elif block.tag == TBL:
                yield from self._rows(block, code)
        yield from self._close(code)

    def _head(self, text: str, style: str, *, is_first: bool) -> None:
        if is_first:
            self._under(text)
        elif style.startswith(BELOW_SECTION):
            self._under(self._heading.section, text)

    def _piece(self, element: Element) -> _Piece:
        """Return what is printed and what somebody wrote in a paragraph."""
        texts = []
        for descendant in element.iter(TEXT, *_INSIDE):
            if descendant.tag == TEXT:
                texts.append(descendant.text or "")
            elif descendant is not element:
                break
        else:
            said = "".join(texts)
            if not said or said in self._setting.printed:
                return _Piece(printed=plain(said), said=said)
            return self._parted(said, element, Cell([said]), ())
        cell = self._cells.read_paragraph(element)
        boxes = tuple(
            box
            for box in element.iter(TEXT_BOX)
            if next(box.iterancestors(_FALLBACK, TEXT_BOX), None) is None
        )
        return self._parted(cell.whole, element, cell, boxes)

    def _parted(
        self, said: str, element: Element, cell: Cell, boxes: tuple[Element, ...]
    ) -> _Piece:
        whole = plain(said)
        if not whole or said in self._setting.printed:
            return _Piece(printed=whole, said=said, cell=cell, boxes=boxes)
        text = tidy(said, self._setting.blanks)
        if not text or text in self._setting.printed:
            return _Piece(printed=whole, said=said, cell=cell, boxes=boxes)
        style = style_of(element)
        is_ours = style.startswith(HEADING) and not style.startswith(NOT_HEADING)
        before, words, after = self._setting.printed.split(text, is_heading=is_ours)
        return _Piece(words or text, (before or after) if words else whole, said, cell, boxes)

    def _beside(self, cell: Cell | None) -> Iterator[Found]:
        """Yield the pictures and the notes of a paragraph or a cell."""
        if cell is None:
            return
        captions = [caption for caption in cell.captions if caption not in self._setting.printed]
        is_ours = bool(cell.captions) and not captions
        outcome = Outcome()
        if (cell.pictures or cell.rings) and not is_ours:
            text = "\n".join(captions)
            outcome.doubt("docx-picture", text, text or None)
        elif captions:
            outcome.doubt(_LOOSE, "\n".join(captions), "\n".join(captions))
        if outcome.doubts or cell.notes:
            notes = tuple(cell.notes)
            yield Found(None, outcome, near=self._near, notes=notes, at=self._at)

    def _rows(self, table: Element, code: str) -> Iterator[Found]:
        rows = list(rows_of(table))
        is_lined = any(row in self._spots.lined for row in rows)
        last: list[Asked] = []
        for at, row in enumerate(rows):
            if row in self._spots.rows:
                last = [spot.asked for spot in self._spots.rows[row].values()]
                self._last = (row, last[-1])
                if row in self._around:
                    yield from self._nested(row, code)
            elif self._is_known(row, at) or row in self._used or self._cells.is_deleted(row):
                continue
            else:
                yield from self._row(rows, at, last, code, is_lined=is_lined)

    def _is_known(self, row: Element, at: int) -> bool:
        """Tell whether a row says what one before has said that was all printed."""
        glance = self._spots.glances.get(row)
        head = None if glance is None or glance.is_odd else self._printed_rows.get(glance.said)
        if head is None:
            return False
        if at == 0 and head:
            self._under(self._heading.section, head)
        return True

    def _name(self, row: Element, asked: Asked) -> str:
        """Return what a place is called in a document of another version, where that is told."""
        spot = self._spots.of(row).get(asked.id)
        return self._names().of(row, asked, self._read(row), spot.cell if spot else None)

    def _read(self, row: Element) -> list[Cell]:
        return [self._cells.read(cell, around) for cell, around in cells_of(row)]

    def _nested(self, row: Element, code: str) -> Iterator[Found]:
        """Yield what stands in tables whose rows were read by themselves."""
        for table in row.iter(TBL):
            if self._cells.is_apart(table) and step_up(table, TR) is row:
                yield from self._rows(table, code)

    def _row(
        self, rows: Sequence[Element], at: int, last: Sequence[Asked], code: str, *, is_lined: bool
    ) -> Iterator[Found]:
        row = self._at = rows[at]
        pieces = [list(self._cell_pieces(cell)) for cell, _ in cells_of(row)]
        written = [squeeze("\n".join(p.words for p in cell if p.words)) for cell in pieces]
        printed = [squeeze(" ".join(p.printed for p in cell if p.printed)) for cell in pieces]
        if code == _LOOSE and not any(written) and self._is_stray_row(printed, at):
            written, printed = printed, written
        if at == 0 and any(printed):
            head = next(filter(None, printed))
            self._under(self._heading.section, head)
        glance = self._spots.glances.get(row)
        if not any(written) and glance is not None and not glance.is_odd:
            self._printed_rows[glance.said] = next(filter(None, printed), "")
        if any(written):
            if is_lined and last:
                return
            own = self._own_row(row, last) if last and not any(map(is_telling, printed)) else None
            if own is not None:
                yield self._found("docx-own-row", own.shown, own=own, near=self._near)
            else:
                yield self._found(code, _BETWEEN.join(self._quoted(written, printed)))
        yield from self._around_pieces(row, [piece for cell in pieces for piece in cell], code)

    def _quoted(self, written: Sequence[str], printed: Sequence[str]) -> Iterator[str]:
        """Yield what is quoted of a row in which somebody wrote: short words may be theirs too."""
        for own, ours in zip(written, printed, strict=True):
            said = own or ("" if is_telling(ours) else tidy(ours, self._setting.blanks))
            if own or any(map(_is_word, said)):
                yield said

    def _around_pieces(self, row: Element, pieces: Sequence[_Piece], code: str) -> Iterator[Found]:
        """Yield what stands in a row beside its paragraphs: boxes, pictures, tables."""
        for piece in pieces:
            yield from self._beside(piece.cell)
            for box in piece.boxes:
                yield from self._box(box, code)
        for cell, _ in cells_of(row):
            for table in cell.iterchildren(TBL):
                yield from self._rows(table, code)

    def _cell_pieces(self, cell: Element) -> Iterator[_Piece]:
        return (self._piece(block) for block in blocks_in(cell) if block.tag == P)

    def _own_row(self, row: Element, last: Sequence[Asked]) -> OwnRow | None:
        """Return what somebody added to a list of statements, with its mark."""
        like = last[-1]
        if like.marks != "statement":
            return None
        cells = self._read(row)
        values = [int(offer.value) for offer in like.offers] if like.kind == "scale" else []
        # Before the values stand the number and the statement.
        spare = len(cells) - 2 - len(values)
        end = len(cells) - bool(values and has_unsure(spare, like, self._setting))
        first = end - len(values) if values and end > len(values) else len(cells)
        words: list[str] = []
        ticked: list[int] = []
        is_ticked = False
        for index, cell in enumerate(cells):
            own = values[index - first] if first <= index < end else ""
            marked = read_marks(cell, self._setting.blanks, own)
            is_marked = marked.is_crossed or any(marked.boxes)
            if first <= index < end and (is_marked or marked.number in values):
                ticked.append(values[index - first] if is_marked else int(marked.number or 0))
            elif is_marked and index >= end:
                words.append(UNSURE)
            elif is_marked:
                is_ticked = True
            elif marked.number is not None:
                words.append(str(marked.number))
            if marked.words:
                words.append(marked.words)
        text = squeeze(" ".join(words))
        if not text:
            return None
        return OwnRow(like, text, tuple(sorted(set(ticked))), is_ticked=is_ticked)


def _is_word(letter: str) -> bool:
    return letter.isalpha() or letter.isdecimal()
