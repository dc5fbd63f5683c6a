"""Contrast computed from the design tokens: axe can't measure text in SVG."""

from collections.abc import Mapping
from itertools import product
from typing import Final

import pytest

from toimintamalli import Model, Text
from toimintamalli.design import Colour, contrast, glow, shade, theme_shades
from toimintamalli_html._look import DAY, NIGHT, STARK, tokens

TEXT: Final = ("text", "soft-text", "ink", "alert")
GROUNDS: Final = ("paper", "card", "sand", "tint")
EDGES: Final = ("edge", "ink")


def stark(scheme: Mapping[str, Colour]) -> Mapping[str, Colour]:
    """What a scheme becomes with more contrast."""
    named = {name: said.removeprefix("var(--").rstrip(")") for name, said in STARK.items()}
    return {**scheme, **{name: scheme[other] for name, other in named.items()}}


SCHEMES: Final = (DAY, NIGHT, stark(DAY), stark(NIGHT))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_stands_out_from_whatever_is_behind_it(scheme: Mapping[str, Colour]) -> None:
    pairs = [*product(TEXT, GROUNDS), ("on-ink", "ink"), ("on-bar", "bar")]
    least = 7 if scheme["ink"] == scheme["text"] else 4.5
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edges_of_controls_stand_out(scheme: Mapping[str, Colour]) -> None:
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in product(EDGES, GROUNDS)}
    assert {pair: value for pair, value in weak.items() if value < 3} == {}


def test_colours_of_themes_are_read_by_day_and_by_night(model: Model[Text]) -> None:
    for theme in theme_shades(model).values():
        day, night = shade(theme.dark), glow(theme.dark)
        pairs = [(day.dark, DAY[each]) for each in ("card", "paper")]
        pairs += [(night.light, NIGHT[each]) for each in ("card", "paper", "on-ink")]
        pairs += [(day.dark, day.tint), (night.light, night.tint), (day.dark, DAY["on-ink"])]
        pairs += [(DAY["text"], day.tint), (NIGHT["text"], night.tint)]
        assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_every_token_is_in_the_style_of_each_scheme() -> None:
    said = tokens()
    for scheme in (DAY, NIGHT):
        assert all(f"--{name}: #{colour}" in said for name, colour in scheme.items())
