"""How wide text is, roughly: enough to keep long words inside their column."""

from typing import Final

_NARROW: Final = frozenset("fijlt.,:;!|'’()[]/- ")
_WIDE: Final = frozenset("mwMW@%–—")
_MARGINS: Final = 250
"""Left and right margin of a cell, in twips, and a little more for other fonts."""


def least_width(text: str, size: int) -> int:
    """Return the width in twips of a cell whose longest word, in bold, must not be divided.

    `size` is in half points.
    """
    return max(line_width(word, size) for word in [*text.split(), ""])


def line_width(text: str, size: int) -> int:
    """Return the width in twips of a cell in which a bold text stands on one line.

    `size` is in half points; the shares are those of Arial, rounded up.
    """
    return round(sum(map(_share, text)) * size * 10) + _MARGINS


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.95
    return 0.74 if letter.isupper() else 0.60
