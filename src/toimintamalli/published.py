"""The model as published JSON: what other tools read, with what they need to know about it."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Final, Generic, TypedDict, TypeVar

from pydantic import Field

from toimintamalli.model.ids import (
    Language,
    LanguageField,
    PartyId,
    PartyIdField,
    SlugField,
    ThemeIdField,
    Url,
    UrlField,
    Version,
    VersionField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.ledger import Ledger, LedgerEntry
from toimintamalli.model.operating_model import Licence, Model
from toimintamalli.model.text import Doubt, LocalizedText, Missing, Text, TextState
from toimintamalli.model.value import Value, name_in_json, published_fields
from toimintamalli.model.view import localize, narrow
from toimintamalli.workbook.places import PlaceEntry, RetiredPlace, places_of_model
from toimintamalli.workbook.tree import Workbook

M = TypeVar("M")
"""The model in one shape of text or the other; only a schema needs to know which, and making the
types of both takes longer than making the data."""

SCHEMA_VERSION: Final = Version("1.0.0")
"""Version of the formats: major when a reader of the version before could break."""


class _Published(Value):
    schema_uri: str = Field(alias="$schema")
    """Address of this file's schema, relative to the file."""
    schema_version: VersionField
    """Version of the format; readers of the same major version can read it."""
    content_version: VersionField
    """Version of the content."""
    licence: Licence
    """Licence of the content (SPDX id)."""
    source: UrlField
    """Public page that the content is based on; every item names its own sources."""


class PublishedModel(_Published, Generic[M]):
    """The model in one language; each text is a plain string."""

    language: LanguageField
    """The language asked for."""
    fallbacks: dict[str, LanguageField]
    """JSON Pointer of each text that is not translated → the language that stands in for it."""
    doubts: dict[str, Doubt]
    """JSON Pointer of each text whose translation is in doubt → why: `missing` (see `fallbacks`),
    `stale` (made from an older wording), `unverified` (nobody has recorded from which),
    `same-as-source` (nobody has said that this is right)."""
    model: M
    """The model."""


class PublishedModels(_Published, Generic[M]):
    """The model in every language; each text is a map from language to string."""

    languages: tuple[LanguageField, ...]
    """The languages of the texts, the source first."""
    doubts: dict[LanguageField, dict[str, Doubt]]
    """Language → JSON Pointer of each text whose translation is in doubt → why, in the words of
    the model's own file of that language."""
    model: M
    """The model."""


class PublishedWorkbook(_Published):
    """One workbook in one language: the sections, the blocks and the places to answer in."""

    language: LanguageField
    """The language asked for."""
    fallbacks: dict[str, LanguageField]
    """JSON Pointer of each text that is not translated → the language that stands in for it."""
    workbook: Workbook
    """The workbook."""


class PublishedPlaces(_Published):
    """Every place to answer in, in every language, for whoever reads, asks or counts answers."""

    id: SlugField
    """Name of the model."""
    languages: tuple[LanguageField, ...]
    """The languages of the texts, the source first."""
    parties: tuple[PartyIdField, ...]
    """The parties: an answer to a place that ends with `@` and one of them is that party's."""
    places: Keyed[PlaceEntry]
    """The places, in the order of the outline; a workbook has those of its profile."""
    retired: Keyed[RetiredPlace]
    """Places of earlier content, whose answers workbooks may still hold."""


class PublishedLedger(_Published):
    """Every id ever published, by which older answers stay readable."""

    entries: Keyed[LedgerEntry]
    """The ids, sorted."""


class PublishedFile(Value):
    """One file of the published data."""

    path: str
    """Where it lies, relative to the index."""
    bytes: int = Field(ge=0)
    """Its size."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$(?!\n)")
    """Digest of its bytes."""


class PublishedTheme(Value):
    """One theme of the published data."""

    id: ThemeIdField
    """The theme."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$(?!\n)")
    """Digest of the theme in all languages, as it stands in `model.json`, in the canonical form of
    RFC 8785: the same however the file is laid out."""


class PublishedIndex(_Published):
    """What there is to read."""

    id: SlugField
    """Name of the model."""
    languages: tuple[LanguageField, ...]
    """The languages, the source first."""
    themes: tuple[PublishedTheme, ...]
    """The themes, in the order of the path."""
    files: tuple[PublishedFile, ...]
    """Every file, sorted by path."""


def publish(
    model: "Model[Text]", language: Language, missing: Missing
) -> "PublishedModel[Model[LocalizedText]]":
    """Return the model in one language, for tools.

    Raises:
        MissingText: a translation is missing, and `missing` says that this is an error.
    """
    view = localize(model, language, missing)
    return PublishedModel.model_construct(
        schema_uri="../schema/model.schema.json",
        **_head(model),
        language=language,
        fallbacks=dict(_fallbacks(view, "/model")),
        doubts=_doubts(model, view, language),
        model=view,
    )


def publish_all(model: "Model[Text]") -> "PublishedModels[Model[Text]]":
    """Return the model in every language, for tools."""
    return PublishedModels.model_construct(
        schema_uri="schema/models.schema.json",
        **_head(model),
        languages=model.languages,
        doubts={language: _doubts(model, model, language) for language in model.languages[1:]},
        model=model,
    )


def publish_workbook(model: "Model[Text]", workbook: Workbook) -> PublishedWorkbook:
    """Return a workbook of a model, for tools that ask what it asks."""
    return PublishedWorkbook.model_construct(
        schema_uri="../../schema/workbook.schema.json",
        **_head(model),
        language=workbook.language,
        fallbacks=dict(_fallbacks(workbook, "/workbook")),
        workbook=workbook,
    )


def publish_places(model: "Model[Text]", asked: "Model[Text]") -> PublishedPlaces:
    """Return the table of places, for tools that read any workbook of the model.

    `asked` is the model with the languages and themes that are to be published.
    """
    # All languages of those themes: a text that is not translated is taken from the source.
    is_whole = asked.themes.ids == model.themes.ids
    own = model if is_whole else narrow(model, themes=[theme.id for theme in asked.themes])
    table = places_of_model(own).narrow(asked.languages)
    return PublishedPlaces.model_construct(
        schema_uri="schema/places.schema.json",
        **_head(model),
        id=model.id,
        languages=asked.languages,
        parties=tuple(PartyId(party) for party in model.parties.ids),
        places=table.places,
        retired=table.retired,
    )


def read_model(models: bytes, ledger: bytes | None = None) -> "Model[Text]":
    """Return the model of published data, for whoever has `model.json` and no content folder.

    Without the `ledger.json` beside it the model does not know the ids of older content. What the
    content says of a language beyond what the library knows is not in published data.

    Raises:
        ValueError: they are no such files, or of a version of the format that can't be read.
    """
    read: PublishedModels[Model[Text]] = PublishedModels[Model].model_validate_json(models)  # type: ignore[type-arg] # at run time one type serves both shapes
    kept: dict[str, object] = {"translation": tuple(_read_doubts(read))}
    if ledger is not None:
        entries = PublishedLedger.model_validate_json(ledger).entries
        kept["ledger"] = Ledger(entries=entries)
    return read.model.model_copy(update=kept)


def _read_doubts(read: "PublishedModels[Model[Text]]") -> Iterator[TextState]:
    for language, doubts in read.doubts.items():
        for here, path, _ in texts_of(read.model, "/model"):
            if here in doubts:
                yield TextState(path=path, language=language, doubt=doubts[here])


def publish_ledger(model: "Model[Text]") -> PublishedLedger:
    """Return every id ever published, for tools that keep answers."""
    return PublishedLedger.model_construct(
        schema_uri="schema/ledger.schema.json", **_head(model), entries=model.ledger.entries
    )


def publish_index(model: "Model[Text]", files: tuple[PublishedFile, ...]) -> PublishedIndex:
    """Return the list of what there is to read."""
    return PublishedIndex.model_construct(
        schema_uri="schema/index.schema.json",
        **_head(model),
        id=model.id,
        languages=model.languages,
        themes=tuple(
            PublishedTheme(id=theme.id, sha256=canonical_digest(as_values(theme)))
            for theme in model.themes
        ),
        files=files,
    )


def as_values(content: object) -> object:
    """Return a published file as JSON values, in the order of its fields.

    pydantic's own way needs the types of both shapes of text, which take longer to make than the
    whole of the data.
    """
    match content:
        case Value():
            return {
                name_in_json(name, field): as_values(getattr(content, name))
                for name, field in published_fields(type(content))
            }
        case LocalizedText():
            return content.string
        case Text() | dict():
            return {str(key): as_values(member) for key, member in content.items()}
        case Keyed() | tuple() | list():
            return [as_values(element) for element in content]
        case _:
            return content


class _Head(TypedDict):
    schema_version: Version
    content_version: Version
    licence: Licence
    source: Url


def _head(model: "Model[Text]") -> _Head:
    return {
        "schema_version": SCHEMA_VERSION,
        "content_version": model.version,
        "licence": model.licence,
        "source": next(iter(model.sources)).url,
    }


def canonical_digest(value: object) -> str:
    """Return the SHA-256 of JSON values in the canonical form of RFC 8785.

    Its rules for numbers and for names beyond ASCII never matter here: we have whole numbers, and
    names of fields and languages.
    """
    form = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(form.encode()).hexdigest()


def _fallbacks(value: Value, pointer: str) -> Iterator[tuple[str, Language]]:
    for here, _, text in texts_of(value, pointer):
        if isinstance(text, LocalizedText) and text.fallback:
            yield here, text.language


def _doubts(model: "Model[Text]", shown: Value, language: Language) -> dict[str, Doubt]:
    doubts = {state.path: state.doubt for state in model.translation if state.language == language}
    found = texts_of(shown, "/model")
    return {here: doubts[path] for here, path, _ in found if path in doubts}


def texts_of(
    content: object, pointer: str = "", path: str = ""
) -> Iterator[tuple[str, str, Text | LocalizedText]]:
    """Yield each text with its JSON Pointer, and its path in which ids stand for positions."""
    match content:
        case Text() | LocalizedText():
            yield pointer, path.removeprefix("/"), content
        case Value():
            for name, field in type(content).model_fields.items():
                here = f"{pointer}/{name_in_json(name, field)}"
                yield from texts_of(getattr(content, name), here, f"{path}/{name}")
        case Keyed() | tuple():
            for index, element in enumerate(content):
                step = element.id if isinstance(content, Keyed) else index
                yield from texts_of(element, f"{pointer}/{index}", f"{path}/{step}")
