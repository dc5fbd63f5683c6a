"""Where an answer goes."""

from typing import Literal

from toimintamalli.model.ids import ItemId, PartyId, PlaceId
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value


class Choice(Value):
    """One of the values that a place offers."""

    value: int | str
    """What the answer holds."""
    label: LocalizedText | None = None
    """The words for it; none where the model gives none."""


class Place(Value):
    """One spot to answer in; its id is the key of its answer."""

    id: PlaceId
    """Unique in the workbook, and the same in every format, language and version."""
    kind: Literal["scale", "text", "choice", "check", "date"]
    """What the answer is."""
    prompt: LocalizedText
    """What is asked."""
    number: str = ""
    """The number that readers see beside it, if it has one."""
    item: ItemId | None = None
    """The item that it answers, if it belongs to a theme."""
    party: PartyId | None = None
    """Whose answer it is, where not a joint one."""
    lines: int = 1
    """Lines of handwriting to make room for."""
    choices: tuple[Choice, ...] = ()
    """The values to choose from, for a scale or a choice."""
    given: str = ""
    """What is already known from the occasion; it can be changed."""
