"""Theme by theme: how each party answered on the scales, as picture and table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toimintamalli.model.ids import PartyId
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.theme import Theme
from toimintamalli.model.vocabulary import Scale
from toimintamalli.report._discussion import talked
from toimintamalli.report._narrator import Narrator, like, scale_questions
from toimintamalli.report._outstanding import biggest_change, biggest_gap
from toimintamalli.report._overview_plot import draw_overviews
from toimintamalli.report._profile_plot import draw_profile
from toimintamalli.report.phrases import Line
from toimintamalli.report.tree import Block, Cell, Grid, Plot, Prose, Section
from toimintamalli.rounds.follow_up import Change, QuestionFigures


def views(narrator: Narrator) -> Section | None:
    """Return everybody's latest answers as one picture, with what stands out in them."""
    asked = [question for question in narrator.follow_up.questions if question.readings]
    if not asked:
        return None
    line = narrator.tell("figures-moments", moments=narrator.moments())
    blocks: list[Block] = [Prose(style="quiet", paragraphs=(line,))]
    for scale in narrator.model.scales:
        for drawing in draw_overviews(narrator, scale, asked):
            plot = Plot(
                of="overview",
                title=narrator.words["overview"],
                description=narrator.words["overview-reading"],
                drawing=drawing,
            )
            blocks.append(plot)
    blocks += [biggest_gap(narrator), biggest_change(narrator)]
    return Section(id="views", title=narrator.words["views"], blocks=tuple(blocks))


def themes(narrator: Narrator) -> Iterator[Section]:
    """Yield a section for each theme about which somebody answered or wrote anything."""
    figures: Mapping[str, QuestionFigures] = {
        str(question.place): question
        for question in narrator.follow_up.questions
        if question.readings
    }
    for number, theme in enumerate(narrator.model.themes, 1):
        blocks = (*_blocks(narrator, theme, number, figures), *talked(narrator, number))
        if blocks:
            yield Section(
                id=f"theme-{theme.id}",
                title=theme.title,
                number=theme.number,
                theme=number,
                blocks=blocks,
            )


def _blocks(
    narrator: Narrator,
    theme: Theme[LocalizedText],
    number: int,
    figures: Mapping[str, QuestionFigures],
) -> Iterator[Block]:
    for scale in narrator.model.scales:
        asked = [
            figures[question.id]
            for question in scale_questions(theme)
            if question.scale == scale.id and question.id in figures
        ]
        if asked:
            yield from _of_scale(narrator, scale, asked, number)


def _of_scale(
    narrator: Narrator, scale: Scale[LocalizedText], asked: Sequence[QuestionFigures], theme: int
) -> Iterator[Block]:
    # What was answered at one time only stands in the picture of all questions.
    if len({reading.moment for question in asked for reading in question.readings}) > 1:
        yield Plot(
            of="profile",
            title=narrator.words["profile"],
            description=narrator.words["profile-reading"],
            drawing=draw_profile(narrator, scale, asked, theme),
        )
    yield _table(narrator, asked)
    notes = tuple(_notes(narrator, asked))
    if notes:
        yield Prose(style="quiet", paragraphs=notes)


def _notes(narrator: Narrator, asked: Sequence[QuestionFigures]) -> Iterator[Line]:
    readings = [reading for question in asked for reading in question.readings]
    if any(reading.respondents > 1 and not reading.withheld for reading in readings):
        yield narrator.tell("mean-note")
    if any(reading.withheld for reading in readings):
        yield narrator.tell("withheld-note")


def _table(narrator: Narrator, asked: Sequence[QuestionFigures]) -> Grid:
    viewers = narrator.viewers(asked)
    words = narrator.words
    return Grid(
        title=words["profile-table"],
        columns=(
            words["column-question"],
            *(narrator.party(viewer) for viewer in viewers),
            words["column-gap"],
        ),
        weights=(30, *(20 if viewer else 25 for viewer in viewers), 11),
        rows=tuple(
            (
                cell([(narrator.asked(question.place),)]),
                *(_viewed(narrator, question, party) for party in viewers),
                _gap(narrator, question),
            )
            for question in asked
        ),
    )


def _viewed(narrator: Narrator, question: QuestionFigures, party: PartyId | None) -> Cell:
    """Return what one party answered at each moment, and how far it has moved."""
    several = len(narrator.follow_up.moments) > 1
    lines = [
        narrator.tell("said", who=narrator.moment(reading.moment), value=narrator.value(reading))
        if several
        else narrator.value(reading)
        for reading in question.readings
        if reading.party == party
    ]
    lines += [
        narrator.tell("said", who=_between(narrator, change), value=narrator.change(change.by))
        for change in question.changes
        if change.party == party
    ]
    return cell(lines or [narrator.tell("nothing")])


def _between(narrator: Narrator, change: Change) -> Line:
    return narrator.tell(
        "change-between", since=narrator.moment(change.since), until=narrator.moment(change.until)
    )


def _gap(narrator: Narrator, question: QuestionFigures) -> Cell:
    if question.agreement:
        return cell([narrator.tell("column-agreed")])
    if question.gap is None:
        return cell([narrator.tell("nothing")])
    return cell([in_figures(narrator, narrator.number(question.gap))])


def cell(lines: Sequence[Line]) -> Cell:
    """Return a cell of some lines."""
    return Cell(lines=tuple(lines))


def in_figures(narrator: Narrator, string: str) -> Line:
    """Return a number, which is read in the language that the report's words are in."""
    return (like(narrator.words["nothing"], string),)
