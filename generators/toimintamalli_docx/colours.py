"""Colours that can be read, on paper and in grey, whatever the organisation's own colour is."""

from dataclasses import dataclass
from functools import cache
from typing import Final

READABLE: Final = 4.5
"""Least contrast of text against its background (WCAG 2.2, success criterion 1.4.3)."""
_DARK: Final = 0.04045
"""Where the curve of sRGB becomes a line (WCAG 2.2, relative luminance)."""
_WHITE: Final = (255, 255, 255)
_Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one document, each as six hexadecimal digits."""

    accent: str
    """Headings, rules and the cover band; white text on it can be read too."""
    tint: str
    """Background of header cells and notices."""
    line: str = "8C979C"
    """Borders of tables and boxes."""
    text: str = "1C1C1C"
    muted: str = "545B5E"
    """Numbers, prompts and small print."""


@cache
def palette(colour: str) -> Palette:
    """Return a document's colours, made from an organisation's colour."""
    accent = _rgb(colour)
    tint = _mix(accent, _WHITE, 0.90)
    while contrast(_hex(accent), _hex(tint)) < READABLE:
        accent = _mix(accent, (0, 0, 0), 0.08)
        tint = _mix(accent, _WHITE, 0.90)
    return Palette(accent=_hex(accent), tint=_hex(tint))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: _Rgb) -> float:
    red, green, blue = (_linear(each / 255) for each in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else float(((channel + 0.055) / 1.055) ** 2.4)


def _mix(one: _Rgb, other: _Rgb, share: float) -> _Rgb:
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: str) -> _Rgb:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _hex(rgb: _Rgb) -> str:
    return "".join(f"{each:02X}" for each in rgb)
