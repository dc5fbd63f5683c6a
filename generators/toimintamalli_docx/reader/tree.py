"""Ways through the tables of a document, also where controls and changes stand around rows."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import TBL, TC, TR
from toimintamalli_docx.reader.xml import VAL, W

P: Final = f"{W}p"
_PROPERTIES: Final = f"{W}sdtPr"
AROUND: Final = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
WRAPS: Final = AROUND | {f"{W}body"}
FIRST_LEVEL: Final = frozenset({"heading1", "otsikko1", "rubrik1", "berschrift1"})
_BLOCKS: Final = frozenset({P, TC, f"{W}sdtContent"})


def up(element: Element, tag: str) -> Element | None:
    """Return the nearest element around another one."""
    return next(element.iterancestors(tag), None)


def step_up(element: Element, tag: str) -> Element | None:
    """Return the same, faster where it is the parent, as rows are of cells and tables of rows."""
    parent = element.getparent()
    return parent if parent is None or parent.tag == tag else up(parent, tag)


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == TR:
            yield child
        elif child.tag in AROUND:
            yield from rows_of(child)


def cells_of(
    row: Element, around: Element | None = None
) -> Iterator[tuple[Element, Element | None]]:
    """Yield the cells of a row, each with the properties of the control around it, if any."""
    for child in row:
        if child.tag == TC:
            yield child, around
        elif child.tag in AROUND:
            properties = child.find(_PROPERTIES)
            yield from cells_of(child, around if properties is None else properties)


def blocks_in(element: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables in a body, a cell or a box, whatever stands around them."""
    for child in element:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in WRAPS:
            yield from blocks_in(child)


def style_of(paragraph: Element) -> str:
    """Return the style of a paragraph, or nothing."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(VAL, ""))


def is_section(paragraph: Element) -> bool:
    """Tell whether a paragraph is a heading of the first level, in any program's style."""
    return style_of(paragraph).replace(" ", "").lower() in FIRST_LEVEL


def block_of(element: Element) -> Element:
    """Return the paragraph around something that stands in no table, or what holds it."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _BLOCKS:
            return ancestor
    following = element.getnext()
    return element if following is None else following


__all__ = [
    "TBL",
    "TC",
    "TR",
    "P",
    "block_of",
    "blocks_in",
    "cells_of",
    "is_section",
    "rows_of",
    "step_up",
    "style_of",
    "up",
]
