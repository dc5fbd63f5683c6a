"""Everybody's latest answers to all questions of one scale, theme by theme, as one picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from toimintamalli.model.text import LocalizedText
from toimintamalli.model.vocabulary import Scale
from toimintamalli.report._labels import divide, like
from toimintamalli.report._narrator import Narrator, scale_questions
from toimintamalli.report._profile_plot import Profile, Sheet, lane_of, shown_of, signs_of
from toimintamalli.report.drawing import LEADING, STRONG, WIDTH, Drawing, Label
from toimintamalli.rounds.follow_up import QuestionFigures, Reading

_LEFT: Final = 2520
"""Where the scale begins: the questions stand before it."""
_RIGHT: Final = 3900
_TALL: Final = 6000
"""Where a picture ends and another one goes on: each has to fit on a page."""
_GAP: Final = 60


def draw_overviews(
    narrator: Narrator, scale: Scale[LocalizedText], asked: Sequence[QuestionFigures]
) -> Iterator[Drawing]:
    """Yield the pictures: one, unless there are more questions than a page has room for."""
    figures = {str(question.place): question for question in asked}
    themes = [
        (number, theme.number, theme.title, own)
        for number, theme in enumerate(narrator.model.themes, 1)
        if (
            own := [
                figures[question.id]
                for question in scale_questions(theme)
                if question.scale == scale.id and question.id in figures
            ]
        )
    ]
    shown = [question for *_, own in themes for question in own]
    plot = Profile(narrator, scale, signs_of(narrator, shown), (), _LEFT, _RIGHT)
    sheet = Sheet()
    for number, said, title, own in themes:
        if sheet.y > _TALL:
            yield sheet.finished()
            sheet = Sheet()
        if not sheet.y:
            plot.draw_key(sheet)
            plot.draw_scale(sheet)
        named = divide(like(title, f"{said} {title.string}"), STRONG)
        label = Label(x=0, y=sheet.y, width=WIDTH, lines=named, strong=True, theme=number)
        sheet.labels.append(label)
        sheet.y += label.height + 30
        for question in own:
            _draw(plot, sheet, question, number)
        sheet.y += _GAP
    if sheet.y:
        yield sheet.finished()


def _draw(plot: Profile, sheet: Sheet, question: QuestionFigures, theme: int) -> None:
    latest = list(_latest(question).values())
    text = divide(plot.narrator.asked(question.place), _LEFT - 200)
    height = max(len(text) * LEADING, lane_of(latest))
    top = sheet.y + (height - len(text) * LEADING) // 2
    sheet.labels.append(Label(x=0, y=top, width=_LEFT - 140, lines=text))
    plot.draw_grid(sheet, height + _GAP)
    y = sheet.y + height // 2
    shown = shown_of(latest)
    if not shown:
        hidden = (plot.narrator.words["not-shown"],)
        box = Label(x=_LEFT + 40, y=y - LEADING // 2, width=_RIGHT - _LEFT, lines=hidden)
        sheet.labels.append(box)
    parties = [reading for reading in shown if reading.party]
    if len({party.moment for party in parties}) == 1:
        # What was answered at different times is no difference between parties.
        name = plot.narrator.moment(parties[0].moment)
        plot.draw_gap(sheet, y, name, parties, theme)
    sheet.marks += plot.marks(y, shown, theme)
    sheet.y += height + _GAP


def _latest(question: QuestionFigures) -> Mapping[str | None, Reading]:
    """Return the latest answer of everybody who answered."""
    return {reading.party: reading for reading in question.readings}
