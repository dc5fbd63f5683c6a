"""Which rows of a plan go on into the next round, and in which places they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from toimintamalli.answers.answer import Answer
from toimintamalli.answers.facts import ANEW, CODES, FACTS, LINKS, NAMES, PARTS
from toimintamalli.answers.plan import Goal, Indicator, Measure, Need, Plan
from toimintamalli.model.ids import PlaceId
from toimintamalli.model.keyed import Keyed
from toimintamalli.rounds.facts import FactBlock, Facts
from toimintamalli.rounds.likeness import same
from toimintamalli.rounds.measures import PlanAt, standing_measures
from toimintamalli.rounds.plan import is_counted
from toimintamalli.rounds.plan_rows import Row, place_of, rows_of
from toimintamalli.rounds.rounds import RoundAnswers

R = TypeVar("R", Need, Goal, Measure, Indicator)
_LINKS: Final = frozenset(link.id for link in LINKS.values())
_CALLED: Final = frozenset({*CODES, *NAMES.values()})
"""Facts by which people know a row."""


@dataclass(frozen=True)
class Carried:
    """One row that goes on."""

    round: int | None
    """The round that it is from."""
    row: Row


@dataclass
class Filled:
    """The places of the next round's workbook that the plan fills in."""

    answers: dict[PlaceId, Answer] = field(default_factory=dict)
    """Place → what it holds."""
    rows: dict[str, str] = field(default_factory=dict)
    """Old row → new row, of the latest plan."""
    followed: list[tuple[str, Carried]] = field(default_factory=list)
    """Each row of a follow-up meeting's table, as `block-number`, and whose status it asks for."""
    no_room: list[Row] = field(default_factory=list)
    """What the workbook has no card for; a measure's status is still asked for."""


def carried(
    rounds: Sequence[RoundAnswers], plans: Sequence[PlanAt], facts: Facts
) -> tuple[list[Carried], Plan]:
    """Return what goes on: rows of places, and rows of the sheets' own plans.

    Of the latest plan that is every measure that is not done or dropped, and each need, goal and
    indicator that doesn't belong to such measures only; of earlier plans the measures that are
    still open and that no later plan has.
    """
    latest = next((plan for plan in reversed(plans) if plan.plan != Plan()), None)
    if latest is None:
        return [], Plan()
    open_rows = standing_measures(plans, facts)
    rows: list[Carried] = []
    own = Plan()
    for at in sorted(plans, key=lambda plan: (plan is not latest, -plan.number)):
        ours = rows_of(rounds[at.number].joint, facts)
        is_latest = at is latest
        stays = _standing(at, open_rows) if is_latest else _open_only(at, open_rows)
        rows += (Carried(at.round, row) for row in _going_on(ours, stays, whole=is_latest))
        own = _with(own, _rest(at.plan, ours, stays))
    return rows, own


def fill(rows: Iterable[Carried], facts: Facts) -> Filled:
    """Put rows into the places of a new workbook: in item own blocks, one after another."""
    filled = Filled()
    roots = {block.id: _root(block, facts) for block in facts.blocks}
    taken: dict[str, int] = {}
    words: set[tuple[str, str]] = set()
    going: list[Carried] = []
    # What stands only in a further table comes after the rows of the table that it continues.
    for row in sorted(
        rows, key=lambda row: not dict(_row_answers(roots[row.row.block], 1, row.row))
    ):
        root = roots[row.row.block]
        said = same(row.row.text("measures.how"))
        # A row of the follow-up meeting about a measure that stands elsewhere is no other one.
        is_alone = root.id != row.row.block and facts.blocks[row.row.block].stage == "follow-up"
        if is_alone and any(text == said for _, text in words):
            continue
        going.append(row)
        words.add((root.id, said))
        number = taken.get(root.id, 0) + 1
        if root.kind == "cards" and number > root.rows:
            filled.no_room.append(row.row)
            continue
        taken[root.id] = number
        filled.rows.setdefault(row.row.id, f"{root.id.replace('.', '-')}-{number}")
        for block in _meeting_blocks(root, facts):
            filled.answers.update(_row_answers(block, number, row.row))
    _ask_for_status(filled, going, facts)
    return filled


def _root(block: FactBlock, facts: Facts) -> FactBlock:
    seen = {block.id}
    while block.continues in facts.blocks and block.continues not in seen:
        block = facts.blocks[str(block.continues)]
        seen.add(block.id)
    return block


def _meeting_blocks(root: FactBlock, facts: Facts) -> Iterator[FactBlock]:
    yield root
    yield from (
        block for block in facts.blocks if block.continues == root.id and block.stage == "meeting"
    )


def _row_answers(block: FactBlock, number: int, row: Row) -> Iterator[tuple[PlaceId, Answer]]:
    """Yield the places of a row in one block; its name stands only beside something else."""
    found = {field.id: field.fact for field in block.fields if field.fact in row.facts}
    found = {
        name: fact
        for name, fact in found.items()
        if fact not in ANEW and is_counted(fact, row.facts[fact])
    }
    elsewhere = _CALLED if block.continues else CODES
    if block.id != row.block and elsewhere.issuperset(found.values()):
        return
    for name, fact in found.items():
        yield place_of(f"{block.id}-{number}", name), row.facts[fact]


def _ask_for_status(filled: Filled, going: Sequence[Carried], facts: Facts) -> None:
    """Write each measure once into the table in which the follow-up meeting notes its status."""
    asking = [block for block in facts.blocks if _asks_for_status(block)]
    own = {block.continues for block in asking}
    for block in asking:
        how = next(field for field in block.fields if field.fact == "measures.how")
        seen: set[str] = set()
        # Those of the block that it continues come first, and no other table asks for them.
        for open_row in sorted(going, key=lambda row: _root_id(row, facts) != block.continues):
            root = _root_id(open_row, facts)
            if root != block.continues and root in own:
                continue
            text = same(open_row.row.text("measures.how"))
            if text and text not in seen:
                seen.add(text)
                row = f"{block.id}-{len(seen)}"
                filled.answers[place_of(row, how.id)] = open_row.row.facts["measures.how"]
                filled.followed.append((row, open_row))


def _asks_for_status(block: FactBlock) -> bool:
    names_measures = any(field.fact == "measures.how" for field in block.fields)
    return block.stage == "follow-up" and bool(block.continues) and names_measures


def _root_id(row: Carried, facts: Facts) -> str:
    return _root(facts.blocks[row.row.block], facts).id


def _standing(at: PlanAt, open_rows: frozenset[tuple[int, str]]) -> Mapping[str, frozenset[str]]:
    """Return the rows of the latest plan that go on, list by list."""
    plan = at.plan
    closed = {measure.id for measure in plan.measures if (at.number, measure.id) not in open_rows}
    serving = {goal.id: [m.id for m in plan.measures if goal.id in m.goals] for goal in plan.goals}
    ended = {goal for goal, ids in serving.items() if ids and closed.issuperset(ids)}
    answering = {need.id: [g.id for g in plan.goals if need.id in g.needs] for need in plan.needs}
    met = {need for need, ids in answering.items() if ids and ended.issuperset(ids)}
    watching = {
        indicator.id
        for indicator in plan.indicators
        if not indicator.goals
        or not ended.issuperset(set(indicator.goals) & set(plan.goals.ids) or {""})
    }
    return {
        "needs": frozenset(plan.needs.ids) - met,
        "goals": frozenset(plan.goals.ids) - ended,
        "measures": frozenset(plan.measures.ids) - closed,
        "indicators": frozenset(watching),
    }


def _open_only(at: PlanAt, open_rows: frozenset[tuple[int, str]]) -> Mapping[str, frozenset[str]]:
    """Return the measures of an earlier plan that are still open, with what stands on item row."""
    ids = frozenset(
        measure.id for measure in at.plan.measures if (at.number, measure.id) in open_rows
    )
    return dict.fromkeys(PARTS, ids)


def _going_on(
    rows: Iterable[Row], stays: Mapping[str, frozenset[str]], *, whole: bool
) -> Iterator[Row]:
    for row in rows:
        if row.has("measures") and row.id not in stays["measures"]:
            continue
        facts = {
            name: answer
            for name, answer in row.facts.items()
            if row.id in stays.get(name.partition(".")[0], ()) and (whole or name not in _LINKS)
        }
        if not whole:
            # An earlier plan's codes may mean something else in the latest one.
            facts = {name: answer for name, answer in facts.items() if name not in CODES}
        if set(facts) - ANEW:
            yield replace(row, facts=facts)


def _rest(plan: Plan, rows: Iterable[Row], stays: Mapping[str, frozenset[str]]) -> Plan:
    """Return the rows of the sheets' own plans that go on, without what each round says anew."""
    ours = {(part, row.id) for row in rows for part in PARTS if row.has(part)}

    def kept(part: str, ids: Iterable[str]) -> set[str]:
        return {id_ for id_ in ids if id_ in stays[part] and (part, id_) not in ours}

    return plan.model_copy(
        update={
            part: Keyed(
                _unsaid(part, row)
                for row in getattr(plan, part)
                if row.id in kept(part, getattr(plan, part).ids)
            )
            for part in PARTS
        }
    )


def _unsaid(part: str, row: R) -> R:
    """Return a row without what each round says anew."""
    fields = type(row).model_fields
    anew = [fact.name for fact in FACTS if fact.part == part and fact.id in ANEW]
    return row.model_copy(update={name: fields[name].default for name in anew})


def _with(first: Plan, earlier: Plan) -> Plan:
    """Return a plan with the rows of an earlier one under ids that are still free."""

    def both(
        ours: Keyed[Need] | Keyed[Goal] | Keyed[Measure] | Keyed[Indicator],
        theirs: Keyed[Need] | Keyed[Goal] | Keyed[Measure] | Keyed[Indicator],
    ) -> object:
        return Keyed([*ours, *(item for item in theirs if item.id not in ours)])

    return first.model_copy(
        update={part: both(getattr(first, part), getattr(earlier, part)) for part in PARTS}
    )
