"""One stage of the development path."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Generic

from pydantic import Field

from toimintamalli.model.ids import ColourField, SlugField, ThemeIdField
from toimintamalli.model.item import (
    Example,
    InformationSource,
    Item,
    Note,
    OpenQuestion,
    Pitfall,
    Point,
    Practice,
    QuestionGroup,
    ScaleQuestion,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.notebook import show_table
from toimintamalli.model.text import T
from toimintamalli.model.value import Value

ITEM_KINDS: Final[Mapping[str, str]] = {
    "questions": "question",
    "practices": "practice",
    "pitfalls": "pitfall",
    "points": "point",
    "notes": "note",
    "information_sources": "information-source",
    "examples": "example",
}
"""Each collection of items in a theme and the kind in its items' ids, in the order of numbering:
what people work with and refer to comes first."""


class Theme(Value, Generic[T]):
    """A stage of the path: what it is about, what to ask, what to do and what to avoid."""

    id: ThemeIdField = Field(json_schema_extra={"derived": True})
    """Name of the theme's files, and the first part of its items' ids."""
    number: str = Field(json_schema_extra={"derived": True})
    """Place on the path, from 1."""
    colour: ColourField | None = None
    """Its colour, by which its pages are found in a pile; a sensible one where none is given."""
    sources: tuple[SlugField, ...]
    """Where the theme's facts come from."""
    title: T
    """Name of the theme."""
    heading: T
    """The idea of the theme in a few words."""
    lead: T
    """How to work with the theme's questions."""
    groups: Keyed[QuestionGroup[T]] = Keyed()
    """Groups of questions, in order."""
    points: Keyed[Point[T]] = Keyed()
    """Introductory statements."""
    notes: Keyed[Note[T]] = Keyed()
    """Longer explanations."""
    information_sources: Keyed[InformationSource[T]] = Keyed()
    """Where the pair finds information about its own situation."""
    # A union as an alias of its own loses its parameter at run time, so it stands in full.
    questions: Keyed[Annotated[ScaleQuestion[T] | OpenQuestion[T], Field(discriminator="kind")]] = (
        Keyed()
    )
    """Questions to reflect on together."""
    practices: Keyed[Practice[T]] = Keyed()
    """What works."""
    pitfalls: Keyed[Pitfall[T]] = Keyed()
    """What goes wrong easily."""
    examples: Keyed[Example[T]] = Keyed()
    """Invented cases."""

    def items(self) -> Iterator[Item]:
        """Yield every item of the theme, in the order of its numbers."""
        for collection in ITEM_KINDS:
            yield from getattr(self, collection)

    def _repr_html_(self) -> str:
        """Return the items as a notebook shows them: `theme` in the last line of a cell."""
        rows = (
            (item.number, item.id, item.text)
            for collection in ITEM_KINDS
            for item in getattr(self, collection)
        )
        return show_table(self.title, self.number, ("number", "id", "text"), rows)
