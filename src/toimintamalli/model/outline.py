"""The outline of the workbooks as data: profiles, sections, and the blocks in each section.

An outline says what goes where; `toimintamalli.workbook` resolves it against the model.
"""

from typing import Annotated, Generic, Literal, NewType, TypeAlias

from pydantic import Field

from toimintamalli.model.ids import BLOCK_PATTERN, FACT_PATTERN, ID_LENGTH, SlugField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.kinds import FieldKind
from toimintamalli.model.text import T
from toimintamalli.model.value import Value
from toimintamalli.model.vocabulary import Vocabulary

FactName = NewType("FactName", str)
"""What an answer can tell of the plan, of its results, or of the next meeting.

Which there are follows from the types in `toimintamalli.answers`, and a check knows them.
"""
FactNameField = Annotated[FactName, Field(pattern=FACT_PATTERN, max_length=ID_LENGTH)]

State = Literal["open", "done", "dropped"]
"""What a status means for a measure: still to be done, done, or given up."""

Stage = Literal["meeting", "follow-up"]
"""When something is answered: at a round's meeting, or at its follow-up meeting."""

OccasionFact = Literal["organisation", "party", "round", "date"]
"""What an answer can tell of the occasion itself."""

BlockName = Annotated[str, Field(pattern=BLOCK_PATTERN, max_length=ID_LENGTH)]
"""A block by the ids of its section and itself."""


class Option(Value, Generic[T]):
    """One of the choices of a field."""

    id: SlugField
    """What an answer holds when this is chosen."""
    state: State | None = None
    """What it means for a measure, where the field tells of its status."""
    text: T
    """What readers see."""


class OutlineField(Value, Generic[T]):
    """One thing to fill in that is not an item of a theme."""

    id: SlugField
    """Last part of the place's id."""
    kind: FieldKind
    """What the answer is: free text, a day, one of the options or several, a tick, or a number."""
    lines: int = Field(default=1, ge=1, le=30)
    """Lines of handwriting to make room for."""
    options_from: (
        Literal[
            "roles",
            "reaches",
            "measure_kinds",
            "themes",
            "need_domains",
            "indicator_timings",
            "indicator_objects",
            "indicator_targets",
        ]
        | None
    ) = None
    """The vocabulary of the model that a choice chooses from."""
    options: Keyed[Option[T]] = Keyed()
    """Choices of the field's own."""
    given: OccasionFact | None = None
    """What of the occasion fills it in beforehand, when that is known."""
    fact: FactNameField | None = None
    """What the answer tells of the plan, if it tells anything."""
    prompt: T
    """What to fill in."""


class _Block(Value):
    id: SlugField
    """Name within the section; second part of the ids of its places."""


class TextBlock(_Block, Generic[T]):
    """Prose."""

    kind: Literal["text"]
    """Says that the block is prose."""
    style: Literal["body", "notice", "guide"] = "body"
    """Plain text, something nobody may miss, or a note to the facilitator."""
    only_with: SlugField | None = None
    """The section without which the text would not be true: shown only in profiles that have it."""
    sources: tuple[SlugField, ...] = ()
    """Where its facts come from, if it tells any."""
    text: T
    """The prose; a blank line starts a paragraph."""


class AboutBlock(_Block):
    """A text of the model itself."""

    kind: Literal["about"]
    """Says that the block shows a text of the model itself."""
    of: Literal["purpose", "use", "origin", "provenance"]
    """The text."""


class PathBlock(_Block, Generic[T]):
    """The picture of the development path, with the same as a list."""

    kind: Literal["path"]
    """Says that the block is the picture of the path."""
    title: T
    """Heading."""
    description: T
    """What the picture shows, for those who don't see it."""


class AgendaBlock(_Block, Generic[T]):
    """The sections that take time in the meeting, with their minutes."""

    kind: Literal["agenda"]
    """Says that the block is the agenda."""
    title: T
    """Heading."""


class ItemsBlock(_Block, Generic[T]):
    """Items of the section's theme, to read."""

    kind: Literal["items"]
    """Says that the block lists items to read."""
    of: Literal["points", "notes", "information_sources", "examples"]
    """The items."""
    title: T
    """Heading."""


class ScalesBlock(_Block, Generic[T]):
    """Scale questions as a table: of the section's theme, or of all themes."""

    kind: Literal["scales"]
    """Says that the block is a table of scale questions."""
    view: SlugField | None = None
    """Whose view it is, where the section doesn't say so; absent for the joint one."""
    beside: bool = False
    """Whether to leave a column for each party's earlier answer beside the joint one."""
    title: T
    """Heading."""


class QuestionsBlock(_Block, Generic[T]):
    """Open questions of the section's theme, each with room to answer."""

    kind: Literal["questions"]
    """Says that the block holds open questions."""
    lines: int = Field(default=6, ge=1, le=30)
    """Lines of handwriting to make room for under each question."""
    title: T
    """Heading."""


class ChecklistBlock(_Block, Generic[T]):
    """Practices to pick or pitfalls to recognise, each with a box to tick."""

    kind: Literal["checklist"]
    """Says that the block is a list to tick."""
    of: Literal["practices", "pitfalls"]
    """The items."""
    title: T
    """Heading."""
    advice: T
    """How to use the list."""


class FieldsBlock(_Block, Generic[T]):
    """Prompts with room to answer."""

    kind: Literal["fields"]
    """Says that the block is a form."""
    fields: Keyed[OutlineField[T]]
    """What to fill in."""
    title: T
    """Heading."""


class CardsBlock(_Block, Generic[T]):
    """The same small form a few times over, each readable alone."""

    kind: Literal["cards"]
    """Says that the block is a set of cards."""
    count: int = Field(ge=1, le=12)
    """How many cards."""
    continues: BlockName | None = None
    """The block, as `section.block`, whose rows these go on about."""
    fields: Keyed[OutlineField[T]]
    """What to fill in on each."""
    title: T
    """Heading of each card; its number follows."""


class TableBlock(_Block, Generic[T]):
    """Rows to fill in, more of which can be added."""

    kind: Literal["table"]
    """Says that the block is a table to fill in."""
    count: int = Field(ge=1, le=12)
    """How many empty rows to begin with."""
    continues: BlockName | None = None
    """The block, as `section.block`, whose rows these go on about."""
    fields: Keyed[OutlineField[T]]
    """The columns."""
    title: T
    """Heading."""


Defined: TypeAlias = Literal["roles", "terms", "sources", Vocabulary]
"""The collections whose names can be explained to readers."""


class DefinitionsBlock(_Block, Generic[T]):
    """Names and what they mean: roles, the glossary, sources, the choices of a plan."""

    kind: Literal["definitions"]
    """Says that the block explains names."""
    of: Defined
    """The collection."""
    title: T
    """Heading."""


class ContentsBlock(_Block, Generic[T]):
    """The list of sections."""

    kind: Literal["contents"]
    """Says that the block is the table of contents."""
    title: T
    """Heading."""


class AgainBlock(_Block):
    """A block of another section, for workbooks that leave that section out."""

    kind: Literal["again"]
    """Says that the block asks again what another section asks, under the same ids."""
    block: BlockName
    """The block, as `section.block`; nothing is shown where its section is in the workbook."""


OutlineBlock: TypeAlias = (
    TextBlock[T]
    | AboutBlock
    | PathBlock[T]
    | AgendaBlock[T]
    | ItemsBlock[T]
    | ScalesBlock[T]
    | QuestionsBlock[T]
    | ChecklistBlock[T]
    | FieldsBlock[T]
    | CardsBlock[T]
    | TableBlock[T]
    | DefinitionsBlock[T]
    | ContentsBlock[T]
    | AgainBlock
)
"""A block of any kind, for whoever tells them apart."""


class OutlineSection(Value, Generic[T]):
    """A part of a workbook: once, or once for each theme or party."""

    id: SlugField
    """Name of the section; first part of the ids of its places."""
    per: Literal["workbook", "theme", "party"] = "workbook"
    """What the section is repeated for."""
    minutes: int = Field(default=0, ge=0, le=240)
    """Time in the meeting; 0 where it is read or done outside it."""
    preparation: int = Field(default=0, ge=0, le=240)
    """Minutes beforehand or at another time."""
    workplaces: tuple[SlugField, ...] = ()
    """The kinds of workplace that it is for; empty where it is for all."""
    follows_on: bool = False
    """Whether it goes on below the section before it, where that still has room on its page."""
    # `OutlineBlock` would lose its parameter at run time, so it stands in full once more.
    blocks: Keyed[
        Annotated[
            TextBlock[T]
            | AboutBlock
            | PathBlock[T]
            | AgendaBlock[T]
            | ItemsBlock[T]
            | ScalesBlock[T]
            | QuestionsBlock[T]
            | ChecklistBlock[T]
            | FieldsBlock[T]
            | CardsBlock[T]
            | TableBlock[T]
            | DefinitionsBlock[T]
            | ContentsBlock[T]
            | AgainBlock,
            Field(discriminator="kind"),
        ]
    ]
    """What the section consists of; the set of kinds is closed, and every generator shows each."""
    title: T
    """Heading; a theme's or a party's name follows where the section is repeated."""


class Profile(Value, Generic[T]):
    """A choice of sections for one use."""

    id: SlugField
    """Name of the profile."""
    sections: tuple[SlugField, ...]
    """The sections in order."""
    pages: int = Field(ge=1, le=200)
    """Pages of A4 that the printed workbook takes at most."""
    default: bool = False
    """Whether it is the workbook for who names none: its files are called `workbook`; where no
    profile says so, the first one is."""
    one_per: Literal["workbook", "theme", "party"] = "workbook"
    """What it is made once for: a file for each theme, or for each party."""
    file: SlugField | None = None
    """What the names of its files end with, where not with its id; of a workbook that is made for
    each theme or party, the folder of its files."""
    whole: bool = False
    """Whether it is to hold all of the model; `check` then tells what no workbook shows."""
    small_workplace: bool = False
    """Whether roles and items of larger workplaces are left out."""
    title: T
    """Name of the workbook."""
    purpose: T
    """For whom and what it is, in a sentence."""
