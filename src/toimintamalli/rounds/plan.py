"""The plan of one round: what the places of a workbook say, joined with the rows of its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar, assert_never

from toimintamalli.answers.answer import Answer, ChoiceAnswer, DateAnswer
from toimintamalli.answers.facts import FACTS, LINKS, PARTS, FactType
from toimintamalli.answers.plan import Goal, Indicator, Measure, Need, Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import ID_LENGTH
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.value import Value
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.likeness import same
from toimintamalli.rounds.plan_rows import Row, bare, rows_of, text_of

R = TypeVar("R", Need, Goal, Measure, Indicator)

_PARTING: Final = re.compile(r"[,;+&/\n]")


class TooManyRows(ToimintamalliError):
    """A sheet has more rows of a plan than anybody can follow."""

    code = "follow-up-too-many-rows"


def plan_of(sheets: Iterable[AnswerSheet], facts: Facts) -> Plan:
    """Return the plan that the sheets of one round hold, in their places and in their rows.

    Where two sheets answer the same place, the later one's answer stands.
    """
    given = tuple(sheets)
    answers = {id_: answer for sheet in given for id_, answer in sheet.answers.items()}
    return join_plans((build_plan(rows_of(answers, facts)), *(sheet.plan for sheet in given)))


def build_plan(rows: Sequence[Row]) -> Plan:
    """Return the plan that some rows of places make.

    Raises:
        TooManyRows: there are more than an answers file can hold.
    """
    by_code = {part: _codes(rows, part) for part in PARTS}
    lists = {part: [_built(part, row, by_code) for row in rows if row.has(part)] for part in PARTS}
    if any(len(rows) > ANSWERS.rows for rows in lists.values()):
        raise TooManyRows(limit=str(ANSWERS.rows))
    return Plan.model_validate(lists)


def join_plans(plans: Sequence[Plan]) -> Plan:
    """Return one plan with the rows of several.

    A row that two have under one id is one row, if they say the same or one of them more; else
    the later plan's row and what points to it get an id of their own.
    """
    first, *rest = plans
    for later in rest:
        first = _join(first, later)
    return first


def _codes(rows: Sequence[Row], part: str) -> Mapping[str, str]:
    """Return code → row of one list; a code of two rows stands for neither."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if code := row.code(part):
            found.setdefault(code, []).append(row.id)
    return {code: ids[0] for code, ids in found.items() if len(ids) == 1}


def _built(part: str, row: Row, codes: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    made: dict[str, object] = {"id": row.id}
    for fact, answer in row.facts.items():
        if fact in FACTS and FACTS[fact].part == part and _holds(FACTS[fact], answer):
            made[FACTS[fact].name] = text_of(answer)
    if part in LINKS:
        name = target = LINKS[part].name
        links: list[str] = list(_links(row.text(LINKS[part].id), codes[target]))
        # What stands on one card belongs together.
        own = [str(row.id)] if row.has(target) else []
        made[name] = [*dict.fromkeys([*links, *own])][: ANSWERS.rows]
    return made


def is_counted(name: str, answer: Answer) -> bool:
    """Tell whether what an answer tells is a day or a choice where it should be one."""
    fact = FACTS.get(name)
    return fact is None or fact.kind == "links" or _holds(fact, answer)


def _holds(fact: FactType, answer: Answer) -> bool:
    """Tell whether a field can hold an answer; what it can't stands in the row's words."""
    match fact.kind:
        case "date":
            return isinstance(answer, DateAnswer)
        case "choice":
            return isinstance(answer, ChoiceAnswer)
        case "text":
            return True
        case "links":
            return False
        case _:
            assert_never(fact.kind)


def _links(text: str, codes: Mapping[str, str]) -> Iterator[str]:
    """Yield the row of each code in a text, or a name that no row has for an unknown one."""
    for piece in filter(None, (piece.strip() for piece in _PARTING.split(text))):
        if bare(piece) in codes:
            yield codes[bare(piece)]
            continue
        words = piece.split()
        known = [codes[bare(word)] for word in words if bare(word) in codes]
        # Between known codes stand only words such as "and"; what has a digit is a code.
        unknown = [word for word in words if bare(word) not in codes and re.search(r"\d", word)]
        yield from known or [_slug(piece)]
        yield from (_slug(code) for code in unknown if known)


def _slug(text: str) -> str:
    slug = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    return f"code-{slug}"[:ID_LENGTH].rstrip("-")


def _join(first: Plan, later: Plan) -> Plan:
    moves = {part: dict(_moves(getattr(first, part), getattr(later, part))) for part in PARTS}
    lists = {}
    for part in PARTS:
        rows = {row.id: row for row in getattr(first, part)}
        for row in getattr(later, part):
            moved = _moved(part, row, moves)
            rows[moved.id] = _fuller(rows[moved.id], moved) if moved.id in rows else moved
        lists[part] = Keyed(rows.values())
    return first.model_copy(update=lists)


def _moves(before: Keyed[R], after: Keyed[R]) -> Iterator[tuple[str, str]]:
    """Yield old id → new id of each row whose id a different row has."""
    taken = {*before.ids, *after.ids}
    for indicator in after:
        if indicator.id in before and not _is_same(before[indicator.id], indicator):
            number = 2
            while f"{indicator.id[: ID_LENGTH - 4]}-{number}" in taken:
                number += 1
            new = f"{indicator.id[: ID_LENGTH - 4]}-{number}"
            taken.add(new)
            yield indicator.id, new


def _is_same(one: Value, other: Value) -> bool:
    """Tell whether two rows contradict each other nowhere; links add up."""
    for name in type(one).model_fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, tuple) or not mine or not theirs:
            continue
        if same(str(mine)) != same(str(theirs)):
            return False
    return True


def _fuller(one: R, other: R) -> R:
    """Return a row with what another adds to it."""
    return one.model_copy(
        update={
            name: _both(getattr(one, name), getattr(other, name)) for name in type(one).model_fields
        }
    )


def _both(one: object, other: object) -> object:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(dict.fromkeys((*one, *other)))
    return one or other


def _moved(part: str, row: R, moves: Mapping[str, Mapping[str, str]]) -> R:
    update: dict[str, object] = {"id": moves[part].get(row.id, row.id)}
    if part in LINKS:
        name = target = LINKS[part].name
        update[name] = tuple(moves[target].get(link, link) for link in getattr(row, name))
    return row.model_copy(update=update)
