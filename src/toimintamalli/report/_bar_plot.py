"""How many of each, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from toimintamalli.report._labels import divide, like
from toimintamalli.report.drawing import LEADING, WIDTH, Bar, Drawing, Label, Stroke
from toimintamalli.report.phrases import Phrase

_LEFT: Final = 1350
_LONGEST: Final = WIDTH - _LEFT - 350
_ROW: Final = 260
_THICK: Final = 150


def draw_bars(counts: Sequence[tuple[Phrase, int]]) -> Drawing:
    """Return a bar for each name, as long as its part of the whole."""
    whole = sum(count for _, count in counts)
    bars, labels = [], []
    for index, (name, count) in enumerate(counts):
        y = index * _ROW + (_ROW - _THICK) // 2
        text_y = index * _ROW + (_ROW - LEADING) // 2
        length = _LONGEST * count // max(1, whole)
        bars.append(Bar(x=_LEFT, y=y, width=length, height=_THICK, said=f"{name.string}: {count}"))
        lines = divide(name, _LEFT - 100, 1)
        labels += [
            Label(x=0, y=text_y, width=_LEFT - 80, lines=lines, align="end"),
            Label(
                x=_LEFT + length + 60, y=text_y, width=280, lines=(like(name, str(count)),),
                strong=True,
            ),
        ]  # fmt: skip
    height = len(counts) * _ROW
    said = ", ".join(f"{name.string} {count}" for name, count in counts)
    axis = Stroke(x1=_LEFT, y1=0, x2=_LEFT, y2=height, role="axis", said=said)
    return Drawing(height=height, strokes=(axis,), bars=tuple(bars), labels=tuple(labels))
