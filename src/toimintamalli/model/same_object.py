"""A value compared by being the same object, as the key of what was made of it before."""

from typing import Generic, TypeVar

V = TypeVar("V")


class SameObject(Generic[V]):
    """Stands for a frozen value: comparing all that a model holds takes longer than to use it."""

    def __init__(self, value: V) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
