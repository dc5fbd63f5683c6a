"""The ids that a model has, and what becomes of the ledger when it is released."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from toimintamalli.model.ids import Slug
from toimintamalli.model.item import Item, OpenQuestion, ScaleQuestion
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.ledger import Ledger, LedgerEntry, LedgerId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import (
    AboutBlock,
    AgainBlock,
    AgendaBlock,
    CardsBlock,
    ChecklistBlock,
    ContentsBlock,
    DefinitionsBlock,
    FieldsBlock,
    ItemsBlock,
    OutlineBlock,
    OutlineField,
    OutlineSection,
    PathBlock,
    QuestionsBlock,
    ScalesBlock,
    TableBlock,
    TextBlock,
)
from toimintamalli.model.text import Text


def list_ids(model: Model[Text]) -> Iterator[tuple[LedgerId, Slug]]:
    """Yield every id that answers depend on, with its kind.

    Kinds tell apart whatever is answered differently: a `scale-question` from an `open-question`,
    a `date-field` from a `text-field`.
    """
    for theme in model.themes:
        yield LedgerId(theme.id), Slug("theme")
        for item in theme.items():
            yield LedgerId(item.id), _kind_of(item)
    for section in model.sections:
        yield from ((id_, Slug(f"{field.kind}-field")) for id_, field in list_fields(section))
    yield from ((LedgerId(scale.id), Slug("scale")) for scale in model.scales)
    yield from ((LedgerId(party.id), Slug("party")) for party in model.parties)


def update_ledger(ledger: Ledger, model: Model[Text]) -> Ledger:
    """Return the ledger with the model's ids in it, sorted by id, for the release of the model.

    No entry goes, and what it holds stays; what the model no longer has is marked as retired.
    """
    today = dict(list_ids(model))
    kept = (
        entry if entry.id in today else entry.model_copy(update={"retired": True})
        for entry in ledger.entries
    )
    new = (
        LedgerEntry(id=id_, kind=kind, since=model.version)
        for id_, kind in today.items()
        if id_ not in ledger.entries
    )
    return Ledger(entries=Keyed(sorted((*kept, *new), key=lambda entry: entry.id)))


def list_fields(
    section: OutlineSection[Text],
) -> Iterator[tuple[LedgerId, OutlineField[Text]]]:
    """Yield each field of a section with the id of its place: of a card or a row, every filling."""
    for block in section.blocks:
        for part, field in _fields_of(block):
            yield LedgerId(f"{section.id}.{part}.{field.id}"), field


def _fields_of(block: OutlineBlock[Text]) -> Iterator[tuple[str, OutlineField[Text]]]:
    """Yield each field of a block with the middle of the id of its place."""
    match block:
        case FieldsBlock(id=id_, fields=fields):
            yield from ((id_, field) for field in fields)
        case CardsBlock() | TableBlock():
            for number in range(1, block.count + 1):
                yield from ((f"{block.id}-{number}", field) for field in block.fields)
        case ScalesBlock() | QuestionsBlock() | ChecklistBlock():
            return  # They ask items of themes.
        case TextBlock() | AboutBlock() | PathBlock() | AgendaBlock() | ItemsBlock():
            return
        case DefinitionsBlock() | ContentsBlock() | AgainBlock():
            return
        case _:
            assert_never(block)


def _kind_of(item: Item) -> Slug:
    match item:
        case ScaleQuestion():
            return Slug("scale-question")
        case OpenQuestion():
            return Slug("open-question")
        case _:
            return Slug(item.id.split(".")[1])
