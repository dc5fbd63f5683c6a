"""What each place of a model asks, in one language: whatever was written is told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toimintamalli.model.ids import Language, PlaceId, ThemeId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.rounds.plan_rows import number_of
from toimintamalli.workbook.places import places_of_model


@dataclass(frozen=True)
class Spot:
    """One place, whosever view it asks for."""

    order: tuple[int, int, int]
    """Its place in the workbook: the block's, its row's and its own."""
    asked: LocalizedText
    """What it asks, with its number."""
    section: LocalizedText
    """What readers call its section."""
    block: str
    """The block that asks it, and its row."""
    theme: int = 0
    """The theme that it belongs to, from 1."""
    row: int | None = None
    """Which card or row it is in, from 1."""
    fact: str = ""
    """What its answer tells of the plan or the occasion, if it tells anything."""
    options: tuple[tuple[str, LocalizedText], ...] = ()
    """The values to choose from, with the words for them."""
    themes: tuple[tuple[str, int], ...] = ()
    """Which theme each option is, where they are all themes."""


class Places:
    """The places of a model."""

    def __init__(self, spots: Mapping[str, Spot]) -> None:
        self._spots = spots

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Every place by its id, of rows only the first."""
        return self._spots

    def find(self, id_: str) -> Spot | None:
        """Return a place; of a row that somebody added, what the first row asks."""
        if id_ in self._spots:
            return self._spots[id_]
        row = number_of(PlaceId(id_))
        if row is None:
            return None
        first = self._spots.get(f"{row[0]}-1.{row[2]}")
        if first is None:
            return None
        block, _, own = first.order
        return replace(first, row=row[1], block=f"{row[0]}-{row[1]}", order=(block, row[1], own))

    def of_list(self, id_: str) -> Spot | None:
        """Return the last place of a list of statements, to which somebody added a row."""
        found = [spot for name, spot in self._spots.items() if name.rpartition(".")[0] == id_]
        return found[-1] if found else None


def places_in(model: Model[Text], language: Language) -> Places:
    """Return what each place asks, in one language or else in the source's."""
    themes = {theme.id: number for number, theme in enumerate(model.themes, 1)}

    def spoken(text: Text) -> LocalizedText:
        own = language if language in text else next(iter(text))
        return LocalizedText(text[own], own, own != language)

    spots: dict[str, Spot] = {}
    blocks: dict[str, int] = {}
    for order, (base, place) in enumerate(places_of_model(model).by_base().items()):
        block = blocks.setdefault(place.block, order)
        if place.row is not None and place.row > 1:
            continue  # It asks what the first row does.
        asked = spoken(place.prompt)
        options = [
            (str(choice.value), spoken(choice.label)) for choice in place.choices if choice.label
        ]
        known = [(name, themes[ThemeId(name)]) for name, _ in options if name in themes]
        spots[base] = Spot(
            order=(block, place.row or 0, order),
            asked=replace(asked, string=f"{place.number} {asked.string}".strip()),
            section=spoken(place.section_title),
            block=base.rpartition(".")[0],
            theme=themes.get(ThemeId(place.theme), 0) if place.theme else 0,
            row=place.row,
            fact=place.fact or place.tells or "",
            options=tuple(options),
            themes=tuple(known) if len(known) == len(place.choices) else (),
        )
    return Places(spots)
