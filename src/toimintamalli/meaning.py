"""Texts that give an answer its meaning, and whether a new wording still says the same.

Nobody can reckon what a sentence means. What can be seen is that a text has changed places with
one beside it, that it says no where it said yes, names other numbers, or has hardly a word in
common with what stood there: then earlier answers are not counted with later ones unless somebody
decides so and raises the version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from toimintamalli.languages import language_data
from toimintamalli.model.identity import list_fields
from toimintamalli.model.ids import Language
from toimintamalli.model.item import OpenQuestion, Pitfall, Practice, ScaleQuestion
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.rounds.likeness import likeness, same

LEAST_ALIKE: Final = 0.4
"""Below this share of pairs of letters in common a wording is another question."""
_SAME: Final = 0.9
_NUMBER: Final = re.compile(r"\d+")

Texts = Mapping[str, Text]
"""Id → its text: those that stand side by side, so that one could take another's place."""


def asked_texts(model: Model[Text]) -> Texts:
    """Return what is asked or stated at each place, by the id of its answer without a view."""
    asked: dict[str, Text] = {
        item.id: item.text
        for item in model.items()
        if isinstance(item, ScaleQuestion | OpenQuestion | Practice | Pitfall)
    }
    fields = (field for section in model.sections for field in list_fields(section))
    return {**asked, **{id_: field.prompt for id_, field in fields}}


def scale_texts(model: Model[Text]) -> Mapping[str, Texts]:
    """Return the labels of each scale, by its id and then by their values."""
    return {
        scale.id: {str(label.value): label.text for label in scale.labels} for scale in model.scales
    }


def choice_texts(model: Model[Text]) -> Mapping[str, Texts]:
    """Return the words for the choices of each field that offers some, by its id and theirs."""
    found: dict[str, Texts] = {}
    for section in model.sections:
        for id_, field in list_fields(section):
            own: dict[str, Text] = {option.id: option.text for option in field.options}
            if field.options_from:
                own = {option.id: option.title for option in getattr(model, field.options_from)}
            if own:
                found[id_] = own
    return found


def find_other_meanings(
    before: Texts, after: Texts, model: Model[Text], languages: tuple[Language, ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield the id of each text that says another thing, with a wording of before and of now."""
    for id_ in sorted(before.keys() & after.keys()):
        for language in languages:
            old, new = before[id_].get(language, ""), after[id_].get(language, "")
            if not (old and new) or old == new:
                continue
            others = {texts.get(language, "") for name, texts in before.items() if name != id_} - {
                old,
                "",
            }
            if _took_a_place(old, new, others) or _says_another(old, new, model, language):
                yield id_, old, new
                break


def _took_a_place(old: str, new: str, others: set[str]) -> bool:
    """Tell whether a wording is rather what stood beside it than what stood there."""
    mine = likeness(old, new)
    said = same(new)
    return (
        any(same(other) == said or (mine < _SAME <= likeness(other, new)) for other in others)
        and same(old) != said
    )


def _says_another(old: str, new: str, model: Model[Text], language: Language) -> bool:
    denials = language_data(language, model).negations
    return (
        _denies(old, denials) != _denies(new, denials)
        or sorted(_NUMBER.findall(old)) != sorted(_NUMBER.findall(new))
        or likeness(old, new) < LEAST_ALIKE
    )


def _denies(text: str, denials: tuple[str, ...]) -> bool:
    return not {*same(text).split()}.isdisjoint(map(same, denials))
