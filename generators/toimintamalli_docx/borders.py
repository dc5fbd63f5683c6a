"""Borders and backgrounds of paragraphs and tables."""


def shade(colour: str) -> str:
    """Return a plain background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def frame(colour: str) -> str:
    """Return a border around a paragraph, with room inside."""
    spaces = {"top": 14, "left": 8, "bottom": 14, "right": 8}
    sides = (border(side, colour, 8, space) for side, space in spaces.items())
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>"


def edge(colour: str, side: str, size: int, space: int) -> str:
    """Return a rule at one side of a paragraph: `size` in eighths of a point, `space` in points."""
    return f"<w:pBdr>{border(side, colour, size, space)}</w:pBdr>"


def border(side: str, colour: str, size: int, space: int = 0) -> str:
    """Return one side of a border, in the same units."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
