"""Design tokens: the colours, type sizes and spaces that Word, web pages, PDF and reports share.

No format repeats a colour or a size; an organisation's own colour replaces the ink.
A theme's colour is content; where the content gives none, the series goes round the colour circle
at one lightness, so that three themes and nine are told apart alike.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NewType

from toimintamalli.model.ids import ThemeId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import T

Colour = NewType("Colour", str)
"""Six hexadecimal digits: red, green, blue."""

READABLE: Final = 4.5
"""Least contrast of text against its background (WCAG 2.2, success criterion 1.4.3)."""
EASY: Final = 5.5
"""Least contrast of a theme's colour on white: it is also read in grey, from across a table."""

WHITE: Final = Colour("FFFFFF")
INK: Final = Colour("0F3F4C")
"""Cover, headings, buttons: what an organisation's colour replaces."""
TEXT: Final = Colour("1D2529")
SOFT_TEXT: Final = Colour("4A565C")
"""Numbers, prompts and small print."""
PAPER: Final = Colour("FBFAF7")
"""The ground of a page on a screen."""
SAND: Final = Colour("F6F1E7")
"""Behind reminders."""
GOOD: Final = Colour("3B6E1F")
"""Figures that are good news; the words beside them say it too."""
LATE: Final = Colour("A6480A")
"""Figures that call for attention; the words beside them say it too."""
LINE: Final = Colour("8C979C")
"""Borders of what can be filled in."""
HAIR: Final = Colour("D3DCDF")
"""Rules that only part."""
EDGE: Final = Colour("6F7B82")
"""Borders of controls on a screen, which must stand out (WCAG 2.2, success criterion 1.4.11)."""
ALERT: Final = Colour("8A4B00")
"""What nobody may miss."""

NIGHT: Final = Colour("12181B")
"""The ground of a page on a dark screen."""
NIGHT_CARD: Final = Colour("1B2428")
"""What lies on that ground."""
NIGHT_BAR: Final = Colour("0A2A33")
"""The band across the top of a page on a dark screen."""
NIGHT_INK: Final = Colour("8CCBD8")
"""Headings and buttons there."""
NIGHT_TEXT: Final = Colour("E9EEF0")
NIGHT_SOFT_TEXT: Final = Colour("B3BFC5")
NIGHT_SAND: Final = Colour("2A271F")
NIGHT_EDGE: Final = Colour("8A979E")
NIGHT_HAIR: Final = Colour("354147")
NIGHT_ALERT: Final = Colour("F2BD78")

BODY: Final = 11.0
"""Points of body text on paper."""
SMALL: Final = 9.0
"""Points of the smallest text on paper."""
HEADING: Final = 23.0
"""Points of a page's heading."""
NUMERAL: Final = 46.0
"""Points of the number of a theme on its pages."""
WRITING_LINE: Final = 8.0
"""Millimetres between ruled lines, at least, that people write on by hand."""
HANDWRITING: Final = 12.0
"""Millimetres of height, at least, of a field on a card that is filled in by hand."""
BINDING: Final = 20.0
"""Millimetres of margin on the side that is punched, at least."""

TEXT_WIDTH: Final = 173.0
"""Millimetres of the text's width on paper: the same on each size, so that no column changes."""

MOST_TICKED: Final = 6
"""A choice of more values gets a line to write on instead of boxes to tick."""

_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_TINT: Final = 0.90
"""Share of white in the tint of a colour."""
_DARK: Final = 0.04045
"""Where the curve of sRGB becomes a line (WCAG 2.2, relative luminance)."""
_NIGHT_TINT: Final = 0.82
"""Share of the dark ground in the tint of a colour on a dark screen."""
_SATURATION: Final = 0.55
_FIRST_HUE: Final = 0.49

_Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour dark enough to be read on white, and the light one behind text of it."""

    dark: Colour
    tint: Colour


@dataclass(frozen=True, slots=True)
class Glow:
    """A colour light enough to be read on a dark screen, and the dark one behind text of it."""

    light: Colour
    tint: Colour


def read_colour(value: str) -> Colour:
    """Return a colour that somebody gives as an option, with or without its `#`.

    Raises:
        ValueError: it is not six hexadecimal digits; the message says how one looks.
    """
    found = _COLOUR.fullmatch(value)
    if not found:
        raise ValueError("#RRGGBB")
    return Colour(found[1].upper())


@cache
def shade(colour: Colour) -> Shade:
    """Return a colour darkened until it is easily read on white, and on its own tint."""
    dark = _rgb(colour)
    while contrast(_hex(dark), WHITE) < EASY or contrast(_hex(dark), _tint(dark)) < READABLE:
        dark = _mix(dark, (0, 0, 0), 0.08)
    return Shade(_hex(dark), _tint(dark))


@cache
def glow(colour: Colour) -> Glow:
    """Return a colour lightened until it is easily read on a dark screen, and on its own tint."""
    light = _rgb(colour)
    tint = _mix(light, _rgb(NIGHT_CARD), _NIGHT_TINT)
    while contrast(_hex(light), NIGHT_CARD) < EASY or contrast(_hex(light), _hex(tint)) < READABLE:
        light = _mix(light, _rgb(WHITE), 0.08)
    return Glow(_hex(light), _hex(tint))


def theme_shades(model: Model[T]) -> Mapping[ThemeId, Shade]:
    """Return the colours of each theme: those of the content, or of a series as long as needed."""
    count = len(model.themes)
    return {
        theme.id: shade(
            Colour(theme.colour.removeprefix("#")) if theme.colour else _in_series(index, count)
        )
        for index, theme in enumerate(model.themes)
    }


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _in_series(index: int, count: int) -> Colour:
    red, green, blue = colorsys.hls_to_rgb((_FIRST_HUE + index / count) % 1, 0.3, _SATURATION)
    return _hex((round(red * 255), round(green * 255), round(blue * 255)))


def _tint(rgb: _Rgb) -> Colour:
    return _hex(_mix(rgb, _rgb(WHITE), _TINT))


def _luminance(rgb: _Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else float(((channel + 0.055) / 1.055) ** 2.4)


def _mix(one: _Rgb, other: _Rgb, share: float) -> _Rgb:
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: Colour) -> _Rgb:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _hex(rgb: _Rgb) -> Colour:
    return Colour("".join(f"{channel:02X}" for channel in rgb))
