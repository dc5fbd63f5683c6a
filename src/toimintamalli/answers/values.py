"""Values that only answers need: maps that never change, and JSON kept as it came."""

import json
import re
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeAlias, TypeVar, get_args

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from toimintamalli.limits import ANSWERS

SAFE_INTEGERS: Final = 2**53
"""Below it JavaScript knows every whole number."""

K = TypeVar("K", bound=str)
V = TypeVar("V")
L = TypeVar("L", bound=Sized)

# Word refuses these characters in a document, and an answer may end up in one.
_PRINTABLE: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]*$(?!\n)"

Words = Annotated[str, Field(pattern=_PRINTABLE, max_length=ANSWERS.characters)]
"""What somebody wrote; it may be empty."""


# Word and PowerPoint break a line so; the rest of them nobody sees.
_BREAK: Final = re.compile("[\x0b\x0c\x85]")
_NOTHING: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def mended(text: str) -> str:
    """Return a text that every file and document can hold: breaks are line breaks."""
    return _NOTHING.sub("", _BREAK.sub("\n", text))


def _whole(value: JsonValue) -> JsonValue:
    """Return a value in which 4.0 is 4, as to JavaScript: equal values have equal texts."""
    match value:
        case float() if value.is_integer() and abs(value) < SAFE_INTEGERS:
            return int(value)
        case list():
            return [_whole(element) for element in value]
        case dict():
            return {key: _whole(member) for key, member in value.items()}
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Json:
    """Any JSON value, kept for whoever knows what it means."""

    text: str
    """The value as JSON, its keys in the order in which they came."""

    @classmethod
    def of(cls, value: JsonValue) -> "Json":
        """Return a value to keep."""
        return cls(json.dumps(_whole(value), ensure_ascii=False, separators=(",", ":")))

    @property
    def value(self) -> JsonValue:
        """The value itself, built anew each time."""
        value: JsonValue = json.loads(self.text)
        return value

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,  # noqa: ANN401 -- the signature is pydantic's
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        del source, handler
        made = core_schema.no_info_after_validator_function(cls.of, core_schema.any_schema())
        return core_schema.json_or_python_schema(
            json_schema=made,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), made]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda kept: kept.value, return_schema=core_schema.any_schema()
            ),
        )


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """A map from ids to values, sorted by id; a JSON object."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[K, V] | None = None) -> None:
        self._values = dict(sorted((values or {}).items()))

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({self._values!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,  # noqa: ANN401 -- the signature is pydantic's
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        # Some versions of pydantic ask about a default value by its bare type.
        keys, values = map(handler.generate_schema, get_args(source) or (str, object))
        strings = core_schema.dict_schema(keys, values, max_length=ANSWERS.answers)
        made = core_schema.no_info_after_validator_function(cls, strings)
        return core_schema.json_or_python_schema(
            json_schema=made,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), made]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                dict, return_schema=strings
            ),
        )


Kept: TypeAlias = FrozenMap[str, Json]
"""What a reader did not know: where it stood → the value.

The key is a path from the sheet, or from the file, down: each step after a slash, a row of the
plan by its id. `/answers/<place id>` is a whole answer.
"""


def keep(kept: dict[str, Json], key: str, value: Json) -> None:
    """Add one more to what is kept; where its key is taken it gets `#2`, `#3` … after it."""
    free, number = key, 1
    while kept.get(free, value) != value:
        number += 1
        free = f"{key}#{number}"
    kept[free] = value


def _refuse_many(things: L) -> L:
    if len(things) > ANSWERS.rows:
        raise PydanticCustomError("too_long", "too many", {"max_length": ANSWERS.rows})
    return things


Rows = Annotated[
    L, AfterValidator(_refuse_many), Field(json_schema_extra={"maxItems": ANSWERS.rows})
]
"""A list of limited length; pydantic's own limit is not published for a type of ours."""


def _refuse_null(
    value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
) -> object:
    if value is None and info.mode == "json":
        raise PydanticCustomError("null", "null")
    return validate(value)


def _is_absent(value: object) -> bool:
    return value is None


Maybe = Annotated[
    V | SkipJsonSchema[None], WrapValidator(_refuse_null), Field(exclude_if=_is_absent)
]
"""What may be absent: None in Python; in a file its key is left out, and never null."""
