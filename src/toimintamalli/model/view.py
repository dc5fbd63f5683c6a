"""The model seen otherwise: in one language, or only the part that somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import TypeVar, cast

from toimintamalli.errors import UnknownName
from toimintamalli.model.ids import Language, ThemeId
from toimintamalli.model.keyed import HasId, Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Missing, Text
from toimintamalli.model.value import SameObject, Value

Shown = TypeVar("Shown", Text, LocalizedText)


def localize(
    model: Model[Text], language: Language, missing: Missing = Missing.SOURCE
) -> Model[LocalizedText]:
    """Return the model in one language, for readers of that language; kept for the next time.

    Raises:
        UnknownName: the model is not published in that language; the message names those it is.
        MissingText: a translation is missing and `missing` says that this is an error.
    """
    if language not in model.languages:
        raise UnknownName("language", language, model.languages)
    return _localize(SameObject(model), language, missing)


@lru_cache(maxsize=64)
def _localize(
    same: SameObject[Model[Text]], language: Language, missing: Missing
) -> Model[LocalizedText]:
    model = same.value
    source = model.source_language
    # A generator's word that the content gives in a further language only: the generator has
    # it in the source language, so `words_for` puts the two together.
    words = Keyed(word for word in model.words if source in word.text)
    own = model.model_copy(update={"words": words})
    return map_texts(own, lambda text: text.localize(language, source, missing))


def narrow(
    model: Model[Text], languages: Collection[Language] = (), themes: Collection[ThemeId] = ()
) -> Model[Text]:
    """Return the model with some of its languages and themes; none means all of them.

    Where a text is in none of the languages, the source text stays.
    """
    chosen = languages or model.languages
    source = model.source_language

    def kept(text: Text) -> Text:
        strings = {language: text[language] for language in text if language in chosen}
        return Text(strings or ({source: text[source]} if source in text else text))

    seen = map_texts(model, kept)
    return seen.model_copy(
        update={
            "languages": tuple(language for language in seen.languages if language in chosen),
            "themes": Keyed(theme for theme in seen.themes if not themes or theme.id in themes),
        }
    )


def map_texts(model: Model[Text], change: Callable[[Text], Shown]) -> Model[Shown]:
    """Return the model with each of its texts changed to another, or to one of another type."""
    return cast("Model[Shown]", _Walk(change).value(model))


def walk_texts(value: Value) -> Iterator[Text]:
    """Yield each text in a value, in order."""
    for name in type(value).model_fields:
        match getattr(value, name):
            case Text() as text:
                yield text
            case Keyed() as values:
                for member in values:
                    yield from walk_texts(cast(Value, member))
            case Value() as part:
                yield from walk_texts(part)


class _Walk:
    """Goes through a value; a type holds texts of either shape, so each thing keeps its type."""

    def __init__(self, change: Callable[[Text], Text | LocalizedText]) -> None:
        self._change = change

    def value(self, value: Value) -> Value:
        fields = {name: self._seen(getattr(value, name)) for name in type(value).model_fields}
        return type(value).model_construct(value.model_fields_set, **fields)

    def _seen(self, content: object) -> object:
        match content:
            case Text():
                return self._change(content)
            case Keyed():
                return Keyed([cast(HasId, self.value(member)) for member in content])
            case Value():
                return self.value(content)
            case _:
                return content
