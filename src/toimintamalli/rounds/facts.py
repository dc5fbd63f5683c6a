"""What a follow-up needs to know of the model: a small table, the same in Python and browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, assert_never

from pydantic import Field

from toimintamalli.answers.facts import FACTS, FactType
from toimintamalli.answers.values import Words
from toimintamalli.model.ids import (
    PartyIdField,
    PlaceId,
    PlaceIdField,
    Slug,
    SlugField,
    VersionField,
)
from toimintamalli.model.item import ScaleQuestion
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import BlockName, FactNameField, Stage, State
from toimintamalli.model.text import Text
from toimintamalli.model.value import Value
from toimintamalli.rounds.vague import vague_times, vague_words
from toimintamalli.workbook.block import Layout
from toimintamalli.workbook.places import PlaceEntry, places_of_model


class FactField(Value):
    """One field that tells something of the plan."""

    id: SlugField
    """Last part of the place's id."""
    fact: FactNameField
    """What it tells."""


class FactBlock(Value):
    """A form, or rows to fill in, whose fields tell something of the plan."""

    id: BlockName
    """Section and block."""
    stage: Stage = "meeting"
    """When it is filled in."""
    kind: Literal["fields", "cards", "table"]
    """A form, or rows; only a table can have more rows than are printed."""
    rows: Annotated[int, Field(ge=0, le=12)] = 0
    """How many rows are printed."""
    continues: BlockName | None = None
    """The block whose rows these go on about."""
    fields: Keyed[FactField]
    """The fields."""


class StatusMeaning(Value):
    """A status that a measure can have."""

    id: SlugField
    """The option."""
    state: State = "open"
    """What it means."""


class OccasionPlaces(Value):
    """Where the cover tells of the occasion itself."""

    organisation: PlaceIdField | None = None
    """Name of the workplace."""
    round: PlaceIdField | None = None
    """Number of the follow-up cycle."""
    date: PlaceIdField | None = None
    """Day of the meeting."""


class Facts(Value):
    """What a follow-up needs to know of one model."""

    model: SlugField
    """Id of the model."""
    version: VersionField
    """Content version."""
    parties: tuple[PartyIdField, ...] = ()
    """The parties, in order."""
    views: tuple[SlugField, ...] = ()
    """The other views of scale questions: those of the follow-up meeting."""
    questions: tuple[PlaceIdField, ...] = ()
    """The scale questions, in order."""
    reaches: tuple[SlugField, ...] = ()
    """The reaches, in order."""
    kinds: tuple[SlugField, ...] = ()
    """The kinds of measure, in order."""
    statuses: Keyed[StatusMeaning] = Keyed()
    """The statuses of a measure, in order."""
    blocks: Keyed[FactBlock] = Keyed()
    """Where answers tell of the plan."""
    occasion: OccasionPlaces = OccasionPlaces()
    """Where answers tell of the occasion."""
    one_sided: SlugField | None = None
    """The reach that measures should not all have."""
    vague_words: tuple[Words, ...] = ()
    """Phrases that leave open whether anything is done, in every language."""
    vague_times: tuple[Words, ...] = ()
    """Phrases that leave open when, in every language."""
    plan: Keyed[FactType] = FACTS
    """What answers can tell; always the same, and written out for web pages."""

    def as_data(self) -> dict[str, object]:
        """Return what a web page works with."""
        told = [fact.model_dump(mode="json", exclude_defaults=True) for fact in self.plan]
        return {**self.model_dump(mode="json", exclude_defaults=True), "plan": told}


def facts_of(model: Model[Text]) -> Facts:
    """Return what a follow-up needs to know of a model, for Python and for web pages."""
    reaches = (advice.reach for advice in model.plan_advice if advice.reach)
    return Facts(
        model=model.id,
        version=model.version,
        parties=tuple(party.id for party in model.parties),
        views=tuple(dict.fromkeys(_views(model))),
        questions=tuple(item.id for item in model.items() if isinstance(item, ScaleQuestion)),
        reaches=tuple(reach.id for reach in model.reaches),
        kinds=tuple(kind.id for kind in model.measure_kinds),
        statuses=Keyed(_statuses(model)),
        blocks=Keyed(_blocks(model)),
        occasion=_occasion(model),
        one_sided=next(reaches, None),
        vague_words=vague_words(model),
        vague_times=vague_times(model),
    )


def _views(model: Model[Text]) -> Iterator[Slug]:
    for place in places_of_model(model).places:
        if place.view and place.view not in model.parties:
            yield place.view


def _blocks(model: Model[Text]) -> Iterator[FactBlock]:
    """Yield each block with places that tell something of the plan."""
    blocks: dict[BlockName, list[PlaceEntry]] = {}
    for place in places_of_model(model).places:
        if place.fact:
            blocks.setdefault(place.block_name, []).append(place)
    for name, block in blocks.items():
        first = block[0]
        fields = {_last(place.id): place.fact for place in block if place.fact}
        yield FactBlock(
            id=name,
            stage=first.stage,
            kind=_kind(first.layout),
            rows=max(place.row or 0 for place in block),
            continues=first.continues,
            fields=Keyed(FactField(id=id_, fact=fact) for id_, fact in fields.items()),
        )


def _kind(layout: Layout) -> Literal["fields", "cards", "table"]:
    match layout:
        case "fields" | "cards" | "table":
            return layout
        case "scales" | "questions" | "checklist":
            raise AssertionError(layout)  # Only fields of the outline have facts.
        case _:
            assert_never(layout)


def _last(id_: PlaceId) -> Slug:
    return Slug(id_.partition("@")[0].rpartition(".")[2])


def _statuses(model: Model[Text]) -> Iterator[StatusMeaning]:
    seen: set[str] = set()
    for place in places_of_model(model).places:
        for choice in place.choices if place.fact == "measures.status" else ():
            if choice.value not in seen:
                seen.add(str(choice.value))
                yield StatusMeaning(id=Slug(str(choice.value)), state=choice.state or "open")


def _occasion(model: Model[Text]) -> OccasionPlaces:
    found: dict[str, str] = {}
    for place in places_of_model(model).places:
        if place.tells in OccasionPlaces.model_fields:
            found.setdefault(place.tells, place.base)
    return OccasionPlaces.model_validate(found)
