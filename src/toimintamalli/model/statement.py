"""Items that state something: a point, a note, an information source."""

from typing import Generic

from toimintamalli.model.item import Item
from toimintamalli.model.text import T


class Point(Item, Generic[T]):
    """An introductory statement of a theme."""

    text: T
    """The statement."""


class Note(Item, Generic[T]):
    """A longer explanation that a reader may skip."""

    text: T
    """The explanation."""


class InformationSource(Item, Generic[T]):
    """A place where the pair finds information about its own situation."""

    text: T
    """What the information is and what it tells."""
