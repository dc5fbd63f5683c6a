"""The first page: what was achieved, what comes next, and the figures in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from toimintamalli.model.text import LocalizedText
from toimintamalli.report._measures import standing_counts
from toimintamalli.report._narrator import Narrator
from toimintamalli.report.phrases import Line, Own, join
from toimintamalli.report.tree import Block, Points, Prose, Quote, Quotes, Section
from toimintamalli.rounds.follow_up import Change, MeasureFigures, QuestionFigures, Result

_MOST_OVERDUE: Final = 3
_ROOM: Final = 300
"""Letters of each text that the page has room for; the whole of it stands further on."""
_ROOM_FOR_MEASURE: Final = 100
_RESULTS: Final = ("achieved", "succeeded", "next")


def summary(narrator: Narrator) -> Section:
    """Return the section that a group reads first, on one page."""
    results = (_latest(narrator, each) for each in _RESULTS)
    blocks = (
        *results,
        Points(title=narrator.words["figures"], points=tuple(_figures(narrator))),
        _overdue(narrator),
        _gap(narrator),
        _change(narrator),
    )
    return Section(id="summary", title=narrator.words["summary"], alone=True, blocks=blocks)


def all_results(narrator: Narrator) -> Section | None:
    """Return everything that was written of the results, where the summary shows only a part."""
    results = narrator.follow_up.results
    blocks = tuple(
        Quotes(
            title=narrator.words[name],
            quotes=tuple(_quote(narrator, each) for each in reversed(written)),
            nothing=narrator.words["nothing-written"],
        )
        for name in ("changes", *_RESULTS)
        if (written := getattr(results, name))
    )
    shown = sum(bool(getattr(results, each)) for each in _RESULTS)
    written = [each for name in ("changes", *_RESULTS) for each in getattr(results, name)]
    if len(written) == shown and not any(_cut(each.text) for each in written):
        return None
    return Section(id="results", title=narrator.words["in-words"], blocks=blocks)


def _latest(narrator: Narrator, name: str) -> Quotes:
    written: Sequence[Result] = getattr(narrator.follow_up.results, name)
    quotes = tuple(Quote(text=Own(string=_cut(each.text) or each.text)) for each in written[-1:])
    return Quotes(
        title=narrator.words[name], quotes=quotes, nothing=narrator.words["nothing-written"]
    )


def _cut(text: str, room: int = _ROOM) -> str:
    """Return a text that is too long for the page without its end; nothing if it fits."""
    one = " ".join(text.split())
    lines = text.count("\n") * 90
    if len(one) + lines <= room:
        return ""
    return one[:room].rsplit(" ", 1)[0].rstrip(" .,;:") + " …"


def _figures(narrator: Narrator) -> Iterator[Line]:
    follow_up = narrator.follow_up
    if not follow_up.moments:
        yield narrator.tell("figures-nothing")
        return
    yield narrator.tell("figures-moments", moments=narrator.moments())
    yield _measures(narrator)
    compared = [each for each in follow_up.questions if each.agreement is not None]
    if compared:
        agreed = sum(each.agreement is True for each in compared)
        yield narrator.tell("figures-agreement", count=len(compared), agreed=agreed)
    if follow_up.indicators:
        known = [each.met for each in follow_up.indicators if each.met is not None]
        count = len(follow_up.indicators)
        if known:
            yield narrator.tell("figures-indicators", count=count, met=sum(known))
        else:
            yield narrator.tell("figures-indicators-open", count=count)


def _measures(narrator: Narrator) -> Line:
    measures = narrator.follow_up.measures
    if not measures:
        return narrator.tell("figures-no-measures")
    standings = [
        narrator.tell("figures-standing", status=status, count=count)
        for status, count in standing_counts(narrator, the_done_first=True)
    ]
    return narrator.tell("figures-measures", count=len(measures), standings=join(standings, ", "))


def _overdue(narrator: Narrator) -> Block:
    title = narrator.words["overdue"]
    late = [each for each in narrator.follow_up.measures if each.overdue]
    if not late:
        known = narrator.follow_up.date or not narrator.follow_up.measures
        name = "overdue-none" if known else "overdue-unknown"
        return Prose(title=title, paragraphs=(narrator.tell(name),))
    points = [_late(narrator, each) for each in late[:_MOST_OVERDUE]]
    if len(late) > _MOST_OVERDUE:
        points.append(narrator.tell("overdue-more", section=narrator.words["measures"]))
    return Points(title=title, points=tuple(points))


def _late(narrator: Narrator, measure: MeasureFigures) -> Line:
    how = Own(string=_cut(measure.how, _ROOM_FOR_MEASURE) or measure.how)
    told: list[Line] = [(how,)]
    if measure.end:
        told.append(narrator.tell("overdue-by", date=narrator.date(measure.end)))
    role = narrator.term("roles", measure.responsible)
    if role:
        told.append(narrator.tell("overdue-who", role=role))
    return join(told, " – ")


def _gap(narrator: Narrator) -> Block:
    title = narrator.words["biggest-gap"]
    gaps = [each for each in narrator.follow_up.questions if each.gap is not None]
    widest = max((each.gap or 0 for each in gaps), default=0)
    if not widest:
        name = "biggest-gap-none" if gaps else "biggest-gap-unknown"
        return Prose(title=title, paragraphs=(narrator.tell(name),))
    first, *others = [each for each in gaps if each.gap == widest]
    lines = [(narrator.asked(first.place),), _views(narrator, first)]
    return _found(narrator, title, lines, others)


def _views(narrator: Narrator, question: QuestionFigures) -> Line:
    """Return what each party answered at the moment that the gap is of."""
    compared = _compared_at(question)
    said = [
        narrator.tell("said", who=narrator.party(each.party), value=narrator.value(each))
        for each in question.readings
        if each.moment == compared and each.party
    ]
    return join(said, "; ")


def _compared_at(question: QuestionFigures) -> int:
    """Return the last moment at which two parties answered."""
    answered = [each.moment for each in question.readings if each.party and each.value is not None]
    return max((each for each in answered if answered.count(each) > 1), default=-1)


def _change(narrator: Narrator) -> Block:
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
    (question, change), *others = [each for each in changes if abs(each[1].by) == largest]
    lines: list[Line] = [(narrator.asked(question.place),), _moved(narrator, question, change)]
    elsewhere = (each for each, _ in others if each.place != question.place)
    return _found(narrator, title, lines, list({each.place: each for each in elsewhere}.values()))


def _moved(narrator: Narrator, question: QuestionFigures, change: Change) -> Line:
    values = {
        each.moment: narrator.value(each)
        for each in question.readings
        if each.party == change.party
    }
    return narrator.tell(
        "change-from-to",
        who=narrator.party(change.party),
        since=values[change.since],
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
    asked = (narrator.question(each.place) for each in others)
    numbers = [each.number for each in asked if each]
    if numbers:
        shown.append(narrator.tell("equally", numbers=", ".join(numbers)))
    return Prose(title=title, paragraphs=tuple(shown))


def _quote(narrator: Narrator, result: Result) -> Quote:
    several = len(narrator.follow_up.moments) > 1
    return Quote(
        when=narrator.moment(result.moment) if several else None, text=Own(string=result.text)
    )
