"""The shapes of the content files, derived from the types of the model.

A structure file holds what is not text, and lists collections as records with an `id`.
A text file holds only texts, and keys collections by that id.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, ClassVar, Final, NamedTuple, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model

from toimintamalli.loading.anatomy import Part, dissect
from toimintamalli.loading.kinds import INTERFACE, MODEL, FileKind
from toimintamalli.model.ids import ItemIdField, SlugField, ThemeIdField
from toimintamalli.model.value import Value


class FileRecord(BaseModel):
    """A record in a content file: exact types, no unknown keys."""

    model_config = ConfigDict(
        strict=True, extra="forbid", defer_build=True, regex_engine="python-re"
    )
    described: ClassVar[Mapping[str, "Description"]] = {}
    """What each field is: found out when a schema is made, since reading files needs none of it."""
    parts: ClassVar[Mapping[str, Part]] = {}
    """The fields of the model that its own fields hold."""


Description = Callable[[], str]


class Definition(NamedTuple):
    """A field of a shape: its type, whether it has to be there, and what it is."""

    annotation: object
    required: bool
    description: Description
    part: Part | None = None


_ITEM_ID: Final = get_args(ItemIdField)[0]


@cache
def structure_shape(kind: FileKind) -> type[FileRecord]:
    """Return the shape of a structure file."""
    parts = [part for part in parts_of(kind) if part.role in ("fact", "collection")]
    name = f"{kind.name.title()}Structure"
    fields = _rooted(kind, {part.name: (part, _structure_field(part)) for part in parts}, name)
    if kind is MODEL:
        fields["themes"] = _field(
            list[ThemeIdField], "The themes in the order of the path.", required=True
        )
    return _shape(name, f"Facts, order and links of `{kind.name}`.", fields)


@cache
def text_shape(kind: FileKind, *, required: bool) -> type[FileRecord]:
    """Return the shape of a text file: of the source language, or of a translation."""
    name = f"{kind.name.title()}Text" + ("" if required else "Translation")
    about = f"Texts of `{kind.name}`{'' if required else ', as far as they are translated'}."
    if kind is INTERFACE:
        return _shape(name, about, _interface_fields())
    parts = [part for part in parts_of(kind) if part.has_texts]
    fields = {part.name: (part, _text_field(part, required=required)) for part in parts}
    return _shape(name, about, _rooted(kind, fields, name, required=required))


def parts_of(kind: FileKind) -> tuple[Part, ...]:
    """Return the parts of the model that a kind of file holds."""
    return tuple(part for part in dissect(kind.holds) if part.name in kind.fields)


def _rooted(
    kind: FileKind, fields: dict[str, tuple[Part, Definition]], name: str, *, required: bool = True
) -> dict[str, Definition]:
    own = {key: made for key, (part, made) in fields.items() if not part.members}
    rest = {key: made for key, (part, made) in fields.items() if part.members}
    if not own or not kind.own:
        return own | rest
    shape = _shape(f"{name}Own", f"The {kind.own} itself.", own)
    # The shape itself says what it is.
    return {kind.own: _field(shape, "", required=required), **rest}


def _interface_fields() -> dict[str, Definition]:
    words = dict[SlugField, str]
    own = "Words that override or add to a generator's own, by the generator's name."
    return {
        "interface": _field(words, "Words that every output uses.", required=True),
        "generators": _field(dict[SlugField, words], own, required=False),
    }


def _structure_field(part: Part) -> Definition:
    required = part.field.is_required()
    annotation = _record_list(part.members) if part.members else _in_file(part)
    return _field(annotation, part, required=required)


def _record_list(members: tuple[type[Value], ...]) -> object:
    records = [_record(member) for member in members]
    if len(records) == 1:
        return list[records[0]]  # type: ignore[valid-type] # a type made at run time
    union: object = Annotated[reduce(or_, records), Field(discriminator="kind")]
    return list[union]  # type: ignore[valid-type] # a type made at run time


@cache
def _record(kind: type[Value]) -> type[FileRecord]:
    parts = (part for part in dissect(kind) if part.role in ("fact", "collection"))
    fields = {part.name: _structure_field(part) for part in parts}
    return _shape(f"{kind.__name__}Record", kind.__doc__ or "", fields)


def _in_file(part: Part) -> object:
    """Return the type that YAML gives for a fact of the model."""
    annotation: object = part.field.annotation
    if annotation is _ITEM_ID:
        return SlugField  # the theme and the kind are added when the file is read
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        if get_origin(arguments[0]) is tuple:
            return list[list[get_args(arguments[0])[0]]]  # type: ignore[misc] # a type made at run time
        return list[arguments[0]]  # type: ignore[valid-type] # a type made at run time
    if get_origin(annotation) in (Union, UnionType):
        return next(argument for argument in arguments if argument is not type(None))
    for constraint in part.field.metadata:
        annotation = Annotated[annotation, constraint]
    return annotation


def _text_field(part: Part, *, required: bool) -> Definition:
    if part.role == "text":
        return _field(str, part, required=required)
    texts = _texts(part.members, required=required)
    return _field(dict[SlugField, texts], part, required=False)  # type: ignore[valid-type] # a type made at run time


@cache
def _texts(members: tuple[type[Value], ...], *, required: bool) -> type[FileRecord]:
    by_name: dict[str, list[Part]] = {}
    for part in (piece for member in members for piece in dissect(member) if piece.has_texts):
        by_name.setdefault(part.name, []).append(part)
    fields = {
        name: _text_field(parts[0], required=required and len(parts) == len(members))
        for name, parts in by_name.items()
    }
    name = members[0].__name__ if len(members) == 1 else _common_name(members)
    return _shape(f"{name}{'Texts' if required else 'Translation'}", "Texts of one entry.", fields)


def _common_name(members: Iterable[type[Value]]) -> str:
    names = [member.__name__ for member in members]
    return "Block" if all(name.endswith("Block") for name in names) else "Question"


def _field(annotation: object, said: Part | str, *, required: bool) -> Definition:
    return Definition(
        annotation,
        required,
        lambda: said.description if isinstance(said, Part) else said,
        said if isinstance(said, Part) else None,
    )


def _shape(name: str, about: str, fields: Mapping[str, Definition]) -> type[FileRecord]:
    # What may be left out has no null in the file: the default is never validated nor published.
    made = create_model(
        name,
        __base__=FileRecord,
        __doc__=about,
        **cast(
            dict[str, Any],
            {
                key: (field.annotation, ... if field.required else None)
                for key, field in fields.items()
            },
        ),
    )
    shape = cast(type[FileRecord], made)
    shape.described = {key: field.description for key, field in fields.items()}
    shape.parts = {key: field.part for key, field in fields.items() if field.part}
    return shape
