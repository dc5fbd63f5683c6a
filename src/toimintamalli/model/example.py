"""A short story that shows the model in use."""

from typing import Generic

from toimintamalli.model.ids import ItemIdField
from toimintamalli.model.item import Item
from toimintamalli.model.text import T


class Example(Item, Generic[T]):
    """An invented case; whoever shows it says that it is invented."""

    items: tuple[ItemIdField, ...] = ()
    """The items that the story shows at work."""
    title: T
    """Name of the story."""
    text: T
    """The story."""
