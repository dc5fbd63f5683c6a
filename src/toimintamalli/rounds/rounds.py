"""Who answered what and when: the sheets of a workplace by round, stage and party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from toimintamalli.answers.answer import Answer, DateAnswer, ScaleAnswer, TextAnswer
from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import LEAST
from toimintamalli.answers.values import FrozenMap, Json, keep
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model.ids import Date, PartyId, PlaceId, Slug
from toimintamalli.model.outline import Stage
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.follow_up import Moment
from toimintamalli.rounds.likeness import are_together
from toimintamalli.rounds.plan import join_plans
from toimintamalli.rounds.plan_rows import number_of
from toimintamalli.rounds.workplaces import sheets_of_one

Answers: TypeAlias = dict[PlaceId, Answer]

_ANSWERS: Final = "/answers/"
"""How the key of something unrecognised begins that was written at a place."""
_BYTE_ORDER: Final = "\ufeff"
_MOST_DIGITS: Final = 4
_NAMES_OF_ROWS: Final = ("code", "text", "how")
"""Facts that say what a row is about: handed on from the plan, they are no answer yet."""


class OtherModel(ToimintamalliError):
    """A sheet answers another operating model."""

    code = "follow-up-other-model"


@dataclass(frozen=True)
class Point:
    """Where somebody stood on a scale; no value where it is withheld."""

    value: float | None
    respondents: int = 1
    withheld: bool = False


@dataclass
class RoundAnswers:
    """What one round says, jointly and party by party."""

    round: int | None
    meeting: Moment
    followed: Moment | None = None
    """The follow-up meeting, if anything was answered of it."""
    joint: Answers = field(default_factory=dict)
    """Every joint answer, of both meetings."""
    points: dict[tuple[Stage, PartyId | None, PlaceId], Point] = field(default_factory=dict)
    """Where each party, or all jointly, stood on the scale questions, by the question's id."""
    plan: Plan = field(default_factory=Plan)
    """The rows of the sheets' own plans."""
    organisations: frozenset[str] = frozenset()
    """The names of the workplace that its sheets give."""
    says_meeting: bool = False
    """Whether anything was answered of the meeting itself."""
    sheets: tuple[AnswerSheet, ...] = ()
    """What it is read from."""
    hidden: frozenset[PartyId] = frozenset()
    """Parties of which too few people answered for anybody's value to be told."""
    doubts: list[tuple[Stage, Slug, PlaceId | None]] = field(default_factory=list)
    """What was left out: when, why, and the place."""


V = TypeVar("V")
_Given: TypeAlias = tuple[str, Mapping[PlaceId, V]]
"""The day of one sheet, and what one party, or all jointly, say on it."""


def gather(
    sheets: Iterable[AnswerSheet], facts: Facts, least: int = LEAST, organisation: str | None = None
) -> tuple[RoundAnswers, ...]:
    """Return what was said round by round; the order of the sheets does not matter.

    Raises:
        OtherModel: a sheet answers another model.
        MixedWorkplaces: they are of several workplaces, and `organisation` does not say of which.
    """
    seen = map(_without_marks, sheets)
    told = [_with_written(_with_occasion(sheet, facts), facts) for sheet in seen]
    known = sheets_of_one(told, organisation)
    for sheet in known:
        if sheet.model != facts.model:
            raise OtherModel(found=sheet.model, known=facts.model)
    rounds = _rounds(sorted(_placed(_distinct(known)), key=_order))
    return tuple(
        _RoundReader(facts, least).read(round_, own_sheets) for round_, own_sheets in rounds
    )


def party_of(id_: PlaceId, sheet: AnswerSheet, facts: Facts) -> PartyId | None:
    """Return whose answer it is: by the view of the place, or else by the sheet."""
    view = id_.partition("@")[2]
    if view:
        return PartyId(view) if view in facts.parties else None
    return None if is_joint(id_, facts) else sheet.party


def is_joint(id_: PlaceId, facts: Facts) -> bool:
    """Tell whether a place is of the plan, its results or the next meeting."""
    return fact_of(id_, facts) is not None


def fact_of(id_: PlaceId, facts: Facts) -> tuple[str, Stage] | None:
    """Return what a place tells of the plan and when it is answered; nothing for other places."""
    in_row = number_of(id_)
    block, _, name = id_.rpartition(".")
    if in_row is not None and in_row[0] in facts.blocks and facts.blocks[in_row[0]].rows:
        block, name = in_row[0], in_row[2]
    if block not in facts.blocks or name not in facts.blocks[block].fields:
        return None
    return facts.blocks[block].fields[name].fact, facts.blocks[block].stage


def stage_of(id_: PlaceId, facts: Facts) -> Stage:
    """Return at which of a round's meetings a place is answered."""
    view = id_.partition("@")[2]
    if view:
        return "meeting" if view in facts.parties else "follow-up"
    fact = fact_of(id_, facts)
    return fact[1] if fact else "meeting"


def _without_marks(sheet: AnswerSheet) -> AnswerSheet:
    """Return a sheet without the mark of byte order, which comes along from web pages and Excel.

    Nobody sees it; to JavaScript it is a white space and to Python a letter.
    """
    if not any(_BYTE_ORDER in text for text in (sheet.organisation, *_texts(sheet))):
        return sheet
    answers = dict(sheet.answers)
    for place, answer in sheet.answers.items():
        if isinstance(answer, TextAnswer) and _BYTE_ORDER in answer.value:
            del answers[place]
            if words := answer.value.replace(_BYTE_ORDER, ""):
                answers[place] = answer.model_copy(update={"value": words})
    organisation = sheet.organisation.replace(_BYTE_ORDER, "")
    return sheet.model_copy(update={"answers": FrozenMap(answers), "organisation": organisation})


def _texts(sheet: AnswerSheet) -> Iterator[str]:
    return (answer.value for answer in sheet.answers.values() if isinstance(answer, TextAnswer))


def _with_occasion(sheet: AnswerSheet, facts: Facts) -> AnswerSheet:
    """Return a sheet with what its cover says of the occasion, where it says nothing itself."""
    places = facts.occasion
    update: dict[str, object] = {}
    round_ = sheet.answers.get(places.round) if places.round else None
    if sheet.round is None and isinstance(round_, TextAnswer):
        digits = round_.value.strip().rstrip(".")
        if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits):
            update["round"] = int(digits)
    date = sheet.answers.get(places.date) if places.date else None
    if sheet.date is None and isinstance(date, DateAnswer):
        update["date"] = date.value
    name = sheet.answers.get(places.organisation) if places.organisation else None
    if not sheet.organisation and isinstance(name, TextAnswer):
        update["organisation"] = name.value
    return sheet.model_copy(update=update)


def _with_written(sheet: AnswerSheet, facts: Facts) -> AnswerSheet:
    """Return a sheet with the words that stand in places of the plan and could not be counted.

    They are no answer of the place's kind, and a measure has them all the same.
    """
    written = {
        # Words that somebody wrote; whoever kept them has held them to the limits.
        place: TextAnswer.model_construct(kind="text", value=words)
        for key, value in sheet.unrecognised.items()
        if (place := place_in(key))
        and place not in sheet.answers
        and is_joint(place, facts)
        and (words := words_in(value))
    }
    return sheet.model_copy(update={"answers": FrozenMap({**sheet.answers, **written})})


def place_in(key: str) -> PlaceId | None:
    """Return the place at which something unrecognised was written, if its key names one."""
    name = key.removeprefix(_ANSWERS).partition("#")[0]
    return PlaceId(name) if key.startswith(_ANSWERS) and name else None


def words_in(value: object) -> str:
    """Return what was written, of a string or of an answer of another kind; nothing of the rest."""
    if isinstance(value, Json):
        value = value.value
    if isinstance(value, Mapping):
        value = value.get("value")
    is_said = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).replace(_BYTE_ORDER, "").strip() if is_said else ""


def _distinct(sheets: Iterable[AnswerSheet]) -> Iterable[AnswerSheet]:
    """Return each sheet once: a file may have been given twice, or saved in another language.

    Of those that say the same the last in order stays, one that names its workplace, with what
    was kept of all of them.
    """
    found: dict[tuple[object, ...], AnswerSheet] = {}
    for sheet in sorted(sheets, key=_order):
        said = sheet.party, sheet.round, sheet.date, sheet.answers, sheet.plan
        kept = dict(found[said].unrecognised) if said in found else {}
        for key, value in sheet.unrecognised.items():
            keep(kept, key, value)
        found[said] = sheet.model_copy(update={"unrecognised": FrozenMap(kept)})
    return found.values()


def _order(sheet: AnswerSheet) -> tuple[int, str, str, str, str, str, str]:
    when = sheet.round or 0, sheet.date or "", sheet.party or ""
    whose = sheet.content_version, sheet.language, sheet.organisation
    return *when, *whose, sheet.model_dump_json()


def _placed(sheets: Iterable[AnswerSheet]) -> Iterator[AnswerSheet]:
    """Yield each sheet with its round, also where it leaves that blank and only one can be meant.

    That is the one round of which a sheet is from nearly the same day; of a sheet without a day,
    the one round that there is. A sheet whose joint answers are others is of another time.
    """
    given = tuple(sheets)
    rounds: dict[int, list[AnswerSheet]] = {}
    for sheet in given:
        if sheet.round:
            rounds.setdefault(sheet.round, []).append(sheet)
    loose = sorted(sheet.date for sheet in given if sheet.date and not sheet.round)
    is_one_time = not loose or are_together(loose[0], loose[-1])
    for sheet in given:
        near = [
            number
            for number, those in rounds.items()
            if _is_near(sheet, those, is_one_time) and not _differs(sheet, those)
        ]
        meant = near[0] if not sheet.round and len(near) == 1 else sheet.round
        yield sheet.model_copy(update={"round": meant})


def _is_near(sheet: AnswerSheet, those: Iterable[AnswerSheet], is_one_time: bool) -> bool:  # noqa: FBT001 -- what is known of the days of all sheets
    days = [sheet.date for sheet in those if sheet.date]
    if not sheet.date:
        return True
    return any(are_together(sheet.date, day) for day in days) if days else is_one_time


def _differs(sheet: AnswerSheet, those: Iterable[AnswerSheet]) -> bool:
    """Tell whether a joint sheet has another joint view than one of a round."""
    return any(
        isinstance(answer, ScaleAnswer) and other.answers.get(id_, answer) != answer
        for other in those
        if sheet.party is None and other.party is None
        for id_, answer in sheet.answers.items()
    )


def _rounds(sheets: Sequence[AnswerSheet]) -> Iterator[tuple[int | None, list[AnswerSheet]]]:
    """Yield the sheets round by round; those that name no round come first.

    Of those a new time begins on the day on which somebody answers again, but for the days of one
    meeting: the parties answer on different ones.
    """
    current: list[AnswerSheet] = []
    for sheet in sheets:
        if current and not _belongs(sheet, current):
            yield current[0].round, current
            current = []
        current.append(sheet)
    if current:
        yield current[0].round, current


def _belongs(sheet: AnswerSheet, current: Sequence[AnswerSheet]) -> bool:
    if sheet.round or current[0].round:
        return sheet.round == current[0].round
    return all(
        other.party != sheet.party
        or other.date == sheet.date
        or (other.date and sheet.date and are_together(other.date, sheet.date))
        for other in current
    )


@dataclass(frozen=True)
class _RoundReader:
    """Reads the sheets of one round."""

    facts: Facts
    least: int

    def read(self, round_: int | None, sheets: Sequence[AnswerSheet]) -> RoundAnswers:
        """Return what the sheets say, and what in them can't be told."""
        saved, sheets = sheets, _last_saves(sheets)
        found = RoundAnswers(
            round_, Moment(round=round_, date=_last(sheet.date for sheet in sheets))
        )
        found.sheets = tuple(sheets)
        if len(sheets) < len(saved):
            found.doubts.append(("meeting", Slug("earlier-save"), None))
        self._read_joint(found, tuple(self._parts(sheets, None)))
        for party in self.facts.parties:
            self._read_party(found, party, tuple(self._parts(sheets, party)))
        found.plan = join_plans([Plan(), *(sheet.plan for sheet in sheets)])
        found.followed = self._follow_up(found, sheets)
        found.organisations = frozenset(
            sheet.organisation for sheet in sheets if sheet.organisation
        )
        found.says_meeting = bool(found.plan != Plan()) or not all(
            self._later(id_) for sheet in sheets for id_ in sheet.answers
        )
        return found

    def _parts(
        self, sheets: Sequence[AnswerSheet], party: PartyId | None
    ) -> Iterator[_Given[Answer]]:
        for sheet in sheets:
            own = {
                id_: answer
                for id_, answer in sheet.answers.items()
                if party_of(id_, sheet, self.facts) == party
            }
            if own:
                yield sheet.date or "", own

    def _read_joint(self, found: RoundAnswers, given: Sequence[_Given[Answer]]) -> None:
        found.joint, unclear = _merged(given)
        for id_ in unclear:
            # Sheets of one round say the same round, however each wrote it.
            if id_ == self.facts.occasion.round:
                continue
            found.doubts.append((stage_of(id_, self.facts), Slug("joint-answers-differ"), id_))
        for id_, answer in found.joint.items():
            question = PlaceId(id_.partition("@")[0])
            if isinstance(answer, ScaleAnswer):
                stage = stage_of(id_, self.facts)
                found.points[stage, None, question] = Point(float(answer.value))

    def _read_party(
        self, found: RoundAnswers, party: PartyId, given: Sequence[_Given[Answer]]
    ) -> None:
        scales = [(date, _scales(answers)) for date, answers in given]
        if not _is_group(scales):
            for id_, value in _merged(scales)[0].items():
                found.points["meeting", party, id_] = Point(float(value))
            return
        if len(given) < self.least:
            found.hidden |= {party}
        # Several answered at one time, so each place is a group's, however few answered it.
        for id_ in sorted({id_ for _, answers in scales for id_ in answers}):
            point = self._mean([answers[id_] for _, answers in scales if id_ in answers])
            found.points["meeting", party, id_] = point
            if point.withheld:
                found.doubts.append(("meeting", Slug("withheld"), PlaceId(f"{id_}@{party}")))

    def _mean(self, values: Sequence[int]) -> Point:
        count = len(values)
        if count < self.least:
            return Point(None, count, withheld=True)
        # Half up in whole numbers, so that every language rounds alike.
        tenths = (20 * sum(values) + count) // (2 * count)
        return Point(tenths / 10, count)

    def _follow_up(self, found: RoundAnswers, sheets: Sequence[AnswerSheet]) -> Moment | None:
        if not any(self._tells(id_) for id_ in found.joint):
            return None
        said = [
            answer.value
            for id_, answer in found.joint.items()
            if isinstance(answer, DateAnswer) and self._is(id_, "results.date")
        ]
        own = (
            sheet.date for sheet in sheets if sheet.answers and all(map(self._later, sheet.answers))
        )
        return Moment(round=found.round, stage="follow-up", date=_last(said) or _last(own))

    def _is(self, id_: PlaceId, name: str) -> bool:
        fact = fact_of(id_, self.facts)
        return fact is not None and fact[0] == name

    def _later(self, id_: PlaceId) -> bool:
        return stage_of(id_, self.facts) == "follow-up"

    def _tells(self, id_: PlaceId) -> bool:
        """Tell whether an answer says something of a follow-up meeting."""
        fact = fact_of(id_, self.facts)
        if fact is None:
            return self._later(id_)
        return fact[1] == "follow-up" and fact[0].partition(".")[2] not in _NAMES_OF_ROWS


def _last(dates: Iterable[str | None]) -> Date | None:
    latest = max((date for date in dates if date), default=None)
    return Date(latest) if latest else None


def _scales(answers: Mapping[PlaceId, Answer]) -> dict[PlaceId, int]:
    """Return the values of a party's answers by question; the place of its own view goes first."""
    found: dict[PlaceId, int] = {}
    for id_ in sorted(answers, key=lambda answer_key: "@" not in answer_key):
        answer = answers[id_]
        if isinstance(answer, ScaleAnswer):
            found.setdefault(PlaceId(id_.partition("@")[0]), answer.value)
    return found


def _last_saves(sheets: Sequence[AnswerSheet]) -> Sequence[AnswerSheet]:
    """Return what of each document was saved last: one person's two saves are no two people.

    Saves of one state that differ are two people's, who began with the same file.
    """
    last: dict[tuple[str | None, PartyId | None], int] = {}
    for sheet in sheets:
        whose = sheet.document, sheet.party
        last[whose] = max(sheet.revision or 0, last.get(whose, 0))
    return [
        sheet
        for sheet in sheets
        if not sheet.document or (sheet.revision or 0) == last[sheet.document, sheet.party]
    ]


def _is_group(given: Sequence[_Given[int]]) -> bool:
    """Tell whether several people answered: two sheets of one round differ on a question."""
    said: dict[PlaceId, int] = {}
    return any(
        said.setdefault(id_, value) != value
        for _, answers in given
        for id_, value in answers.items()
    )


def _merged(given: Sequence[_Given[V]]) -> tuple[dict[PlaceId, V], list[PlaceId]]:
    """Return what was said, the later day's word, and the places where one day's words differ."""
    answers: dict[PlaceId, V] = {}
    unclear: list[PlaceId] = []
    for id_ in sorted({id_ for _, said in given for id_ in said}):
        last = max(date for date, said in given if id_ in said)
        different = {said[id_] for date, said in given if id_ in said and date == last}
        if len(different) == 1:
            answers[id_] = different.pop()
        else:
            unclear.append(id_)
    return answers, unclear
