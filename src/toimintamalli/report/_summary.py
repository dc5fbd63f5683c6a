"""The first page: the figures, what was achieved, how each measure stands, how themes changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from toimintamalli.report._measures import standing_counts
from toimintamalli.report._narrator import Narrator, like
from toimintamalli.report._themes_plot import plot_themes
from toimintamalli.report.phrases import Line, Own, join
from toimintamalli.report.tree import (
    Block,
    Figure,
    Figures,
    Prose,
    Quote,
    Quotes,
    Section,
    Standing,
    State,
    States,
    Voices,
)
from toimintamalli.rounds.follow_up import MeasureFigures, Result

_ROOM: Final = 300
"""Letters of each text that the page has room for; the whole of it stands further on."""
_ROOM_FOR_MEASURE: Final = 100
_MOST_STATES: Final = 6
"""Measures that the first page has room for."""
_RESULTS: Final = ("achieved", "succeeded", "next")


def summary(narrator: Narrator) -> Section:
    """Return the section that tells the story in ten seconds, on one page."""
    return Section(
        id="summary",
        title=narrator.words["summary"],
        alone=True,
        blocks=tuple(_told(narrator)),
    )


def _told(narrator: Narrator) -> Iterator[Block]:
    follow_up = narrator.follow_up
    if not follow_up.moments:
        yield Prose(paragraphs=(narrator.tell("figures-nothing"),))
    cards = tuple(_cards(narrator))
    if cards:
        yield Figures(figures=cards)
    yield Voices(quotes=tuple(_latest(narrator, result) for result in _RESULTS))
    if follow_up.measures:
        yield _states(narrator)
    elif follow_up.moments:
        yield Prose(paragraphs=(narrator.tell("figures-no-measures"),))
    plot = plot_themes(narrator)
    if plot:
        yield plot
    if follow_up.moments and not follow_up.questions:
        line = narrator.tell("figures-moments", moments=narrator.moments())
        yield Prose(style="quiet", paragraphs=(line,))


def all_results(narrator: Narrator) -> Section | None:
    """Return everything that was written of the results, where the summary shows only a part."""
    results = narrator.follow_up.results
    blocks = tuple(
        Quotes(
            title=narrator.words[name],
            quotes=tuple(_quote(narrator, result) for result in reversed(written)),
            nothing=narrator.words["nothing-written"],
        )
        for name in ("changes", *_RESULTS)
        if (written := getattr(results, name))
    )
    shown = sum(bool(getattr(results, result)) for result in _RESULTS)
    written = [result for name in ("changes", *_RESULTS) for result in getattr(results, name)]
    if len(written) == shown and not any(_cut(result.text) for result in written):
        return None
    return Section(id="results", title=narrator.words["in-words"], blocks=blocks)


def _latest(narrator: Narrator, name: str) -> Quotes:
    written: Sequence[Result] = getattr(narrator.follow_up.results, name)
    quotes = tuple(
        Quote(text=Own(string=_cut(result.text) or result.text)) for result in written[-1:]
    )
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


def _cards(narrator: Narrator) -> Iterator[Figure]:
    """Yield the few figures that tell the story."""
    follow_up = narrator.follow_up
    measures = follow_up.measures
    if measures:
        done = sum(measure.state == "done" for measure in measures)
        yield _card(
            narrator, "done", _of(narrator, done, len(measures)), "good" if done else "plain"
        )
        if follow_up.date:
            late = sum(measure.overdue for measure in measures)
            unread = sum(e.state == "open" and bool(e.end_written) for e in measures if not e.end)
            yield Figure(
                value=_counted(narrator, late),
                label=narrator.tell("card-late-unread", count=unread)
                if unread
                else narrator.tell("card-late"),
                tone="late" if late else "plain",
            )
        else:
            yield _card(narrator, "late-unknown", narrator.tell("nothing"))
    compared = [question for question in follow_up.questions if question.agreement is not None]
    if compared:
        agreed = sum(question.agreement is True for question in compared)
        yield _card(narrator, "agreed", _of(narrator, agreed, len(compared)))
    if follow_up.indicators:
        known = [indicator.met for indicator in follow_up.indicators if indicator.met is not None]
        count = len(follow_up.indicators)
        if known:
            yield _card(narrator, "met", _of(narrator, sum(known), count))
        else:
            yield _card(narrator, "met-unknown", _counted(narrator, count))


def _card(
    narrator: Narrator, name: str, value: Line, tone: Literal["plain", "good", "late"] = "plain"
) -> Figure:
    return Figure(value=value, label=narrator.tell(f"card-{name}"), tone=tone)


def _of(narrator: Narrator, part: int, whole: int) -> Line:
    return narrator.tell("of", part=part, whole=whole)


def _counted(narrator: Narrator, count: int) -> Line:
    return (like(narrator.words["nothing"], str(count)),)


def _states(narrator: Narrator) -> States:
    measures = narrator.follow_up.measures
    standings = [
        narrator.tell("figures-standing", status=status, count=count)
        for status, count in standing_counts(narrator, the_done_first=True)
    ]
    return States(
        title=narrator.words["measures-now"],
        lead=narrator.tell(
            "figures-measures", count=len(measures), standings=join(standings, ", ")
        ),
        columns=tuple(narrator.words[f"column-{e}"] for e in ("status", "measure", "who-when")),
        states=tuple(_state(narrator, measure) for measure in measures[:_MOST_STATES]),
        more=narrator.tell(
            "states-more", count=len(measures) - _MOST_STATES, section=narrator.words["measures"]
        )
        if len(measures) > _MOST_STATES
        else (),
    )


def _state(narrator: Narrator, measure: MeasureFigures) -> State:
    how = _cut(measure.how, _ROOM_FOR_MEASURE) or measure.how
    about: list[Line] = []
    role = narrator.term("roles", measure.responsible)
    about += [(role,)] if role else []
    about += [(Own(string=measure.responsible_written),)] if measure.responsible_written else []
    if measure.end:
        about.append(narrator.tell("until", date=narrator.date(measure.end)))
    about += [(Own(string=measure.end_written),)] if measure.end_written else []
    word: Line = (narrator.words["status-unknown"],)
    if measure.status:
        word = (narrator.status(measure.status),)
    elif measure.status_written:
        word = (Own(string=measure.status_written),)
    if measure.overdue:
        word = join([word, narrator.tell("late")], ", ")
    return State(
        standing=_standing(measure),
        word=word,
        how=(Own(string=how),) if how else narrator.tell("nothing"),
        about=join(about, " · "),
    )


def _standing(measure: MeasureFigures) -> Standing:
    if measure.overdue:
        return "late"
    return measure.state if measure.status else "unknown"


def _quote(narrator: Narrator, result: Result) -> Quote:
    several = len(narrator.follow_up.moments) > 1
    return Quote(
        when=narrator.moment(result.moment) if several else None, text=Own(string=result.text)
    )
