"""Every place that a workbook of a model can have, as a reader needs it.

Nothing here depends on a document's language: people open a Finnish workbook and type in Swedish.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import Final, Literal

from toimintamalli import Language, Missing, Model, Text, Words, localize, words_for
from toimintamalli.answers.migration import find_successor
from toimintamalli.languages import known_languages
from toimintamalli.model.ids import PartyId, PlaceId, Slug, Version
from toimintamalli.model.item import said_in
from toimintamalli.model.kinds import KINDS, PLACE_KINDS, PlaceKind
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.value import SameObject
from toimintamalli.workbook.places import PlaceEntry, RetiredPlace, places_of_model, retired_places
from toimintamalli.workbook.places import PlaceTable as AllPlaces
from toimintamalli_docx.draft import OURS
from toimintamalli_docx.forms import ARROW, ARROW_LEFTWARD
from toimintamalli_docx.reader.printed import (
    Earlier,
    Printed,
    comparable,
    earlier_versions,
    fingerprint,
)
from toimintamalli_docx.reader.speech import Speech, speech_of
from toimintamalli_docx.reader.wording import fold, plain, squeeze
from toimintamalli_docx.wordings import wordings_of

Said = Mapping[str, str]
"""A text by language."""

_NAME: Final = "docx"
_PACKAGE: Final = "toimintamalli_docx"
_BLANKS: Final = ("write-here", "choose-here", "date-here")
# In brackets, as versions before wrote it, or the sign of what the authors have added.
REMARK: Final = re.compile(rf"\s*(?:\([^()]*\)|{OURS})$")
"""What can stand behind an item and is no part of it."""
_EARLIER: Final = ("earlier", "earlier-of", "earlier-some-time", "earlier-some-time-of")
_KINDS: Final[Mapping[str, PlaceKind]] = {
    name: kind for kind in PLACE_KINDS for name in KINDS[kind].once_was
}
"""The kind of place that each kind of id in the ledger has."""
_STATEMENTS: Final = frozenset({"scale-question", "practice", "pitfall"})


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
    kind: PlaceKind
    bookmark: str = ""
    """Its name in the document; a row that somebody added has none."""
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
    is_card: bool = False
    """Whether it stands on one of several cards."""
    former: Mapping[bytes, int | str] = field(default_factory=dict, hash=False)
    """What its options were called in versions before: fingerprint → value."""
    views: tuple[PartyId, ...] = ()
    """The parties whose own answers can be written beside it, in the order of their columns."""

    @property
    def boxes(self) -> int:
        """How many boxes a place has for its values: none where one is chosen in a list."""
        has_boxes = self.marks == "statement" or self.kind == "several"
        return len(self.offers) if has_boxes else 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How places stand in workbooks, for documents whose bookmarks and tags are gone."""

    under: Mapping[str, frozenset[PlaceId]] = field(default_factory=dict)
    """The places under each heading, as headings are compared."""
    profiles: tuple[frozenset[PlaceId], ...] = ()
    """The places of each profile."""


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
    wordings: frozenset[str] = frozenset()
    """What stands for the texts that workbooks print today, one for each language."""
    make_layout: Callable[[], Layout] = Layout
    """Works out how places stand, when that is needed."""

    @cached_property
    def values(self) -> frozenset[str]:
        """Every value that a place offers, by its name in any language, as it is compared."""
        offers = [offer for place in self.places.values() for offer in place.offers]
        labels = (plain(label) for offer in offers for label in offer.labels.values())
        return frozenset((*labels, *(str(offer.value) for offer in offers)))

    @cached_property
    def kept_wordings(self) -> frozenset[str]:
        """What stands for the printed texts that are known."""
        return self.wordings.union(*(earlier.wordings for earlier in self.before))

    @cached_property
    def versions(self) -> frozenset[str]:
        """The versions whose printed texts are known."""
        return frozenset((self.version, *(earlier.version for earlier in self.before)))

    @cached_property
    def asking(self) -> Mapping[str, tuple[PlaceId, ...]]:
        """The places that a text asks, as it is compared."""
        found: dict[str, dict[PlaceId, None]] = {}
        for place in self.places.values():
            for text in place.prompts.values():
                found.setdefault(comparable(text), {})[place.id] = None
        return {text: tuple(ids) for text, ids in found.items()}

    def asked_by(self, text: str) -> tuple[PlaceId, ...]:
        """Return the places that a printed text asks, today or in a version before."""
        said = comparable(text)
        return self._asked_by(said) or self._asked_by(REMARK.sub("", said))

    def _asked_by(self, said: str) -> tuple[PlaceId, ...]:
        found = dict.fromkeys(self.asking.get(said, ()))
        if self.before and said:
            mark = fingerprint(said)
            for earlier in self.before:
                found.update(dict.fromkeys(map(PlaceId, earlier.prompts.get(mark, ()))))
        return tuple(found)

    @cached_property
    def layout(self) -> Layout:
        """How places stand in today's workbooks."""
        return self.make_layout()

    def under_heading(self, text: str) -> frozenset[PlaceId]:
        """Return the places under a heading, of today or of a version before."""
        said = comparable(text)
        found = self.layout.under.get(said, frozenset())
        if self.before and said:
            mark = fingerprint(said)
            more = (earlier.around.get(mark, frozenset()) for earlier in self.before)
            found = found.union(*(frozenset(map(PlaceId, places)) for places in more))
        return found

    @cached_property
    def bookmarks(self) -> Mapping[str, PlaceId]:
        """The place of each bookmark, those of older content too."""
        places = (*self.older.values(), *self.places.values())
        return {place.bookmark: place.id for place in places if place.bookmark}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The last row that each table is known to have had."""
        last: dict[str, int] = {}
        for place in self.places.values():
            if place.line:
                last[place.line.table] = max(last.get(place.line.table, 0), place.line.row)
        return last

    @cached_property
    def columns(self) -> Mapping[str, tuple[Asked, ...]]:
        """The places of the first row of each table, by column."""
        first = [place for place in self.places.values() if place.line and place.line.row == 1]
        tables: dict[str, dict[int, Asked]] = {}
        for asked in first:
            if asked.line:
                tables.setdefault(asked.line.table, {})[asked.line.column] = asked
        return {id_: tuple(found[key] for key in sorted(found)) for id_, found in tables.items()}

    def find(self, id_: PlaceId) -> Asked | None:
        """Return a place of today's content or of an older one."""
        return self.places.get(id_) or self.older.get(id_)

    def added(self, like: Asked, row: int) -> Asked:
        """Return the place in a row, printed or added, in the column of another place."""
        base, at, view = like.id.partition("@")
        head, _, last = base.rpartition(".")
        id_ = PlaceId(f"{head.rpartition('-')[0]}-{row}.{last}{at}{view}")
        if known := self.places.get(id_):
            return known
        line = replace(like.line, row=row) if like.line else None
        return replace(like, id=id_, bookmark="", line=line)

    @cached_property
    def older(self) -> Mapping[PlaceId, Asked]:
        """Places that content had before."""
        views = (place.partition("@")[2] for place in self.places)
        retired = retired_places(self.ledger, ("", *views))
        return {place.id: self._as_it_was(place) for place in retired}

    def _as_it_was(self, place: RetiredPlace) -> Asked:
        successor = find_successor(place.id, self.ledger)
        heir = self.places.get(successor) if successor else None
        if heir:
            # Its wording of then is not known, so that none can have been changed.
            return replace(
                heir, id=place.id, bookmark=place.bookmark, prompts={}, number="", line=None
            )
        was = _KINDS.get(place.kind, "text")
        return Asked(
            id=place.id,
            bookmark=place.bookmark,
            kind=was,
            marks="statement" if place.kind in _STATEMENTS else "answer",
            offers=self._scale() if was == "scale" else (),
        )

    def _scale(self) -> tuple[Offer, ...]:
        scales = (place.offers for place in self.places.values() if place.kind == "scale")
        return next(scales, ())


def places_in(model: Model[Text]) -> PlaceTable:
    """Return the places of a model, of all its workbooks in all languages; kept for the next time.

    It takes a quarter of a second, and somebody who reads a thousand workbooks pays it once.
    """
    return _places_in(SameObject(model))


@lru_cache(maxsize=4)
def _places_in(same: SameObject[Model[Text]]) -> PlaceTable:
    # The writer's documents are read with what stands here.
    from toimintamalli_docx.reader.printing import layout_of, today_of  # noqa: PLC0415 -- see above

    model = same.value
    languages = tuple(dict.fromkeys((model.source_language, *model.languages)))
    words = {
        language: words_for(_NAME, _PACKAGE, model, language, Missing.SOURCE)
        for language in languages
    }
    marks = (
        words[shown].fill("untranslated", language=said).string
        for shown in languages
        for said in languages
    )
    blanks = (word[name].string for word in words.values() for name in _BLANKS)
    leads = (word[name].string.partition("{")[0] for word in words.values() for name in _EARLIER)
    # How our own items were marked until 0.1.0, and the signs that stand beside prompts now.
    by_us = frozenset(f"({word['by-us'].string})" for word in words.values() if "by-us" in word)
    by_us |= {ARROW, ARROW_LEFTWARD, OURS}
    table = places_of_model(model)
    before = earlier_versions(model.id)
    speech = speech_of(known_languages(model))
    samples = _samples(model, words)
    asked = (
        _asked(
            place,
            languages,
            by_us | (samples[place.fact] if _is_first_card(place) else frozenset()),
        )
        for place in table.places
    )
    places = {place.id: _with_former(_with_views(place, model, table), before) for place in asked}
    return PlaceTable(
        model=model.id,
        version=model.version,
        language=model.source_language,
        places=places,
        parties=frozenset(map(PartyId, model.parties.ids)),
        given={place.id: place.tells for place in table.places if place.tells},
        blanks=tuple(dict.fromkeys((*blanks, *marks, *speech.prompts))),
        speech=speech,
        printed=Printed(today_of(model), frozenset().union(*(earlier.texts for earlier in before))),
        before=before,
        wordings=frozenset(wordings_of(model).values()),
        make_layout=partial(layout_of, model),
        earlier=tuple(dict.fromkeys(leads)),
        dates={language: own["date-picture"].string for language, own in words.items()},
        ledger=model.ledger,
    )


def _is_first_card(place: PlaceEntry) -> bool:
    return place.layout == "cards" and place.row == 1


def _samples(
    model: Model[Text], words: Mapping[Language, Words]
) -> defaultdict[str | None, frozenset[str]]:
    """Return what can stand in grey beside a place of each fact, whatever theme a workbook is of.

    A program that knows no styles makes it look like anybody's words.
    """
    found: defaultdict[str | None, frozenset[str]] = defaultdict(frozenset)
    for language, own in words.items():
        view = localize(model, language, Missing.SOURCE)
        for link in (step for t in view.themes for story in t.examples for step in story.chain):
            found[link.fact] |= {own.fill("sample", text=said_in(link).string).string}
    return found


def _with_former(asked: Asked, before: Iterable[Earlier]) -> Asked:
    """Return a place with what its options were called before, and are not called now."""
    former = {mark: v for earlier in before for mark, v in earlier.offers.get(asked.id, {}).items()}
    if not former:
        return asked
    labels = {label for offer in asked.offers for label in offer.labels.values()}
    now = {fingerprint(fold(label)) for label in labels}
    return replace(asked, former={mark: v for mark, v in former.items() if mark not in now})


def _with_views(asked: Asked, model: Model[Text], table: AllPlaces) -> Asked:
    """Return a joint scale question with the parties who answer the same by themselves."""
    parties = tuple(map(PartyId, model.parties.ids))
    own = (PlaceId(f"{asked.id.partition('@')[0]}@{party}") for party in parties)
    is_joint = asked.id.partition("@")[2] not in parties and asked.marks == "statement"
    has_views = asked.kind == "scale" and is_joint and all(place in table.places for place in own)
    return replace(asked, views=parties) if has_views else asked


def _asked(place: PlaceEntry, languages: tuple[Language, ...], by_us: frozenset[str]) -> Asked:
    said = partial(_in_each, languages=languages)
    beside = (f"– {text}" for reason in place.reasons for text in reason.values())
    return Asked(
        id=place.id,
        bookmark=place.bookmark,
        kind=place.kind,
        offers=tuple(
            Offer(choice.value, said(choice.label) if choice.label else {})
            for choice in place.choices
        ),
        prompts=said(place.prompt),
        number=place.number,
        section=_section(place, said),
        marks=place.bookmark_around,
        beside=by_us | frozenset(beside),
        line=_line(place),
        is_card=place.layout == "cards",
    )


def _section(place: PlaceEntry, said: Callable[[Text], Said]) -> Said:
    titles = said(place.section_title)
    if place.section_subject is None:
        return titles
    return {title: f"{titles[title]} – {said(place.section_subject)[title]}" for title in titles}


def _in_each(text: Text, languages: tuple[Language, ...]) -> Said:
    """Return a text as workbooks of each language show it: what is not translated as it is."""
    source = languages[0]
    return {language: squeeze(text.get(language) or text[source]) for language in languages}


def _line(place: PlaceEntry) -> Line | None:
    if place.layout != "table" or place.row is None or place.column is None:
        return None
    _, at, view = place.id.partition("@")
    return Line(f"{place.block_name}{at}{view}", place.row, place.column)
