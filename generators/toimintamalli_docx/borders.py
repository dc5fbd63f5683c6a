"""Borders and backgrounds of paragraphs, tables and cells."""

from collections.abc import Mapping


def shade(colour: str) -> str:
    """Return a plain background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def frame(colour: str, *, above: int = 14, beside: int = 8) -> str:
    """Return a border around a paragraph, with room inside."""
    spaces = {"top": above, "left": beside, "bottom": above, "right": beside}
    sides = (border(side, colour, 8, space) for side, space in spaces.items())
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>"


def edge(colour: str, side: str, size: int, space: int) -> str:
    """Return a rule at one side of a paragraph: `size` in eighths of a point, `space` in points."""
    return f"<w:pBdr>{border(side, colour, size, space)}</w:pBdr>"


def border(side: str, colour: str, size: int, space: int = 0) -> str:
    """Return one side of a border, in the same units."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def no_border(side: str) -> str:
    """Return that a side has no border."""
    return f'<w:{side} w:val="nil"/>'


def cell_borders(sides: Mapping[str, tuple[str, int]]) -> str:
    """Return the borders of a cell: colour and size by side, none for a size of nought."""
    drawn = (
        border(side, *sides[side]) if sides[side][1] else no_border(side)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if side in sides
    )
    return f"<w:tcBorders>{''.join(drawn)}</w:tcBorders>"
