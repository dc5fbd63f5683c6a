"""Languages as data: one file a language here, and further ones in the content of a model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from toimintamalli.languages.cldr import known_elsewhere
from toimintamalli.model.ids import Language
from toimintamalli.model.language import LanguageData
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.yaml import Mode, parse

__all__ = ["LanguageData", "complete", "known_languages", "language_data", "packaged_languages"]


def language_data(
    language: Language, model: Model[Text] | Model[LocalizedText] | None = None
) -> LanguageData:
    """Return what is peculiar to a language: of the model first, then of the library.

    Of a language that neither has a file of, it is known what CLDR says, and no more.
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
    return tuple(language_data(name, model) for name in names)


@cache
def packaged_languages() -> tuple[Language, ...]:
    """Return the languages that the library has a file of."""
    names = (file.name for file in files(__name__).iterdir())
    ours = (name for name in names if name.endswith(".yaml"))
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
    name = next(
        (candidate for candidate in (language, base) if candidate in packaged_languages()), None
    )
    data = _read(name) if name else LanguageData.model_validate(known_elsewhere(language))
    region = language.rpartition("-")[2]
    own_region = {"region": region} if region.isupper() else {}
    return data.model_copy(update={"id": language, **own_region})


@cache
def _read(name: str) -> LanguageData:
    file = f"{name}.yaml"
    value = parse(files(__name__).joinpath(file).read_bytes(), file, Mode.STRUCTURE).value
    return LanguageData.model_validate({"id": name, **cast(Mapping[str, object], value)})
