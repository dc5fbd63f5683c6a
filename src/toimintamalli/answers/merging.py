"""Several sheets of one party in one round, such as two days' work, as one."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from toimintamalli.answers.plan import Goal, Indicator, Measure, Need, Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json, keep
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.value import Value

Row: TypeAlias = Need | Goal | Measure | Indicator


def merge(sheets: Iterable[AnswerSheet]) -> tuple[AnswerSheet, ...]:
    """Return one sheet for each model, organisation, round and party, in the order first met.

    Where two sheets differ, the later day's answer or row stands, or the one given later; the
    other moves to `unrecognised`, so nothing is lost. Sheets of older content are migrated first.
    """
    groups: dict[tuple[object, ...], list[AnswerSheet]] = {}
    for sheet in sheets:
        whose = (sheet.model, sheet.organisation, sheet.round, sheet.party)
        groups.setdefault(whose, []).append(sheet)
    return tuple(_merge(group) for group in groups.values())


def _merge(group: Sequence[AnswerSheet]) -> AnswerSheet:
    first, *rest = sorted(group, key=lambda sheet: sheet.date or "")
    for later in rest:
        first = _add(first, later)
    return first


def _add(earlier: AnswerSheet, later: AnswerSheet) -> AnswerSheet:
    kept = dict(earlier.unrecognised)
    for key, value in later.unrecognised.items():
        keep(kept, key, value)
    for id_, answer in earlier.answers.items():
        if later.answers.get(id_, answer) != answer:
            keep(kept, f"/answers/{id_}", _as_json(answer))
    lists: dict[str, Keyed[Row]] = {}
    for name in Plan.model_fields:
        lists[name] = _add_rows(earlier, later, name, kept)
    return later.model_copy(
        update={
            "answers": FrozenMap({**earlier.answers, **later.answers}),
            "plan": earlier.plan.model_copy(update=lists),
            "unrecognised": FrozenMap(kept),
        }
    )


def _add_rows(
    earlier: AnswerSheet, later: AnswerSheet, name: str, kept: dict[str, Json]
) -> Keyed[Row]:
    before: Keyed[Row] = getattr(earlier.plan, name)
    after: Keyed[Row] = getattr(later.plan, name)
    for row in before:
        if row.id in after and after[row.id] != row:
            keep(kept, f"/plan/{name}/{row.id}", _as_json(row))
    rows = {row.id: row for row in (*before, *after)}
    return Keyed(rows.values())


def _as_json(value: Value) -> Json:
    return Json.of(value.model_dump(mode="json", exclude_defaults=True))
