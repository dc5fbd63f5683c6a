"""The closed set of things that a section of a workbook consists of."""

from typing import Literal

from toimintamalli.model.ids import Date, ItemId, PartyId, Slug, ThemeId, Url
from toimintamalli.model.outline import BlockName, Defined
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.workbook.place import Choice, Place


class _Block(Value):
    id: str
    """Unique in the workbook: an anchor."""


class Prose(_Block):
    """Text to read: plain, a notice, or a note to the facilitator."""

    kind: Literal["text"] = "text"
    """Says that this is text to read."""
    style: Literal["body", "notice", "guide"]
    """Plain text, something nobody may miss, or a note to the facilitator."""
    text: LocalizedText
    """The prose; a blank line starts a paragraph."""


class Stop(Value):
    """One theme on the path."""

    theme: ThemeId
    """Id of the theme."""
    number: str
    """Its place on the path, from 1."""
    title: LocalizedText
    """Its name."""
    heading: LocalizedText
    """The idea of it in a few words."""


class Path(_Block):
    """The picture of the development path; its stops are also its list in text."""

    kind: Literal["path"] = "path"
    """Says that this is the picture of the path."""
    title: LocalizedText
    """Heading that readers see."""
    description: LocalizedText
    """What the picture shows, for those who don't see it."""
    stops: tuple[Stop, ...]
    """The themes, in order."""


class AgendaRow(Value):
    """One part of the meeting."""

    section: str
    """Key of the section."""
    title: LocalizedText
    """Name of the section."""
    minutes: int
    """Time that it takes."""


class Agenda(_Block):
    """What the meeting's time goes to."""

    kind: Literal["agenda"] = "agenda"
    """Says that this is the agenda."""
    title: LocalizedText
    """Heading that readers see."""
    rows: tuple[AgendaRow, ...]
    """The parts of the meeting, in order."""
    minutes: int
    """Minutes in all."""


class Entry(Value):
    """An item to read."""

    item: ItemId
    """Id of the item."""
    number: str
    """The number that readers see beside it."""
    title: LocalizedText | None = None
    """Its heading, if it has one."""
    text: LocalizedText
    """What it says."""
    chain: tuple[LocalizedText, ...] = ()
    """The links of a story's chain, to be shown below it, each on a line of its own."""
    ours: bool = False
    """Whether this project wrote it, rather than following the published model."""


class Items(_Block):
    """Items to read, in order."""

    kind: Literal["items"] = "items"
    """Says that this is items to read."""
    of: Literal["points", "notes", "information_sources", "examples"]
    """Which of the model's collections they are from."""
    title: LocalizedText
    """Heading that readers see."""
    entries: tuple[Entry, ...]
    """The items, in order."""

    @property
    def has_ours(self) -> bool:
        """Whether this project wrote any of them, rather than following the published model."""
        return any(entry.ours for entry in self.entries)


class Group(Value):
    """Places that stand together: under a heading, on a card, in a row."""

    title: LocalizedText | None = None
    """What they are about or for whom they are, where the block's own heading does not say it."""
    number: int | None = None
    """Which card or row it is, from 1."""
    audience: tuple[PartyId, ...] = ()
    """The parties that the items of a list speak to."""
    places: tuple[Place, ...]
    """The places, in order: of a table, one for each column."""


Layout = Literal["scales", "questions", "checklist", "fields", "cards", "table"]
"""How places stand: a table of statements, questions with room, a list to tick, a form, the same
small form a few times over, or rows to which more can be added."""


Around = Literal["statement", "answer"]
"""What a bookmark is around: a printed statement with boxes in its row, or the answer."""


class Asking(_Block):
    """Places to answer in; whatever the layout, they are in groups."""

    kind: Literal["asking"] = "asking"
    """Says that this is something to answer."""
    layout: Layout
    """How the places stand."""
    name: Slug
    """The outline's name for it."""
    continues: BlockName | None = None
    """The block, as `section.block`, whose rows its own go on about."""
    title: LocalizedText
    """Heading that readers see."""
    lead: LocalizedText | None = None
    """How to work with it, where the model says that."""
    of: Literal["practices", "pitfalls"] | None = None
    """Which of the model's lists a list to tick is."""
    beside: tuple[LocalizedText, ...] = ()
    """Parties whose earlier answers are copied into columns beside the joint answer."""
    groups: tuple[Group, ...]
    """The places, in order."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, in the order in which a reader meets them."""
        return tuple(place for group in self.groups for place in group.places)

    @property
    def has_ours(self) -> bool:
        """Whether this project wrote anything that is asked."""
        return any(place.ours for place in self.places)

    @property
    def bookmarks_around(self) -> Around:
        """What the bookmarks of its places are around in Word."""
        is_list = self.layout == "fields" and all(place.kind == "check" for place in self.places)
        return "statement" if is_list or self.layout in ("scales", "checklist") else "answer"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The columns of a table of scale questions: they share one scale."""
        return self.places[0].choices

    @property
    def columns(self) -> tuple[LocalizedText, ...]:
        """The headings of a table's columns."""
        return tuple(place.prompt for place in self.groups[0].places)


class Definition(Value):
    """A name and what it means."""

    id: Slug
    """Id of the thing in the model."""
    term: LocalizedText
    """The name."""
    text: LocalizedText
    """What it means."""
    link: Url | None = None
    """Public address, for a source."""
    seen: Date | None = None
    """Day on which it was read, for a source."""


class Definitions(_Block):
    """Names and what they mean."""

    kind: Literal["definitions"] = "definitions"
    """Says that this is names and meanings."""
    of: Defined
    """What the names are of."""
    title: LocalizedText
    """Heading that readers see."""
    entries: tuple[Definition, ...]
    """The names, in order."""


class ContentsRow(Value):
    """A section in the list of contents."""

    section: str
    """Key of the section."""
    title: LocalizedText
    """Name of the section."""
    subject: LocalizedText | None = None
    """The theme or the party that it is about, where it repeats."""


class Contents(_Block):
    """The list of sections."""

    kind: Literal["contents"] = "contents"
    """Says that this is the list of sections."""
    title: LocalizedText
    """Heading that readers see."""
    rows: tuple[ContentsRow, ...]
    """The sections, in order."""


Telling = Prose | Path | Agenda | Items | Definitions | Contents
"""A block to read; none holds a place."""

Block = Telling | Asking
"""A block of any kind."""
