"""The table of places: every place of a model, in all its languages, made once.

Whatever asks, writes, reads or counts answers reads it; tools read it as `v1/places.json`.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from typing import Annotated, Final

from pydantic import Field

from toimintamalli._resources import find_compiled
from toimintamalli.compiled import PLACES, is_shipped
from toimintamalli.model.ids import (
    ItemIdField,
    Language,
    PartyIdField,
    PlaceId,
    PlaceIdField,
    Slug,
    SlugField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.kinds import PlaceKind
from toimintamalli.model.ledger import Ledger, names_place
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import (
    BlockName,
    FactNameField,
    OccasionFact,
    Profile,
    Stage,
    State,
)
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.value import SameObject, Value
from toimintamalli.model.view import localize
from toimintamalli.workbook._scope import View
from toimintamalli.workbook.block import Around, Asking, Layout
from toimintamalli.workbook.place import Choice, Place
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve_sections
from toimintamalli.workbook.tree import Section

BOOKMARK_PATTERN: Final = r"^tm_[a-z2-7]{16}$(?!\n)"


@cache
def bookmark_of(place: str) -> str:
    """Return the bookmark of a place: the hash of its id, since Word's names end at 40 letters."""
    return "tm_" + b32encode(sha256(place.encode()).digest()).decode().lower()[:16]


Bookmark = Annotated[str, Field(pattern=BOOKMARK_PATTERN)]


class OfferedChoice(Value):
    """One of the values that a place offers, in every language."""

    value: int | str
    """What the answer holds."""
    label: Text | None = None
    """The words for it; none where the model gives none."""
    state: State | None = None
    """What it means for a measure, where the place tells of its status."""


class PlaceEntry(Value):
    """One place, in every language."""

    id: PlaceIdField
    """The key of its answer, the same in every format, language and version."""
    bookmark: Bookmark
    """Its name in a Word file: `tm_` and 16 base32 letters of the SHA-256 of its id."""
    bookmark_around: Around
    """Whether the bookmark is around the printed statement or around the answer."""
    kind: PlaceKind
    """What the answer is."""
    number: str = ""
    """The number that readers see beside it, if it has one."""
    prompt: Text
    """What is asked."""
    reasons: tuple[Text, ...] = ()
    """Why it matters, part by part."""
    ours: bool = False
    """Whether this project wrote what is asked, rather than following the published model."""
    choices: tuple[OfferedChoice, ...] = ()
    """The values to choose from."""
    item: ItemIdField | None = None
    """The item that it answers, if it belongs to a theme."""
    party: PartyIdField | None = None
    """Whose answer it is, where not a joint one."""
    view: SlugField | None = None
    """What its id ends with after `@`: a party, or another view of the same question."""
    section: SlugField
    """The section that asks it; where several do, the first one."""
    section_title: Text
    """What readers call the section."""
    section_subject: Text | None = None
    """The theme or the party that the section is about, where it repeats."""
    block: str
    """The block that asks it, unique in a workbook."""
    layout: Layout
    """How the places of the block stand."""
    block_name: BlockName
    """Section and block in the outline."""
    continues: BlockName | None = None
    """The block whose rows its own row goes on about."""
    row: int | None = None
    """Which card or row it is in, from 1."""
    column: int | None = None
    """Which place of its card or row it is, from 0."""
    stage: Stage
    """When it is answered: at the round's meeting, or at its follow-up meeting."""
    fact: FactNameField | None = None
    """What its answer tells of the plan, if it tells anything."""
    tells: OccasionFact | None = None
    """What its answer tells of the occasion, if it tells anything."""
    lines: int = 1
    """Lines of handwriting to make room for."""

    @property
    def theme(self) -> str | None:
        """The theme that it belongs to, if it is of one."""
        return self.item.partition(".")[0] if self.item else None

    def narrow(self, languages: Collection[Language]) -> PlaceEntry:
        """Return the place with its texts in some of their languages."""
        choices = (
            choice.model_copy(update={"label": _narrow(choice.label, languages)})
            if choice.label
            else choice
            for choice in self.choices
        )
        subject = self.section_subject
        texts = {
            "prompt": _narrow(self.prompt, languages),
            "section_title": _narrow(self.section_title, languages),
            "section_subject": subject and _narrow(subject, languages),
            "reasons": tuple(_narrow(reason, languages) for reason in self.reasons),
            "choices": tuple(choices),
        }
        return self.model_copy(update=texts)

    @property
    def base(self) -> PlaceId:
        """Its id, whosever view it asks for."""
        return PlaceId(self.id.partition("@")[0])


def _narrow(text: Text, languages: Collection[Language]) -> Text:
    """Return a text in some of its languages; where it is in none of them it stays as it is."""
    kept = {language: text[language] for language in text if language in languages}
    return Text(kept or text)


class RetiredPlace(Value):
    """A place that content had before; a workbook may still hold its answer."""

    id: PlaceIdField
    """The key of its answer."""
    bookmark: Bookmark
    """Its name in a Word file."""
    kind: SlugField
    """What the ledger says that it was."""


class PlaceTable(Value):
    """Every place of a model."""

    places: Keyed[PlaceEntry]
    """The places, in the order of the outline."""
    retired: Keyed[RetiredPlace] = Keyed()
    """Places of earlier content, from every view."""

    def find(self, id_: PlaceId) -> PlaceEntry | None:
        """Return a place of today's content, if it has it."""
        return self.places[id_] if id_ in self.places else None  # noqa: SIM401 -- Keyed has no `get`

    def narrow(self, languages: Collection[Language]) -> PlaceTable:
        """Return the table with texts in some of their languages."""
        places = Keyed(place.narrow(languages) for place in self.places)
        return PlaceTable(places=places, retired=self.retired)

    def by_base(self) -> Mapping[PlaceId, PlaceEntry]:
        """Return one place for each thing that is asked, whosever view it asks for."""
        first: dict[PlaceId, PlaceEntry] = {}
        for place in self.places:
            first.setdefault(place.base, place)
        return first


def places_of_model(model: Model[Text]) -> PlaceTable:
    """Return the table of a model's places; kept for the next time."""
    return _places_of(SameObject(model))


@lru_cache(maxsize=4)
def _places_of(same: SameObject[Model[Text]]) -> PlaceTable:
    model = same.value
    if is_shipped(model) and (made := find_compiled(PLACES)):
        return PlaceTable.model_validate_json(made.read_bytes())
    return make_table(model)


def make_table(model: Model[Text]) -> PlaceTable:
    """Return the table, worked out: for whoever keeps it ready made."""
    places = Keyed(_Table(model).entries())
    views = ["", *model.parties.ids, *(place.view for place in places if place.view)]
    return PlaceTable(places=places, retired=Keyed(retired_places(model.ledger, views)))


def retired_places(ledger: Ledger, views: Iterable[str]) -> Iterator[RetiredPlace]:
    """Yield what content had before: every id of the ledger that is gone, from every view."""
    parties = (entry.id for entry in ledger.entries if entry.kind == "party")
    every = dict.fromkeys((*views, *parties))
    for entry in ledger.entries:
        if names_place(entry) and (entry.retired or entry.replaced_by):
            for view in every:
                id_ = PlaceId(f"{entry.id}@{view}" if view else entry.id)
                yield RetiredPlace(id=id_, bookmark=bookmark_of(id_), kind=entry.kind)


class _Table:
    """Lays the workbooks of all languages on each other."""

    def __init__(self, model: Model[Text]) -> None:
        self._views = tuple(localize(model, language) for language in model.languages)

    def entries(self) -> Iterator[PlaceEntry]:
        """Yield each place once, where it is met first."""
        seen: set[PlaceId] = set()
        for sections in zip(*map(_all_sections, self._views), strict=True):
            for blocks in zip(*(section.blocks for section in sections), strict=True):
                asking = [block for block in blocks if isinstance(block, Asking)]
                for entry in self._of_block(sections, asking) if asking else ():
                    if entry.id not in seen:
                        seen.add(entry.id)
                        yield entry

    def _of_block(
        self, sections: Sequence[Section], blocks: Sequence[Asking]
    ) -> Iterator[PlaceEntry]:
        section, block = sections[0], blocks[0]
        subjects = [section.subject for section in sections if section.subject]
        standing = {
            "section": section.id,
            "section_title": self._text(section.title for section in sections),
            "section_subject": self._text(subjects) if subjects else None,
            "stage": section.stage,
            "block": block.id,
            "block_name": f"{section.id}.{block.name}",
            "continues": block.continues,
            "layout": block.layout,
            "bookmark_around": block.bookmarks_around,
        }
        for groups in zip(*(asking.groups for asking in blocks), strict=True):
            row = groups[0].number
            for column, places in enumerate(zip(*(group.places for group in groups), strict=True)):
                spot = {} if row is None else {"row": row, "column": column}
                yield self._entry(places, {**standing, **spot})

    def _entry(self, places: Sequence[Place], standing: Mapping[str, object]) -> PlaceEntry:
        place = places[0]
        return PlaceEntry.model_validate(
            {
                "id": place.id,
                "bookmark": bookmark_of(place.id),
                "kind": place.kind,
                "number": place.number,
                "prompt": self._text(place.prompt for place in places),
                "reasons": tuple(
                    map(self._text, zip(*(place.reasons for place in places), strict=True))
                ),
                "ours": place.ours,
                "choices": tuple(
                    map(self._choice, zip(*(place.choices for place in places), strict=True))
                ),
                "item": place.item,
                "party": place.party,
                "view": Slug(view) if (view := place.id.partition("@")[2]) else None,
                "fact": place.fact.name if place.fact else None,
                "tells": place.tells,
                "lines": place.lines,
                **standing,
            }
        )

    def _choice(self, choices: Sequence[Choice]) -> OfferedChoice:
        labels = [choice.label for choice in choices if choice.label]
        return OfferedChoice(
            value=choices[0].value,
            label=self._text(labels) if labels else None,
            state=choices[0].state,
        )

    def _text(self, texts: Iterable[LocalizedText]) -> Text:
        """Return a text in the languages that have it."""
        return Text({text.language: text.string for text in texts})


def _all_sections(view: View) -> tuple[Section, ...]:
    """Return every section of the outline, whatever profiles have it, for every theme and party."""
    whole = Profile[LocalizedText](
        id=Slug("all"),
        sections=tuple(section.id for section in view.sections),
        pages=1,
        title=view.title,
        purpose=view.purpose,
    )
    return resolve_sections(view, Request(), whole)
