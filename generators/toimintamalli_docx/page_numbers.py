"""On which page each section begins, as far as letters and heights tell before Word lays out.

Word works the numbers out anew when somebody updates the list of contents; until then, and on
paper, it shows what the file says. What is judged here is what the pages are made of: lines of
text by the widths of letters, rows by their heights, and what is kept together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from toimintamalli_docx.measures import held_together, measures
from toimintamalli_docx.names import WAITED
from toimintamalli_docx.namespaces import DRAWING, NAMESPACES, WORD
from toimintamalli_docx.page import TEXT_WIDTH, Page
from toimintamalli_docx.stretch import Stretch

_W: Final = f"{{{WORD}}}"
_CELL_MARGINS: Final = 170
_MARKS: Final = {f"{_W}br": "\n", f"{_W}tab": "\t"}
_TOGETHER: Final = 2
"""Lines of a paragraph that no page parts at its beginning and its end."""
_EMU: Final = 635
"""Units of a drawing in a twip."""


def with_page_numbers(parts: tuple[Stretch, ...], page: Page) -> tuple[Stretch, ...]:
    """Return stretches whose list of contents says on which page each section begins."""
    found = _first_pages(parts, page)
    return tuple(
        replace(part, body=WAITED.sub(lambda said: str(found[said[1]]), part.body))
        for part in parts
    )


def _value(element: etree._Element, name: str) -> str:
    return str(element.get(f"{_W}{name}", ""))


def _number(element: etree._Element | None, name: str, otherwise: int) -> int:
    said = "" if element is None else _value(element, name)
    return int(said) if said else otherwise


@dataclass(frozen=True, slots=True)
class _Piece:
    """What no page parts: some lines of a paragraph, or the row of a table."""

    height: int
    below: int = 0
    """The space after it, which may run off the page."""
    keeps: bool = False
    """Whether it stands on the page of what follows."""
    bookmarks: tuple[str, ...] = ()


def _first_pages(parts: Sequence[Stretch], page: Page) -> Mapping[str, int]:
    found: dict[str, int] = {}
    number, used = 0, page.room
    for part in parts:
        if part.new_page:
            number, used = number + 1, 0
        for held in held_together(_pieces(part)):
            height = _height(held)
            if used and used + height - held[-1].below > page.room and not part.columns:
                number, used = number + 1, 0
            used += height
            found.update((bookmark, number) for piece in held for bookmark in piece.bookmarks)
    return found


def _height(pieces: Iterable[_Piece]) -> int:
    return sum(piece.height + piece.below for piece in pieces)


def _pieces(part: Stretch) -> Iterator[_Piece]:
    root = etree.fromstring(f"<w:body{NAMESPACES}>{part.body}</w:body>")
    if part.columns:
        # Columns are made to end on their page: the longest says how far they reach.
        yield _Piece(max(map(_height, _columns(root, part.columns))))
        return
    for element in root:
        yield from _pieces_of(element, TEXT_WIDTH)


def _columns(root: etree._Element, widths: Sequence[int]) -> Iterator[list[_Piece]]:
    column: list[_Piece] = []
    at = 0
    for element in root:
        if element.find(f".//{_W}br[@{_W}type='column']") is not None:
            yield column
            column, at = [], at + 1
        column += _pieces_of(element, widths[at])
    yield column


def _pieces_of(element: etree._Element, width: int) -> Iterator[_Piece]:
    match element.tag.removeprefix(_W):
        case "p":
            yield from _paragraph(element, width)
        case "tbl" | "sdt" | "sdtContent":
            for inside in element:
                yield from _pieces_of(inside, width)
        case "tr":
            yield _row(element)
        case _:
            pass


def _row(row: etree._Element) -> _Piece:
    cells = row.findall(f".//{_W}tc")
    inside = [_cell(cell) for cell in cells]
    least = _number(row.find(f"{_W}trPr/{_W}trHeight"), "val", 0)
    is_head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
    return _Piece(
        max([least, *map(_height, inside)]),
        keeps=is_head or any(piece.keeps for cell in inside for piece in cell[:1]),
        bookmarks=tuple(name for cell in inside for piece in cell for name in piece.bookmarks),
    )


def _cell(cell: etree._Element) -> list[_Piece]:
    width = _number(cell.find(f"{_W}tcPr/{_W}tcW"), "w", TEXT_WIDTH) - _CELL_MARGINS
    return [piece for line in cell.iter(f"{_W}p") for piece in _paragraph(line, width)]


def _paragraph(paragraph: etree._Element, width: int) -> Iterator[_Piece]:
    properties = paragraph.find(f"{_W}pPr")
    own = etree.Element("none") if properties is None else properties
    named, spacing = own.find(f"{_W}pStyle"), own.find(f"{_W}spacing")
    style = measures()["Normal" if named is None else _value(named, "val")]
    figure = paragraph.find(f".//{{{DRAWING}}}inline/{{{DRAWING}}}extent")
    high = (
        style.lines(_text(paragraph), _first_size(paragraph), width)
        if figure is None
        else [int(figure.get("cy", "0")) // _EMU]
    )
    high[0] += _number(spacing, "before", style.above)
    keeps = style.keeps or own.find(f"{_W}keepNext") is not None
    names = tuple(_value(start, "name") for start in paragraph.iter(f"{_W}bookmarkStart"))
    below = _number(spacing, "after", style.below)
    if keeps or len(high) <= 2 * _TOGETHER:
        yield _Piece(sum(high), below, keeps=keeps, bookmarks=names)
        return
    yield _Piece(sum(high[:_TOGETHER]), bookmarks=names)
    yield from map(_Piece, high[_TOGETHER:-_TOGETHER])
    yield _Piece(sum(high[-_TOGETHER:]), below)


def _first_size(paragraph: etree._Element) -> int:
    """Return the size that the paragraph's first letters have for themselves, such as a numeral."""
    return _number(paragraph.find(f".//{_W}rPr/{_W}sz"), "val", 0)


def _text(paragraph: etree._Element) -> str:
    return "".join(
        _MARKS.get(piece.tag, piece.text or "") for piece in paragraph.iter(f"{_W}t", *_MARKS)
    )
