"""Answers on a scale as a picture: a lane for each moment, a mark for each party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from toimintamalli.model.ids import PartyId
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.vocabulary import Scale
from toimintamalli.report._labels import breadth, divide, like
from toimintamalli.report._narrator import Narrator
from toimintamalli.report.drawing import (
    LEADING,
    STRONG,
    WIDTH,
    Drawing,
    Label,
    Mark,
    Shape,
    Stroke,
    Style,
)
from toimintamalli.report.phrases import Phrase, plain
from toimintamalli.rounds.follow_up import QuestionFigures, Reading

_LEFT: Final = 1560
"""Where the scale begins: the names of the moments stand before it."""
_RIGHT: Final = 3780
_START: Final = 70
"""The middle of the first sign of the key."""
_LANE: Final = 200
_GAP: Final = 110
APART: Final = 112
"""Between the middles of marks of one value, which stand above each other."""
_SHAPES: Final[tuple[Shape, ...]] = ("disc", "square", "triangle", "wedge")
_JOINT: Final[Shape] = "diamond"
_STYLES: Final[tuple[Style, ...]] = ("solid", "dash", "dot", "dash-dot")


@dataclass
class Sheet:
    """A picture while it is drawn from top to bottom."""

    y: int = 0
    strokes: list[Stroke] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def finished(self) -> Drawing:
        """Return the picture."""
        return Drawing(
            height=self.y,
            strokes=tuple(self.strokes),
            marks=tuple(self.marks),
            labels=tuple(self.labels),
        )


def draw_profile(
    narrator: Narrator,
    scale: Scale[LocalizedText],
    questions: Sequence[QuestionFigures],
    theme: int = 0,
) -> Drawing:
    """Return the answers to questions of one scale and one theme as a picture."""
    sheet = Sheet()
    compared = {
        reading.moment
        for question in narrator.follow_up.questions
        for reading in question.readings
        if reading.party
    }
    signs = signs_of(narrator, questions)
    plot = Profile(narrator, scale, signs, sorted(compared, reverse=True), theme=theme)
    plot.draw_key(sheet)
    plot.draw_scale(sheet)
    for question in questions:
        plot.draw_question(sheet, question)
    return sheet.finished()


def signs_of(
    narrator: Narrator, questions: Sequence[QuestionFigures]
) -> dict[PartyId | None, tuple[Shape, bool]]:
    """Return a sign for each party: another shape, and every other one hollow."""
    order = narrator.model.parties.ids
    signs: dict[PartyId | None, tuple[Shape, bool]] = {}
    for viewer in narrator.viewers(questions):
        index = order.index(viewer) if viewer else 0
        shape = _SHAPES[index % len(_SHAPES)] if viewer else _JOINT
        signs[viewer] = (shape, viewer is not None and index % 2 == 1)
    return signs


@dataclass(frozen=True)
class Profile:
    """What every lane needs to know."""

    narrator: Narrator
    scale: Scale[LocalizedText]
    signs: Mapping[PartyId | None, tuple[Shape, bool]]
    compared: Sequence[int]
    """The moments at which parties can be compared on anything, the latest first."""
    left: int = _LEFT
    right: int = _RIGHT
    """Where the scale begins and ends."""
    theme: int = 0
    """The theme whose colour the marks have, from 1."""

    def draw_key(self, sheet: Sheet) -> None:
        """Draw what each sign stands for."""
        x = _START
        for party, (shape, hollow) in self.signs.items():
            name = self.narrator.party(party)
            width = breadth(name.string) + 60
            if x + 130 + width > WIDTH and x > _START:
                x, sheet.y = _START, sheet.y + LEADING + 40
            middle = sheet.y + LEADING // 2
            sheet.marks.append(Mark(x=x, y=middle, shape=shape, hollow=hollow, said=name.string))
            sheet.labels.append(Label(x=x + 120, y=sheet.y, width=width, lines=(name,)))
            x += 120 + width + 180
        sheet.y += LEADING + 90

    def draw_scale(self, sheet: Sheet) -> None:
        """Draw the values with the labels that the scale gives to some of them."""
        ends = [(value, self.scale.label(value)) for value in self.scale.values]
        labelled = [(value, text) for value, text in ends if text]
        for value, text in labelled:
            sheet.labels.append(_over(self.x(value), sheet.y, text))
        sheet.y += LEADING if labelled else 0
        for value in self.scale.values:
            shown = like(self.narrator.words["nothing"], self.narrator.number(value))
            sheet.labels.append(
                Label(x=self.x(value) - 150, y=sheet.y, width=300, lines=(shown,), align="middle")
            )
        sheet.y += LEADING + 40

    def draw_question(self, sheet: Sheet, question: QuestionFigures) -> None:
        """Draw a question and a lane for each moment at which somebody answered it."""
        asked = divide(self.narrator.asked(question.place), STRONG)
        label = Label(x=0, y=sheet.y, width=WIDTH, lines=asked, strong=True)
        sheet.labels.append(label)
        sheet.y += label.height + 30
        moments = sorted({reading.moment for reading in question.readings})
        lanes = [[one for one in question.readings if one.moment == moment] for moment in moments]
        self.draw_grid(sheet, sum(map(lane_of, lanes)))
        for moment, readings in zip(moments, lanes, strict=True):
            self._draw_lane(sheet, moment, readings)
            sheet.y += lane_of(readings)
        sheet.y += _GAP

    def draw_grid(self, sheet: Sheet, height: int) -> None:
        """Draw a line for each value from here on downwards."""
        for value in self.scale.values:
            x = self.x(value)
            said = self.narrator.number(value)
            sheet.strokes.append(
                Stroke(x1=x, y1=sheet.y, x2=x, y2=sheet.y + height, role="grid", said=said)
            )

    def _draw_lane(self, sheet: Sheet, moment: int, readings: Sequence[Reading]) -> None:
        name = self.narrator.moment(moment)
        y = sheet.y + lane_of(readings) // 2
        lines = divide(name, _LEFT - 150, 1)
        sheet.labels.append(Label(x=0, y=y - LEADING // 2, width=_LEFT - 120, lines=lines))
        shown = shown_of(readings)
        if not shown:
            hidden: tuple[Phrase, ...] = (self.narrator.words["not-shown"],)
            sheet.labels.append(
                Label(x=_LEFT + 40, y=y - LEADING // 2, width=_RIGHT - _LEFT, lines=hidden)
            )
        self.draw_gap(sheet, y, name, shown, self.theme)
        sheet.marks += self.marks(y, shown, self.theme)

    def draw_gap(
        self, sheet: Sheet, y: int, name: LocalizedText, readings: Sequence[Reading], theme: int = 0
    ) -> None:
        """Draw a line between what parties answered at one moment."""
        values = [
            reading.value for reading in readings if reading.party and reading.value is not None
        ]
        if len(values) > 1 and min(values) < max(values):
            sheet.strokes.append(
                Stroke(
                    x1=self.x(min(values)),
                    y1=y,
                    x2=self.x(max(values)),
                    y2=y,
                    style=self._style(readings[0].moment),
                    theme=theme,
                    said=name.string,
                )
            )

    def _style(self, moment: int) -> Style:
        # The latest is the one that people look for: it is drawn through.
        order = self.compared.index(moment) if moment in self.compared else 0
        return _STYLES[order % len(_STYLES)]

    def marks(self, y: int, readings: Sequence[Reading], theme: int = 0) -> Iterator[Mark]:
        """Yield a mark for each answer, where it stands; equal ones above each other."""
        for reading in readings:
            same = [other for other in readings if other.value == reading.value]
            shape, hollow = self.signs[reading.party]
            name = self.narrator.moment(reading.moment).string
            said = f"{self.narrator.party(reading.party).string}, {name}: "
            yield Mark(
                x=self.x(reading.value or 0),
                y=y + stacked(same.index(reading), len(same)),
                shape=shape,
                hollow=hollow,
                theme=theme,
                said=said + plain(self.narrator.value(reading)),
            )

    def x(self, value: float) -> int:
        """Return where a value stands."""
        low, high = min(self.scale.values), max(self.scale.values)
        share = (value - low) / (high - low) if high > low else 0.5
        return self.left + round((self.right - self.left) * min(1.0, max(0.0, share)))


def shown_of(readings: Sequence[Reading]) -> list[Reading]:
    """Return the answers that may be shown."""
    return [reading for reading in readings if reading.value is not None and not reading.withheld]


def lane_of(readings: Sequence[Reading]) -> int:
    """Return how high a lane is, so that equal marks have room above each other."""
    values = [reading.value for reading in shown_of(readings)]
    return max(_LANE, *(values.count(value) * APART + 50 for value in values), 0)


def stacked(index: int, count: int) -> int:
    """Return how far below the middle of its lane one of several equal marks stands."""
    return (2 * index - count + 1) * APART // 2


def _over(x: int, y: int, text: LocalizedText) -> Label:
    """Return a label of a value, kept inside the picture."""
    lines = divide(text, WIDTH // 2 - 100, 1)
    width = breadth(lines[0].string)
    if x - width // 2 < 0:
        return Label(x=0, y=y, width=width, lines=lines)
    if x + width // 2 > WIDTH:
        return Label(x=WIDTH - width, y=y, width=width, lines=lines, align="end")
    return Label(x=x - width // 2, y=y, width=width, lines=lines, align="middle")
