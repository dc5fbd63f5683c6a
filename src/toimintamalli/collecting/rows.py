"""From the sheets of one workbook to rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toimintamalli.answers.answer import Answer, DateAnswer, ScaleAnswer, TextAnswer, text_of
from toimintamalli.answers.facts import FACTS, LINKS
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.plan import Plan, PlanRow
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.collecting.tables import (
    ANSWERS,
    PLANS,
    SHEETS,
    Cell,
    Row,
    Table,
    written_name,
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
    occasion: frozenset[PlaceId]
    """Places that tell whose the workbook is, and when it was filled in."""


def table_rows(filled: Filled, known: Known) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of one workbook, table by table, under the ids of today."""
    migrated = [migrate(sheet, known.ledger) for sheet in filled.sheets]
    numbered = [(n, sheet) for n, sheet in enumerate(migrated, 1) if is_answered(sheet, known)]
    sheets = [sheet for _, sheet in numbered]
    yield SHEETS, [_sheet(filled, number, sheet) for number, sheet in numbered]
    answers = [row for number, sheet in numbered for row in _answers(filled, number, sheet, known)]
    yield ANSWERS, answers
    for round_, plan in _plans(sheets, known.facts):
        for part, table in PLANS.items():
            rows = getattr(plan, part)
            yield table, [_plan_row(part, filled.id, round_, row, plan) for row in rows]


def is_answered(sheet: AnswerSheet, known: Known) -> bool:
    """Tell whether a sheet says anything beside whose it is and when; others count for nothing."""
    return sheet.plan != Plan() or any(id_ not in known.occasion for id_ in sheet.answers)


def _sheet(filled: Filled, number: int, sheet: AnswerSheet) -> Row:
    return (
        filled.id,
        number,
        sheet.model,
        sheet.content_version,
        sheet.language,
        sheet.party,
        sheet.round,
        month_of(sheet.date),
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
    """Return what was chosen as text, of a day its month; nothing for words and for no answer."""
    match answer:
        case TextAnswer():
            return None
        case DateAnswer():
            return month_of(answer.value)
        case _:
            return text_of(answer)


def month_of(day: str | None) -> str | None:
    """Return the month of a day: beside the rest a day would tell a workbook from the others."""
    return day[: len("2026-11")] if day else None


def _plans(sheets: Sequence[AnswerSheet], facts: Facts) -> Iterator[tuple[int | None, Plan]]:
    rounds: dict[int | None, list[AnswerSheet]] = {}
    for sheet in sheets:
        rounds.setdefault(sheet.round, []).append(sheet)
    for round_, own in rounds.items():
        yield round_, plan_of(own, facts)


def _plan_row(part: str, workbook: str, round_: int | None, row: PlanRow, plan: Plan) -> Row:
    """Return a row of a plan under the columns of its table."""
    values: dict[str, Cell] = {"workbook": workbook, "round": round_, "row": row.id}
    for fact in FACTS:
        if fact.part == part and fact.kind != "links":
            value = getattr(row, fact.name)
            name = written_name(fact) if fact.kind == "text" else fact.name
            values[name] = month_of(value) if fact.kind == "date" else value
    for fact in LINKS.values():
        if fact.part == part:
            values[fact.name] = len(getattr(row, fact.name))
        elif fact.name == part:
            values[fact.part] = sum(
                row.id in getattr(e, fact.name) for e in getattr(plan, fact.part)
            )
    return tuple(values[column.name] for column in PLANS[part].columns)
