"""Where the places of a document are by now: at their bookmarks, or else at their tags."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toimintamalli.limits import WORD
from toimintamalli.model.ids import ID_LENGTH, PLACE_ID_PATTERN, PlaceId
from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import DELETED, STRIKES, Markup
from toimintamalli_docx.reader.glance import CHECKED, ODD, SET_OFF, TEXT, Glance
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.tree import TBL, TC, TR, block_of, step_up, up
from toimintamalli_docx.reader.xml import VAL, VAL14, W, is_on

_MARK = "tm_"
_BOOKMARK = f"{W}bookmarkStart"
_NAME = f"{W}name"
_TAG = f"{W}tag"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the cell, or the paragraph, that its bookmark or tag is in."""

    asked: Asked
    cell: Element
    is_copy: bool = False
    """Whether it is a second control of a place that stands elsewhere too."""
    is_certain: bool = False
    """Whether the cell was found by what is printed in it or beside it."""


@dataclass(slots=True)
class Spots:
    """Every place that a document has, and what looks like one."""

    rows: dict[Element, dict[PlaceId, Spot]] = field(default_factory=dict)
    lined: set[Element] = field(default_factory=set)
    """The rows with places of tables to which rows can be added."""
    loose: list[Spot] = field(default_factory=list)
    """Places outside tables."""
    unknown: list[tuple[str, Element]] = field(default_factory=list)
    """Bookmarks and tags that name no place of this content."""
    markup: Markup = field(default_factory=Markup)
    glances: dict[Element, Glance] = field(default_factory=dict)
    """What there is from the start of each row to the start of the next one."""

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
        """Go through a document once: making Python's objects of a tree is what takes time."""
        row, glance, is_nested = None, Glance(), False
        text, state = glance.texts.append, glance.states.append
        home: Mapping[PlaceId, Spot] = {}
        counts: defaultdict[str, int] = defaultdict(int)
        away: defaultdict[str, list[tuple[int, Element]]] = defaultdict(list)
        for node in root.iter(TR, TEXT, CHECKED, _TAG, _BOOKMARK, TBL, *ODD, *SET_OFF):
            name = node.tag
            if name == TEXT:
                text(node)
            elif name == _TAG:
                id_ = node.get(VAL, "")
                counts[id_] = number = counts[id_] + 1
                if id_ not in home:
                    away[id_].append((number, node))
            elif name == CHECKED:
                state(is_on(node, VAL14))
            elif name == TR:
                row, glance, home = node, Glance(), {}
                text, state = glance.texts.append, glance.states.append
                self._spots.glances[row] = glance
            elif name == _BOOKMARK:
                self._bookmark(node)
                # After a table inside a cell, the row that began last may not be its own.
                home = {} if is_nested else self._spots.of(row)
            elif name != TBL or up(node, TR) is not None:
                self._note(name, glance)
                is_nested = is_nested or name == TBL
        for id_, tags in away.items():
            self._tagged(PlaceId(id_), tags, counts[id_])
        return self._spots

    def _note(self, name: str, glance: Glance) -> None:
        """Note what changes what a row says, or what is set off in it."""
        is_set_off, markup = name in SET_OFF, self._spots.markup
        glance.is_set_off = glance.is_set_off or is_set_off
        glance.is_odd = glance.is_odd or not is_set_off
        markup.is_tracked = markup.is_tracked or name in DELETED
        markup.is_decorated = markup.is_decorated or is_set_off or name in STRIKES

    def _tagged(self, id_: PlaceId, tags: Sequence[tuple[int, Element]], count: int) -> None:
        """Find a place by its tags where its bookmark is gone, and the copies that there are.

        `tags` are those outside the row of its bookmark, each with its number among all `count`.
        """
        asked = self._table.find(id_)
        if asked is None:
            self._refuse_many(count)
            if "." in id_ and len(id_) <= ID_LENGTH and re.search(PLACE_ID_PATTERN, id_):
                self._spots.unknown += ((id_, tag) for _, tag in tags)
            return
        usual = asked.boxes or 1
        for number, tag in tags:
            # The controls of a place stand in its row; with no more of them there are no copies.
            if count > usual or number == 1:
                self._tag(asked, tag)

    def _bookmark(self, element: Element) -> None:
        name = element.get(_NAME, "")
        if not name.startswith(_MARK):
            return
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
        cell = next(element.iterancestors(TC, TR), None)
        row = step_up(cell, TR) if cell is not None and cell.tag == TC else None
        if row is None:
            self._spots.loose.append(Spot(asked, block_of(element), is_copy))
            return
        spots = self._spots.rows.setdefault(row, {})
        spots[asked.id] = Spot(asked, cell, is_copy)
        if asked.line:
            self._spots.lined.add(row)
        if len(spots) > WORD.places_in_row:
            raise Refused("docx-too-many-places", limit=WORD.places_in_row)

    def _refuse_many(self, more: int = 1) -> None:
        self._count += more
        if self._count > WORD.places:
            raise Refused("docx-too-many-places", limit=WORD.places)
