"""The geometry of the path: a box for each stop on a line that rises from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from toimintamalli.workbook.block import Stop
from toimintamalli_html._voice import Voice

_WIDTH: Final = 184
_GAP: Final = 14
_RISE: Final = 22
_LEADING: Final = 20
_PADDING: Final = 14
_LETTERS: Final = 21
"""Letters that fit on a line of a box."""


@dataclass(frozen=True)
class StopBox:
    """Where one stop is drawn."""

    theme: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    lang: Markup

    @property
    def middle(self) -> int:
        """Across which the text is centred."""
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        """The first line's base line."""
        block = (len(self.lines) - 1) * _LEADING
        return self.y + (self.height - block) // 2 + _LEADING // 4


@dataclass(frozen=True)
class PathFigure:
    """The whole drawing, in its own units."""

    width: int
    height: int
    leading: int
    line: str
    stops: tuple[StopBox, ...]


def draw_path(stops: Sequence[Stop], voice: Voice) -> PathFigure:
    """Return where everything stands, for any number of stops."""
    names = [tuple(wrap(f"{stop.number}. {stop.title.string}", _LETTERS)) for stop in stops]
    height = max(map(len, names)) * _LEADING + 2 * _PADDING
    top = (len(stops) - 1) * _RISE + 2
    boxes = tuple(
        StopBox(
            theme=stop.theme,
            x=2 + index * (_WIDTH + _GAP),
            y=top - index * _RISE,
            width=_WIDTH,
            height=height,
            lines=lines,
            lang=voice.lang(stop.title),
        )
        for index, (stop, lines) in enumerate(zip(stops, names, strict=True))
    )
    return PathFigure(
        width=len(stops) * (_WIDTH + _GAP) - _GAP + 4,
        height=top + height + 2,
        leading=_LEADING,
        line=_through(boxes),
        stops=boxes,
    )


def _through(boxes: Sequence[StopBox]) -> str:
    points = (f"{box.middle} {box.y + box.height // 2}" for box in boxes)
    return "M" + "L".join(points)
