"""An ordered collection in which each thing has an id of its own."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Generic, Protocol, TypeVar, get_args, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from toimintamalli.errors import UnknownId


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id, unique among its siblings."""
        ...


E = TypeVar("E", bound=HasId)


D = TypeVar("D")
_SHOWN: Final = 5


class Keyed(Generic[E]):
    """Things in their order, found by id: `themes["act-and-develop"]`; a JSON array.

    A whole number gives the thing at that position from 0, a slice the things there:
    `themes[0]`, `themes[-2:]`.

    Raises:
        ValueError: two things have the same id.
    """

    __slots__ = ("_by_id",)

    def __init__(self, things: Iterable[E] = ()) -> None:
        self._by_id: dict[str, E] = {}
        for thing in things:
            if thing.id in self._by_id:
                raise ValueError(f"two things with the id {thing.id}")
            self._by_id[thing.id] = thing

    @overload
    def __getitem__(self, key: str | int) -> E: ...

    @overload
    def __getitem__(self, key: slice) -> "Keyed[E]": ...

    def __getitem__(self, key: str | int | slice) -> "E | Keyed[E]":
        if isinstance(key, slice):
            return Keyed(tuple(self)[key])
        if isinstance(key, int):
            return tuple(self)[key]
        if key not in self._by_id:
            raise UnknownId(key, self._by_id)
        return self._by_id[key]

    @overload
    def get(self, id_: str) -> E | None: ...

    @overload
    def get(self, id_: str, default: D) -> E | D: ...

    def get(self, id_: str, default: object = None) -> object:
        """Return the thing with an id, or the default where there is none."""
        return self._by_id.get(id_, default)

    def __contains__(self, thing: object) -> bool:
        """Tell whether there is such an id, or such a thing."""
        if isinstance(thing, str):
            return thing in self._by_id
        return any(thing == held for held in self)

    def __reversed__(self) -> Iterator[E]:
        return reversed(self._by_id.values())

    def __iter__(self) -> Iterator[E]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        shown = [repr(id_) for id_ in self.ids[:_SHOWN]]
        more = [f"… {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return f"Keyed({', '.join(shown + more)})"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(self._by_id)

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,  # noqa: ANN401 -- the signature is pydantic's
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        # Some versions of pydantic ask about a default value by its bare type.
        arguments = get_args(source)
        things = core_schema.list_schema(
            handler.generate_schema(arguments[0]) if arguments else core_schema.any_schema()
        )
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(cls, things),
            python_schema=core_schema.union_schema(
                [
                    core_schema.is_instance_schema(cls),
                    core_schema.no_info_after_validator_function(cls, things),
                ]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(
                list, return_schema=things
            ),
        )
