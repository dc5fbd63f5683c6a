"""The closed set of things that a section of a workbook consists of."""

from typing import Literal

from toimintamalli.model.ids import ItemId, PartyId, Slug, ThemeId, Url
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.workbook.place import Choice, Place


class _Block(Value):
    id: str
    """Unique in the workbook: an anchor."""


class Prose(_Block):
    """Text to read: plain, a notice, or a note to the facilitator."""

    kind: Literal["text"] = "text"
    style: Literal["body", "notice", "guide"]
    """Plain text, something nobody may miss, or a note to the facilitator."""
    text: LocalizedText
    """The prose; a blank line starts a paragraph."""


class Stop(Value):
    """One theme on the path."""

    theme: ThemeId
    number: str
    title: LocalizedText
    heading: LocalizedText


class Path(_Block):
    """The picture of the development path; its stops are also its list in text."""

    kind: Literal["path"] = "path"
    title: LocalizedText
    description: LocalizedText
    """What the picture shows, for those who don't see it."""
    stops: tuple[Stop, ...]


class AgendaRow(Value):
    """One part of the meeting."""

    section: str
    """Key of the section."""
    title: LocalizedText
    minutes: int


class Agenda(_Block):
    """What the meeting's time goes to."""

    kind: Literal["agenda"] = "agenda"
    title: LocalizedText
    rows: tuple[AgendaRow, ...]
    minutes: int
    """Minutes in all."""


class Entry(Value):
    """An item to read."""

    item: ItemId
    number: str
    title: LocalizedText | None = None
    text: LocalizedText
    ours: bool = False
    """Whether this project wrote it, rather than following the published model."""


class Items(_Block):
    """Items to read, in order."""

    kind: Literal["items"] = "items"
    of: Literal["points", "notes", "information_sources", "examples"]
    title: LocalizedText
    entries: tuple[Entry, ...]


class Statement(Value):
    """One row of a table of scale questions."""

    theme: ThemeId
    place: Place


class Scales(_Block):
    """Scale questions that share one scale: statements as rows, values as columns."""

    kind: Literal["scales"] = "scales"
    title: LocalizedText
    values: tuple[Choice, ...]
    """The columns."""
    beside: tuple[LocalizedText, ...] = ()
    """Parties whose earlier answers are copied into columns beside the joint answer."""
    statements: tuple[Statement, ...]


class QuestionGroup(Value):
    """Open questions that are talked about together."""

    title: LocalizedText | None
    """Heading, or none for a question that stands alone."""
    places: tuple[Place, ...]


class Questions(_Block):
    """Open questions with room to answer."""

    kind: Literal["questions"] = "questions"
    title: LocalizedText
    lead: LocalizedText
    """How to work with the questions."""
    groups: tuple[QuestionGroup, ...]


class ChecklistEntry(Value):
    """One item to tick; the place holds its text as the prompt."""

    place: Place
    reasons: tuple[LocalizedText, ...] = ()
    """Why it matters, part by part."""
    ours: bool = False
    """Whether this project wrote it, rather than following the published model."""


class ChecklistGroup(Value):
    """Items that speak to the same parties."""

    audience: tuple[PartyId, ...]
    title: LocalizedText
    """For whom."""
    entries: tuple[ChecklistEntry, ...]


class Checklist(_Block):
    """Practices to pick, or pitfalls to recognise."""

    kind: Literal["checklist"] = "checklist"
    of: Literal["practices", "pitfalls"]
    title: LocalizedText
    advice: LocalizedText
    """How to use the list."""
    groups: tuple[ChecklistGroup, ...]


class Fields(_Block):
    """A form: prompts with room to answer."""

    kind: Literal["fields"] = "fields"
    title: LocalizedText
    places: tuple[Place, ...]


class Card(Value):
    """One filling of a small form."""

    number: int
    """From 1; follows the heading."""
    places: tuple[Place, ...]


class Cards(_Block):
    """The same small form a few times over, each readable alone."""

    kind: Literal["cards"] = "cards"
    title: LocalizedText
    cards: tuple[Card, ...]


class Table(_Block):
    """Rows to fill in, more of which can be added."""

    kind: Literal["table"] = "table"
    title: LocalizedText
    columns: tuple[LocalizedText, ...]
    rows: tuple[tuple[Place, ...], ...]


class Definition(Value):
    """A name and what it means."""

    id: Slug
    term: LocalizedText
    text: LocalizedText
    link: Url | None = None
    """Public address, for a source."""


class Definitions(_Block):
    """Names and what they mean."""

    kind: Literal["definitions"] = "definitions"
    of: Literal["roles", "terms", "sources", "parties", "levers"]
    title: LocalizedText
    entries: tuple[Definition, ...]


class ContentsRow(Value):
    """A section in the list of contents."""

    section: str
    """Key of the section."""
    title: LocalizedText
    subject: LocalizedText | None = None


class Contents(_Block):
    """The list of sections."""

    kind: Literal["contents"] = "contents"
    title: LocalizedText
    rows: tuple[ContentsRow, ...]


Block = (
    Prose
    | Path
    | Agenda
    | Items
    | Scales
    | Questions
    | Checklist
    | Fields
    | Cards
    | Table
    | Definitions
    | Contents
)
"""A block of any kind."""
