"""The JSON Schemas: generated from the types, published under stable addresses."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from inspect import getdoc
from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DataclassSchema, ModelSchema

from toimintamalli.answers.sheet import AnswerFile
from toimintamalli.errors import UnknownName
from toimintamalli.fieldwords import help_for
from toimintamalli.loading.kinds import KINDS, LANGUAGE, FileKind
from toimintamalli.loading.shapes import FileRecord, structure_shape, text_shape
from toimintamalli.model.description import describe
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.value import UNPUBLISHED, name_in_json
from toimintamalli.published import (
    PublishedIndex,
    PublishedLedger,
    PublishedModel,
    PublishedModels,
    PublishedPlaces,
    PublishedWorkbook,
)

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ADDRESS: Final = "urn:toimintamalli:schema:v1:"
"""Start of each schema's `$id`: a name with the major version in it, not a place to fetch from."""

Schema = dict[str, Any]
_FURTHER_HELP: Final = ("fi",)
"""The languages beside English in which editors show what a field of the content is."""


# Called for, since the first two take long to make.
_PUBLISHED: Final[Mapping[str, Callable[[], type[BaseModel]]]] = {
    "model": lambda: PublishedModel[Model[LocalizedText]],
    "models": lambda: PublishedModels[Model[Text]],
    "workbook": lambda: PublishedWorkbook,
    "places": lambda: PublishedPlaces,
    "index": lambda: PublishedIndex,
    "ledger": lambda: PublishedLedger,
}


def schema_names() -> tuple[str, ...]:
    """Return the name of every schema."""
    return tuple(_makers())


@cache
def schema(name: str) -> Schema:
    """Return a schema by name, as JSON values; callers leave it as it is.

    Raises:
        UnknownName: there is no such schema.
    """
    if name not in _makers():
        raise UnknownName("schema", name, _makers())
    made = _described_root(_tidy(_makers()[name]()))
    # Code generators name what they make by the title; `workbook` is inside its file already.
    title = f"published-{name}" if name in _PUBLISHED else name
    return {"$schema": DIALECT, "$id": f"{ADDRESS}{name}", "title": title, **made}


def _described_root(made: Schema) -> Schema:
    """Return a schema whose own properties all say what they are, also those that refer on."""
    for field in made["properties"].values():
        if "$ref" in field:
            target = made["$defs"][field["$ref"].removeprefix(_SHAPE)]
            field.setdefault("description", target.get("description", ""))
    return made


def content_schema_names() -> tuple[str, ...]:
    """Return the names of the schemas that content files are written by."""
    return tuple(name for name in schema_names() if name not in {*_PUBLISHED, "answers"})


def written_schema(name: str) -> str:
    """Return a schema as its file has it.

    Raises:
        UnknownName: there is no such schema.
    """
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _makers() -> Mapping[str, Callable[[], Schema]]:
    return dict(_each_maker())


def _each_maker() -> Iterator[tuple[str, Callable[[], Schema]]]:
    for kind in KINDS:
        if kind.in_structure:
            yield f"{kind.name}-structure", partial(_of_file, structure_shape, kind)
        if kind.in_texts:
            source, translation = (
                partial(text_shape, required=True),
                partial(text_shape, required=False),
            )
            yield f"{kind.name}-text", partial(_of_file, source, kind)
            yield f"{kind.name}-text-translation", partial(_of_file, translation, kind)
    yield LANGUAGE.name, partial(_of_file, structure_shape, LANGUAGE)
    for name, published in _PUBLISHED.items():
        yield name, partial(_of_published, published)
    yield "answers", partial(_schema_of, AnswerFile, mode="serialization")


class _DescribedSchema(GenerateJsonSchema):
    """pydantic's schema, with what stands under each field in the source as its description."""

    def dataclass_schema(self, schema: DataclassSchema) -> Schema:
        """In what we publish a text of one language is a string; its fallbacks stand apart."""
        is_text = schema["cls"] is LocalizedText
        return {"type": "string"} if is_text else super().dataclass_schema(schema)

    def model_schema(self, schema: ModelSchema) -> Schema:
        made = super().model_schema(schema)
        kind = schema["cls"]
        for name, said in _descriptions(kind).items():
            alias = kind.model_fields[name].serialization_alias if self.by_alias else None
            field = made.get("properties", {}).get(alias or name)
            if field and said:
                field["description"] = said
        for name, field in kind.model_fields.items():
            if UNPUBLISHED in field.metadata:
                del made["properties"][name_in_json(name, field)]
        return made


def _descriptions(kind: type[BaseModel]) -> Mapping[str, str]:
    if issubclass(kind, FileRecord):
        return {name: _explain(kind, name, said()) for name, said in kind.described.items()}
    return {name: said for name, said in describe(kind).items() if name in kind.model_fields}


def _explain(kind: type[FileRecord], name: str, said: str) -> str:
    """Return what a field is, in English and below in Finnish: editors show it as help."""
    part = kind.parts.get(name)
    english = " ".join(said.split())
    further = [help_for(part, language) for language in _FURTHER_HELP] if part else []
    return "\n".join([said, *(help_text for help_text in further if help_text != english)])


def _schema_of(
    kind: type[BaseModel],
    *,
    mode: Literal["validation", "serialization"] = "validation",
    by_alias: bool = True,
) -> Schema:
    return kind.model_json_schema(mode=mode, by_alias=by_alias, schema_generator=_DescribedSchema)


def _of_file(make: Callable[[FileKind], type[BaseModel]], kind: FileKind) -> Schema:
    return _schema_of(make(kind), by_alias=False)


def _of_published(make: Callable[[], type[BaseModel]]) -> Schema:
    """Return the schema of a file that we write: every field is always there, also an empty one."""
    shape = make()
    made = _schema_of(shape, mode="serialization")
    # pydantic leaves out what a generic type says of itself.
    generic = shape.__pydantic_generic_metadata__["origin"] or shape
    made.setdefault("description", getdoc(generic))
    for object_schema in (made, *made["$defs"].values()):
        if "properties" in object_schema:
            object_schema["required"] = list(object_schema["properties"])
    return _without_unused(_with_strings(made))


def _with_strings(node: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a schema in which a text stands where pydantic refers to the shape of texts."""
    if isinstance(node, list):
        return [_with_strings(element) for element in node]
    if not isinstance(node, dict):
        return node
    made = {key: _with_strings(member) for key, member in node.items()}
    if made.get("$ref") == f"{_SHAPE}{LocalizedText.__name__}":
        return {key: member for key, member in made.items() if key != "$ref"} | {"type": "string"}
    return made


def _without_unused(made: Schema) -> Schema:
    """Return a schema without the shapes that only unpublished fields use."""
    shapes = made["$defs"]
    used: dict[str, None] = {}
    waiting = [{key: member for key, member in made.items() if key != "$defs"}]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in used:
                used[name] = None
                waiting.append(shapes[name])
    return {**made, "$defs": {name: shapes[name] for name in shapes if name in used}}


def _references(node: Any) -> Iterator[str]:  # noqa: ANN401 -- any JSON value
    match node:
        case {"$ref": str(address)}:
            yield address.removeprefix(_SHAPE)
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from _references(child)


_SHAPE: Final = "#/$defs/"


def _tidy(node: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the schema as people read it.

    Without pydantic's generated titles and its defaults of null, which no file may hold; with a
    map's keys described apart from its values; in keywords of the dialect only, since validators
    refuse others as they come (ajv's strict mode).
    """
    if isinstance(node, list):
        return [_tidy(element) for element in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _tidy(member) for name, member in value.items()}
        if key in ("properties", "$defs", "patternProperties")
        else _tidy(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
        and (key, value) != ("default", None)
        # OpenAPI's keyword: each alternative names its kind as a constant, which says the same.
        and key not in ("discriminator", "derived")
    }
    if node.get("derived") is True:
        # What follows from the content's order: whoever sends data back leaves it alone.
        kept["readOnly"] = True
    patterns = kept.pop("patternProperties", {})
    for pattern, value in patterns.items():
        # The same as a closed map by pattern, in keywords that code generators know too.
        kept["propertyNames"] = {**kept.get("propertyNames", {}), "pattern": pattern}
        kept["additionalProperties"] = value
    return kept
