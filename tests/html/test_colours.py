"""Contrast computed from the colours of the style sheet: axe can't measure text in SVG."""

import re
from importlib.resources import files
from itertools import product
from typing import Final

import pytest

TEXT: Final = ("ink", "quiet", "accent", "notice")
GROUNDS: Final = ("page", "soft")
EDGES: Final = ("line", "accent")
LIGHT: Final = r"^:root \{"
DARK: Final = r"dark\) \{\s*:root \{"
CONTRAST: Final = r"\(prefers-contrast: more\) \{\s*:root \{"
SCHEMES: Final = ((LIGHT,), (LIGHT, DARK), (LIGHT, CONTRAST), (LIGHT, DARK, CONTRAST))
"""Each builds upon those before it."""


def colours(scheme: tuple[str, ...]) -> dict[str, str]:
    css = files("toimintamalli_html").joinpath("static", "base.css").read_text("utf-8")
    found: dict[str, str] = {}
    for pattern in scheme:
        start = re.search(pattern, css, re.MULTILINE)
        assert start
        block = css[start.end() : css.index("}", start.end())]
        found |= re.findall(r"--([\w-]+): ([^;]+)", block)
    return {
        name: found[other[1]] if (other := re.fullmatch(r"var\(--([\w-]+)\)", said)) else said
        for name, said in found.items()
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_stands_out_from_whatever_is_behind_it(scheme: tuple[str, ...]) -> None:
    found = colours(scheme)
    pairs = [*product(TEXT, GROUNDS), ("page", "accent")]
    least = 7 if CONTRAST in scheme else 4.5
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edges_of_controls_stand_out(scheme: tuple[str, ...]) -> None:
    found = colours(scheme)
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in product(EDGES, GROUNDS)}
    assert {pair: value for pair, value in weak.items() if value < 3} == {}
