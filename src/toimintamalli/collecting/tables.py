"""The tables of the data set: what they are called, their columns, and what stays out of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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
        return tuple(each for each in self.columns if each.only_with in (None, *asked))


_WORKBOOK: Final = Column("workbook")
_SHEET: Final = Column("sheet", Kind.INTEGER)
_ROUND: Final = Column("round", Kind.INTEGER)
_DATE: Final = Column("date", Kind.DATE)
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
        _DATE,
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
NEEDS: Final = Table(
    "needs",
    (
        _WORKBOOK,
        _ROUND,
        _ROW,
        Column("nature"),
        Column("domain"),
        Column("reach"),
        Column("goals", Kind.INTEGER),
        Column("text", only_with=Ask.TEXT),
    ),
    key=("workbook", "round", "row"),
    groups=("round",),
)
GOALS: Final = Table(
    "goals",
    (
        _WORKBOOK,
        _ROUND,
        _ROW,
        Column("needs", Kind.INTEGER),
        Column("measures", Kind.INTEGER),
        Column("indicators", Kind.INTEGER),
        Column("text", only_with=Ask.TEXT),
    ),
    key=("workbook", "round", "row"),
    groups=("round",),
)
MEASURES: Final = Table(
    "measures",
    (
        _WORKBOOK,
        _ROUND,
        _ROW,
        Column("responsible"),
        Column("kind"),
        Column("reach"),
        Column("start", Kind.DATE),
        Column("end", Kind.DATE),
        Column("status"),
        Column("goals", Kind.INTEGER),
        Column("text", only_with=Ask.TEXT),
    ),
    key=("workbook", "round", "row"),
    groups=("round",),
)
INDICATORS: Final = Table(
    "indicators",
    (
        _WORKBOOK,
        _ROUND,
        _ROW,
        Column("timing"),
        Column("object"),
        Column("target_kind"),
        Column("goals", Kind.INTEGER),
        Column("text", only_with=Ask.TEXT),
        Column("baseline", only_with=Ask.TEXT),
        Column("target_value", only_with=Ask.TEXT),
        Column("current_value", only_with=Ask.TEXT),
    ),
    key=("workbook", "round", "row"),
    groups=("round",),
)
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

GATHERED: Final = (SHEETS, ANSWERS, NEEDS, GOALS, MEASURES, INDICATORS)
"""What workbooks fill; the other tables explain these."""
TABLES: Final = (*GATHERED, PLACES, CHOICES, WITHHELD)
"""Every table of the data set."""
