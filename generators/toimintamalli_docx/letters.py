"""How wide text is: enough to keep long words inside their column and to know how lines fall."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import bidirectional, east_asian_width, normalize

_SHARES: Final = {
    "'il ": 0.22, ",j’.:;IіїІЇΙι": 0.26, "()-[]`f!J{}": 0.31, "rt°/\\гтζξτ": 0.36, 'sz"': 0.40,
    "LcxéF?SZkvy|схґҐГєκуχγνελςЗзчьяΓΣΖ": 0.45, "ETYagäåЕТаваеΕΤΥΞ": 0.48,
    "#$*+0123456789<=>^_e~–•☐лρ": 0.51, "KPXbdhnopquöüßBCRХРСУЬКВБбнорйкицΚΡΧΒβθοσδηυμπ": 0.53,
    "AÄÅVАЄЭЯЧΑΔΛαдъэ": 0.58, "DHGNUНПЛИЙЦДЪфΗΠΝφ": 0.63, "OÖ&QОыΟΘΩ": 0.68,
    "%wмжюшωψΨ": 0.73, "ЩщљњЫΦ": 0.77, "mMМЖШЮΜ": 0.86, "W@—→": 0.91, "\u00a0": 0.22,
}  # fmt: skip
"""Letters by the share of the type size that they take in Calibri (and in Carlito)."""
_OTHER: Final = 0.56
_LEFTWARD: Final = 0.54
"""Letters of Arabic and Hebrew, in the widest of what programs show where Calibri has none."""
_FULL_WIDTH: Final = frozenset({"W", "F"})
"""Signs as wide as they are high, of Chinese, Japanese and Korean."""
_SIGN: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3003-\u3007\u3020-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_CLOSING: Final = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
_UNPARTED: Final = re.compile(rf"([{_SIGN}][{_CLOSING}]*|[^\s{_SIGN}]+)(\s*)")
"""What stands on one line: a sign with what may not begin the next one, or a word; and its space.

Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between words.
"""
_SIGNS: Final = re.compile(f"[{_SIGN}{_CLOSING}]")
_NO_BREAK: Final = "\u00a0"
_SPACES: Final = re.compile(rf"[^\S{_NO_BREAK}]+")
_LEAST_SIGNS: Final = 5
"""Signs that stand beside each other at least: fewer would be read downwards."""
_LEADING: Final = 1.2207
"""The height of a line of Calibri to its size."""
_FULL_LEADING: Final = 1.32
"""The same where signs of East Asia stand: of Microsoft YaHei, the tallest of its kind in Word."""
BODY_LINE: Final = 252
"""The height of lines where a style says none, in 240ths."""


class _Shares(dict[str, float]):
    """The share of each letter; of others by their script, worked out once."""

    def __missing__(self, letter: str) -> float:
        plain = normalize("NFD", letter)[0]
        match bidirectional(letter):
            case "R" | "AL":
                share = _LEFTWARD
            case "NSM":
                share = 0.0  # It stands above or below another.
            case _ if east_asian_width(letter) in _FULL_WIDTH:
                share = 1.0
            case _ if plain != letter:
                share = self[plain]
            case _:
                share = _OTHER
        self[letter] = share
        return share


_SHARE: Final = _Shares((letter, share) for letters, share in _SHARES.items() for letter in letters)
_BOLD: Final = 1.05
_BOLD_LEFTWARD: Final = 1.3
_LEFTWARD_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARGINS: Final = 180
"""Left and right margin of a cell, in twips, and a little more for other fonts."""


def least_width(text: str, size: int) -> int:
    """Return the width in twips of a cell whose longest word, in bold, must not be divided.

    `size` is in half points.
    """
    words = (word[:_LEAST_SIGNS] if _SIGNS.search(word) else word for word in text.split())
    return max((line_width(word, size) for word in words), default=_MARGINS)


def line_width(text: str, size: int) -> int:
    """Return the width in twips of a cell in which a bold text stands on one line.

    `size` is in half points.
    """
    return round(_width(text, size) * _bolder(text)) + _MARGINS


# The same texts are asked about for each way in which a page may be composed.
@lru_cache(maxsize=4096)
def lines(text: str, size: int, width: int, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column, where words are not divided.

    `size` is in half points, `width` in twips.
    """
    count, left = 0, 0.0
    width = round(width / _bolder(text)) if bold else width
    space = _width(" ", size)
    for word, gap in _words(text):
        wide = _width(word, size)
        if count == 0 or wide > left:
            # A word longer than the line is divided.
            count += 1 + int(wide // width) if wide > width else 1
            left = width - wide % width
        else:
            left -= wide
        left -= space if gap else 0
    return max(count, 1)


def line_height(text: str, size: int, spacing: int = BODY_LINE) -> int:
    """Return the height in twips of a line of a text.

    `size` is in half points, `spacing` in 240ths of a line.
    """
    found = _SIGNS.search(text)
    is_tall = found is not None and east_asian_width(found[0]) in _FULL_WIDTH
    return round(size * 10 * (_FULL_LEADING if is_tall else _LEADING) * spacing / 240)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is not divided between lines, each with the space that follows it."""
    if _SIGNS.search(text):
        yield from _UNPARTED.findall(text)
    else:
        yield from ((word, " ") for word in _words_of(text))


def _words_of(text: str) -> list[str]:
    """Return what spaces part, but for those that no line ends at."""
    if _NO_BREAK not in text:
        return text.split()
    return [word for word in _SPACES.split(text) if word]


def _bolder(text: str) -> float:
    return _BOLD_LEFTWARD if _LEFTWARD_LETTER.search(text) else _BOLD


def _width(text: str, size: int) -> float:
    return sum(map(_SHARE.__getitem__, text)) * size * 10
