"""What the ids in the data set mean, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.collecting.tables import Row
from toimintamalli.model.ids import Language, PlaceId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve


class Codebook:
    """What every place and choice of a model is called in each of its languages."""

    def __init__(self, model: Model[Text]) -> None:
        self._places = {each: tuple(_places_of(model, each)) for each in model.languages}

    def place_rows(self) -> Iterator[Row]:
        """Yield a row for each place in each language."""
        for language, places in self._places.items():
            for each in places:
                theme = each.item.partition(".")[0] if each.item else None
                number = each.number or None
                yield each.id, language, theme, number, each.kind, each.prompt.string

    def choice_rows(self) -> Iterator[Row]:
        """Yield a row for each value that a place offers, in each language with words for it."""
        for language, places in self._places.items():
            for place in places:
                for each in place.choices:
                    label = each.label.string if each.label else None
                    yield place.id, str(each.value), language, label


def names_of(model: Model[Text]) -> frozenset[PlaceId]:
    """Return the places that hold the name of the workplace."""
    return frozenset(
        PlaceId(f"{section.id}.{block.id}.{field.id}")
        for section in model.sections
        for block in section.blocks
        for field in getattr(block, "fields", ())
        if field.given == "organisation"
    )


def _places_of(model: Model[Text], language: Language) -> Iterator[Place]:
    """Yield each place of any profile once, sorted, as readers of one language see it."""
    found: dict[PlaceId, Place] = {}
    for profile in model.profiles:
        for place in resolve(model, Request(profile=profile.id), language).places():
            found.setdefault(_without_view(place), place)
    for id_ in sorted(found):
        yield found[id_].model_copy(update={"id": id_})


def _without_view(place: Place) -> PlaceId:
    return PlaceId(place.id.partition("@")[0])
