"""The model as published JSON: what other tools read, with what they need to know about it."""

from collections.abc import Iterator
from typing import Final, TypedDict

from pydantic import Field

from toimintamalli.model.ids import (
    Language,
    LanguageField,
    SlugField,
    Url,
    UrlField,
    Version,
    VersionField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.ledger import LedgerEntry
from toimintamalli.model.operating_model import Licence, Model
from toimintamalli.model.text import LocalizedText, Missing, Text
from toimintamalli.model.value import Value
from toimintamalli.model.view import localize

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


class PublishedModel(_Published):
    """The model in one language; each text is a plain string."""

    language: LanguageField
    """The language asked for."""
    fallbacks: dict[str, LanguageField]
    """JSON Pointer of each text that is not translated → the language that stands in for it."""
    model: Model[LocalizedText]
    """The model."""


class PublishedModels(_Published):
    """The model in every language; each text is a map from language to string."""

    languages: tuple[LanguageField, ...]
    """The languages of the texts, the source first."""
    model: Model[Text]
    """The model."""


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


class PublishedIndex(_Published):
    """What there is to read."""

    id: SlugField
    """Name of the model."""
    languages: tuple[LanguageField, ...]
    """The languages, the source first."""
    files: tuple[PublishedFile, ...]
    """Every file, sorted by path."""


def publish(model: Model[Text], language: Language, missing: Missing) -> PublishedModel:
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
        model=view,
    )


def publish_all(model: Model[Text]) -> PublishedModels:
    """Return the model in every language, for tools."""
    return PublishedModels.model_construct(
        schema_uri="schema/models.schema.json",
        **_head(model),
        languages=model.languages,
        model=model,
    )


def publish_ledger(model: Model[Text]) -> PublishedLedger:
    """Return every id ever published, for tools that keep answers."""
    return PublishedLedger.model_construct(
        schema_uri="schema/ledger.schema.json", **_head(model), entries=model.ledger.entries
    )


def publish_index(model: Model[Text], files: tuple[PublishedFile, ...]) -> PublishedIndex:
    """Return the list of what there is to read."""
    return PublishedIndex.model_construct(
        schema_uri="schema/index.schema.json",
        **_head(model),
        id=model.id,
        languages=model.languages,
        files=files,
    )


def as_values(content: object) -> object:
    """Return a published file as JSON values, in the order of its fields.

    pydantic's own way needs the types of both shapes of text, which take longer to make than the
    whole of the data.
    """
    match content:
        case Value():
            fields = type(content).model_fields.items()
            return {
                field.alias or name: as_values(getattr(content, name))
                for name, field in fields
                if not field.exclude
            }
        case LocalizedText():
            return content.string
        case Text() | dict():
            return {str(key): as_values(each) for key, each in content.items()}
        case Keyed() | tuple() | list():
            return [as_values(each) for each in content]
        case _:
            return content


class _Head(TypedDict):
    schema_version: Version
    content_version: Version
    licence: Licence
    source: Url


def _head(model: Model[Text]) -> _Head:
    return {
        "schema_version": SCHEMA_VERSION,
        "content_version": model.version,
        "licence": model.licence,
        "source": next(iter(model.sources)).url,
    }


def _fallbacks(value: Value, pointer: str) -> Iterator[tuple[str, Language]]:
    for name, field in type(value).model_fields.items():
        content, here = getattr(value, name), f"{pointer}/{field.alias or name}"
        if isinstance(content, LocalizedText) and content.fallback:
            yield here, content.language
        if isinstance(content, Keyed):
            for index, each in enumerate(content):
                yield from _fallbacks(each, f"{here}/{index}")
