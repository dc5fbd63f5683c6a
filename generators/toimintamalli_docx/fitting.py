"""Sections fitted to their pages: how close what is on them stands, and how high its rows are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from toimintamalli.workbook.block import Block
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.heights import pieces
from toimintamalli_docx.measures import held_together
from toimintamalli_docx.page import TEXT_WIDTH, Page

_SPARE: Final = 500
"""What is left blank at the foot of a page, since other programs break lines elsewhere."""
_TALLEST: Final = 340
"""What rows are higher at most: twice as much room looks forgotten."""
_TALLER: Final = 2 * _TALLEST
"""The same where a page would be half empty."""
_FULL: Final = 2 / 3
_LITTLE: Final = 0.5
"""A last page that is used less than this is worth standing closer for."""


_FEW: Final = 0.15
"""The end of a block that goes on on the next page with less of it looks lost there."""

_MOST_PAGES: Final = 8
"""A longer section flows from page to page: to compose it would take longer than to write it."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Blocks as they are to be written, and what is left below them."""

    blocks: tuple[tuple[Block, Draft], ...]
    left: int
    """Below the last of them on its page, in twips."""
    share: float
    """How much of that page they use."""
    page: Page
    """The page that they stand on, which may have them closer."""


def fit(draft: Draft, blocks: Sequence[Block], above: int, below: int = 0) -> Fitted:
    """Return blocks that begin `above` twips down a page, so that they fill their pages well.

    `below` is what follows them on the last page.
    """
    here = draft
    laid = _laid(draft, blocks, above, below)
    if laid.count > _MOST_PAGES:
        return Fitted(tuple((block, draft) for block in blocks), 0, 1.0, draft.page)
    is_little = laid.count > 1 and laid.used[-1] < draft.page.room * _LITTLE
    if is_little or laid.lost(draft.page.room):
        for page in _closer(draft.page):
            other = replace(draft, page=page)
            closer = _laid(other, blocks, above, below)
            is_whole = closer.lost(page.room) < laid.lost(page.room) and closer.count <= laid.count
            if (is_little and closer.count < laid.count) or is_whole:
                here, laid = other, closer
                break
    added = laid.added(draft.page.room)
    heights = [min((added[at] for at in on), default=0) for on in laid.pages]
    last = laid.used[-1] + added[-1] * laid.rows[-1]
    return Fitted(
        tuple(
            (block, replace(here, taller=high)) for block, high in zip(blocks, heights, strict=True)
        ),
        draft.page.room - last - _SPARE,
        last / draft.page.room,
        here.page,
    )


def height_of(draft: Draft, blocks: Sequence[Block], width: int = TEXT_WIDTH) -> tuple[int, int]:
    """Return how high blocks are below each other, and how many of their rows can be higher."""
    made = [piece for block in blocks for piece in pieces(draft, block, width)]
    return sum(piece.height for piece in made), sum(piece.rows for piece in made)


def _closer(page: Page) -> Iterator[Page]:
    yield page.without_samples()
    yield page.closer()


@dataclass(frozen=True, slots=True)
class _Laid:
    """On which pages blocks come to stand."""

    pages: tuple[frozenset[int], ...]
    """Those on which a block has rows that can be higher."""
    used: tuple[int, ...]
    """The height that is used of each page."""
    rows: tuple[int, ...]
    """How many rows of each page can be higher."""
    ends: tuple[int, ...]
    """The height of what each block that goes on on another page has there."""

    @property
    def count(self) -> int:
        return len(self.used)

    def lost(self, room: int) -> int:
        """Return how many blocks go on on another page with only a little."""
        return sum(end < room * _FEW for end in self.ends)

    def added(self, room: int) -> list[int]:
        """Return what the rows of each page can be higher."""
        return [_added(room, used, rows) for used, rows in zip(self.used, self.rows, strict=True)]


def _added(room: int, used: int, rows: int) -> int:
    if not rows:
        return 0
    wished = (room - used - _SPARE) // rows
    usual = max(0, min(_TALLEST, wished))
    is_full = used + usual * rows >= room * _FULL
    return usual if is_full else max(0, min(_TALLER, wished))


def _laid(draft: Draft, blocks: Sequence[Block], above: int, below: int) -> _Laid:
    """Return how blocks come to stand, as far as it matters: no further than `_MOST_PAGES`."""
    used, rows = [above], [0]
    pages, ends = [], []
    for block in blocks:
        if len(used) > _MOST_PAGES:
            break
        on, parts = set(), [0]
        for held in held_together(pieces(draft, block)):
            high = sum(piece.height for piece in held)
            if used[-1] + high > draft.page.room:
                used.append(0)
                rows.append(0)
                parts.append(0)
            used[-1] += high
            parts[-1] += high
            if grows := sum(piece.rows for piece in held):
                rows[-1] += grows
                on.add(len(used) - 1)
        pages.append(frozenset(on))
        # A block that begins with its page goes on nowhere.
        ends += parts[-1:] if any(parts[:-1]) else []
    if used[-1] + below > draft.page.room:
        used.append(0)
        rows.append(0)
    used[-1] += below
    return _Laid(tuple(pages), tuple(used), tuple(rows), tuple(ends))
