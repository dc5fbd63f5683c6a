"""What stands out in the answers: where parties differ most, and what has moved most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toimintamalli.model.text import LocalizedText
from toimintamalli.report._narrator import Narrator
from toimintamalli.report.phrases import Line, join
from toimintamalli.report.tree import Block, Prose
from toimintamalli.rounds.follow_up import Change, QuestionFigures


def biggest_gap(narrator: Narrator) -> Block:
    """Return the question on which the parties are furthest apart."""
    title = narrator.words["biggest-gap"]
    gaps = [question for question in narrator.follow_up.questions if question.gap is not None]
    widest = max((gap.gap or 0 for gap in gaps), default=0)
    if not widest:
        name = "biggest-gap-none" if gaps else "biggest-gap-unknown"
        return Prose(title=title, paragraphs=(narrator.tell(name),))
    first, *others = [gap for gap in gaps if gap.gap == widest]
    lines = [(narrator.asked(first.place),), _views(narrator, first)]
    return _found(narrator, title, lines, others)


def _views(narrator: Narrator, question: QuestionFigures) -> Line:
    """Return what each party answered at the moment that the gap is of."""
    compared = _compared_at(question)
    said = [
        narrator.tell("said", who=narrator.party(reading.party), value=narrator.value(reading))
        for reading in question.readings
        if reading.moment == compared and reading.party
    ]
    return join(said, "; ")


def _compared_at(question: QuestionFigures) -> int:
    """Return the last moment at which two parties answered."""
    answered = [
        reading.moment
        for reading in question.readings
        if reading.party and reading.value is not None
    ]
    return max((moment for moment in answered if answered.count(moment) > 1), default=-1)


def biggest_change(narrator: Narrator) -> Block:
    """Return the question on which somebody has moved most."""
    title = narrator.words["biggest-change"]
    changes = [
        (question, change)
        for question in narrator.follow_up.questions
        for change in question.changes
    ]
    largest = max((abs(change.by) for _, change in changes), default=0)
    if not largest:
        name = "biggest-change-none" if changes else "biggest-change-unknown"
        return Prose(title=title, paragraphs=(narrator.tell(name),))
    (question, change), *others = [pair for pair in changes if abs(pair[1].by) == largest]
    lines: list[Line] = [(narrator.asked(question.place),), _moved(narrator, question, change)]
    elsewhere = (other for other, _ in others if other.place != question.place)
    return _found(
        narrator, title, lines, list({other.place: other for other in elsewhere}.values())
    )


def _moved(narrator: Narrator, question: QuestionFigures, change: Change) -> Line:
    values = {
        reading.moment: narrator.value(reading)
        for reading in question.readings
        if reading.party == change.party
    }
    return narrator.tell(
        "change-from-to",
        who=narrator.party(change.party),
        before=narrator.moment(change.since),
        since=values[change.since],
        now=narrator.moment(change.until),
        until=values[change.until],
    )


def _found(
    narrator: Narrator,
    title: LocalizedText,
    lines: Iterable[Line],
    others: Sequence[QuestionFigures],
) -> Block:
    """Return what stands out, with the numbers of whatever stands out as much."""
    shown = list(lines)
    asked = (narrator.question(other.place) for other in others)
    numbers = [question.number for question in asked if question]
    if numbers:
        shown.append(narrator.tell("equally", numbers=", ".join(numbers)))
    return Prose(title=title, paragraphs=tuple(shown))
