"""What to ask of a plan: one small function a check, each yielding the rows that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from toimintamalli.answers.plan import Goal, Indicator, Measure, Need, Plan
from toimintamalli.model.ids import Slug
from toimintamalli.model.operating_model import PlanCheck
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.follow_up import PlanRemark
from toimintamalli.rounds.numbers import has_digit
from toimintamalli.rounds.vague import has_phrase

Row: TypeAlias = Need | Goal | Measure | Indicator
Check: TypeAlias = Callable[[Plan, Facts], Iterator[Row]]


def check_plan(
    plan: Plan, facts: Facts, written: Mapping[tuple[str, str], str] | None = None
) -> tuple[PlanRemark, ...]:
    """Return the remarks on a plan, check by check, each in the order of the plan.

    `written` holds the words, by row and fact, that stand where a day or a choice should: of them
    nobody can say that they are missing.
    """
    said = written or {}
    remarks = [
        PlanRemark(code=Slug(code), row=row.id, text=words_of(row))
        for code, check in CHECKS.items()
        for row in check(plan, facts)
        if not any((row.id, fact) in said for fact in _MISSED.get(code, ()))
    ]
    if only_one_sided(plan, facts):
        remarks.append(PlanRemark(code=Slug("only-individual-measures")))
    return tuple(remarks)


def words_of(row: Row) -> str:
    """Return the words that a row is known by."""
    return row.how if isinstance(row, Measure) else row.text


def need_without_goal(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield needs that no goal answers."""
    del facts
    answered = {need for goal in plan.goals for need in goal.needs}
    yield from (need for need in plan.needs if need.text and need.id not in answered)


def goal_without_measure(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield goals that no measure serves."""
    del facts
    served = {goal for measure in plan.measures for goal in measure.goals}
    yield from (goal for goal in plan.goals if goal.text and goal.id not in served)


def goal_without_indicator(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield goals that no indicator watches."""
    del facts
    watched = {goal for indicator in plan.indicators for goal in indicator.goals}
    yield from (goal for goal in plan.goals if goal.text and goal.id not in watched)


def measure_without_responsible(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield measures that no role is responsible for."""
    del facts
    yield from (measure for measure in plan.measures if measure.how and not measure.responsible)


def measure_without_time(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield measures without any day."""
    del facts
    yield from (
        measure for measure in plan.measures if measure.how and not (measure.start or measure.end)
    )


def measure_without_goal(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield measures that serve no goal."""
    del facts
    yield from (measure for measure in plan.measures if measure.how and not measure.goals)


def unmeasurable_goal(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield goals without a number and without an indicator that has a baseline or a target."""
    del facts
    measurable = {
        goal
        for indicator in plan.indicators
        if indicator.baseline or indicator.target_value
        for goal in indicator.goals
    }
    for goal in plan.goals:
        if goal.text and goal.id not in measurable and not has_digit(goal.text):
            yield goal


def vague_time(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield goals, measures and indicators that leave open when."""
    yield from _with_phrase((*plan.goals, *plan.measures, *plan.indicators), facts.vague_times)


def vague_wording(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield rows that leave open whether anything is done."""
    rows = (*plan.needs, *plan.goals, *plan.measures, *plan.indicators)
    yield from _with_phrase(rows, facts.vague_words)


def unknown_link(plan: Plan, facts: Facts) -> Iterator[Row]:
    """Yield rows that point to a row that the plan does not have."""
    del facts
    yield from (goal for goal in plan.goals if set(goal.needs) - set(plan.needs.ids))
    for measure in (*plan.measures, *plan.indicators):
        if set(measure.goals) - set(plan.goals.ids):
            yield measure


def only_one_sided(plan: Plan, facts: Facts) -> bool:
    """Tell whether all measures whose reach is known have the reach that not all should have."""
    reaches = {measure.reach for measure in plan.measures if measure.reach}
    return facts.one_sided is not None and reaches == {facts.one_sided}


def _with_phrase(rows: tuple[Row, ...], phrases: tuple[str, ...]) -> Iterator[Row]:
    yield from (row for row in rows if has_phrase(_all_words(row), phrases))


def _all_words(row: Row) -> str:
    return f"{row.how}\n{row.why}\n{row.sought}" if isinstance(row, Measure) else row.text


_MISSED: Final[Mapping[PlanCheck, tuple[str, ...]]] = {
    "measure-without-responsible": ("measures.responsible",),
    "measure-without-time": ("measures.start", "measures.end"),
}
"""What is missed by the checks that ask for what a workbook has a place for."""

CHECKS: Final[Mapping[PlanCheck, Check]] = {
    "need-without-goal": need_without_goal,
    "goal-without-measure": goal_without_measure,
    "goal-without-indicator": goal_without_indicator,
    "unmeasurable-goal": unmeasurable_goal,
    "measure-without-goal": measure_without_goal,
    "measure-without-responsible": measure_without_responsible,
    "measure-without-time": measure_without_time,
    "vague-time": vague_time,
    "vague-wording": vague_wording,
    "unknown-link": unknown_link,
}
"""The checks of single rows, in the order in which their remarks are told."""
