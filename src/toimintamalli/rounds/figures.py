"""The figures of a follow-up: from the sheets of one workplace, over parties and rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from toimintamalli.answers.answer import DateAnswer
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.outcome import NextMeeting
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import LEAST
from toimintamalli.model.ids import Date, PlaceId, Slug
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import Stage
from toimintamalli.model.text import Text
from toimintamalli.rounds.facts import Facts, facts_of
from toimintamalli.rounds.follow_up import (
    Change,
    Doubt,
    FollowUp,
    Moment,
    QuestionFigures,
    Reading,
    Result,
    Results,
)
from toimintamalli.rounds.measures import (
    PlanAt,
    current,
    indicator_figures,
    measure_figures,
    shares,
    stages_of,
    written_in,
)
from toimintamalli.rounds.numbers import tenths
from toimintamalli.rounds.plan import build_plan, join_plans
from toimintamalli.rounds.plan_rows import Row, number_of, rows_of, text_of
from toimintamalli.rounds.remarks import check_plan
from toimintamalli.rounds.rounds import RoundAnswers, gather, place_in, words_in
from toimintamalli.rounds.said import said_in
from toimintamalli.rounds.workplaces import workplaces

_STAGES: Final[tuple[Stage, ...]] = ("meeting", "follow-up")


def sum_up(
    sheets: Iterable[AnswerSheet],
    model: Model[Text],
    *,
    date: Date | None = None,
    least: int = LEAST,
    organisation: str | None = None,
) -> FollowUp:
    """Return the figures of one workplace's sheets, of any rounds and content versions.

    `date` is the day for which measures are overdue, by default the last one in the sheets. Where
    several people of a party answered, figures of fewer than `least` are withheld.

    Raises:
        OtherModel: a sheet answers another model.
        MixedWorkplaces: they are of several workplaces, and `organisation` does not say of which.
        TooManyRows: a sheet has more rows of a plan than an answers file can hold.
    """
    today = (migrate(sheet, model.ledger) for sheet in sheets)
    known = facts_of(model)
    return summarise(today, known, date=date, least=least, organisation=organisation)


def summarise(
    sheets: Iterable[AnswerSheet],
    facts: Facts,
    *,
    date: Date | None = None,
    least: int = LEAST,
    organisation: str | None = None,
) -> FollowUp:
    """Return the same for sheets under the ids of today, from what is known of the model."""
    given = tuple(sheets)
    rounds = gather(given, facts, least, organisation)
    timeline = Timeline(rounds)
    plans = tuple(plans_of(rounds, timeline, facts))
    day = date or _last_day(timeline.moments)
    measures = tuple(measure_figures(plans, facts, day))
    now = current(measures, plans)
    latest = next((at for at in reversed(plans) if at.plan != Plan()), None)
    plan = latest.plan if latest else Plan()
    return FollowUp(
        organisation=organisation_of(rounds),
        date=day,
        moments=timeline.moments,
        questions=tuple(_questions(rounds, timeline, facts)),
        plan=plan,
        measures=measures,
        statuses=tuple(
            shares([measure.status for measure in now], facts.statuses.ids, every=False)
        ),
        reaches=tuple(shares([measure.reach for measure in now], facts.reaches, every=True)),
        kinds=tuple(shares([measure.kind for measure in now], facts.kinds, every=True)),
        indicators=tuple(indicator_figures(plans)),
        results=_results(rounds, timeline, facts),
        next_meeting=_next_meeting(rounds, facts),
        said=said_in(rounds, timeline.at, facts),
        remarks=check_plan(plan, facts, latest.written if latest else {}),
        doubts=tuple(_doubts(rounds, timeline)),
    )


class Timeline:
    """The moments of some rounds, and which is which."""

    def __init__(self, rounds: Sequence[RoundAnswers]) -> None:
        moments: list[Moment] = []
        self._index: dict[tuple[int, Stage], int] = {}
        for number, round_ in enumerate(rounds):
            if round_.says_meeting or not round_.followed:
                self._index[number, "meeting"] = len(moments)
                moments.append(round_.meeting)
            if round_.followed:
                self._index[number, "follow-up"] = len(moments)
                moments.append(round_.followed)
        self.moments = tuple(moments)

    def of(self, round_: int) -> dict[Stage, int]:
        """Return stage → moment of a round, by its place among the rounds."""
        return {
            stage: self._index[round_, stage] for stage in _STAGES if (round_, stage) in self._index
        }

    def at(self, round_: int, stage: Stage) -> int:
        """Return the moment of a stage, or the round's other one where it has no such."""
        moments = self.of(round_)
        return moments.get(stage, next(iter(moments.values())))


def plans_of(rounds: Sequence[RoundAnswers], timeline: Timeline, facts: Facts) -> Iterator[PlanAt]:
    """Yield the plan of each round."""
    for number, round_ in enumerate(rounds):
        rows = rows_of(round_.joint, facts)
        plan = join_plans((build_plan(rows), round_.plan))
        yield PlanAt(
            number,
            round_.round,
            plan,
            timeline.of(number),
            stages_of(rows),
            {**_beside(round_, facts), **written_in(rows)},
            {row.id: tuple(row.called) for row in rows if row.called},
        )


def _beside(given: RoundAnswers, facts: Facts) -> Mapping[tuple[str, str], str]:
    """Return row and fact → what somebody wrote beside the answer: a second role, a doubt."""
    found: dict[tuple[str, str], set[str]] = {}
    for sheet in given.sheets:
        for key, value in sheet.unrecognised.items():
            place, words = place_in(key), words_in(value)
            row = number_of(place) if place and words and place in given.joint else None
            block = facts.blocks[row[0]] if row and row[0] in facts.blocks else None
            if row and block and row[2] in block.fields:
                name = Row(row[0], row[1], {}).id, block.fields[row[2]].fact
                found.setdefault(name, set()).add(words)
    return {name: "\n".join(sorted(words)) for name, words in found.items()}


def _last_day(moments: Iterable[Moment]) -> Date | None:
    return max((moment.date for moment in moments if moment.date), default=None)


def organisation_of(rounds: Sequence[RoundAnswers]) -> str:
    """Return the name of the workplace, if all that give one agree."""
    names = workplaces(organisation for round_ in rounds for organisation in round_.organisations)
    return names[0] if len(names) == 1 else ""


def _doubts(rounds: Sequence[RoundAnswers], timeline: Timeline) -> Iterator[Doubt]:
    for number, round_ in enumerate(rounds):
        if len(rounds) > 1 and not (round_.round or round_.meeting.date):
            # Without a round and a day nobody knows when it was.
            yield Doubt(code=Slug("dates-unknown"), moment=timeline.at(number, "meeting"))
        for stage, code, place in sorted(
            round_.doubts,
            key=lambda doubt: (timeline.at(number, doubt[0]), doubt[1], doubt[2] or ""),
        ):
            yield Doubt(code=code, place=place, moment=timeline.at(number, stage))


def _questions(
    rounds: Sequence[RoundAnswers], timeline: Timeline, facts: Facts
) -> Iterator[QuestionFigures]:
    for place in facts.questions:
        readings = tuple(_readings(rounds, timeline, facts, place))
        if readings:
            values = _last_shared(readings)
            yield QuestionFigures(
                place=place,
                readings=readings,
                agreement=len(set(values)) == 1 if values else None,
                gap=tenths(max(values) - min(values)) if values else None,
                changes=tuple(_changes(readings, facts)),
            )


def _readings(
    rounds: Sequence[RoundAnswers], timeline: Timeline, facts: Facts, place: PlaceId
) -> Iterator[Reading]:
    for number, round_ in enumerate(rounds):
        for stage, moment in timeline.of(number).items():
            for party in (*facts.parties, None):
                if (point := round_.points.get((stage, party, place))) is not None:
                    yield Reading(
                        moment=moment,
                        party=party,
                        value=point.value,
                        respondents=point.respondents,
                        withheld=point.withheld,
                    )


def _last_shared(readings: Sequence[Reading]) -> list[float]:
    """Return what the parties said at the last moment at which two of them did."""
    by_moment: dict[int, list[float]] = {}
    for reading in readings:
        if reading.party and reading.value is not None:
            by_moment.setdefault(reading.moment, []).append(reading.value)
    shared = [moment for moment, values in by_moment.items() if len(values) > 1]
    return by_moment[max(shared)] if shared else []


def _changes(readings: Sequence[Reading], facts: Facts) -> Iterator[Change]:
    for party in (*facts.parties, None):
        said = [(e.moment, e.value) for e in readings if e.party == party and e.value is not None]
        if len(said) > 1:
            (since, before), (until, after) = said[-2:]
            yield Change(party=party, since=since, until=until, by=tenths(after - before))


def _results(rounds: Sequence[RoundAnswers], timeline: Timeline, facts: Facts) -> Results:
    found: dict[str, list[Result]] = {field: [] for field in Results.model_fields}
    for number, round_ in enumerate(rounds):
        for name, stage, text in _told(round_, facts, "results"):
            if name in found:
                found[name].append(Result(moment=timeline.at(number, stage), text=text))
    return Results.model_validate({name: tuple(texts) for name, texts in found.items()})


def _next_meeting(rounds: Sequence[RoundAnswers], facts: Facts) -> NextMeeting:
    for answers in reversed(rounds):
        if told := {name: text for name, _, text in _told(answers, facts, "meeting")}:
            return NextMeeting.model_validate(told)
    return NextMeeting()


def _told(round_: RoundAnswers, facts: Facts, part: str) -> Iterator[tuple[str, Stage, str]]:
    """Yield what a round's forms tell: name of the fact, when, and the words."""
    for block in facts.blocks:
        for field in block.fields if block.kind == "fields" else ():
            answer = round_.joint.get(PlaceId(f"{block.id}.{field.id}"))
            whose, _, name = field.fact.partition(".")
            # A day that was answered in words is none that a calendar could hold.
            is_sound = name != "date" or isinstance(answer, DateAnswer)
            if whose == part and text_of(answer) and is_sound:
                yield name, block.stage, text_of(answer)
