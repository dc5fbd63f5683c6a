"""The closed set of things that a section of a workbook consists of."""

from typing import Literal

from toimintamalli.model.ids import ItemId, PartyId, Slug, ThemeId, Url
from toimintamalli.model.outline import Defined
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


class Statement(Value):
    """One row of a table of scale questions."""

    theme: ThemeId
    """Id of the question's theme."""
    place: Place
    """Where it is answered."""


class Scales(_Block):
    """Scale questions that share one scale: statements as rows, values as columns."""

    kind: Literal["scales"] = "scales"
    """Says that this is scale questions."""
    title: LocalizedText
    """Heading that readers see."""
    values: tuple[Choice, ...]
    """The columns."""
    beside: tuple[LocalizedText, ...] = ()
    """Parties whose earlier answers are copied into columns beside the joint answer."""
    statements: tuple[Statement, ...]
    """The rows."""


class QuestionGroup(Value):
    """Open questions that are talked about together."""

    title: LocalizedText | None
    """Heading, or none for a question that stands alone."""
    places: tuple[Place, ...]
    """The questions, in order."""


class Questions(_Block):
    """Open questions with room to answer."""

    kind: Literal["questions"] = "questions"
    """Says that this is open questions."""
    title: LocalizedText
    """Heading that readers see."""
    lead: LocalizedText
    """How to work with the questions."""
    groups: tuple[QuestionGroup, ...]
    """The groups, in order."""


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
    """The parties."""
    title: LocalizedText
    """For whom."""
    entries: tuple[ChecklistEntry, ...]
    """The items, in order."""


class Checklist(_Block):
    """Practices to pick, or pitfalls to recognise."""

    kind: Literal["checklist"] = "checklist"
    """Says that this is items to tick."""
    of: Literal["practices", "pitfalls"]
    """Which of the model's lists it is."""
    title: LocalizedText
    """Heading that readers see."""
    advice: LocalizedText
    """How to use the list."""
    groups: tuple[ChecklistGroup, ...]
    """The items by whom they speak to."""


class Fields(_Block):
    """A form: prompts with room to answer."""

    kind: Literal["fields"] = "fields"
    """Says that this is a form."""
    title: LocalizedText
    """Heading that readers see."""
    places: tuple[Place, ...]
    """Where it is filled in."""


class Card(Value):
    """One filling of a small form."""

    number: int
    """From 1; follows the heading."""
    places: tuple[Place, ...]
    """Where it is filled in."""


class Cards(_Block):
    """The same small form a few times over, each readable alone."""

    kind: Literal["cards"] = "cards"
    """Says that this is cards."""
    title: LocalizedText
    """Heading that readers see."""
    cards: tuple[Card, ...]
    """The fillings, in order."""


class Table(_Block):
    """Rows to fill in, more of which can be added."""

    kind: Literal["table"] = "table"
    """Says that this is a table to fill in."""
    title: LocalizedText
    """Heading that readers see."""
    columns: tuple[LocalizedText, ...]
    """The headings of the columns."""
    rows: tuple[tuple[Place, ...], ...]
    """The rows: a place for each column."""


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
