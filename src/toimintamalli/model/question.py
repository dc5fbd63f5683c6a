"""Something to reflect on together, answered on a scale or in words."""

from typing import Generic, Literal

from toimintamalli.model.ids import SlugField
from toimintamalli.model.item import Item
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class QuestionGroup(Value, Generic[T]):
    """Questions that are talked about together."""

    id: SlugField
    """Name that questions use for the group."""
    title: T
    """Heading that readers see."""


class ScaleQuestion(Item, Generic[T]):
    """A question answered by choosing a value of a scale."""

    kind: Literal["scale"]
    """Says that the answer is a value of a scale."""
    scale: SlugField
    """The scale."""
    group: SlugField | None = None
    """The group that the question belongs to; absent where it stands alone."""
    text: T
    """The question."""


class OpenQuestion(Item, Generic[T]):
    """A question answered in the readers' own words."""

    kind: Literal["open"]
    """Says that the answer is free text."""
    group: SlugField | None = None
    """The group that the question belongs to; absent where it stands alone."""
    text: T
    """The question."""
