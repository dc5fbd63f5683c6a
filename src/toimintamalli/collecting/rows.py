"""From the sheets of one workbook to rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toimintamalli.answers.answer import Answer, ScaleAnswer, TextAnswer
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.collecting.tables import (
    ANSWERS,
    GOALS,
    INDICATORS,
    MEASURES,
    NEEDS,
    SHEETS,
    Row,
    Table,
)
from toimintamalli.model.ids import PlaceId
from toimintamalli.model.ledger import Ledger
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.plan import plan_of


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled workbook."""

    id: str
    """Tells it from the others, and is the same whenever it is collected."""
    file: str
    sheets: tuple[AnswerSheet, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of the model to take a workbook apart."""

    ledger: Ledger
    facts: Facts
    names: frozenset[PlaceId]
    """Places that hold the name of the workplace."""


def rows_of(filled: Filled, known: Known) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of one workbook, table by table, under the ids of today."""
    sheets = [migrate(each, known.ledger) for each in filled.sheets]
    numbered = list(enumerate(sheets, 1))
    yield SHEETS, [_sheet(filled, number, each) for number, each in numbered]
    answers = [row for number, each in numbered for row in _answers(filled, number, each, known)]
    yield ANSWERS, answers
    for round_, plan in _plans(sheets, known.facts):
        yield NEEDS, list(_needs(filled.id, round_, plan))
        yield GOALS, list(_goals(filled.id, round_, plan))
        yield MEASURES, list(_measures(filled.id, round_, plan))
        yield INDICATORS, list(_indicators(filled.id, round_, plan))


def _sheet(filled: Filled, number: int, sheet: AnswerSheet) -> Row:
    return (
        filled.id,
        number,
        sheet.model,
        sheet.content_version,
        sheet.language,
        sheet.party,
        sheet.round,
        sheet.date,
        len(sheet.answers),
        sheet.organisation or None,
        filled.file,
    )


def _answers(filled: Filled, number: int, sheet: AnswerSheet, known: Known) -> Iterator[Row]:
    for id_, answer in sheet.answers.items():
        place, _, view = id_.partition("@")
        if id_ in known.names:
            continue
        yield (
            filled.id,
            number,
            sheet.round,
            sheet.party,
            view or None,
            place,
            answer.kind,
            _value(answer),
            answer.value if isinstance(answer, ScaleAnswer) else None,
            answer.value if isinstance(answer, TextAnswer) else None,
        )


def _value(answer: Answer) -> str | None:
    """Return what was chosen, as text; nothing for somebody's own words and for no answer."""
    if answer.kind in ("text", "no-answer"):
        return None
    value = getattr(answer, "value", None)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plans(sheets: Sequence[AnswerSheet], facts: Facts) -> Iterator[tuple[int | None, Plan]]:
    rounds: dict[int | None, list[AnswerSheet]] = {}
    for each in sheets:
        rounds.setdefault(each.round, []).append(each)
    for round_, own in rounds.items():
        yield round_, plan_of(own, facts)


def _needs(workbook: str, round_: int | None, plan: Plan) -> Iterator[Row]:
    for each in plan.needs:
        goals = sum(each.id in goal.needs for goal in plan.goals)
        yield workbook, round_, each.id, each.nature, each.domain, each.reach, goals, each.text


def _goals(workbook: str, round_: int | None, plan: Plan) -> Iterator[Row]:
    for each in plan.goals:
        measures = sum(each.id in measure.goals for measure in plan.measures)
        indicators = sum(each.id in indicator.goals for indicator in plan.indicators)
        yield workbook, round_, each.id, len(each.needs), measures, indicators, each.text


def _measures(workbook: str, round_: int | None, plan: Plan) -> Iterator[Row]:
    for each in plan.measures:
        yield (
            workbook,
            round_,
            each.id,
            each.responsible,
            each.kind,
            each.reach,
            each.start,
            each.end,
            each.status,
            len(each.goals),
            each.how,
        )


def _indicators(workbook: str, round_: int | None, plan: Plan) -> Iterator[Row]:
    for each in plan.indicators:
        yield (
            workbook,
            round_,
            each.id,
            each.timing,
            each.object,
            each.target_kind,
            len(each.goals),
            each.text,
            each.baseline,
            each.target_value,
            each.current_value,
        )
