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
_LANE: Final = 230
_GAP: Final = 140
_APART: Final = 150
"""Between marks that would hide each other."""
_SHAPES: Final[tuple[Shape, ...]] = ("disc", "square", "triangle", "wedge")
_JOINT: Final[Shape] = "diamond"
_STYLES: Final[tuple[Style, ...]] = ("solid", "dash", "dot", "dash-dot")


@dataclass
class _Sheet:
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
    narrator: Narrator, scale: Scale[LocalizedText], questions: Sequence[QuestionFigures]
) -> Drawing:
    """Return the answers to questions of one scale as a picture."""
    sheet = _Sheet()
    compared = {
        each.moment
        for question in narrator.follow_up.questions
        for each in question.readings
        if each.party
    }
    signs = _signs(narrator, questions)
    plot = _Profile(narrator, scale, signs, sorted(compared, reverse=True))
    plot.draw_key(sheet)
    plot.draw_scale(sheet)
    for each in questions:
        plot.draw_question(sheet, each)
    return sheet.finished()


def _signs(
    narrator: Narrator, questions: Sequence[QuestionFigures]
) -> dict[PartyId | None, tuple[Shape, bool]]:
    """Return a sign for each party: another shape, and every other one hollow."""
    order = narrator.model.parties.ids
    signs: dict[PartyId | None, tuple[Shape, bool]] = {}
    for each in narrator.viewers(questions):
        index = order.index(each) if each else 0
        shape = _SHAPES[index % len(_SHAPES)] if each else _JOINT
        signs[each] = (shape, each is not None and index % 2 == 1)
    return signs


@dataclass(frozen=True)
class _Profile:
    """What every lane needs to know."""

    narrator: Narrator
    scale: Scale[LocalizedText]
    signs: Mapping[PartyId | None, tuple[Shape, bool]]
    compared: Sequence[int]
    """The moments at which parties can be compared on anything, the latest first."""

    def draw_key(self, sheet: _Sheet) -> None:
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

    def draw_scale(self, sheet: _Sheet) -> None:
        """Draw the values with the labels that the scale gives to some of them."""
        ends = [(value, self.scale.label(value)) for value in self.scale.values]
        room = (WIDTH - _LEFT) // 2
        labelled = [(value, text) for value, text in ends if text]
        for value, text in labelled:
            sheet.labels.append(_over(self.x(value), sheet.y, room, text))
        sheet.y += LEADING if labelled else 0
        for value in self.scale.values:
            shown = like(self.narrator.words["nothing"], self.narrator.number(value))
            sheet.labels.append(
                Label(x=self.x(value) - 150, y=sheet.y, width=300, lines=(shown,), align="middle")
            )
        sheet.y += LEADING + 40

    def draw_question(self, sheet: _Sheet, question: QuestionFigures) -> None:
        """Draw a question and a lane for each moment at which somebody answered it."""
        asked = divide(self.narrator.asked(question.place), WIDTH - 40)
        label = Label(x=0, y=sheet.y, width=WIDTH, lines=asked, strong=True)
        sheet.labels.append(label)
        sheet.y += label.height + 30
        moments = sorted({each.moment for each in question.readings})
        self._draw_grid(sheet, len(moments) * _LANE)
        for each in moments:
            readings = [one for one in question.readings if one.moment == each]
            self._draw_lane(sheet, each, readings)
            sheet.y += _LANE
        sheet.y += _GAP

    def _draw_grid(self, sheet: _Sheet, height: int) -> None:
        for value in self.scale.values:
            x = self.x(value)
            said = self.narrator.number(value)
            sheet.strokes.append(
                Stroke(x1=x, y1=sheet.y, x2=x, y2=sheet.y + height, role="grid", said=said)
            )

    def _draw_lane(self, sheet: _Sheet, moment: int, readings: Sequence[Reading]) -> None:
        name = self.narrator.moment(moment)
        y = sheet.y + _LANE // 2
        lines = divide(name, _LEFT - 150, 1)
        sheet.labels.append(Label(x=0, y=y - LEADING // 2, width=_LEFT - 120, lines=lines))
        shown = [each for each in readings if each.value is not None and not each.withheld]
        if not shown:
            hidden: tuple[Phrase, ...] = (self.narrator.words["not-shown"],)
            sheet.labels.append(
                Label(x=_LEFT + 40, y=y - LEADING // 2, width=_RIGHT - _LEFT, lines=hidden)
            )
        self._draw_gap(sheet, y, name, shown)
        sheet.marks += self._marks(y, name, shown)

    def _draw_gap(
        self, sheet: _Sheet, y: int, name: LocalizedText, readings: Sequence[Reading]
    ) -> None:
        values = [each.value for each in readings if each.party and each.value is not None]
        if len(values) > 1 and min(values) < max(values):
            sheet.strokes.append(
                Stroke(
                    x1=self.x(min(values)),
                    y1=y,
                    x2=self.x(max(values)),
                    y2=y,
                    style=self._style(readings[0].moment),
                    said=name.string,
                )
            )

    def _style(self, moment: int) -> Style:
        # The latest is the one that people look for: it is drawn through.
        return _STYLES[self.compared.index(moment) % len(_STYLES)]

    def _marks(self, y: int, name: LocalizedText, readings: Sequence[Reading]) -> Iterator[Mark]:
        for each in readings:
            same = [other for other in readings if other.value == each.value]
            shift = (2 * same.index(each) - len(same) + 1) * _APART // 2
            shape, hollow = self.signs[each.party]
            said = f"{self.narrator.party(each.party).string}, {name.string}: "
            yield Mark(
                x=self.x(each.value or 0) + shift,
                y=y,
                shape=shape,
                hollow=hollow,
                said=said + plain(self.narrator.value(each)),
            )

    def x(self, value: float) -> int:
        """Return where a value stands."""
        low, high = min(self.scale.values), max(self.scale.values)
        share = (value - low) / (high - low) if high > low else 0.5
        return _LEFT + round((_RIGHT - _LEFT) * min(1.0, max(0.0, share)))


def _over(x: int, y: int, room: int, text: LocalizedText) -> Label:
    """Return a label of a value, kept inside the picture."""
    lines = divide(text, room, 1)
    width = breadth(lines[0].string)
    if x - width // 2 < _LEFT - 200:
        return Label(x=_LEFT - 60, y=y, width=width, lines=lines)
    if x + width // 2 > WIDTH:
        return Label(x=WIDTH - width, y=y, width=width, lines=lines, align="end")
    return Label(x=x - width // 2, y=y, width=width, lines=lines, align="middle")
