"""What the ids in the data set mean, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from toimintamalli.collecting.tables import CHOICES, PLACES, PLANS, Cell, Row, Table
from toimintamalli.model.ids import Language, PlaceId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.workbook.places import OfferedChoice, places_of_model

Labeller: TypeAlias = Callable[[Mapping[str, Cell]], Cell]
"""Says what the id in one column of a row means."""


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

    def labellers(self, table: Table, language: Language) -> Mapping[str, Labeller]:
        """Return what says, in one language, what the ids in columns of a table mean.

        A place's choices are its own: what a value means stands in its row's place.
        """
        if table in (PLACES, CHOICES):
            return {}
        places = {str(id_): self._said(place.prompt, language) for id_, place in self._places}
        parties = {
            str(party.id): self._said(party.title, language) for party in self._model.parties
        }
        found = {"party": _called("party", parties), "view": _called("view", parties)}
        found["place"] = _called("place", places)
        if table.name in PLANS:
            found |= {
                name: _called(name, labels)
                for name, labels in self._of_facts(table.name, language).items()
            }
        else:
            values = {
                (str(id_), str(choice.value)): self._choice(choice, language)
                for id_, place in self._places
                for choice in place.choices
            }
            found["value"] = lambda row: values.get((str(row["place"]), str(row["value"])))
        return {column.name: found[column.name] for column in table.columns if column.name in found}

    def _of_facts(self, part: str, language: Language) -> Mapping[str, Mapping[str, str]]:
        """Return what the choices of each field of one list of a plan mean."""
        found: dict[str, dict[str, str]] = {}
        for _, place in self._places:
            list_, _, name = (place.fact or "").partition(".")
            if list_ == part and place.choices:
                labels = found.setdefault(name, {})
                labels |= {str(c.value): self._choice(c, language) for c in place.choices}
        return found

    def _choice(self, choice: OfferedChoice, language: Language) -> str:
        """Return a choice's words; the value where it has none, as the middle of a scale."""
        return self._said(choice.label, language) if choice.label else str(choice.value)

    def _said(self, text: Text, language: Language) -> str:
        return text.get(language) or text[self._model.source_language]


def _called(column: str, labels: Mapping[str, str]) -> Labeller:
    return lambda row: labels.get(str(row[column]))


def names_of(model: Model[Text]) -> frozenset[PlaceId]:
    """Return the places that hold the name of the workplace."""
    places = places_of_model(model).places
    return frozenset(place.base for place in places if place.tells == "organisation")


def occasion_of(model: Model[Text]) -> frozenset[PlaceId]:
    """Return the places that tell of the occasion itself."""
    return frozenset(place.base for place in places_of_model(model).places if place.tells)
