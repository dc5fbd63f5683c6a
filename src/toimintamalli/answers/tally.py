"""How many of several respondents of a party answered what, with small groups withheld."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pydantic import Field

from toimintamalli.answers.answer import ScaleAnswer
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import Maybe
from toimintamalli.model.ids import PartyIdField, PlaceId, PlaceIdField
from toimintamalli.model.value import Value

LEAST: Final = 5
"""Fewer respondents than this are withheld unless somebody decides otherwise."""


class Share(Value):
    """How many chose one value."""

    value: int
    """The value of the scale."""
    count: int = Field(ge=1)
    """How many chose it."""


class Tally(Value):
    """The answers of one party's respondents to one scale question."""

    party: Maybe[PartyIdField] = None
    """The party; absent for joint answers."""
    place: PlaceIdField
    """The place."""
    respondents: int | None
    """How many answered; nothing where they are too few to be shown."""
    shares: tuple[Share, ...]
    """The values that were chosen, in order; none where the respondents are too few."""


def tally(sheets: Iterable[AnswerSheet], least: int = LEAST) -> tuple[Tally, ...]:
    """Return the distribution of each scale question, by party and place.

    A question that fewer than `least` answered is there without figures. Free text is never
    gathered: it may tell who wrote it. Each sheet counts as one respondent.
    """
    found: dict[tuple[str, PlaceId], Counter[int]] = {}
    for sheet in sheets:
        for place, answer in sheet.answers.items():
            if isinstance(answer, ScaleAnswer):
                counts = found.setdefault((sheet.party or "", place), Counter())
                counts[answer.value] += 1
    return tuple(_tally(*key, counts, least) for key, counts in sorted(found.items()))


def _tally(party: str, place: PlaceId, counts: Counter[int], least: int) -> Tally:
    shown = counts if counts.total() >= least else Counter[int]()
    return Tally.model_validate(
        {
            "party": party or None,
            "place": place,
            "respondents": shown.total() or None,
            "shares": tuple(
                Share(value=value, count=count) for value, count in sorted(shown.items())
            ),
        }
    )
