"""How wide text is: enough to keep long words inside their column and to know how lines fall."""

from typing import Final
from unicodedata import bidirectional

_SHARES: Final = {
    "'il ": 0.22, ",j’.:;I": 0.26, "()-[]`f!J{}": 0.31, "rt°/\\": 0.36, 'sz"': 0.40,
    "LcxéF?SZkvy|": 0.45, "ETYagäå": 0.48, "#$*+0123456789<=>^_e~–•☐": 0.51,
    "KPXbdhnopquöüßBCR": 0.53, "AÄÅV": 0.58, "DHGNU": 0.63, "OÖ&Q": 0.68, "%w": 0.73,
    "mM": 0.84, "W@—→": 0.91,
}  # fmt: skip
"""Letters by the share of the type size that they take in Calibri (and in Carlito)."""
_OTHER: Final = 0.56
_LEFTWARD: Final = 0.42
"""Letters of Arabic and Hebrew, in what Word shows where Calibri has none."""


class _Shares(dict[str, float]):
    """The share of each letter; of others by their script, worked out once."""

    def __missing__(self, letter: str) -> float:
        match bidirectional(letter):
            case "R" | "AL":
                share = _LEFTWARD
            case "NSM":
                share = 0.0  # It stands above or below another.
            case _:
                share = _OTHER
        self[letter] = share
        return share


_SHARE: Final = _Shares((letter, share) for letters, share in _SHARES.items() for letter in letters)
_BOLD: Final = 1.05
_MARGINS: Final = 180
"""Left and right margin of a cell, in twips, and a little more for other fonts."""


def least_width(text: str, size: int) -> int:
    """Return the width in twips of a cell whose longest word, in bold, must not be divided.

    `size` is in half points.
    """
    return max(line_width(word, size) for word in [*text.split(), ""])


def line_width(text: str, size: int) -> int:
    """Return the width in twips of a cell in which a bold text stands on one line.

    `size` is in half points.
    """
    return round(_width(text, size) * _BOLD) + _MARGINS


def lines(text: str, size: int, width: int) -> int:
    """Return how many lines a text takes in a column, where words are not divided.

    `size` is in half points, `width` in twips.
    """
    count, left = 0, 0.0
    space = _width(" ", size)
    for word in text.split():
        wide = _width(word, size)
        if count == 0 or wide > left:
            # A word longer than the line is divided.
            count += 1 + int(wide // width) if wide > width else 1
            left = width - wide % width
        else:
            left -= wide
        left -= space
    return max(count, 1)


def _width(text: str, size: int) -> float:
    return sum(map(_SHARE.__getitem__, text)) * size * 10
