"""Where the parties see the same thing alike, and where they don't."""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from toimintamalli.answers.answer import Answer, compared
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import Maybe
from toimintamalli.model.ids import PartyIdField, PlaceId, PlaceIdField
from toimintamalli.model.value import Value

Comparable: TypeAlias = int | bool | str


class PartyAnswer(Value):
    """What one sheet says of an item."""

    party: Maybe[PartyIdField] = None
    """The party, or none for the joint answer."""
    value: int | bool | str
    """The value: of the scale, of the tick, or the id of the option."""


class Comparison(Value):
    """One place that several may have answered."""

    place: PlaceIdField
    """The place's id without the party's own view."""
    kind: Literal["scale", "choice", "check"]
    """What the answers are."""
    answers: tuple[PartyAnswer, ...]
    """The answers in the order of the sheets; who gave none is absent."""
    agreement: bool | None = None
    """Whether all parties answered the same; nothing where fewer than two did."""
    gap: int | None = None
    """How far the parties are from each other on a scale; nothing where fewer than two answered."""


def compare(sheets: Iterable[AnswerSheet]) -> tuple[Comparison, ...]:
    """Return each place that was answered on a scale, by a choice or a tick, sorted by its id.

    Take the sheets of one round, migrated to the same content. A joint answer is shown and counts
    for neither agreement nor gap. What is not one value of a few is not compared: free text, days,
    numbers, several options.
    """
    places: dict[tuple[PlaceId, str], list[PartyAnswer]] = {}
    for sheet in sheets:
        for id_, answer in sheet.answers.items():
            for value in _values(answer):
                said = PartyAnswer(party=sheet.party, value=value)
                places.setdefault((_place(sheet, id_), answer.kind), []).append(said)
    return tuple(_compare(*key, said) for key, said in sorted(places.items()))


def _values(answer: Answer) -> Iterator[Comparable]:
    value = compared(answer)
    if value is not None:
        yield value


def _place(sheet: AnswerSheet, id_: PlaceId) -> PlaceId:
    own = f"@{sheet.party}" if sheet.party else ""
    return PlaceId(id_.removesuffix(own))


def _compare(place: PlaceId, kind: str, answers: list[PartyAnswer]) -> Comparison:
    values = [answer.value for answer in answers if answer.party]
    is_shared = len({answer.party for answer in answers if answer.party}) > 1
    numbers = [int(value) for value in values] if kind == "scale" else []
    return Comparison(
        place=place,
        kind=kind,
        answers=tuple(answers),
        agreement=len(set(values)) == 1 if is_shared else None,
        gap=max(numbers) - min(numbers) if is_shared and numbers else None,
    )
