"""The base of every value in the model: frozen, hashable, with no unknown fields."""

from collections.abc import Iterator
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

UNPUBLISHED: Final = "unpublished"
"""Marks, as `Annotated[T, UNPUBLISHED]`, a field that a value keeps in its own JSON and that no
published file or schema has under the value."""


class Value(BaseModel):
    """A frozen record; its fields are snake_case in Python and in YAML, camelCase in JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # Building all types costs twice what importing pydantic does, so each waits for its use.
        defer_build=True,
        alias_generator=to_camel,
        validate_by_name=True,
        serialize_by_alias=True,
        # The other engine has no look-ahead, which the patterns in `ids` need.
        regex_engine="python-re",
    )


V = TypeVar("V")


class SameObject(Generic[V]):
    """Stands for a frozen value: comparing all that a model holds takes longer than to use it."""

    def __init__(self, value: V) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def published_fields(kind: type[Value]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields of a type that published files have, by name."""
    return (
        (name, field)
        for name, field in kind.model_fields.items()
        if UNPUBLISHED not in field.metadata
    )


def name_in_json(name: str, field: FieldInfo) -> str:
    """Return what a field of a value is called in JSON, for whoever writes or sifts it by hand.

    Some versions of pydantic give a field its alias only when its type is built.
    """
    return field.alias or to_camel(name)
