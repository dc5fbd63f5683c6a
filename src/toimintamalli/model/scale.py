"""A scale of whole numbers with the labels that its author gave."""

from typing import Generic

from toimintamalli.model.ids import SlugField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class ScaleLabel(Value, Generic[T]):
    """The words for one value of a scale."""

    id: SlugField
    """Name of the label."""
    value: int
    """The value that it explains."""
    text: T
    """The label that readers see."""


class Scale(Value, Generic[T]):
    """Values to choose one from; a value without a label has none, and none is invented."""

    id: SlugField
    """Name that questions use for the scale."""
    values: tuple[int, ...]
    """The values in order."""
    labels: Keyed[ScaleLabel[T]]
    """Labels of some of the values, usually the ends."""

    def label(self, value: int) -> T | None:
        """Return the label of a value, or nothing where the model gives none."""
        return next((each.text for each in self.labels if each.value == value), None)
