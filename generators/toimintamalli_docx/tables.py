"""Tables as WordprocessingML: a header row, fixed columns, rows that are never split."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from toimintamalli import design
from toimintamalli.design import Colour
from toimintamalli_docx.borders import shade
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.text import attribute, paragraph, run

LINE_HEIGHT: Final = 454
"""Room for a line of handwriting: 8 mm in twips."""
FIELD_HEIGHT: Final = round(design.HANDWRITING * 1440 / 25.4) + 1
"""Room for a short answer by hand, in twips."""
GAP: Final = paragraph("TmGap", "")
"""What parts two tables: Word would join them into one."""
STRONG: Final = '<w:rStyle w:val="Strong"/>'
NUMBER: Final = '<w:rStyle w:val="TmNumber"/>'
KEPT: Final = "<w:keepNext/>"
PLAIN: Final = "TmTable"
"""The look of rows to read and mark: rules between them."""
BOXED: Final = "TmBoxes"
"""The look of rows to write in: each cell a box, what it asks above it."""
_TINTED: Final = "TmList"
_STYLED: Final = re.compile("(<w:pStyle [^>]*/>)(?!<w:keepNext/>)")
_CENTRED: Final = '<w:jc w:val="center"/>'


def tinted(tint: Colour) -> str:
    """Return the look of rows to tick on a ground of some colour."""
    return f"{_TINTED}{tint}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a table says of itself to who does not see it."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Looks:
    """How the cells of a row look where that differs from their table's style."""

    fill: str = ""
    """The ground of all cells."""
    borders: tuple[str, ...] = ()
    """The borders of each cell."""
    middle: bool = False
    """Whether what is in them stands half way up."""
    before: tuple[int, ...] = ()
    """The margin before what stands in each cell, in twips; 0 for the usual one."""


def table(  # noqa: PLR0913 -- a table has many sides, each named where it is called
    widths: Sequence[int],
    header: Sequence[str],
    rows: Iterable[str],
    *,
    told: Told | None = None,
    labelled: bool = False,
    style: str = PLAIN,
    looks: Looks | None = None,
) -> str:
    """Return a table; `labelled` says that each row's first cell names the row."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = (
        f'<w:tblCaption w:val="{attribute(told.title)}"/>'
        f'<w:tblDescription w:val="{attribute(told.description)}"/>'
        if told
        else ""
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"04A0" if labelled else "0420"}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{int(labelled)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"{said}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{row(widths, header, header=True, looks=looks)}{''.join(rows)}</w:tbl>"
    )


def row(
    widths: Sequence[int],
    cells: Sequence[str],
    *,
    height: int = 0,
    header: bool = False,
    looks: Looks | None = None,
) -> str:
    """Return a row that stays on one page, at least `height` twips high."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    # `<w:tblHeader/>` and never `w:val="true"`, which the Open XML SDK refuses.
    repeated = "<w:tblHeader/>" if header else ""
    properties = _cell_properties(tuple(widths), looks)
    inside = "".join(
        [f"<w:tc>{how}{cell}</w:tc>" for how, cell in zip(properties, cells, strict=True)]
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>{inside}</w:tr>"


@lru_cache(maxsize=64)
def _cell_properties(widths: tuple[int, ...], looks: Looks | None) -> tuple[str, ...]:
    """Return the properties of each cell of a row, which most rows of a table share."""
    return tuple(
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_look(looks, at)}</w:tcPr>'
        for at, width in enumerate(widths)
    )


def _look(looks: Looks | None, at: int) -> str:
    if looks is None:
        return ""
    return (
        (looks.borders[at] if looks.borders else "")
        + (shade(looks.fill) if looks.fill else "")
        + (_margin(looks.before[at]) if looks.before else "")
        + ('<w:vAlign w:val="center"/>' if looks.middle else "")
    )


def _margin(width: int) -> str:
    return f'<w:tcMar><w:left w:w="{width}" w:type="dxa"/></w:tcMar>' if width else ""


def hold(rows: Iterable[str], *, whole: bool = True) -> list[str]:
    """Return rows that stay on one page, all of them or at least the last two."""
    held = list(rows)
    first = 0 if whole else max(0, len(held) - 2)
    for index in range(first, len(held) - 1):
        held[index] = keep(held[index])
    return held


def keep(content: str) -> str:
    """Return paragraphs and tables that stay on the page of what follows them."""
    return _STYLED.sub(r"\1<w:keepNext/>", content)


def head(content: str, *, centred: bool = False) -> str:
    """Return what stands in a header cell; `content` is runs."""
    return paragraph("TmHead", content, _CENTRED if centred else "")


def cell(content: str) -> str:
    """Return what stands in a cell to read; `content` is runs."""
    return paragraph("TmCell", content)


def mark(content: str) -> str:
    """Return what stands in a cell with a box to tick or a number to circle."""
    return paragraph("TmCentred", content)


def number(shown: str) -> str:
    """Return the number of an item, as a run."""
    return run(shown, NUMBER)


def share(weights: Sequence[float], least: Sequence[int], width: int = TEXT_WIDTH) -> list[int]:
    """Return column widths that fill a width: by weight, but none under its least."""
    spare = width - sum(least)
    if spare < 0:
        return [low * width // sum(least) for low in least]
    wished = [
        max(0, width * weight / sum(weights) - low)
        for weight, low in zip(weights, least, strict=True)
    ]
    whole = sum(wished) or 1
    return [low + int(spare * wish / whole) for low, wish in zip(least, wished, strict=True)]
