"""Every place that a workbook of a model can have, as a reader needs it.

Nothing here depends on a document's language: people open a Finnish workbook and type in Swedish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final, Literal

from toimintamalli import Language, LocalizedText, Missing, Model, Request, Text, resolve, words_for
from toimintamalli.answers.migration import find_successor
from toimintamalli.languages import known_languages
from toimintamalli.model.identity import list_fields
from toimintamalli.model.ids import PartyId, PlaceId, Slug, Version
from toimintamalli.model.ledger import Ledger
from toimintamalli.workbook.block import Asking, Block
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.tree import Section, places_of
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.reader.printed import (
    Earlier,
    Printed,
    comparable,
    earlier_versions,
    fingerprint,
)
from toimintamalli_docx.reader.speech import Speech, speech_of
from toimintamalli_docx.reader.wording import squeeze

Kind = Literal["scale", "text", "choice", "check", "date"]
Said = Mapping[str, str]
"""A text by language."""

_NAME: Final = "docx"
_PACKAGE: Final = "toimintamalli_docx"
_BLANKS: Final = ("write-here", "choose-here", "date-here")
_EARLIER: Final = ("earlier", "earlier-of", "earlier-some-time", "earlier-some-time-of")
_NO_PLACES: Final = frozenset({"theme", "scale", "party"})
"""Kinds of the ledger that name no place."""
_KINDS: Final[Mapping[str, Kind]] = {
    "scale-question": "scale",
    "open-question": "text",
    "practice": "check",
    "pitfall": "check",
    "text-field": "text",
    "choice-field": "choice",
    "check-field": "check",
    "date-field": "date",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the values of a place, and what it is called in each language."""

    value: int | str
    labels: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a place of a table stands: the table, its row from 1, its column from 0."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A place as a reader sees it."""

    id: PlaceId
    kind: Kind
    offers: tuple[Offer, ...] = ()
    prompts: Said = field(default_factory=dict)
    number: str = ""
    section: Said = field(default_factory=dict)
    marks: Literal["statement", "answer"] = "answer"
    """What its bookmark is around: the statement, with boxes in the same row, or the answer."""
    beside: frozenset[str] = frozenset()
    """What else is printed in the cell of the statement, in any language."""
    line: Line | None = None
    """For a place of a table to which rows can be added."""
    card: Said = field(default_factory=dict)
    """The head of the card that it stands on, with its number."""
    heads: frozenset[str] = frozenset()
    """Every heading that it can stand under, in any workbook and language."""
    titles: frozenset[str] = frozenset()
    """Those of them that are a section's."""
    former: Mapping[bytes, int | str] = field(default_factory=dict, hash=False)
    """What its options were called in versions before: fingerprint → value."""
    views: tuple[PartyId, ...] = ()
    """The parties whose own answers can be written beside it, in the order of their columns."""


@dataclass(frozen=True)
class PlaceTable:
    """What a reader knows of a model."""

    model: Slug
    version: Version
    language: Language
    """Spoken where a document doesn't say its language."""
    places: Mapping[PlaceId, Asked]
    parties: frozenset[PartyId] = frozenset()
    given: Mapping[PlaceId, str] = field(default_factory=dict)
    """Places that say what the sheet is about: its organisation, its round or its date."""
    blanks: tuple[str, ...] = ()
    """What an empty place shows, in any language."""
    earlier: tuple[str, ...] = ()
    """How answers of the round before begin that are printed beside their places."""
    dates: Said = field(default_factory=dict)
    """How a day is written in each language: `d.M.yyyy`."""
    ledger: Ledger = field(default_factory=Ledger)
    speech: Speech = field(default_factory=Speech)
    """The words of dates and rounds, in every language that people may write in."""
    printed: Printed = field(default_factory=Printed)
    """What our workbooks say themselves."""
    before: tuple[Earlier, ...] = ()
    """What is kept of the versions that were released before."""

    @cached_property
    def versions(self) -> frozenset[str]:
        """The versions whose printed texts are known."""
        return frozenset((self.version, *(each.version for each in self.before)))

    @cached_property
    def asking(self) -> Mapping[str, tuple[PlaceId, ...]]:
        """The places that a text asks, as it is compared."""
        found: dict[str, dict[PlaceId, None]] = {}
        for each in self.places.values():
            for text in each.prompts.values():
                found.setdefault(comparable(text), {})[each.id] = None
        return {text: tuple(ids) for text, ids in found.items()}

    def asked_by(self, text: str) -> tuple[PlaceId, ...]:
        """Return the places that a printed text asks, today or in a version before."""
        said = comparable(text)
        found = dict.fromkeys(self.asking.get(said, ()))
        if self.before and said:
            mark = fingerprint(said)
            for each in self.before:
                found.update(dict.fromkeys(map(PlaceId, each.prompts.get(mark, ()))))
        return tuple(found)

    @cached_property
    def sections(self) -> frozenset[str]:
        """Every heading of a section."""
        return frozenset(comparable(text) for each in self.places.values() for text in each.titles)

    @cached_property
    def under(self) -> Mapping[str, frozenset[PlaceId]]:
        """The places under each heading."""
        found: dict[str, set[PlaceId]] = {}
        for each in self.places.values():
            for head in each.heads:
                found.setdefault(comparable(head), set()).add(each.id)
        return {head: frozenset(ids) for head, ids in found.items()}

    def under_heading(self, text: str) -> frozenset[PlaceId]:
        """Return the places under a heading, of today or of a version before."""
        said = comparable(text)
        found = self.under.get(said, frozenset())
        if self.before and said:
            mark = fingerprint(said)
            more = (each.around.get(mark, frozenset()) for each in self.before)
            found = found.union(*(frozenset(map(PlaceId, each)) for each in more))
        return found

    @cached_property
    def bookmarks(self) -> Mapping[str, PlaceId]:
        """The place of each bookmark, those of older content too."""
        return {bookmark_name(each): each for each in (*self._older, *self.places)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The last row that each table is known to have had."""
        last: dict[str, int] = {}
        for each in self.places.values():
            if each.line:
                last[each.line.table] = max(last.get(each.line.table, 0), each.line.row)
        return last

    @cached_property
    def columns(self) -> Mapping[str, tuple[Asked, ...]]:
        """The places of the first row of each table, by column."""
        first = [each for each in self.places.values() if each.line and each.line.row == 1]
        tables: dict[str, dict[int, Asked]] = {}
        for each in first:
            if each.line:
                tables.setdefault(each.line.table, {})[each.line.column] = each
        return {id_: tuple(found[key] for key in sorted(found)) for id_, found in tables.items()}

    def find(self, id_: PlaceId) -> Asked | None:
        """Return a place of today's content or of an older one."""
        return self.places.get(id_) or self._older.get(id_)

    def added(self, like: Asked, row: int) -> Asked:
        """Return the place in a row, printed or added, in the column of another place."""
        base, at, view = like.id.partition("@")
        head, _, last = base.rpartition(".")
        id_ = PlaceId(f"{head.rpartition('-')[0]}-{row}.{last}{at}{view}")
        if known := self.places.get(id_):
            return known
        line = replace(like.line, row=row) if like.line else None
        return replace(like, id=id_, line=line)

    @cached_property
    def _older(self) -> Mapping[PlaceId, Asked]:
        """Places that content had before: of every id of the ledger, from every view."""
        views = {"", *(each.partition("@")[2] for each in self.places)}
        views |= {each.id for each in self.ledger.entries if each.kind == "party"}
        found: dict[PlaceId, Asked] = {}
        for entry in self.ledger.entries:
            if entry.kind not in _NO_PLACES and (entry.retired or entry.replaced_by):
                for view in sorted(views):
                    id_ = PlaceId(f"{entry.id}@{view}" if view else entry.id)
                    found[id_] = self._as_it_was(id_, entry.kind)
        return found

    def _as_it_was(self, id_: PlaceId, kind: str) -> Asked:
        successor = find_successor(id_, self.ledger)
        heir = self.places.get(successor) if successor else None
        if heir:
            # Its wording of then is not known, so that none can have been changed.
            return replace(heir, id=id_, prompts={}, number="", line=None)
        was = _KINDS.get(kind, "text")
        marks: Literal["statement", "answer"] = (
            "statement" if kind in ("scale-question", "practice", "pitfall") else "answer"
        )
        return Asked(id=id_, kind=was, marks=marks, offers=self._scale() if was == "scale" else ())

    def _scale(self) -> tuple[Offer, ...]:
        scales = (each.offers for each in self.places.values() if each.kind == "scale")
        return next(scales, ())


class _Same:
    """A model compared by being the same object: comparing all it holds takes longer."""

    def __init__(self, model: Model[Text]) -> None:
        self.model = model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.model is self.model

    def __hash__(self) -> int:
        return id(self.model)


def places_in(model: Model[Text]) -> PlaceTable:
    """Return the places of a model, of all its workbooks in all languages; kept for the next time.

    It takes a quarter of a second, and somebody who reads a thousand workbooks pays it once.
    """
    return _places_in(_Same(model))


@lru_cache(maxsize=4)
def _places_in(same: _Same) -> PlaceTable:
    # The writer's documents are read with what stands here.
    from toimintamalli_docx.reader.printing import Today  # noqa: PLC0415 -- see above

    model = same.model
    languages = tuple(dict.fromkeys((model.source_language, *model.languages)))
    words = {each: words_for(_NAME, _PACKAGE, model, each, Missing.SOURCE) for each in languages}
    marks = (
        words[shown]["untranslated"].string.format(language=said)
        for shown in languages
        for said in languages
    )
    blanks = (each[name].string for each in words.values() for name in _BLANKS)
    leads = (each[name].string.partition("{")[0] for each in words.values() for name in _EARLIER)
    by_us = frozenset(f"({each['by-us'].string})" for each in words.values() if "by-us" in each)
    before = earlier_versions(model.id)
    places = _merged(_seen(model, languages, by_us))
    speech = speech_of(known_languages(model))
    return PlaceTable(
        model=model.id,
        version=model.version,
        language=model.source_language,
        places={id_: _with_former(each, before) for id_, each in places},
        parties=frozenset(map(PartyId, model.parties.ids)),
        given=dict(_given(model)),
        blanks=tuple(dict.fromkeys((*blanks, *marks, *speech.prompts))),
        speech=speech,
        printed=Printed(Today(model), frozenset().union(*(each.texts for each in before))),
        before=before,
        earlier=tuple(dict.fromkeys(leads)),
        dates={language: each["date-picture"].string for language, each in words.items()},
        ledger=model.ledger,
    )


def _with_former(asked: Asked, before: Iterable[Earlier]) -> Asked:
    """Return a place with what its options were called before."""
    former = {mark: v for each in before for mark, v in each.offers.get(asked.id, {}).items()}
    return replace(asked, former=former) if former else asked


def _given(model: Model[Text]) -> Iterator[tuple[PlaceId, str]]:
    for section in model.sections:
        for id_, asked in list_fields(section):
            if asked.given:
                yield PlaceId(id_), asked.given


def _merged(all_seen: Iterable[Asked]) -> Iterator[tuple[PlaceId, Asked]]:
    """Yield each place once, with the values that any workbook offers for it."""
    found: dict[PlaceId, Asked] = {}
    for each in all_seen:
        before = found.get(each.id, each)
        offers = {offer.value: offer for offer in (*before.offers, *each.offers)}
        found[each.id] = replace(
            each,
            offers=tuple(offers.values()),
            heads=before.heads | each.heads,
            titles=before.titles | each.titles,
            views=each.views or before.views,
        )
    yield from found.items()


def _seen(
    model: Model[Text], languages: tuple[Language, ...], by_us: frozenset[str]
) -> Iterator[Asked]:
    for profile in model.profiles.ids:
        request = Request(profile=Slug(profile))
        books = [resolve(model, request, language) for language in languages]
        for sections in zip(*(each.sections for each in books), strict=True):
            titles: Said = dict(zip(languages, map(_title, sections), strict=True))
            heads = frozenset(map(_printed_title, sections))
            for blocks in zip(*(each.blocks for each in sections), strict=True):
                for each in _asked(dict(zip(languages, blocks, strict=True)), by_us):
                    views = tuple(map(PartyId, model.parties.ids)) if each.views else ()
                    yield replace(
                        each, section=titles, heads=each.heads | heads, titles=heads, views=views
                    )


def _title(section: Section) -> str:
    subject = f" – {section.subject.string}" if section.subject else ""
    return section.title.string + subject


def _printed_title(section: Section) -> str:
    """Return a section's heading as it stands in a document."""
    if section.subject is None:
        return section.title.string
    number = f": {section.number} " if section.number else ": "
    return f"{section.title.string}{number}{section.subject.string}"


def _asked(blocks: Mapping[Language, Block], by_us: frozenset[str]) -> Iterator[Asked]:
    first = next(iter(blocks.values()))
    lines = dict(_lines(first))
    beside = _beside(blocks.values(), by_us)
    cards = dict(_cards(blocks))
    titles = frozenset(each.title.string for each in blocks.values() if isinstance(each, Asking))
    views = (PartyId("x"),) if isinstance(first, Asking) and first.beside else ()
    for same in zip(*map(places_of, blocks.values()), strict=True):
        place = same[0]
        yield Asked(
            id=place.id,
            kind=place.kind,
            offers=tuple(_offers(dict(zip(blocks, same, strict=True)))),
            prompts=_by_language(blocks, (each.prompt for each in same)),
            number=place.number,
            marks="statement" if _is_statement(first) else "answer",
            beside=beside,
            line=lines.get(place.id),
            card=cards.get(place.id, {}),
            heads=titles | frozenset(cards.get(place.id, {}).values()),
            views=views,
        )


def _cards(blocks: Mapping[Language, Block]) -> Iterator[tuple[PlaceId, Said]]:
    """Yield the head of the card of each place that stands on one."""
    asking = {key: each for key, each in blocks.items() if isinstance(each, Asking)}
    first = next(iter(asking.values()), None)
    if first is None or first.layout != "cards":
        return
    for group in first.groups:
        head: Said = {key: f"{each.title.string} {group.number}" for key, each in asking.items()}
        for place in group.places:
            yield place.id, head


def _by_language(
    languages: Iterable[Language], texts: Iterable[LocalizedText | None]
) -> dict[str, str]:
    pairs = zip(languages, texts, strict=True)
    return {language: squeeze(each.string) for language, each in pairs if each is not None}


def _offers(places: Mapping[Language, Place]) -> Iterator[Offer]:
    for same in zip(*(each.choices for each in places.values()), strict=True):
        yield Offer(same[0].value, _by_language(places, (each.label for each in same)))


def _is_statement(block: Block) -> bool:
    return isinstance(block, Asking) and (
        block.layout in ("scales", "checklist")
        or (block.layout == "fields" and all(each.kind == "check" for each in block.places))
    )


def _lines(block: Block) -> Iterator[tuple[PlaceId, Line]]:
    if isinstance(block, Asking) and block.layout == "table":
        for number, row in enumerate(block.groups, 1):
            for column, place in enumerate(row.places):
                base, at, view = place.id.partition("@")
                table = base.rpartition(".")[0].rpartition("-")[0]
                yield place.id, Line(f"{table}{at}{view}", number, column)


def _beside(blocks: Iterable[Block], by_us: frozenset[str]) -> frozenset[str]:
    reasons = (
        f"– {reason.string}"
        for block in blocks
        for place in places_of(block)
        for reason in place.reasons
    )
    return by_us | frozenset(reasons)
