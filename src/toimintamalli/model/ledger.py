"""Every id that was ever published."""

from typing import Annotated, Final, NewType

from pydantic import Field

from toimintamalli.model.ids import (
    ID_LENGTH,
    ITEM_ID_PATTERN,
    SLUG_PATTERN,
    SlugField,
    VersionField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.value import Value

LedgerId = NewType("LedgerId", str)
"""The id of an item, or of a place without its view; for a theme, scale or party its name."""
LedgerIdField = Annotated[
    LedgerId, Field(pattern=f"{SLUG_PATTERN}|{ITEM_ID_PATTERN}", max_length=ID_LENGTH)
]


class LedgerEntry(Value):
    """One id: it never vanishes and never changes its kind."""

    id: LedgerIdField
    """The id."""
    kind: SlugField
    """What it names: a kind of item, a kind of field, a theme, a scale, a party."""
    since: VersionField
    """Content version that first had it."""
    replaced_by: tuple[LedgerIdField, ...] = ()
    """For a retired id: the ids that took its place."""
    retired: bool = False
    """Whether the content no longer has it."""


class Ledger(Value):
    """The memory by which answers stay readable when content changes."""

    entries: Keyed[LedgerEntry] = Keyed()
    """Every id ever published."""


_NO_PLACES: Final = frozenset({"theme", "scale", "party"})


def names_place(entry: LedgerEntry) -> bool:
    """Tell whether an id is one of a place, and not of a theme, a scale or a party."""
    return is_place(entry.kind)


def is_place(kind: str) -> bool:
    """Tell whether a kind of id may be one of a place."""
    return kind not in _NO_PLACES
