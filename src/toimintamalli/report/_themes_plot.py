"""The themes on one scale: where each stood then and now, or how each party sees it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from toimintamalli.model.ids import PartyId
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.vocabulary import Scale
from toimintamalli.report._labels import divide, like
from toimintamalli.report._narrator import Narrator, scale_questions
from toimintamalli.report._profile_plot import APART, Profile, Sheet, shown_of, signs_of, stacked
from toimintamalli.report.drawing import LEADING, WIDTH, Drawing, Label, Mark, Stroke
from toimintamalli.report.tree import Plot
from toimintamalli.rounds.follow_up import Change, QuestionFigures
from toimintamalli.rounds.numbers import tenths

_LEFT: Final = 2250
"""Where the scale begins: the names of the themes stand before it."""
_RIGHT: Final = 3520
_CHANGE: Final = 3640
"""Where the change stands in figures."""
_ROW: Final = 150

_Views = Sequence[PartyId | None]


@dataclass(frozen=True)
class ThemeMove:
    """How the answers to the questions of one theme have moved, on the average."""

    theme: int
    """Its place in the model, from 1."""
    before: float
    after: float

    @property
    def by(self) -> float:
        """The later value less the earlier, of what is shown."""
        return tenths(self.after - self.before)


@dataclass(frozen=True)
class Moves:
    """The moves of all themes between two moments, in one view."""

    views: _Views
    since: int
    until: int
    themes: tuple[ThemeMove, ...]


def plot_themes(narrator: Narrator) -> Plot | None:
    """Return the picture of the themes, or nothing where nobody answered on a scale."""
    scale = _scale(narrator)
    if scale is None:
        return None
    moves = moves_of(narrator, scale)
    if moves is None:
        return Plot(
            of="themes",
            title=narrator.words["themes-now"],
            description=narrator.words["themes-now-reading"],
            drawing=_now(narrator, scale),
        )
    who = narrator.party(None) if moves.views == [None] else narrator.words["parties-together"]
    since, until = narrator.moment(moves.since), narrator.moment(moves.until)
    title = narrator.title("themes-change", who=who.string, since=since.string, until=until.string)
    return Plot(
        of="themes",
        title=title,
        description=narrator.words["themes-reading"],
        drawing=_moved(narrator, scale, moves),
    )


def moves_of(narrator: Narrator, scale: Scale[LocalizedText]) -> Moves | None:
    """Return how themes moved: in the joint view, or else in the parties' views together."""
    parties: _Views = [PartyId(id_) for id_ in narrator.model.parties.ids]
    joint: _Views = [None]
    for views in (joint, parties):
        found = [
            (number, question, change)
            for number, question in _asked(narrator, scale)
            for change in question.changes
            if change.party in views
        ]
        if not found:
            continue
        until, since = max((change.until, change.since) for _, _, change in found)
        pairs: dict[int, list[tuple[float, float]]] = {}
        for number, question, change in found:
            if (change.since, change.until) == (since, until):
                pairs.setdefault(number, []).append(_ends(question, change))
        themes = tuple(
            ThemeMove(number, _mean(before for before, _ in own), _mean(after for _, after in own))
            for number, own in sorted(pairs.items())
        )
        return Moves(views, since, until, themes)
    return None


def _scale(narrator: Narrator) -> Scale[LocalizedText] | None:
    """Return the scale on which most was answered."""
    counts = [(len(_asked(narrator, scale)), scale) for scale in narrator.model.scales]
    most = max((count for count, _ in counts), default=0)
    return next((scale for count, scale in counts if count == most and count), None)


def _asked(narrator: Narrator, scale: Scale[LocalizedText]) -> list[tuple[int, QuestionFigures]]:
    """Return the answered questions of a scale, each with the number of its theme."""
    figures = {
        str(question.place): question
        for question in narrator.follow_up.questions
        if question.readings
    }
    return [
        (number, figures[question.id])
        for number, theme in enumerate(narrator.model.themes, 1)
        for question in scale_questions(theme)
        if question.scale == scale.id and question.id in figures
    ]


def _ends(question: QuestionFigures, change: Change) -> tuple[float, float]:
    values = {
        reading.moment: reading.value or 0
        for reading in question.readings
        if reading.party == change.party
    }
    return values[change.since], values[change.until]


def _mean(values: Iterable[float]) -> float:
    """Return a mean to one decimal, half up in whole numbers, so that every language agrees."""
    all_ = [round(value * 10) for value in values]
    return (2 * sum(all_) + len(all_)) // (2 * len(all_)) / 10


def _moved(narrator: Narrator, scale: Scale[LocalizedText], moves: Moves) -> Drawing:
    plot = Profile(narrator, scale, {}, (), _LEFT, _RIGHT)
    sheet = Sheet()
    _draw_key(narrator, sheet, moves)
    plot.draw_scale(sheet)
    for move in moves.themes:
        y = _draw_name(narrator, sheet, move.theme)
        before, after = plot.x(move.before), plot.x(move.after)
        said = f"{narrator.number(move.before)} → {narrator.number(move.after)}"
        if before != after:
            sheet.strokes.append(
                Stroke(x1=before, y1=y, x2=after, y2=y, theme=move.theme, said=said)
            )
        apart = APART // 2 if before == after else 0
        sheet.marks += [
            Mark(x=before, y=y - apart, hollow=True, theme=move.theme, said=said),
            Mark(x=after, y=y + apart, theme=move.theme, said=said),
        ]
        change = like(narrator.words["nothing"], narrator.change(move.by))
        sheet.labels.append(
            Label(
                x=_CHANGE, y=y - LEADING // 2, width=WIDTH - _CHANGE, lines=(change,), strong=True
            )
        )
        sheet.y = 2 * y - sheet.y
    return sheet.finished()


def _draw_key(narrator: Narrator, sheet: Sheet, moves: Moves) -> None:
    x = 70
    for moment, hollow in ((moves.since, True), (moves.until, False)):
        name = narrator.moment(moment)
        width = len(name.string) * 62 + 60
        sheet.marks.append(Mark(x=x, y=sheet.y + LEADING // 2, hollow=hollow, said=name.string))
        sheet.labels.append(Label(x=x + 120, y=sheet.y, width=width, lines=(name,)))
        x += 120 + width + 180
    sheet.y += LEADING + 90


def _draw_name(narrator: Narrator, sheet: Sheet, theme: int) -> int:
    """Draw the name of a theme before its lane, and return the middle of the lane."""
    told = tuple(narrator.model.themes)[theme - 1]
    lines = divide(like(told.title, f"{told.number} {told.title.string}"), _LEFT - 150, 3)
    y = sheet.y + max(_ROW, len(lines) * LEADING + 50) // 2
    top = y - len(lines) * LEADING // 2
    sheet.labels.append(Label(x=0, y=top, width=_LEFT - 120, lines=lines, strong=True, theme=theme))
    sheet.strokes.append(
        Stroke(x1=_LEFT, y1=y, x2=_RIGHT, y2=y, role="grid", said=told.title.string)
    )
    return y


def _now(narrator: Narrator, scale: Scale[LocalizedText]) -> Drawing:
    """Return the mean of each view of each theme, of the latest answers."""
    asked = _asked(narrator, scale)
    signs = signs_of(narrator, [question for _, question in asked])
    plot = Profile(narrator, scale, signs, (), _LEFT, _RIGHT)
    sheet = Sheet()
    plot.draw_key(sheet)
    plot.draw_scale(sheet)
    for number in dict.fromkeys(number for number, _ in asked):
        y = _draw_name(narrator, sheet, number)
        means = _means([question for theme, question in asked if theme == number])
        for party, (shape, hollow) in signs.items():
            if party in means:
                same = [sign for sign in signs if means.get(sign) == means[party]]
                said = f"{narrator.party(party).string}: {narrator.number(means[party])}"
                sheet.marks.append(
                    Mark(
                        x=plot.x(means[party]),
                        y=y + stacked(same.index(party), len(same)),
                        shape=shape, hollow=hollow, theme=number, said=said,
                    )
                )  # fmt: skip
        sheet.y = 2 * y - sheet.y
    return sheet.finished()


def _means(questions: Sequence[QuestionFigures]) -> Mapping[PartyId | None, float]:
    values: dict[PartyId | None, list[float]] = {}
    for question in questions:
        latest = {reading.party: reading for reading in question.readings}
        for reading in shown_of(list(latest.values())):
            values.setdefault(reading.party, []).append(reading.value or 0)
    return {party: _mean(own) for party, own in values.items()}
