"""What a type of the model consists of: texts, facts, and collections of further things.

The model's types are the one definition; the shapes of the files and the way they are put together
both follow from this reading of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from toimintamalli.model.description import describe
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


@dataclass(frozen=True)
class Part:
    """One field of a type, as the files see it."""

    name: str
    field: FieldInfo
    role: Literal["text", "fact", "collection", "derived"]
    owner: type[Value]
    """The type that has the field."""
    members: tuple[type[Value], ...] = ()
    """The types that a collection holds: several where they differ by `kind`."""

    @property
    def description(self) -> str:
        """What the field is, for whoever fills it in."""
        return describe(self.owner).get(self.name, "")

    @property
    def has_texts(self) -> bool:
        """Whether there is anything to translate in it."""
        return self.role == "text" or any(map(has_texts, self.members))


@cache
def dissect(kind: type[Value]) -> tuple[Part, ...]:
    """Return the parts of a type, in the order of its definition."""
    return tuple(_part(kind, name, field) for name, field in kind.model_fields.items())


@cache
def has_texts(kind: type[Value]) -> bool:
    """Tell whether a type holds anything to translate."""
    return any(part.has_texts for part in dissect(kind))


def kind_of(member: type[Value]) -> str:
    """Return the value of `kind` by which a type is told from its siblings."""
    return cast(str, get_args(member.model_fields["kind"].annotation)[0])


def _part(owner: type[Value], name: str, field: FieldInfo) -> Part:
    extra = field.json_schema_extra
    if isinstance(extra, dict) and extra.get("derived"):
        return Part(name, field, "derived", owner)
    annotation: object = field.annotation
    if annotation is T:
        return Part(name, field, "text", owner)
    if get_origin(annotation) is Keyed:
        return Part(name, field, "collection", owner, tuple(_members(get_args(annotation)[0])))
    return Part(name, field, "fact", owner)


def _members(annotation: Any) -> Iterator[type[Value]]:  # noqa: ANN401 -- any type expression
    match get_origin(annotation):
        case origin if origin is Annotated:
            yield from _members(get_args(annotation)[0])
        case origin if origin in (Union, UnionType):
            yield from get_args(annotation)
        case _:
            yield annotation
