"""What was agreed: how each measure stands, and what the indicators show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toimintamalli.model.ids import Slug
from toimintamalli.report._answers import cell
from toimintamalli.report._bar_plot import draw_bars
from toimintamalli.report._narrator import Narrator
from toimintamalli.report._trend_plot import Point, draw_trend
from toimintamalli.report.phrases import Line, Own, Phrase, join
from toimintamalli.report.tree import Block, Cell, Grid, Plot, Prose, Section
from toimintamalli.rounds.follow_up import IndicatorFigures, MeasureFigures, Share
from toimintamalli.rounds.numbers import number_in


def measures(narrator: Narrator) -> Section | None:
    """Return how the measures stand, or nothing where none was agreed."""
    all_ = narrator.follow_up.measures
    if not all_:
        return None
    shares = tuple(_shares(narrator))
    blocks: list[Block] = [_bars(narrator), _table(narrator, all_)]
    if shares:
        blocks.append(Prose(paragraphs=shares))
    return Section(id="measures", title=narrator.words["measures"], blocks=tuple(blocks))


def standing_counts(
    narrator: Narrator, *, the_done_first: bool = False
) -> list[tuple[Phrase, int]]:
    """Return how many measures stand how: one figure for the summary, the picture and the table."""
    measures = narrator.follow_up.measures
    found = Counter(measure.status for measure in measures)
    order = [*narrator.statuses(), *sorted(filter(None, found))]
    if the_done_first:
        # What is done, then what has come furthest of the rest, then what was given up.
        states = {measure.status: measure.state for measure in measures}
        rank = {"done": 0, "open": 1, "dropped": 2}
        order.reverse()
        order.sort(key=lambda status: rank[states.get(Slug(status), "open")])
    counts: list[tuple[Phrase, int]] = [
        (narrator.status(status), found[status])
        for status in dict.fromkeys(map(Slug, order))
        if found[status]
    ]
    if found[None]:
        counts.append((narrator.words["status-unknown"], found[None]))
    return counts


def _bars(narrator: Narrator) -> Plot:
    counts = standing_counts(narrator)
    return Plot(
        of="bars",
        title=narrator.words["measures-by-status"],
        description=narrator.words["measures-reading"],
        drawing=draw_bars(counts),
    )


def _table(narrator: Narrator, all_: Sequence[MeasureFigures]) -> Grid:
    names = ("measure", "responsible", "end", "status")
    return Grid(
        title=narrator.words["measures-table"],
        columns=tuple(narrator.words[f"column-{name}"] for name in names),
        weights=(44, 18, 16, 22),
        rows=tuple(_row(narrator, measure) for measure in all_),
    )


def _row(narrator: Narrator, measure: MeasureFigures) -> tuple[Cell, ...]:
    nothing = narrator.tell("nothing")
    how: list[Line] = [(Own(string=measure.how),) if measure.how else nothing]
    how += [narrator.tell("need-said", need=Own(string=need)) for need in measure.needs]
    how += [narrator.tell("goal-said", goal=Own(string=goal)) for goal in measure.goals]
    how += [narrator.tell("called-too", words=Own(string=words)) for words in measure.called]
    role = narrator.term("roles", measure.responsible)
    who: list[Line] = [(role,)] if role else []
    who += _as_written(measure.responsible_written)
    due: list[Line] = []
    if measure.end:
        due.append(narrator.tell("day", date=narrator.date(measure.end)))
    due += _as_written(measure.end_written)
    due = due or [nothing]
    if measure.overdue:
        due.append(narrator.tell("late"))
    return (
        cell(how),
        cell(who or [nothing]),
        cell(due),
        cell([*_standings(narrator, measure), *_as_written(measure.status_written)]),
    )


def _as_written(words: str) -> list[Line]:
    """Return words that could not be counted as they stand in the workbook."""
    return [(Own(string=words),)] if words else []


def _standings(narrator: Narrator, measure: MeasureFigures) -> list[Line]:
    """Return how a measure has stood, moment by moment, or how it stands as far as is known."""
    if len(measure.standings) > 1:
        return [
            narrator.tell(
                "said", who=narrator.moment(standing.moment), value=narrator.status(standing.status)
            )
            for standing in measure.standings
        ]
    if measure.status:
        return [(narrator.status(measure.status),)]
    return [] if measure.status_written else [narrator.tell("status-unknown")]


def _shares(narrator: Narrator) -> Iterator[Line]:
    """Yield whom the measures concern and of what kind they are, in words."""
    follow_up = narrator.follow_up
    for name, vocabulary, shares in (
        ("reaches", "reaches", follow_up.reaches),
        ("kinds", "measure_kinds", follow_up.kinds),
    ):
        if any(share.count for share in shares):
            yield narrator.tell(name, shares=_listed(narrator, vocabulary, shares))


def _listed(narrator: Narrator, vocabulary: str, shares: Sequence[Share]) -> Line:
    all_ = len(_current(narrator.follow_up.measures))
    said = [
        narrator.tell(
            "share",
            title=narrator.term(vocabulary, share.value) or "",
            count=share.count,
            percent=narrator.title("percent", count=round(100 * share.count / all_)),
        )
        for share in shares
    ]
    unknown = all_ - sum(share.count for share in shares)
    if unknown > 0:
        said.append(narrator.tell("share-unknown", count=unknown))
    return join(said, "; ")


def _current(measures: Sequence[MeasureFigures]) -> list[MeasureFigures]:
    """Return the measures that count now: those of the latest round, and those still open."""
    latest = measures[0].round
    return [measure for measure in measures if measure.round == latest or measure.state == "open"]


def indicators(narrator: Narrator) -> Section | None:
    """Return what the indicators show, or nothing where there are none."""
    all_ = narrator.follow_up.indicators
    if not all_:
        return None
    plots = [plot for indicator in all_ for plot in _trend(narrator, indicator)]
    blocks = (*plots, _readings(narrator, all_))
    return Section(id="indicators", title=narrator.words["indicators"], blocks=blocks)


def _trend(narrator: Narrator, indicator: IndicatorFigures) -> Iterator[Plot]:
    points = list(_points(narrator, indicator))
    if len(points) < 2:  # noqa: PLR2004 -- a trend takes two
        return
    goal = number_in(indicator.target)
    said = narrator.words.fill("target-at", value=indicator.target.strip())
    yield Plot(
        of="trend",
        title=Own(string=indicator.text),
        description=narrator.words["trend-reading"],
        drawing=draw_trend(points, None if goal is None else (said, goal)),
    )


def _points(narrator: Narrator, indicator: IndicatorFigures) -> Iterator[Point]:
    start = number_in(indicator.baseline)
    if start is not None:
        yield narrator.words["column-baseline"], indicator.baseline.strip(), start
    for value in indicator.values:
        if value.number is not None:
            yield narrator.moment(value.moment), value.text.strip(), value.number


def _readings(narrator: Narrator, all_: Sequence[IndicatorFigures]) -> Grid:
    names = ("indicator", "timing", "baseline", "target", "last", "met")
    return Grid(
        title=narrator.words["indicators-table"],
        columns=tuple(narrator.words[f"column-{name}"] for name in names),
        weights=(30, 16, 12, 12, 18, 12),
        rows=tuple(_indicator(narrator, indicator) for indicator in all_),
    )


def _indicator(narrator: Narrator, indicator: IndicatorFigures) -> tuple[Cell, ...]:
    nothing = narrator.tell("nothing")
    timing = narrator.term("indicator_timings", indicator.timing)
    met = {True: "met-yes", False: "met-no", None: "met-unknown"}[indicator.met]
    values = [
        narrator.tell("said", who=narrator.moment(value.moment), value=Own(string=value.text))
        for value in indicator.values
    ]
    return (
        cell([_own(indicator.text) or nothing]),
        cell([(timing,) if timing else nothing]),
        cell([_own(indicator.baseline) or nothing]),
        cell([_own(indicator.target) or nothing]),
        cell(values or [nothing]),
        cell([narrator.tell(met)]),
    )


def _own(text: str) -> Line:
    return (Own(string=text),) if text.strip() else ()
