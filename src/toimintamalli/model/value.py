"""The base of every value in the model: frozen, hashable, with no unknown fields."""

from collections.abc import Collection, Iterator
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

UNPUBLISHED: Final = "unpublished"
"""Marks, as `Annotated[T, UNPUBLISHED]`, a field that a value keeps in its own JSON and that no
published file or schema has under the value."""


class Value(BaseModel):
    """A frozen record; its fields are snake_case in Python and in YAML, camelCase in JSON.

    JSON gives it back: `Type.model_validate_json(value.model_dump_json()) == value`.
    """

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

    def __repr__(self) -> str:
        """Return a line: what differs from the defaults, long texts cut, collections counted."""
        fields = type(self).model_fields
        held = {name: getattr(self, name) for name, field in fields.items() if field.repr}
        told = [
            f"{name}={_brief(field_value)}"
            for name, field_value in held.items()
            if _is_told(field_value)
        ]
        name = type(self).__name__.partition("[")[0]
        return f"{name}({_cut(', '.join(told), _LINE)})"

    def __str__(self) -> str:
        return repr(self)


_LINE: Final = 200
_TEXT: Final = 40
_FEW: Final = 3


def _is_told(value: object) -> bool:
    return value is not None and not (isinstance(value, Collection) and not value)


def _brief(value: object) -> str:
    match value:
        case Value():
            id_ = getattr(value, "id", None)
            return f"{type(value).__name__.partition('[')[0]}({repr(id_) if id_ else '…'})"
        case str():
            return repr(_cut(value, _TEXT))
        case tuple() if len(value) <= _FEW and all(
            isinstance(member, str | int) for member in value
        ):
            return repr(
                tuple(str(member) if isinstance(member, str) else member for member in value)
            )
        case Collection() if type(value).__str__ is object.__str__ or isinstance(value, tuple):
            return f"<{len(value)}>"
        case _:
            # A text prints as its words, whatever languages it is in.
            said = str(value)
            return repr(_cut(said, _TEXT)) if type(value).__str__ is not object.__str__ else said


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


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
