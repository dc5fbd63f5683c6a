"""The geometry of the path: stations on a way that closes, above the ground that all stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from toimintamalli import LocalizedText
from toimintamalli.workbook.block import Stop
from toimintamalli_html._voice import Voice

WIDTH: Final = 1000
_SIDE: Final = 60
"""Where the way goes down and up again, clear of all words."""
_RADIUS: Final = 34
_RISE: Final = 62
"""How much higher each station stands than the one before it."""
_NAME_LETTERS: Final = 20
"""Letters of a name that fit on a line below a station, where there are four of them."""
_IDEA_LETTERS: Final = 27
_AT_FOUR: Final = 4
LEADING: Final = 21
_ABOVE_WORDS: Final = 26
_GROUND: Final = 84
_BEND: Final = 46


@dataclass(frozen=True)
class Words:
    """A text in lines, each with its height."""

    lines: tuple[tuple[int, str], ...]
    lang: Markup


@dataclass(frozen=True)
class Station:
    """Where one theme is drawn."""

    number: str
    x: int
    y: int
    name: Words
    idea: Words


@dataclass(frozen=True)
class PathFigure:
    """The whole drawing, in its own units."""

    height: int
    radius: int
    on: str
    """The way through the stations."""
    back: str
    """The way from the last of them to the first."""
    tip: str
    """The arrow at its end."""
    back_y: int
    back_said: LocalizedText
    """What the way back means, which stands on it."""
    ground_y: int
    stations: tuple[Station, ...]
    ground: Stop
    is_leftward: bool

    def along(self, distance: int) -> int:
        """Return a place that far from where one begins to read."""
        return WIDTH - distance if self.is_leftward else distance


def draw_path(stops: Sequence[Stop], voice: Voice, *, is_leftward: bool) -> PathFigure:
    """Return where everything stands, for any number of stops; the first is the ground."""
    ground, *others = stops
    column = (WIDTH - 2 * _SIDE) / max(1, len(others))
    top = _RADIUS + 4 + _RISE * max(0, len(others) - 1)
    rising = _Rising(column, top, is_leftward)
    stations = tuple(_station(stop, index, rising, voice) for index, stop in enumerate(others))
    low = max((line[0] for station in stations for line in station.idea.lines), default=0) + 40
    marks = [(station.x, station.y) for station in stations]
    on = -1 if is_leftward else 1
    return PathFigure(
        height=low + 30 + _GROUND,
        radius=_RADIUS,
        on=_through(marks, on * column / 2),
        back=_back(marks, low, on) if len(marks) > 1 else "",
        tip=_tip(marks[0], on) if len(marks) > 1 else "",
        back_y=low,
        back_said=voice.words["path-back"],
        ground_y=low + 30,
        stations=stations,
        ground=ground,
        is_leftward=is_leftward,
    )


@dataclass(frozen=True)
class _Rising:
    """Where the stations stand: the width of each, the height of the first, and which way."""

    column: float
    top: int
    is_leftward: bool


def _station(stop: Stop, index: int, rising: _Rising, voice: Voice) -> Station:
    along = round(_SIDE + rising.column * (index + 0.5))
    y = rising.top - index * _RISE
    share = rising.column * _AT_FOUR / (WIDTH - 2 * _SIDE)
    name = wrap(stop.title.string, max(8, int(_NAME_LETTERS * share)))
    idea = wrap(stop.heading.string, max(10, int(_IDEA_LETTERS * share)))
    below = y + _RADIUS + _ABOVE_WORDS
    return Station(
        number=stop.number,
        x=WIDTH - along if rising.is_leftward else along,
        y=y,
        name=Words(_lines(name, below), voice.lang(stop.title)),
        idea=Words(_lines(idea, below + len(name) * LEADING + 2), voice.lang(stop.heading)),
    )


def _lines(said: Sequence[str], first: int) -> tuple[tuple[int, str], ...]:
    return tuple((first + at * LEADING, line) for at, line in enumerate(said))


def _through(marks: Sequence[tuple[int, int]], half: float) -> str:
    if not marks:
        return ""
    x, y = marks[0]
    curves = (
        f"C{a + half:.0f} {b} {c - half:.0f} {d} {c} {d}" for (a, b), (c, d) in pairwise(marks)
    )
    return f"M{x} {y}" + "".join(curves)


def _back(marks: Sequence[tuple[int, int]], low: int, on: int) -> str:
    (first_x, first_y), (last_x, last_y) = marks[0], marks[-1]
    near, far = (3, WIDTH - 3) if on > 0 else (WIDTH - 3, 3)
    return (
        f"M{last_x + on * _RADIUS} {last_y}Q{far} {last_y} {far} {last_y + _BEND}"
        f"V{low - _BEND}Q{far} {low} {far - on * _BEND} {low}"
        f"H{near + on * _BEND}Q{near} {low} {near} {low - _BEND}"
        f"V{first_y + _BEND}Q{near} {first_y} {near + on * _BEND // 2} {first_y}"
        f"H{first_x - on * (_RADIUS + 14)}"
    )


def _tip(mark: tuple[int, int], on: int) -> str:
    x, y = mark[0] - on * (_RADIUS + 2), mark[1]
    return f"M{x - on * 18} {y - 9}L{x} {y}L{x - on * 18} {y + 9}Z"
