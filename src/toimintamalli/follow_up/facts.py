"""What a follow-up needs to know of the model: a small table, the same in Python and browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from toimintamalli.answers.values import Words
from toimintamalli.follow_up.vague import vague_times, vague_words
from toimintamalli.model.ids import PartyIdField, PlaceIdField, Slug, SlugField, VersionField
from toimintamalli.model.item import ScaleQuestion
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import (
    BlockName,
    CardsBlock,
    FactName,
    FieldsBlock,
    OutlineField,
    OutlineSection,
    ScalesBlock,
    State,
    TableBlock,
)
from toimintamalli.model.text import Text
from toimintamalli.model.value import Value

Stage = Literal["meeting", "follow-up"]
"""When a section is filled in: at the round's meeting, or at its follow-up meeting."""


class FactField(Value):
    """One field that tells something of the plan."""

    id: SlugField
    """Last part of the place's id."""
    fact: FactName
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


def facts_of(model: Model[Text]) -> Facts:
    """Return what a follow-up needs to know of a model, for Python and for web pages."""
    reaches = (each.reach for each in model.plan_advice if each.reach)
    return Facts(
        model=model.id,
        version=model.version,
        parties=tuple(each.id for each in model.parties),
        views=tuple(dict.fromkeys(_views(model))),
        questions=tuple(each.id for each in model.items() if isinstance(each, ScaleQuestion)),
        reaches=tuple(each.id for each in model.reaches),
        kinds=tuple(each.id for each in model.measure_kinds),
        statuses=Keyed(_statuses(model)),
        blocks=Keyed(each for section in model.sections for each in _blocks(model, section)),
        occasion=_occasion(model),
        one_sided=next(reaches, None),
        vague_words=vague_words(model),
        vague_times=vague_times(model),
    )


def _views(model: Model[Text]) -> Iterator[Slug]:
    for section in model.sections:
        for block in section.blocks:
            if isinstance(block, ScalesBlock) and block.view and block.view not in model.parties:
                yield block.view


def _blocks(model: Model[Text], section: OutlineSection[Text]) -> Iterator[FactBlock]:
    views = {each.view for each in section.blocks if isinstance(each, ScalesBlock) and each.view}
    stage: Stage = "follow-up" if views - set(model.parties.ids) else "meeting"
    for each in section.blocks:
        if not isinstance(each, FieldsBlock | CardsBlock | TableBlock):
            continue
        fields = Keyed(
            FactField(id=field.id, fact=field.fact) for field in each.fields if field.fact
        )
        if fields:
            yield FactBlock(
                id=f"{section.id}.{each.id}",
                stage=stage,
                kind=each.kind,
                rows=0 if isinstance(each, FieldsBlock) else each.count,
                continues=None if isinstance(each, FieldsBlock) else each.continues,
                fields=fields,
            )


def _statuses(model: Model[Text]) -> Iterator[StatusMeaning]:
    seen: set[str] = set()
    for _, _, field in _fields(model):
        for option in field.options if field.fact == "measures.status" else ():
            if option.id not in seen:
                seen.add(option.id)
                yield StatusMeaning(id=option.id, state=option.state or "open")


def _occasion(model: Model[Text]) -> OccasionPlaces:
    found: dict[str, str] = {}
    for section, block, field in _fields(model):
        if field.given and field.given in OccasionPlaces.model_fields:
            found.setdefault(field.given, f"{section}.{block}.{field.id}")
    return OccasionPlaces.model_validate(found)


def _fields(model: Model[Text]) -> Iterator[tuple[str, str, OutlineField[Text]]]:
    for section in model.sections:
        for block in section.blocks:
            if isinstance(block, FieldsBlock | CardsBlock | TableBlock):
                for field in block.fields:
                    yield section.id, block.id, field
