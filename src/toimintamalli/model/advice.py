"""What to do and what to avoid: practices and pitfalls."""

from typing import Generic

from toimintamalli.model.ids import SlugField
from toimintamalli.model.item import Item
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class Reason(Value, Generic[T]):
    """One part of why a pitfall matters."""

    id: SlugField
    """Name of the part."""
    text: T
    """The part, as it continues the pitfall's text."""


class Practice(Item, Generic[T]):
    """Something that works: worth picking up (fi toimi taitavasti)."""

    text: T
    """What to do."""


class Pitfall(Item, Generic[T]):
    """Something that goes wrong easily: worth recognising (fi vältä viisaasti)."""

    text: T
    """What goes wrong."""
    reasons: Keyed[Reason[T]] = Keyed()
    """Why it matters, part by part."""
