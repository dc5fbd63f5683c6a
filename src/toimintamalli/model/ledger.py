"""Every id that was ever published."""

from pydantic import Field

from toimintamalli.model.ids import ID_LENGTH, PlaceIdField, SlugField, VersionField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.value import Value


class LedgerEntry(Value):
    """One id: it never vanishes and never changes its kind."""

    id: str = Field(max_length=ID_LENGTH, min_length=1)
    """The id."""
    kind: SlugField
    """What it names: a kind of item, a field, a theme, a scale, a party."""
    since: VersionField
    """Content version that first had it."""
    replaced_by: tuple[PlaceIdField, ...] = ()
    """For a retired id: the ids that took its place."""
    retired: bool = False
    """Whether the content no longer has it."""


class Ledger(Value):
    """The memory by which answers stay readable when content changes."""

    entries: Keyed[LedgerEntry] = Keyed()
    """Every id ever published."""
