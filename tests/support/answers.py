"""Random answers to the places of a model: any kind, any words; the same seed, the same sheets."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from pydantic import JsonValue, TypeAdapter

from toimintamalli import AnswerSheet, Model, Text
from toimintamalli.answers.answer import Answer
from toimintamalli.answers.values import FrozenMap
from toimintamalli.model.ids import PartyId, PlaceId
from toimintamalli.model.kinds import KINDS, ByKind
from toimintamalli.workbook.places import PlaceEntry, places_of_model

_ANSWERS: Final[TypeAdapter[Answer]] = TypeAdapter(Answer)
WORDS: Final = (
    "kyllä", "Åbo – på svenska", 'sanoi "ei"; mutta, sitten', "rivi\nja toinen", "=2+2", "-3",
    "+358", "@tili", "00012", "1,5", "4.0", "true", "NA", "${place}", "{TOKEN}", "<b>lihava</b>",
    "&amp;", "☑ tehty", "😀", "\ttabulaattori", "' heittomerkki", "N", "ei-vastausta", "null", "[]",
    "a" * 300,
)  # fmt: skip
"""What people type, and what programs take for something else."""


def answer_of(place: PlaceEntry, draw: Random, *, may_decline: bool = True) -> Answer:
    """Return an answer that the place can hold."""
    return _ANSWERS.validate_python(_value(place, draw, may_decline=may_decline))


def _value(place: PlaceEntry, draw: Random, *, may_decline: bool) -> dict[str, JsonValue]:
    offered = [choice.value for choice in place.choices]
    if may_decline and KINDS[place.kind].may_decline and draw.random() < 0.1:
        return {"kind": "no-answer"}
    return {"kind": place.kind, "value": _held(place, offered, draw)}


def _held(place: PlaceEntry, offered: list[int | str], draw: Random) -> JsonValue:
    held: ByKind[Callable[[], JsonValue]] = ByKind(
        scale=lambda: draw.choice(offered),
        choice=lambda: draw.choice(offered),
        several=lambda: list(_some(offered, draw)),
        check=lambda: True,
        date=lambda: f"20{draw.randint(24, 39)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        number=lambda: draw.choice(["0", "-3.5", "12", "1000000", "0.25"]),
        text=lambda: draw.choice(WORDS).strip(),
    )
    return held[place.kind]()


def _some(offered: list[int | str], draw: Random) -> list[int | str]:
    return [each for each in offered if draw.random() < 0.5] or offered[:1]


def random_sheet(
    model: Model[Text], places: list[PlaceEntry], draw: Random, party: PartyId | None = None
) -> AnswerSheet:
    """Return what one respondent of a party, or all jointly, answered at some of the places."""
    own = [place for place in places if _party(model, place.id) == party]
    chosen = [place for place in own if draw.random() < 0.6] or own[:1]
    return AnswerSheet(
        model=model.id,
        content_version=model.version,
        language=model.source_language,
        party=party,
        answers=FrozenMap({PlaceId(place.id): answer_of(place, draw) for place in chosen}),
    )


def _party(model: Model[Text], place: str) -> PartyId | None:
    view = place.partition("@")[2]
    return PartyId(view) if view in model.parties else None


def every_kind_of_answer(model: Model[Text]) -> Iterator[AnswerSheet]:
    """Yield a sheet a party and a joint one, with an answer at every place."""
    places, draw = list(places_of_model(model).places), Random(19)  # noqa: S311 -- no secret
    for party in (None, *map(PartyId, model.parties.ids)):
        own = [place for place in places if _party(model, place.id) == party]
        sheet = random_sheet(model, places, draw, party)
        answers = {PlaceId(place.id): answer_of(place, draw) for place in own}
        yield sheet.model_copy(update={"answers": FrozenMap(answers)})
