"""A workbook as a tree that every generator and reader walks: sections, blocks, places."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from toimintamalli.model.ids import Language, PartyId, Slug, ThemeId, Version
from toimintamalli.model.notebook import show_table
from toimintamalli.model.outline import Stage
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.workbook.block import Asking, Block, Items
from toimintamalli.workbook.place import Place


class Section(Value):
    """A part of a workbook."""

    key: str
    """Unique in the workbook: the section's id, and the theme's or party's where repeated."""
    id: Slug
    """The outline's name for it."""
    title: LocalizedText
    """What readers call it."""
    subject: LocalizedText | None = None
    """The theme or the party that a repeated section is about."""
    heading: LocalizedText | None = None
    """The idea of the theme, for a section about one."""
    number: str = ""
    """Number of the theme, for a section about one."""
    theme: ThemeId | None = None
    """Id of the theme, for a section about one."""
    party: PartyId | None = None
    """Id of the party, for a section that one fills in."""
    minutes: int = 0
    """Time in the meeting."""
    preparation: int = 0
    """Minutes outside the meeting."""
    stage: Stage = "meeting"
    """When it is filled in: at the round's meeting, or at its follow-up meeting."""
    follows_on: bool = False
    """Whether it goes on below the section before it on paper."""
    blocks: tuple[Annotated[Block, Field(discriminator="kind")], ...]
    """What it consists of, in order."""

    @property
    def has_ours(self) -> bool:
        """Whether anything in it is of this project rather than of the published model."""
        return any(block.has_ours for block in self.blocks if isinstance(block, Asking | Items))


class Workbook(Value):
    """An outline resolved for one request in one language."""

    model: Slug
    """Id of the model."""
    version: Version
    """Content version."""
    language: Language
    """The language asked for."""
    profile: Slug
    """Id of the profile."""
    title: LocalizedText
    """Name of the model."""
    subtitle: LocalizedText
    """Name of the workbook."""
    purpose: LocalizedText
    """For whom and what the workbook is."""
    pages: int
    """Pages of A4 that it takes at most when printed."""
    sections: tuple[Section, ...]
    """The sections, in order."""

    @property
    def has_cover(self) -> bool:
        """Whether it opens with a cover: not a sheet about one thing, nor one page of its own."""
        first = self.sections[0] if self.sections else None
        begins_later = any(not section.follows_on for section in self.sections[1:])
        return begins_later and first is not None and first.theme is None and first.party is None

    def places(self) -> Iterator[Place]:
        """Yield every place, in the order in which a reader meets them."""
        for section in self.sections:
            for block in section.blocks:
                yield from places_of(block)

    def _repr_html_(self) -> str:
        """Return the sections as a notebook shows them: `workbook` in the last line of a cell."""
        rows = (
            (
                section.number,
                section.title,
                section.subject,
                section.minutes or None,
                sum(len(places_of(block)) for block in section.blocks) or None,
            )
            for section in self.sections
        )
        columns = ("number", "section", "subject", "minutes", "places")
        return show_table(self.subtitle, self.version, columns, rows)


def places_of(block: Block) -> tuple[Place, ...]:
    """Return the places of one block, in order."""
    return block.places if isinstance(block, Asking) else ()
