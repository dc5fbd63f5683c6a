"""Tables as WordprocessingML: a header row, fixed columns, rows that are never split."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from toimintamalli_docx.text import paragraph, run

TEXT_WIDTH: Final = 9468
"""Width of the text area in twips: A4 less 25 mm on the left (for punching) and 18 on the right."""
LINE_HEIGHT: Final = 454
"""Room for a line of handwriting: 8 mm in twips."""
GAP: Final = paragraph("TmGap", "")
"""What parts two tables: Word would join them into one."""
STRONG: Final = '<w:rStyle w:val="Strong"/>'
NUMBER: Final = '<w:rStyle w:val="TmNumber"/>'
_STYLED: Final = re.compile("(<w:pStyle [^>]*/>)")
_CENTRED: Final = '<w:jc w:val="center"/>'


def table(
    widths: Sequence[int], header: Sequence[str], rows: Iterable[str], *, labelled: bool = False
) -> str:
    """Return a table; `labelled` says that each row's first cell names the row."""
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TmTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"04A0" if labelled else "0420"}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{int(labelled)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{row(widths, header, header=True)}{''.join(rows)}</w:tbl>"
    )


def row(
    widths: Sequence[int], cells: Sequence[str], *, height: int = 0, header: bool = False
) -> str:
    """Return a row that stays on one page, at least `height` twips high."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    # `<w:tblHeader/>` and never `w:val="true"`, which the Open XML SDK refuses.
    repeated = "<w:tblHeader/>" if header else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>{inside}</w:tr>"


def hold(rows: Iterable[str], *, whole: bool = True) -> list[str]:
    """Return rows that stay on one page, all of them or at least the last two."""
    held = list(rows)
    first = 0 if whole else max(0, len(held) - 2)
    for index in range(first, len(held) - 1):
        held[index] = _STYLED.sub(r"\1<w:keepNext/>", held[index])
    return held


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


def share(weights: Sequence[float], least: Sequence[int]) -> list[int]:
    """Return column widths that fill the text area: by weight, but none under its least."""
    spare = TEXT_WIDTH - sum(least)
    if spare < 0:
        return [each * TEXT_WIDTH // sum(least) for each in least]
    wished = [
        max(0, TEXT_WIDTH * each / sum(weights) - low)
        for each, low in zip(weights, least, strict=True)
    ]
    whole = sum(wished) or 1
    return [low + int(spare * each / whole) for low, each in zip(least, wished, strict=True)]
