"""What the ids in the data set mean, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.collecting.tables import Row
from toimintamalli.model.ids import Language, PlaceId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.workbook.places import places_of_model


class Codebook:
    """What every place and choice of a model is called in each of its languages."""

    def __init__(self, model: Model[Text]) -> None:
        self._model = model
        self._places = sorted(places_of_model(model).by_base().items())

    def place_rows(self) -> Iterator[Row]:
        """Yield a row for each place in each language."""
        for language in self._model.languages:
            for id_, place in self._places:
                prompt = self._said(place.prompt, language)
                yield id_, language, place.theme, place.number or None, place.kind, prompt

    def choice_rows(self) -> Iterator[Row]:
        """Yield a row for each value that a place offers, in each language with words for it."""
        for language in self._model.languages:
            for id_, place in self._places:
                for choice in place.choices:
                    label = self._said(choice.label, language) if choice.label else None
                    yield id_, str(choice.value), language, label

    def _said(self, text: Text, language: Language) -> str:
        return text.get(language) or text[self._model.source_language]


def names_of(model: Model[Text]) -> frozenset[PlaceId]:
    """Return the places that hold the name of the workplace."""
    places = places_of_model(model).places
    return frozenset(place.base for place in places if place.tells == "organisation")


def occasion_of(model: Model[Text]) -> frozenset[PlaceId]:
    """Return the places that tell of the occasion itself."""
    return frozenset(place.base for place in places_of_model(model).places if place.tells)
