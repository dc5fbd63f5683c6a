"""A word of the model that other things point to: a party, a reach, a lever, a need domain."""

from typing import Generic

from toimintamalli.model.ids import SlugField
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class Concept(Value, Generic[T]):
    """One value of a vocabulary; which values there are is content, not code."""

    id: SlugField
    """Name that other parts of the content use for it."""
    title: T
    """The word that readers see."""
    description: T
    """What the word means, in a sentence or two."""
