"""A report as a tree that every format walks: sections, and a closed set of blocks."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from toimintamalli.model.ids import DateField, LanguageField, SlugField, VersionField
from toimintamalli.model.text import LocalizedText, Missing
from toimintamalli.model.value import Value
from toimintamalli.report.drawing import Drawing
from toimintamalli.report.phrases import Line, Own, Phrase


class Prose(Value):
    """Sentences, a paragraph each."""

    kind: Literal["text"] = "text"
    style: Literal["body", "notice", "quiet"] = "body"
    """Plain text, something nobody may miss, or a remark aside."""
    title: LocalizedText | None = None
    """Heading, where it has one."""
    paragraphs: tuple[Line, ...]
    """What it says."""


class Points(Value):
    """A list of short things."""

    kind: Literal["points"] = "points"
    title: LocalizedText | None = None
    """Heading, where it has one."""
    lead: Line = ()
    """What the list is about."""
    points: tuple[Line, ...]
    """The things, in order."""


class Quote(Value):
    """What people wrote at one moment."""

    when: LocalizedText | None = None
    """The moment, where there are several."""
    text: Own
    """Their words, with their own line breaks."""


class Quotes(Value):
    """What people wrote, in their own words."""

    kind: Literal["quotes"] = "quotes"
    title: LocalizedText
    """Heading."""
    quotes: tuple[Quote, ...]
    """What was written, the latest first; empty where nothing was."""
    nothing: LocalizedText
    """What to say where nothing was written."""


class Figure(Value):
    """One figure that tells a part of the story at a glance."""

    value: Line
    """The figure, in a big size."""
    label: Line
    """What it counts."""
    tone: Literal["plain", "good", "late"] = "plain"
    """How it is to be taken; the words say it too."""


class Figures(Value):
    """A few figures side by side, each on a card."""

    kind: Literal["figures"] = "figures"
    figures: tuple[Figure, ...]
    """The figures, the most telling first."""


class Voices(Value):
    """Questions and what was answered to them, side by side."""

    kind: Literal["voices"] = "voices"
    quotes: tuple[Quotes, ...]
    """What was achieved, what succeeded, what comes next."""


Standing: TypeAlias = Literal["done", "open", "late", "dropped", "unknown"]
"""How a measure stands: a sign beside the word for it."""


class State(Value):
    """How one measure stands."""

    standing: Standing
    """Which sign it has."""
    word: Line
    """The word for it."""
    how: Line
    """The measure."""
    about: Line = ()
    """Who is responsible, and until when."""


class States(Value):
    """Every measure with how it stands."""

    kind: Literal["states"] = "states"
    title: LocalizedText
    """Heading."""
    lead: Line
    """How many there are, and how many of them stand how."""
    columns: tuple[LocalizedText, ...]
    """What the three columns of a table of them hold: state, measure, and who and when."""
    states: tuple[State, ...]
    """The measures, in order; of very many the first."""
    more: Line = ()
    """Where the others are."""


class Entry(Value):
    """What was written at one place."""

    title: Line
    """What the place asks."""
    lines: tuple[Line, ...]
    """What was written, each with who and when where that needs saying."""


class Entries(Value):
    """What people wrote, place by place."""

    kind: Literal["entries"] = "entries"
    title: LocalizedText | None = None
    """Heading, where it has one."""
    entries: tuple[Entry, ...]
    """The places, in the order of the workbook."""


class Cell(Value):
    """One cell of a table."""

    lines: tuple[Line, ...]
    """What it holds, line by line; never empty."""


class Grid(Value):
    """A table; each row's first cell names the row."""

    kind: Literal["table"] = "table"
    title: LocalizedText
    """What it shows."""
    columns: tuple[LocalizedText, ...]
    """What each column holds."""
    weights: tuple[int, ...]
    """How wide each column is beside the others."""
    rows: tuple[tuple[Cell, ...], ...]
    """The rows, each with a cell for every column."""


class Plot(Value):
    """A picture; the table beside it says the same."""

    kind: Literal["plot"] = "plot"
    of: Literal["themes", "overview", "profile", "bars", "trend"]
    """What is shown: themes then and now, the latest answers on a scale, answers over time, how
    many of each, or a number over time."""
    title: Phrase
    """What it shows."""
    description: LocalizedText
    """How to read it, for those who don't see it too."""
    explained: bool = False
    """Whether to show how to read it: with the first picture of its kind."""
    drawing: Drawing
    """Where everything stands."""


class Advice(Value):
    """An item of the model that helps with a remark."""

    name: Line
    """What kind of item it is, with the number that readers know it by."""
    text: LocalizedText
    """What it says."""


class Remark(Value):
    """A friendly remark about the plan."""

    line: Line
    """What was noticed."""
    advice: tuple[Advice, ...] = ()
    """What the model says of it."""


class Remarks(Value):
    """Remarks with the model's own advice beside them."""

    kind: Literal["remarks"] = "remarks"
    advice: LocalizedText
    """What introduces the model's advice."""
    remarks: tuple[Remark, ...]
    """The remarks, in order."""


class Subject(Value):
    """One thing on an agenda, or one thing to know of the meeting."""

    title: LocalizedText
    """What it is."""
    lines: tuple[Line, ...]
    """What is known of it."""


class Agenda(Value):
    """What is known of the next meeting."""

    kind: Literal["agenda"] = "agenda"
    subjects: tuple[Subject, ...]
    """When, what, how to prepare, who brings what; and what is still open."""


Block: TypeAlias = (
    Prose | Points | Quotes | Grid | Plot | Remarks | Agenda | Figures | Voices | States | Entries
)


class Section(Value):
    """A part of a report."""

    id: SlugField
    """Unique in the report; the same in every language."""
    title: LocalizedText
    """Heading."""
    number: str = ""
    """Number of the theme, for a section about one."""
    theme: int = 0
    """Place of the theme in the model, from 1, for a section about one."""
    alone: bool = False
    """Whether it has a page of its own, so that it can be handed out."""
    blocks: tuple[Annotated[Block, Field(discriminator="kind")], ...]
    """What it consists of, in order."""


class Tone(Value):
    """The colours of one theme, as six hexadecimal digits."""

    dark: str
    """For its number, its heading and its marks."""
    tint: str
    """Behind text of it."""


class Deadline(Value):
    """The day by which an open measure is done, for a calendar."""

    date: DateField
    """The day."""
    measure: str
    """The measure, by whose words calendars know it again."""
    title: LocalizedText
    """What it is called."""


class Meeting(Value):
    """The next meeting, for a calendar."""

    date: DateField
    """The day."""
    title: LocalizedText
    """What it is called."""
    agenda: str
    """What is known of it, as lines of text."""
    round: int | None = None
    """The last round before it: a meeting that is moved stays the same meeting."""
    deadlines: tuple[Deadline, ...] = ()
    """The days of the measures that are open."""


class Colophon(Value):
    """What stands at the foot of a report, and around its texts."""

    provenance: LocalizedText
    """What the content has to do with the published model."""
    version: LocalizedText
    """The version of the content."""
    licence: str
    """Licence of the content, as people write it."""
    privacy: LocalizedText
    """What to look at before passing the report on."""
    page: LocalizedText
    """The word for a page."""
    skip: LocalizedText
    """The word for a link to the content."""
    contents: LocalizedText
    """The word for the list of sections."""
    untranslated: LocalizedText
    """What marks a text that has no translation; `{language}` stands for the language it is in."""
    missing: Missing
    """Whether such texts are marked."""


class Report(Value):
    """A follow-up in one language, for people to read."""

    model: SlugField
    """Id of the model."""
    content_version: VersionField
    """Version of the content."""
    language: LanguageField
    """The language asked for."""
    model_title: LocalizedText
    """Name of the model."""
    title: LocalizedText
    """Name of the report."""
    purpose: LocalizedText
    """What it is, in a sentence."""
    organisation: str = ""
    """Name of the workplace, if it is known."""
    date: LocalizedText | None = None
    """The day of the follow-up as people write it, if it is known."""
    day: DateField | None = None
    """The same day for programs."""
    tones: tuple[Tone, ...] = ()
    """The colours of the themes, in order."""
    sections: tuple[Section, ...]
    """The parts, in order: the summary first."""
    meeting: Meeting | None = None
    """The next meeting, where its day is known."""
    colophon: Colophon
    """What stands around."""
