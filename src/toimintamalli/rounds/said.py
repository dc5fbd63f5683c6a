"""What was written and ticked beside the figures: nothing that somebody wrote is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias, assert_never

from pydantic import JsonValue

from toimintamalli.answers.answer import (
    Answer,
    CheckAnswer,
    ChoiceAnswer,
    DateAnswer,
    NoAnswer,
    ScaleAnswer,
    SeveralAnswer,
    TextAnswer,
    Written,
)
from toimintamalli.answers.answer import text_of as as_text
from toimintamalli.answers.facts import FACTS, PARTS, FactType
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import Json
from toimintamalli.model.ids import PartyId, PlaceId
from toimintamalli.model.outline import Stage
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.follow_up import Said, SaidKind
from toimintamalli.rounds.rounds import RoundAnswers, fact_of, party_of, stage_of, words_in

_BESIDE: Final[Mapping[str, SaidKind]] = {"text": "loose", "comments": "comment"}
"""The parts of a document that are no answers."""

Piece: TypeAlias = tuple[SaidKind, str, str, tuple[str, ...]]
"""Kind, place with its view, words, and what was chosen."""


def said_in(
    rounds: Iterable[RoundAnswers], at: Callable[[int, Stage], int], facts: Facts
) -> tuple[Said, ...]:
    """Return what each sheet says beside the figures, once and in order.

    `at` tells the moment of a round, by its place among the rounds, and a stage.
    """
    order: dict[PartyId | None, int] = {None: 0}
    order |= {party: number for number, party in enumerate(facts.parties, 1)}
    found: dict[Said, None] = {}
    for number, round_ in enumerate(rounds):
        for sheet in round_.sheets:
            for kind, place, text, chosen in _pieces(sheet, round_, facts):
                party = party_of(PlaceId(place), sheet, facts) if place else sheet.party
                party = party if party in order else None
                base = place.partition("@")[0]
                is_hidden = party in round_.hidden
                if is_hidden and base in facts.questions:
                    # Beside the withheld value of one of few stands what would tell it.
                    continue
                said = Said(
                    kind=kind,
                    place=base,
                    text=text,
                    chosen=() if is_hidden and kind == "own" else chosen,
                    moment=at(number, stage_of(PlaceId(place), facts)),
                    party=party,
                )
                found[said] = None
    return tuple(
        sorted(
            found,
            key=lambda e: (e.moment, order[e.party], e.place, e.kind, e.text, e.chosen),
        )
    )


def _pieces(sheet: AnswerSheet, round_: RoundAnswers, facts: Facts) -> Iterator[Piece]:
    for place, answer in sheet.answers.items():
        # What could not be counted stands among the unrecognised too.
        is_unread = words_in(sheet.unrecognised.get(f"/answers/{place}")) == as_text(answer)
        if not (is_unread or _is_figure(place, answer, sheet, round_, facts)):
            yield _told(place, answer)
    for key, value in sheet.unrecognised.items():
        yield from _kept(key, value.value if isinstance(value, Json) else value)
    for fact in FACTS:
        for row in getattr(sheet.plan, fact.part) if _is_of_rows(fact) else ():
            if words := getattr(row, fact.name):
                yield "plan", "", words, ()


def _is_of_rows(fact: FactType) -> bool:
    return fact.kind == "text" and fact.part in PARTS


def _is_figure(
    place: PlaceId, answer: Answer, sheet: AnswerSheet, round_: RoundAnswers, facts: Facts
) -> bool:
    """Tell whether an answer is one of the figures: a value, a day or an option that counts."""
    if isinstance(answer, ScaleAnswer):
        base, party = PlaceId(place.partition("@")[0]), party_of(place, sheet, facts)
        point = round_.points.get((stage_of(place, facts), party, base))
        # The mean of a group holds the value of each.
        return point is not None and (party is not None or point.value == answer.value)
    if place == facts.occasion.round:
        return isinstance(answer, TextAnswer) and sheet.round == _round_in(answer.value)
    if place == facts.occasion.date:
        return isinstance(answer, DateAnswer)
    known = fact_of(place, facts)
    is_words = known is None or isinstance(answer, Written)
    return not is_words and round_.joint.get(place) == answer


def _round_in(words: str) -> int | None:
    digits = words.strip().rstrip(".")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _told(place: str, answer: Answer) -> Piece:  # noqa: PLR0911 -- one a kind
    match answer:
        case ChoiceAnswer(value=option):
            return "choice", place, "", (str(option),)
        case SeveralAnswer(value=options):
            return "choice", place, "", tuple(map(str, options))
        case CheckAnswer(value=is_ticked):
            return "check", place, "", ("x",) if is_ticked else ()
        case NoAnswer():
            return "no-answer", place, "", ()
        case ScaleAnswer(value=value):
            return "scale", place, str(value), ()
        case DateAnswer(value=day):
            return "date", place, day, ()
        case Written(value=words):
            return "text", place, words, ()
        case _:
            assert_never(answer)


def _kept(key: str, value: JsonValue) -> Iterator[Piece]:
    """Yield what a reader kept that was no answer, by the way to it."""
    _, area, *steps = f"{key}//".split("/")
    name = "/".join(steps).rstrip("/").partition("#")[0]
    if area == "own" and isinstance(value, Mapping):
        marks = value.get("values") or (["x"] if value.get("ticked") else [])
        chosen = tuple(map(str, marks)) if isinstance(marks, list) else ()
        yield "own", name, str(value.get("text", "")), chosen
    elif area == "document":
        part, _, place = name.partition("/")
        for words in _words(value):
            yield _BESIDE.get(part, "loose"), place, words, ()
    elif area == "answers":
        yield from _unread(name, value)
    else:
        for words in _words(value):
            yield "unread", "", words, ()


def _unread(place: str, value: JsonValue) -> Iterator[Piece]:
    """Yield what was answered and could not be counted: an option by its id, the rest as words."""
    kind = value.get("kind") if isinstance(value, Mapping) else None
    given = value.get("value") if isinstance(value, Mapping) else None
    if kind == "choice" and isinstance(given, str):
        yield "choice", place, "", (given,)
    elif kind == "several" and isinstance(given, list):
        yield "choice", place, "", tuple(map(str, given))
    elif kind == "check" and given is True:
        yield "check", place, "", ("x",)
    elif kind == "date" and isinstance(given, str):
        yield "date", place, given, ()
    elif kind in ("check", "no-answer"):
        return
    else:
        for words in _words(given if kind else value):
            yield "unread", place, words, ()


def _words(value: JsonValue) -> Iterator[str]:
    """Yield the words and numbers in a value, however deep."""
    match value:
        case bool() | None:
            return
        case str() | int() | float():
            if words := words_in(value):
                yield words
        case list():
            for element in value:
                yield from _words(element)
        case dict():
            for name in sorted(value):
                if name not in ("id", "kind"):
                    yield from _words(value[name])
