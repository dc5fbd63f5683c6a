"""A picture as geometry: where each line, mark, bar and label stands, in units of its own.

Worked out once and drawn by each format; whole numbers, so that every machine draws the same.
"""

from typing import Final, Literal, TypeAlias

from toimintamalli.model.value import Value
from toimintamalli.report.phrases import Phrase

WIDTH: Final = 4000
"""Width of every picture; its height is what it needs."""
SIZE: Final = 120
"""Height of letters."""
LEADING: Final = 155
"""From one line of text to the next."""
LETTER: Final = 62
"""Width of a letter, on the average and rounded up."""

STRONG: Final = 3200
"""Width by which lines of strong letters, which are broader, are divided to fit a picture."""

Shape: TypeAlias = Literal["disc", "square", "triangle", "diamond", "wedge"]
"""What a mark looks like: a wedge is a triangle on its point."""
Style: TypeAlias = Literal["solid", "dash", "dot", "dash-dot"]
"""How a line is drawn."""


class Stroke(Value):
    """A straight line."""

    x1: int
    y1: int
    x2: int
    y2: int
    style: Style = "solid"
    theme: int = 0
    """Place of the theme whose colour it has, from 1; none for the colour of all."""
    role: Literal["grid", "axis", "data", "target"] = "data"
    """What it is there for; data stand out, the grid stays back."""
    said: str
    """What it shows, for those who don't see it."""


class Bar(Value):
    """An upright rectangle, by its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    said: str
    """What it shows, for those who don't see it."""


class Mark(Value):
    """A small sign, by its centre."""

    x: int
    y: int
    shape: Shape = "disc"
    theme: int = 0
    """Place of the theme whose colour it has, from 1; none for the colour of all."""
    hollow: bool = False
    """Whether only its outline is drawn, so that signs differ without colour too."""
    said: str
    """What it shows, for those who don't see it."""


class Label(Value):
    """Text in a box, by its upper left corner; its lines are already divided."""

    x: int
    y: int
    width: int
    lines: tuple[Phrase, ...]
    align: Literal["start", "middle", "end"] = "start"
    theme: int = 0
    """Place of the theme whose colour it has, from 1; none for the colour of all."""
    strong: bool = False
    """Whether it stands out."""

    @property
    def height(self) -> int:
        """How much room its lines take."""
        return len(self.lines) * LEADING


class Drawing(Value):
    """A whole picture; what comes later lies on top."""

    height: int
    strokes: tuple[Stroke, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def width(self) -> int:
        """The width that all pictures have."""
        return WIDTH
