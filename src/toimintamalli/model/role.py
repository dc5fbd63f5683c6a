"""Who does what in the cooperation."""

from typing import Generic

from toimintamalli.model.ids import PartyIdField, SlugField
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class Role(Value, Generic[T]):
    """An actor of a party; one person may hold several roles."""

    id: SlugField
    """Name that measures use for who is responsible."""
    parties: tuple[PartyIdField, ...]
    """The parties in which the role is found."""
    small_workplace: bool = False
    """Whether the role is also found in a workplace of a few people."""
    sources: tuple[SlugField, ...] = ()
    """Where the facts come from."""
    title: T
    """Name of the role."""
    description: T
    """What the role does in the cooperation."""
