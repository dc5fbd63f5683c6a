"""Measures and indicators over the rounds: the same words are the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from toimintamalli.answers.plan import Goal, Indicator, Measure, Need, Plan
from toimintamalli.model.ids import Date, Slug
from toimintamalli.model.outline import Stage
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.follow_up import (
    IndicatorFigures,
    IndicatorValue,
    MeasureFigures,
    Share,
    Standing,
)
from toimintamalli.rounds.likeness import same
from toimintamalli.rounds.numbers import number_in
from toimintamalli.rounds.plan import is_counted
from toimintamalli.rounds.plan_rows import Row, text_of

R = TypeVar("R", Measure, Indicator)
Said: TypeAlias = "list[tuple[PlanAt, R]]"
"""The rows of one thing, round by round."""


@dataclass(frozen=True)
class PlanAt:
    """The plan of one round, and at which moments its changing values were given."""

    number: int
    """Its place among the rounds."""
    round: int | None
    plan: Plan
    moments: Mapping[Stage, int]
    """Each stage that the round has → the index of its moment."""
    stages: Mapping[tuple[str, str], Stage]
    """Row and fact → when it was answered; nothing for what a sheet's own plan says."""
    written: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Row and fact → the words that stand there and are no day or choice."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Row → other words by which it is called."""

    def moment(self, row: str, fact: str) -> int:
        """Return when a value was given; what a sheet's own plan says, at the round's last."""
        stage = self.stages.get((row, fact))
        last = max(self.moments.values())
        return self.moments.get(stage, last) if stage else last


def stages_of(rows: Iterable[Row]) -> Mapping[tuple[str, str], Stage]:
    """Return row and fact → when it was answered."""
    return {(row.id, fact): stage for row in rows for fact, stage in row.stages.items()}


def written_in(rows: Iterable[Row]) -> Mapping[tuple[str, str], str]:
    """Return row and fact → the words that stand there and are no day or choice."""
    return {
        (row.id, fact): text_of(answer)
        for row in rows
        for fact, answer in row.facts.items()
        if not is_counted(fact, answer)
    }


def measure_figures(
    plans: Sequence[PlanAt], facts: Facts, date: Date | None
) -> Iterator[MeasureFigures]:
    """Yield each measure, those of the latest round first."""
    for at, said in _measures(plans):
        rows = [measure for plan, measure in said if plan is at]
        pointed = {goal for row in rows for goal in row.goals}
        goals = [goal for goal in at.plan.goals if goal.id in pointed]
        needs = {need for goal in goals for need in goal.needs}
        standings = tuple(_standings(said))
        status = standings[-1].status if standings else None
        meaning = {status.id: status.state for status in facts.statuses}
        state = meaning.get(status, "open") if status else "open"
        end = next((row.end for row in rows if row.end), None)
        yield MeasureFigures(
            row=rows[0].id,
            round=at.round,
            how=rows[0].how,
            goals=_texts(goals),
            needs=_texts(need for need in at.plan.needs if need.id in needs),
            responsible=next((row.responsible for row in rows if row.responsible), None),
            kind=next((row.kind for row in rows if row.kind), None),
            reach=next((row.reach for row in rows if row.reach), None),
            end=end,
            standings=standings,
            status=status,
            state=state,
            overdue=bool(state == "open" and end and date and end < date),
            responsible_written=_written(at, rows, "measures.responsible"),
            end_written=_written(at, rows, "measures.end"),
            status_written=_written(at, rows, "measures.status"),
            called=tuple(
                dict.fromkeys(words for plan, row in said for words in plan.called.get(row.id, ()))
            ),
        )


def _written(at: PlanAt, rows: Iterable[Measure], fact: str) -> str:
    return next(filter(None, (at.written.get((row.id, fact)) for row in rows)), "")


def current(
    measures: Sequence[MeasureFigures], plans: Sequence[PlanAt]
) -> tuple[MeasureFigures, ...]:
    """Return the measures that count now: those of the latest plan, and those still open."""
    latest = next((plan for plan in reversed(plans) if len(plan.plan.measures)), None)
    count = sum(1 for at, _ in _measures(plans) if at is latest)
    return (
        *measures[:count],
        *(measure for measure in measures[count:] if measure.state == "open"),
    )


def last_statuses(plans: Sequence[PlanAt]) -> Mapping[str, tuple[int | None, Slug]]:
    """Return the words of each measure → its last status and the round that gave it."""
    found: dict[str, tuple[int | None, Slug]] = {}
    for at in plans:
        for measure in at.plan.measures:
            if measure.status and measure.how:
                found[same(measure.how)] = at.round, measure.status
    return found


def standing_measures(plans: Sequence[PlanAt], facts: Facts) -> frozenset[tuple[int, str]]:
    """Return the plan, by its place in the order, and the row of each measure that goes on.

    It is open, and no later plan repeats it.
    """
    meaning = {status.id: status.state for status in facts.statuses}
    found = set()
    for at, said in _measures(plans):
        statuses = [meaning.get(standing.status, "open") for standing in _standings(said)]
        if not statuses or statuses[-1] == "open":
            found |= {(plan.number, measure.id) for plan, measure in said if plan is at}
    return frozenset(found)


def indicator_figures(plans: Sequence[PlanAt]) -> Iterator[IndicatorFigures]:
    """Yield each indicator, those of the latest round first."""
    for at, said in _indicators(plans):
        rows = [indicator for plan, indicator in said if plan is at]
        pointed = {goal for row in rows for goal in row.goals}
        values = tuple(_values(said))
        baseline = next((row.baseline for _, row in reversed(said) if row.baseline), "")
        target = next((row.target_value for _, row in reversed(said) if row.target_value), "")
        yield IndicatorFigures(
            row=rows[0].id,
            text=rows[0].text,
            goals=_texts(goal for goal in at.plan.goals if goal.id in pointed),
            timing=next((row.timing for row in rows if row.timing), None),
            baseline=baseline,
            target=target,
            values=values,
            met=_met(baseline, target, values[-1].number if values else None),
        )


def shares(values: Sequence[Slug | None], order: Iterable[str], *, every: bool) -> Iterator[Share]:
    """Yield how many have each value, in the order of the vocabulary.

    `every` asks for the values of none too, if there is any of another.
    """
    known = list(order)
    for slug in (*known, *sorted({value for value in values if value} - set(known))):
        count = values.count(slug)
        if count or (every and any(values)):
            yield Share(value=Slug(slug), count=count)


def _measures(plans: Sequence[PlanAt]) -> list[tuple[PlanAt, Said[Measure]]]:
    rows = ((at, measure) for at in plans for measure in at.plan.measures)
    return _things(plans, ((same(measure.how), at, measure) for at, measure in rows))


def _indicators(plans: Sequence[PlanAt]) -> list[tuple[PlanAt, Said[Indicator]]]:
    rows = ((at, indicator) for at in plans for indicator in at.plan.indicators)
    return _things(plans, ((same(indicator.text), at, indicator) for at, indicator in rows))


def _things(
    plans: Sequence[PlanAt], rows: Iterable[tuple[str, PlanAt, R]]
) -> list[tuple[PlanAt, Said[R]]]:
    """Return each thing by the latest plan that has it, with its rows round by round."""
    found: dict[tuple[str, str], Said[R]] = {}
    for text, at, row in rows:
        # What has no words is nothing but itself.
        key = (text, "") if text else (str(at.number), row.id)
        found.setdefault(key, []).append((at, row))
    return [(at, said) for at in reversed(plans) for said in found.values() if said[-1][0] is at]


def _standings(said: Said[Measure]) -> Iterator[Standing]:
    statuses = {
        plan.moment(measure.id, "measures.status"): measure.status
        for plan, measure in said
        if measure.status
    }
    yield from (Standing(moment=moment, status=statuses[moment]) for moment in sorted(statuses))


def _values(said: Said[Indicator]) -> Iterator[IndicatorValue]:
    texts = {
        plan.moment(indicator.id, "indicators.current_value"): indicator.current_value
        for plan, indicator in said
        if indicator.current_value
    }
    for text in sorted(texts):
        yield IndicatorValue(moment=text, text=texts[text], number=number_in(texts[text]))


def _texts(rows: Iterable[Need | Goal]) -> tuple[str, ...]:
    return tuple(row.text for row in rows if row.text)


def _met(baseline: str, target: str, last: float | None) -> bool | None:
    start, goal = number_in(baseline), number_in(target)
    if start is None or goal is None or last is None:
        return None
    if start == goal:
        # Where nothing was to change, nobody knows which way is better.
        return True if last == goal else None
    return last >= goal if goal > start else last <= goal
