"""What a block of the outline is resolved against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias, TypeVar, cast

from toimintamalli.model.ids import PartyId, PlaceId, Slug
from toimintamalli.model.item import Item, Link, said_in
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import (
    CardsBlock,
    OutlineField,
    OutlineSection,
    Profile,
    TableBlock,
)
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.theme import Theme
from toimintamalli.model.vocabulary import INDICATOR_KINDS, Concept, Role
from toimintamalli.workbook.place import Choice, Earlier, Fact, Place
from toimintamalli.workbook.request import Occasion

View: TypeAlias = "Model[LocalizedText]"


_IN_SENTENCES: Final = frozenset({"needs.text", "goals.text", "measures.how", "indicators.text"})
"""What a card asks to be told in sentences, of which a sample helps."""

_Chosen = TypeVar("_Chosen", bound=Item)


def suits(meant: Iterable[str], asked: frozenset[str]) -> bool:
    """Tell whether what is meant for some kinds of workplace is for those that were asked for."""
    kinds = frozenset(meant)
    return not kinds or not asked or bool(kinds & asked)


def _with_sample(place: Place, samples: Mapping[str, LocalizedText]) -> Place:
    sample = samples.get(place.fact.name) if place.fact else None
    return place.model_copy(update={"sample": sample}) if sample else place


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> LocalizedText: ...


@dataclass(frozen=True)
class Scope:
    """One section of one profile, for one theme or party where the section repeats."""

    model: View
    profile: Profile[LocalizedText]
    themes: tuple[Theme[LocalizedText], ...]
    """The themes that were asked for."""
    occasion: Occasion
    workplaces: frozenset[str]
    """What kind of workplace it is for; empty where that is not known."""
    section: OutlineSection[LocalizedText]
    theme: Theme[LocalizedText] | None = None
    party: Concept[LocalizedText] | None = None

    @property
    def key(self) -> str:
        """The section's key in the workbook."""
        subject = self.theme or self.party
        return f"{self.section.id}.{subject.id}" if subject else self.section.id

    @property
    def own_themes(self) -> tuple[Theme[LocalizedText], ...]:
        """The section's theme, or all that were asked for."""
        return (self.theme,) if self.theme else self.themes

    @property
    def is_first(self) -> bool:
        """Whether it is the first of the sections that repeat for each theme or party."""
        asked = self.occasion.party
        parties = [party for party in self.model.parties if asked in (None, PartyId(party.id))]
        return self.theme in (None, *self.themes[:1]) and self.party in (None, *parties[:1])

    @property
    def roles(self) -> tuple[Role[LocalizedText], ...]:
        """The roles that exist in a workplace of this kind and of the profile's size."""
        small = self.profile.small_workplace
        found = (role for role in self.model.roles if role.small_workplace or not small)
        return tuple(role for role in found if suits(role.workplaces, self.workplaces))

    def chosen(self, items: Iterable[_Chosen]) -> tuple[_Chosen, ...]:
        """Return those items of a list that are for this workplace."""
        suiting = tuple(item for item in items if suits(item.workplaces, self.workplaces))
        short = tuple(item for item in suiting if item.small_workplace)
        return short if short and self.profile.small_workplace else suiting

    def word(self, id_: str) -> LocalizedText:
        """Return an interface word."""
        return self.model.words[id_].text

    def place(
        self, part: str, field: OutlineField[LocalizedText], row: Slug | None = None
    ) -> Place:
        """Return the place of a field; `part` is the middle of its id, `row` that of the plan."""
        id_ = self.viewed(f"{self.section.id}.{part}.{field.id}")
        choices = tuple(self._choices(field))
        return Place(
            id=id_,
            kind=field.kind,
            prompt=field.prompt,
            party=self.party.id if self.party else None,
            lines=field.lines,
            choices=choices,
            given=self._given(field, id_),
            tells=field.given,
            fact=Fact(name=field.fact, row=row) if field.fact else None,
            earlier=tuple(self.earlier(id_, choices)),
        )

    def rows(
        self, block: CardsBlock[LocalizedText] | TableBlock[LocalizedText]
    ) -> Iterator[tuple[Place, ...]]:
        """Yield the places of each row; a table has as many as the occasion fills in."""
        count = (
            max(block.count, self._known_rows(block.id)) if block.kind == "table" else block.count
        )
        continued = block.continues or f"{self.section.id}.{block.id}"
        samples = self.samples() if block.kind == "cards" else {}
        for number in range(1, count + 1):
            row = Slug(f"{continued.replace('.', '-')}-{number}")
            places = tuple(self.place(f"{block.id}-{number}", field, row) for field in block.fields)
            yield places if number > 1 else tuple(_with_sample(place, samples) for place in places)

    def samples(self) -> Mapping[str, LocalizedText]:
        """Return what the first story that suits the workbook says of each fact of a plan."""
        told = (example for theme in self.own_themes for example in theme.examples if example.chain)
        story = next(iter(self.chosen(told)), None)
        links = [link for link in story.chain if link.fact in _IN_SENTENCES] if story else []
        return {link.fact: said_in(link) for link in links}

    def told(self, link: Link[LocalizedText]) -> LocalizedText:
        """Return a link of a story as it is told: of which kinds an indicator is, in brackets."""
        kinds = {
            kind.id: kind.title for name in INDICATOR_KINDS for kind in getattr(self.model, name)
        }
        titles = [kinds[id_] for id_ in link.kinds if id_ in kinds]
        # A text is in one language: a title that is not translated would be read out in another.
        said = " · ".join(title.string for title in titles if title.language == link.text.language)
        return replace(link.text, string=f"{link.text} ({said})") if said else link.text

    def earlier(self, id_: PlaceId, choices: Iterable[Choice]) -> Iterator[Earlier]:
        """Yield what was answered in the round before, to be shown beside a place."""
        if id_ not in self.occasion.earlier:
            return
        labels = {str(choice.value): choice.label for choice in choices}
        for answer in self.occasion.earlier[id_].answers:
            party = self.model.parties[answer.party].title if answer.party else None
            yield Earlier(
                round=answer.round, party=party, value=answer.value, label=labels.get(answer.value)
            )

    def viewed(self, id_: str, view: Slug | None = None) -> PlaceId:
        """Return the id of a place, from the section's party's view or a named one."""
        whose = self.party.id if self.party else view
        return PlaceId(f"{id_}@{whose}" if whose else id_)

    def _choices(self, field: OutlineField[LocalizedText]) -> Iterator[Choice]:
        named = self._vocabulary(field.options_from) if field.options_from else ()
        yield from (Choice(value=thing.id, label=thing.title) for thing in named)
        for option in field.options:
            yield Choice(value=option.id, label=option.text, state=option.state)

    def _vocabulary(self, name: str) -> Iterable[_Titled]:
        own: dict[str, Iterable[_Titled]] = {"roles": self.roles, "themes": self.themes}
        return own[name] if name in own else cast(Iterable[_Titled], getattr(self.model, name))

    def _known_rows(self, block: str) -> int:
        """Return the number of the last row of a block that the occasion fills in."""
        row = re.compile(rf"{re.escape(self.section.id)}\.{re.escape(block)}-([1-9][0-9]{{0,2}})\.")
        known = (row.match(id_) for id_ in self.occasion.known.ids)
        return max((int(found[1]) for found in known if found), default=0)

    def _given(self, field: OutlineField[LocalizedText], id_: PlaceId) -> str:
        if id_ in self.occasion.known:
            return self.occasion.known[id_].value
        known = getattr(self.occasion, field.given) if field.given else None
        return "" if known is None else str(known)
