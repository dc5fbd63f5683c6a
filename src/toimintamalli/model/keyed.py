"""An ordered collection in which each thing has an id of its own."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id, unique among its siblings."""
        ...


E = TypeVar("E", bound=HasId)


class Keyed(Generic[E]):
    """Things in their order, found by id: `themes["act-and-develop"]`; a JSON array.

    Raises:
        ValueError: two things have the same id.
    """

    __slots__ = ("_by_id",)

    def __init__(self, things: Iterable[E] = ()) -> None:
        self._by_id: dict[str, E] = {}
        for each in things:
            if each.id in self._by_id:
                raise ValueError(f"two things with the id {each.id}")
            self._by_id[each.id] = each

    def __getitem__(self, id_: str) -> E:
        return self._by_id[id_]

    def get(self, id_: str) -> E | None:
        """Return the thing with an id, or nothing where there is none."""
        return self._by_id.get(id_)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __iter__(self) -> Iterator[E]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Keyed({list(self)!r})"

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
        inner = get_args(source)
        things = core_schema.list_schema(
            handler.generate_schema(inner[0]) if inner else core_schema.any_schema()
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
