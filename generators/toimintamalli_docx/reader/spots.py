"""Where the places of a document are by now: at their bookmarks, or else at their tags."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toimintamalli.model.ids import ID_LENGTH, PLACE_ID_PATTERN, PlaceId
from toimintamalli_docx.reader import limits
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.tree import TC, TR, block_of, up
from toimintamalli_docx.reader.xml import VAL, Element, W

_MARK = "tm_"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the cell, or the paragraph, that its bookmark or tag is in."""

    asked: Asked
    cell: Element
    is_copy: bool = False
    """Whether it is a second control of a place that stands elsewhere too."""


@dataclass(slots=True)
class Spots:
    """Every place that a document has, and what looks like one."""

    rows: dict[Element, dict[PlaceId, Spot]] = field(default_factory=dict)
    loose: list[Spot] = field(default_factory=list)
    """Places outside tables."""
    unknown: list[tuple[str, Element]] = field(default_factory=list)
    """Bookmarks and tags that name no place of this content."""

    @property
    def is_empty(self) -> bool:
        """Whether the document has no place at all."""
        return not (self.rows or self.loose or self.unknown)

    def of(self, row: Element) -> Mapping[PlaceId, Spot]:
        """Return the places in a row."""
        return self.rows.get(row, {})


def find_spots(root: Element, table: PlaceTable) -> Spots:
    """Return where each place is.

    Raises:
        Refused: there are more than any workbook has.
    """
    return _Search(table).through(root)


class _Search:
    def __init__(self, table: PlaceTable) -> None:
        self._table, self._spots = table, Spots()
        self._seen: set[PlaceId] = set()
        self._count = 0

    def through(self, root: Element) -> Spots:
        for each in root.iter(f"{W}bookmarkStart"):
            name = each.get(f"{W}name", "")
            if name.startswith(_MARK):
                self._bookmark(name, each)
        tags: dict[str, list[Element]] = {}
        for each in root.iter(f"{W}tag"):
            tags.setdefault(each.get(VAL, ""), []).append(each)
        for id_, elements in tags.items():
            self._tags(PlaceId(id_), elements)
        return self._spots

    def _tags(self, id_: PlaceId, elements: Sequence[Element]) -> None:
        """Find a place by its tags where its bookmark is gone, and the copies that there are."""
        asked = self._table.find(id_)
        if asked is None:
            self._refuse_many(len(elements))
            if "." in id_ and len(id_) <= ID_LENGTH and re.search(PLACE_ID_PATTERN, id_):
                self._spots.unknown += ((id_, each) for each in elements)
            return
        usual = len(asked.offers) if asked.marks == "statement" and asked.offers else 1
        # The controls of a place stand in its row; with no more of them there are no copies.
        some = elements if len(elements) > usual else elements[:1]
        for each in some:
            self._tag(asked, each)

    def _bookmark(self, name: str, element: Element) -> None:
        self._refuse_many()
        id_ = self._table.bookmarks.get(name)
        asked = self._table.find(id_) if id_ else None
        if asked is None:
            self._spots.unknown.append((name, element))
        elif asked.id not in self._seen:
            self._seen.add(asked.id)
            self._add(asked, element)

    def _tag(self, asked: Asked, element: Element) -> None:
        self._refuse_many()
        row = up(element, TR)
        if row is not None and asked.id in self._spots.of(row):
            return
        is_copy = asked.id in self._seen
        # A row that was added to a table has the tags of the row that it was made from.
        if is_copy and (asked.line or row is None):
            return
        self._seen.add(asked.id)
        self._add(asked, element, is_copy=is_copy)

    def _add(self, asked: Asked, element: Element, *, is_copy: bool = False) -> None:
        cell = up(element, TC)
        row = None if cell is None else up(cell, TR)
        if row is None:
            self._spots.loose.append(Spot(asked, block_of(element), is_copy))
            return
        spots = self._spots.rows.setdefault(row, {})
        spots[asked.id] = Spot(asked, cell, is_copy)
        if len(spots) > limits.PLACES_IN_ROW:
            raise Refused("docx-too-many-places", limit=limits.PLACES_IN_ROW)

    def _refuse_many(self, more: int = 1) -> None:
        self._count += more
        if self._count > limits.PLACES:
            raise Refused("docx-too-many-places", limit=limits.PLACES)
