"""The design tokens as custom properties: pages name colours, and repeat none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from toimintamalli import Model, Text, design
from toimintamalli.design import Colour, glow, shade, theme_shades

DAY: Final[Mapping[str, Colour]] = {
    "paper": design.PAPER,
    "card": design.WHITE,
    "text": design.TEXT,
    "soft-text": design.SOFT_TEXT,
    "ink": design.INK,
    "on-ink": design.WHITE,
    "bar": design.INK,
    "on-bar": design.WHITE,
    "sand": design.SAND,
    "tint": shade(design.INK).tint,
    "edge": design.EDGE,
    "hair": design.HAIR,
    "alert": design.ALERT,
    "good": design.GOOD,
    "late": design.LATE,
}
"""What each custom property is on a light screen."""
NIGHT: Final[Mapping[str, Colour]] = {
    "paper": design.NIGHT,
    "card": design.NIGHT_CARD,
    "text": design.NIGHT_TEXT,
    "soft-text": design.NIGHT_SOFT_TEXT,
    "ink": design.NIGHT_INK,
    "on-ink": design.NIGHT,
    "bar": design.NIGHT_BAR,
    "on-bar": design.NIGHT_TEXT,
    "sand": design.NIGHT_SAND,
    "tint": glow(design.NIGHT_INK).tint,
    "edge": design.NIGHT_EDGE,
    "hair": design.NIGHT_HAIR,
    "alert": design.NIGHT_ALERT,
    "good": glow(design.GOOD).light,
    "late": glow(design.LATE).light,
}
"""The same on a dark one."""
STARK: Final[Mapping[str, str]] = dict.fromkeys(
    ("soft-text", "ink", "edge", "hair", "alert", "good", "late"), "var(--text)"
)
"""What they become for readers who ask for more contrast."""
_OCCASIONS: Final = {"before": 1, "meeting": 0, "follow-up": 3}
"""The theme, by its order, whose colour marks an occasion."""


@cache
def tokens() -> str:
    """Return the colours that every page has, light, dark and with more contrast."""
    night = "@media screen and (prefers-color-scheme: dark)"
    stark = "@media screen and (prefers-contrast: more)"
    return (
        f":root {{ color-scheme: light dark; {_said(DAY)} }}\n"
        f"{night} {{ :root {{ {_said(NIGHT)} }} }}\n"
        f"{stark} {{ :root {{ {_named(STARK)} }} }}\n"
    )


def theme_tokens(model: Model[Text]) -> str:
    """Return the rules that give `.theme-1`, `.theme-2` … and each occasion their colours."""
    shades = [shade.dark for shade in theme_shades(model).values()]
    named = {f".theme-{theme.number}": shades[at] for at, theme in enumerate(model.themes)} | {
        f".on-{name}": shades[at % len(shades)] for name, at in _OCCASIONS.items() if shades
    }
    return _ruled(named)


def report_tokens(shades: Iterable[Colour]) -> str:
    """Return the rules that give `.theme-1`, `.theme-2` … of a report their colours."""
    return _ruled({f".theme-{number}": shade for number, shade in enumerate(shades, 1)})


def _ruled(named: Mapping[str, Colour]) -> str:
    day = "".join(
        f"{name} {{ --theme: #{shade(colour).dark}; --theme-tint: #{shade(colour).tint} }}\n"
        for name, colour in named.items()
    )
    night = "".join(
        f"{name} {{ --theme: #{glow(colour).light}; --theme-tint: #{glow(colour).tint} }}\n"
        for name, colour in named.items()
    )
    stark = "@media screen and (prefers-contrast: more)"
    return (
        f"{day}@media screen and (prefers-color-scheme: dark) {{\n{night}}}\n"
        f"{stark} {{ [class] {{ --theme: var(--text) }} }}"
    )


def _said(colours: Mapping[str, Colour]) -> str:
    return _named({name: f"#{colour}" for name, colour in colours.items()})


def _named(values: Mapping[str, str]) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in values.items())
