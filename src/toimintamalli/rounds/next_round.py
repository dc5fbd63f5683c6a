"""The next round: what the answers so far hand on to the next workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from toimintamalli.answers.answer import Answer, ChoiceAnswer, TextAnswer
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import LEAST
from toimintamalli.answers.values import FrozenMap
from toimintamalli.model.ids import PartyId, PlaceId, Slug
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import Stage
from toimintamalli.model.text import Text
from toimintamalli.model.value import Value
from toimintamalli.rounds.carried import Filled, carried, fill
from toimintamalli.rounds.facts import Facts, facts_of
from toimintamalli.rounds.figures import Timeline, organisation_of, plans_of
from toimintamalli.rounds.likeness import same
from toimintamalli.rounds.measures import PlanAt, last_statuses
from toimintamalli.rounds.plan_rows import Row, number_of, place_of, text_fact, text_of
from toimintamalli.rounds.rounds import RoundAnswers, fact_of, gather
from toimintamalli.workbook.request import EarlierAnswer, EarlierAnswers, Known

_STAGES: Final[tuple[Stage, ...]] = ("follow-up", "meeting")
"""The later first."""


class NextRound(Value):
    """What is known before the next round begins."""

    round: int
    """Its number."""
    organisation: str = ""
    """Name of the workplace, if the sheets agree on one."""
    known: Keyed[Known] = Keyed()
    """What stands in the new workbook beforehand: needs, goals and measures that go on."""
    earlier: Keyed[EarlierAnswers] = Keyed()
    """The last answers, to be shown beside the new places."""
    sheets: tuple[AnswerSheet, ...] = ()
    """The new round's joint sheet as far as it is known, to be saved; none where nothing is."""
    no_room: tuple[str, ...] = ()
    """Measures, or else goals or needs, that go on and for which the workbook has no card left."""


def next_round(
    sheets: Iterable[AnswerSheet], model: Model[Text], *, least: int = LEAST
) -> NextRound:
    """Return what the sheets of one workplace hand on to its next workbook.

    Raises:
        OtherModel: a sheet answers another model.
        TooManyRows: a sheet has more rows of a plan than an answers file can hold.
    """
    today = (migrate(sheet, model.ledger) for sheet in sheets)
    return continue_from(today, facts_of(model), least=least)


def continue_from(sheets: Iterable[AnswerSheet], facts: Facts, *, least: int = LEAST) -> NextRound:
    """Return the same for sheets under the ids of today, from what is known of the model."""
    given = tuple(sheets)
    rounds = gather(given, facts, least)
    plans = tuple(plans_of(rounds, Timeline(rounds), facts))
    rows, own = carried(rounds, plans, facts)
    filled = fill(rows, facts)
    number = max((answers.round for answers in rounds if answers.round), default=len(rounds)) + 1
    organisation = organisation_of(rounds)
    earlier = {**dict(_of_rows(filled, plans, facts)), **dict(_of_places(rounds, facts))}
    return NextRound(
        round=number,
        organisation=organisation,
        known=Keyed(
            Known(id=id_, value=text_of(answer)) for id_, answer in sorted(filled.answers.items())
        ),
        earlier=Keyed(
            EarlierAnswers(id=id_, answers=(answer,)) for id_, answer in sorted(earlier.items())
        ),
        sheets=tuple(
            _sheets(
                given,
                facts,
                filled,
                _renamed(own, filled),
                number=number,
                organisation=organisation,
            )
        ),
        no_room=tuple(map(_words, filled.no_room)),
    )


def _words(row: Row) -> str:
    texts = (row.text(text_fact(part)) for part in ("measures", "goals", "needs", "indicators"))
    return next(filter(None, texts), "")


def _of_rows(
    filled: Filled, plans: Sequence[PlanAt], facts: Facts
) -> Iterator[tuple[PlaceId, EarlierAnswer]]:
    """Yield the last status of each measure, and what its indicator showed."""
    statuses = last_statuses(plans)
    for place, row in filled.followed:
        block = number_of(place_of(place, "-"))
        for field in facts.blocks[block[0]].fields if block else ():
            said = same(row.row.text("measures.how"))
            if field.fact == "measures.status" and said in statuses:
                round_, status = statuses[said]
                yield place_of(place, field.id), EarlierAnswer(round=round_, value=status)
            if field.fact == "indicators.current_value" and row.row.text(field.fact):
                value = row.row.text(field.fact)
                yield place_of(place, field.id), EarlierAnswer(round=row.round, value=value)


def _of_places(
    rounds: Sequence[RoundAnswers], facts: Facts
) -> Iterator[tuple[PlaceId, EarlierAnswer]]:
    """Yield the last answer of each scale question, and of each place with words or a choice."""
    for question in facts.questions:
        for party in facts.parties:
            if (last := _last_point(rounds, party, question)) is not None:
                yield PlaceId(f"{question}@{party}"), last
        if (joint := _last_point(rounds, None, question)) is not None:
            for view in ("", *(f"@{slug}" for slug in facts.views)):
                yield PlaceId(f"{question}{view}"), joint
    taken = {facts.occasion.organisation, facts.occasion.round, facts.occasion.date}
    for answers in rounds:
        for id_, answer in answers.joint.items():
            is_of_row = number_of(id_) and fact_of(id_, facts)
            is_said = isinstance(answer, TextAnswer | ChoiceAnswer)
            if is_said and not is_of_row and id_ not in taken:
                yield id_, EarlierAnswer(round=answers.round, value=text_of(answer))


def _last_point(
    rounds: Sequence[RoundAnswers], party: PartyId | None, question: PlaceId
) -> EarlierAnswer | None:
    for answers in reversed(rounds):
        for stage in _STAGES:
            point = answers.points.get((stage, party, question))
            if point is not None and point.value is not None:
                value = f"{point.value:g}"
                return EarlierAnswer(round=answers.round, party=party, value=value)
    return None


def _sheets(  # noqa: PLR0913 -- a sheet says all this of itself
    given: Sequence[AnswerSheet],
    facts: Facts,
    filled: Filled,
    plan: Plan,
    *,
    number: int,
    organisation: str,
) -> Iterator[AnswerSheet]:
    """Yield the joint sheet of the new round, in the language of the latest one."""
    if not given:
        return
    latest = max(given, key=lambda sheet: (sheet.round or 0, sheet.date or "", sheet.language))
    answers: dict[PlaceId, Answer] = dict(filled.answers)
    if facts.occasion.organisation and organisation:
        answers[facts.occasion.organisation] = TextAnswer(kind="text", value=organisation)
    if facts.occasion.round:
        answers[facts.occasion.round] = TextAnswer(kind="text", value=str(number))
    yield AnswerSheet(
        model=facts.model,
        content_version=facts.version,
        language=latest.language,
        round=number,
        organisation=organisation,
        answers=FrozenMap(answers),
        plan=plan,
    )


def _renamed(plan: Plan, filled: Filled) -> Plan:
    """Return the rows of the sheets' own plans, with links to the places' rows of the new round."""

    def new(ids: Iterable[Slug]) -> tuple[Slug, ...]:
        return tuple(Slug(filled.rows.get(id_, id_)) for id_ in ids)

    return plan.model_copy(
        update={
            "goals": Keyed(
                goal.model_copy(update={"needs": new(goal.needs)}) for goal in plan.goals
            ),
            "measures": Keyed(
                measure.model_copy(update={"goals": new(measure.goals)})
                for measure in plan.measures
            ),
            "indicators": Keyed(
                indicator.model_copy(update={"goals": new(indicator.goals)})
                for indicator in plan.indicators
            ),
        }
    )
