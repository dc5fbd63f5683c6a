"""Languages as data: one file a language here, and further ones in the content of a model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, cast

from toimintamalli.model.ids import Language
from toimintamalli.model.language import LanguageData
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.yaml import Mode, parse

__all__ = ["LanguageData", "complete", "known_languages", "language_data", "packaged_languages"]

_LIKELY: Final = "_likely.yaml"


def language_data(
    language: Language, model: Model[Text] | Model[LocalizedText] | None = None
) -> LanguageData:
    """Return what is peculiar to a language: of the model first, then of the library.

    A language that neither knows is neutral: dates as in ISO 8601, no words of its own.
    """
    if model is not None and language in model.language_data:
        return complete(model.language_data[language])
    return _packaged(language)


def known_languages(
    model: Model[Text] | Model[LocalizedText] | None = None,
) -> tuple[LanguageData, ...]:
    """Return every language that there is data of; people may write in another than they read."""
    own = model.language_data.ids if model is not None else ()
    asked = model.languages if model is not None else ()
    names = dict.fromkeys((*asked, *map(Language, own), *packaged_languages()))
    return tuple(language_data(each, model) for each in names)


@cache
def packaged_languages() -> tuple[Language, ...]:
    """Return the languages that the library has a file of."""
    names = (file.name for file in files(__name__).iterdir())
    ours = (name for name in names if name.endswith(".yaml") and name != _LIKELY)
    return tuple(sorted(Language(name.removesuffix(".yaml")) for name in ours))


@cache
def complete(own: LanguageData) -> LanguageData:
    """Return a model's own file of a language with what the library knows of the rest."""
    given = {name: getattr(own, name) for name in own.model_fields_set}
    return _packaged(own.id).model_copy(update=given)


@cache
def _packaged(language: Language) -> LanguageData:
    """Return the library's data; `sv-SE` is `sv` in another region."""
    base = language.partition("-")[0]
    name = next((each for each in (language, base) if each in packaged_languages()), None)
    data = LanguageData.model_validate(_file(f"{name}.yaml") if name else _likely(base))
    given: dict[str, str] = {"id": language}
    region = language.rpartition("-")[2]
    if region.isupper():
        given["region"] = region
    return data.model_copy(update=given)


def _likely(language: str) -> Mapping[str, object]:
    known = _file(_LIKELY)
    regions = cast(Mapping[str, str], known["regions"])
    right_to_left = cast(list[str], known["right_to_left"])
    found: dict[str, object] = {"id": language}
    if language in regions:
        found["region"] = regions[language]
    if language in right_to_left:
        found["direction"] = "rtl"
    return found


@cache
def _file(name: str) -> Mapping[str, object]:
    data = files(__name__).joinpath(name).read_bytes()
    value = cast(Mapping[str, object], parse(data, name, Mode.STRUCTURE).value)
    return value if name == _LIKELY else {"id": name.removesuffix(".yaml"), **value}
