"""The base of every value in the model: frozen, hashable, with no unknown fields."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo


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


def name_in_json(name: str, field: FieldInfo) -> str:
    """Return what a field of a value is called in JSON, for whoever writes or sifts it by hand.

    Some versions of pydantic give a field its alias only when its type is built.
    """
    return field.alias or to_camel(name)
