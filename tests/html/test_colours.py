"""Contrast computed from the colours of the style sheet: axe can't measure text in SVG."""

import re
from importlib.resources import files
from itertools import product
from typing import Final

import pytest

TEXT: Final = ("ink", "quiet", "accent", "notice")
GROUNDS: Final = ("page", "soft", "field")
EDGES: Final = ("line", "accent")
SCHEMES: Final = (
    r"^:root \{",
    r"dark\) \{\s*:root \{",
    r"\(prefers-contrast: more\) \{\s*:root \{",
    r"more\) and \(prefers-color-scheme: dark\) \{\s*:root \{",
)
BASES: Final = {2: 0, 3: 1}
"""More contrast builds upon light and dark."""


def colours(index: int) -> dict[str, str]:
    css = files("toimintamalli_html").joinpath("static", "workbook.css").read_text("utf-8")
    start = re.search(SCHEMES[index], css, re.MULTILINE)
    assert start
    block = css[start.end() : css.index("}", start.end())]
    own = dict(re.findall(r"--([\w-]+): (#\w+)", block))
    return {**(colours(BASES[index]) if index in BASES else {}), **own}


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


@pytest.mark.parametrize("scheme", range(len(SCHEMES)))
def test_all_text_stands_out_from_whatever_is_behind_it(scheme: int) -> None:
    found = colours(scheme)
    pairs = [*product(TEXT, GROUNDS), ("on-accent", "accent")]
    least = 7 if scheme in BASES else 4.5
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < least} == {}


@pytest.mark.parametrize("scheme", range(len(SCHEMES)))
def test_the_edges_of_controls_stand_out(scheme: int) -> None:
    found = colours(scheme)
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in product(EDGES, GROUNDS)}
    assert {pair: value for pair, value in weak.items() if value < 3} == {}
