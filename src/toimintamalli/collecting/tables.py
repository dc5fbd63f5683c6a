"""The tables of the data set: what they are called, their columns, and what stays out of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from toimintamalli.answers.facts import FACTS, LINKS, PARTS, FactType

Cell = str | int | None
"""One value of a table; nothing where it is not known."""
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What a column holds, as Table Schema names it (https://datapackage.org/standard/)."""

    STRING = "string"
    INTEGER = "integer"
    DATE = "date"


class Ask(StrEnum):
    """What is left out unless somebody asks for it."""

    TEXT = "text"
    """People's own words."""
    ORGANISATION = "organisation"
    """The name of the workplace, and that of the file, in which people write it too."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    kind: Kind = Kind.STRING
    only_with: Ask | None = None
    """What must have been asked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; its name is that of its file."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that together tell the rows apart."""
    groups: tuple[str, ...] = ()
    """Columns whose values make a group; rows of groups that are too small are left out."""
    refers: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Columns of this table that name rows of another: columns → table."""

    def shown(self, asked: frozenset[Ask]) -> tuple[Column, ...]:
        """Return the columns that the data set has."""
        return tuple(column for column in self.columns if column.only_with in (None, *asked))


_WORKBOOK: Final = Column("workbook")
_SHEET: Final = Column("sheet", Kind.INTEGER)
_ROUND: Final = Column("round", Kind.INTEGER)
_ROW: Final = Column("row")
_OF_SHEET: Final = (("workbook", "sheet"), "sheets")

SHEETS: Final = Table(
    "sheets",
    (
        _WORKBOOK,
        _SHEET,
        Column("model"),
        Column("content_version"),
        Column("language"),
        Column("party"),
        _ROUND,
        Column("month"),
        Column("answers", Kind.INTEGER),
        Column("organisation", only_with=Ask.ORGANISATION),
        Column("file", only_with=Ask.ORGANISATION),
    ),
    key=("workbook", "sheet"),
    groups=("party", "round"),
)
ANSWERS: Final = Table(
    "answers",
    (
        _WORKBOOK,
        _SHEET,
        _ROUND,
        Column("party"),
        Column("view"),
        Column("place"),
        Column("kind"),
        Column("value"),
        Column("number", Kind.INTEGER),
        Column("text", only_with=Ask.TEXT),
    ),
    key=("workbook", "sheet", "place", "view"),
    groups=("round", "party", "view", "place"),
    refers=(_OF_SHEET,),
)


def _counts(part: str) -> tuple[str, ...]:
    """Return the lists of which rows are linked to a row: those it points to, and those to it."""
    to = [LINKS[part].name] if part in LINKS else []
    return (*to, *(link.part for link in LINKS.values() if link.name == part))


def _of_plan(part: str) -> Table:
    """Return the table of one list of a plan: its choices, months, links, and people's words."""
    facts = [fact for fact in FACTS if fact.part == part and fact.meaning != "code"]
    # Of a day the month is given: beside the rest a day would tell a workbook from the others.
    chosen = [Column(fact.name) for fact in facts if fact.kind in ("choice", "date")]
    linked = [Column(count, Kind.INTEGER) for count in _counts(part)]
    written = [
        Column(written_name(fact), only_with=Ask.TEXT) for fact in facts if fact.kind == "text"
    ]
    return Table(
        part,
        (_WORKBOOK, _ROUND, _ROW, *chosen, *linked, *written),
        key=("workbook", "round", "row"),
        groups=("round",),
    )


def written_name(fact: FactType) -> str:
    """Return the column of people's own words: those that a row is known by are its text."""
    return "text" if fact.meaning == "name" else fact.name


PLANS: Final = {part: _of_plan(part) for part in PARTS}
"""List of a plan → its table."""
PLACES: Final = Table(
    "places",
    (
        Column("place"),
        Column("language"),
        Column("theme"),
        Column("number"),
        Column("kind"),
        Column("prompt"),
    ),
    key=("place", "language"),
)
CHOICES: Final = Table(
    "choices",
    (Column("place"), Column("value"), Column("language"), Column("label")),
    key=("place", "value", "language"),
)
WITHHELD: Final = Table(
    "withheld",
    (
        Column("table"),
        _ROUND,
        Column("party"),
        Column("view"),
        Column("place"),
    ),
    key=("table", "round", "party", "view", "place"),
)

GATHERED: Final = (SHEETS, ANSWERS, *PLANS.values())
"""What workbooks fill; the other tables explain these."""
TABLES: Final = (*GATHERED, PLACES, CHOICES, WITHHELD)
"""Every table of the data set."""
