"""A number over time, as points on a line, with the target across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from toimintamalli.model.text import LocalizedText
from toimintamalli.report._labels import divide
from toimintamalli.report.drawing import LEADING, WIDTH, Drawing, Label, Mark, Stroke
from toimintamalli.report.phrases import Own

_TOP: Final = 260
_TALL: Final = 620
_LEFT: Final = 500
_RIGHT: Final = 2700
_TARGET: Final = 3080
"""Where the target's line ends and its name begins."""
_NEAR: Final = 130
"""Less than this between a line and the middle of a text would strike it through."""

Point = tuple[LocalizedText, str, float]
"""When, the value as it was written, and its number."""


def draw_trend(points: Sequence[Point], target: tuple[LocalizedText, float] | None) -> Drawing:
    """Return the points in their order, and the target as a dashed line."""
    numbers = [point[2] for point in points] + ([target[1]] if target else [])
    low, high = min(numbers), max(numbers)
    step = (_RIGHT - _LEFT) // max(1, len(points) - 1)
    room = min(step, 1100) - 60 if len(points) > 1 else 1100

    def y(number: float) -> int:
        share = (number - low) / (high - low) if high > low else 0.5
        return _TOP + round(_TALL * (1 - share))

    xs = [_LEFT + index * step for index in range(len(points))]
    marks = [
        Mark(x=x, y=y(number), said=f"{when.string}: {shown}")
        for x, (when, shown, number) in zip(xs, points, strict=True)
    ]
    bottom = _TOP + _TALL + 130
    strokes = [
        Stroke(x1=0, y1=bottom, x2=_TARGET - 60, y2=bottom, role="axis", said=_names(points))
    ]
    strokes += [
        Stroke(x1=one.x, y1=one.y, x2=other.x, y2=other.y, said=f"{one.said} – {other.said}")
        for one, other in pairwise(marks)
    ]
    labels = []
    for mark, (when, shown, _) in zip(marks, points, strict=True):
        written = divide(Own(string=shown), room, 1)
        beneath = divide(when, room, 3)
        above = mark.y - LEADING - 70
        crossed = target and abs(y(target[1]) - above - LEADING // 2) < _NEAR
        labels += [
            Label(
                x=mark.x - 500, y=mark.y + 70 if crossed else above, width=1000, lines=written,
                align="middle", strong=True,
            ),
            Label(
                x=mark.x - room // 2, y=bottom + 40, width=room, lines=beneath, align="middle"
            ),
        ]  # fmt: skip
    height = bottom + 40 + max((label.height for label in labels), default=0)
    if target:
        said, number = target
        level = y(number)
        strokes.append(
            Stroke(x1=0, y1=level, x2=_TARGET - 60, y2=level, style="dash", role="target",
                   said=said.string)
        )  # fmt: skip
        named = divide(said, WIDTH - _TARGET, 2)
        top = level - len(named) * LEADING // 2
        labels.append(Label(x=_TARGET, y=top, width=WIDTH - _TARGET, lines=named))
    return Drawing(height=height, strokes=tuple(strokes), marks=tuple(marks), labels=tuple(labels))


def _names(points: Sequence[Point]) -> str:
    return ", ".join(when.string for when, _, _ in points)
