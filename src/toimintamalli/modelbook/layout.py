"""Which sheets a model's spreadsheet has, and which rows and columns stand in each.

All of it follows from the types of the model: a field that is added there is a column here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Final, Literal, Union, get_args, get_origin

from toimintamalli.fieldwords import Group, word
from toimintamalli.loading.anatomy import Part, dissect, kind_of
from toimintamalli.loading.kinds import GLOSSARY, LEDGER, MODEL, THEME, WORKBOOK, FileKind
from toimintamalli.loading.shapes import parts_of
from toimintamalli.messages import LANGUAGES
from toimintamalli.model.ids import Date
from toimintamalli.model.operating_model import VOCABULARIES
from toimintamalli.model.value import Value
from toimintamalli.model.vocabulary import Concept

GUIDE: Final = "guide"
MODEL_SHEET: Final = "model"
THEMES: Final = "themes"
WORDS: Final = "words"
LOCKS: Final = "locks"
EXCEPTIONS: Final = "exceptions"
LISTS: Final = "lists"
LOCK_COLUMNS: Final = ("language", "file", "path", "source", "target", "same", "reason")
"""Columns of the sheet that nobody edits: from which wording each translation was made."""
EXCEPTION_COLUMNS: Final = ("list", "line")

FactKind = Literal["truth", "number", "numbers", "list", "words", "date", "choice", "text"]
"""How a cell holds a fact."""


@dataclass(frozen=True)
class RowKind:
    """One kind of row: a thing of one of the model's collections."""

    collection: Part
    member: type[Value]
    depth: int
    """How many things it lies inside of."""

    @property
    def code(self) -> str:
        """What names the kind: concepts are of one type and told apart by their collection."""
        return self.collection.name if self.member is Concept else self.member.__name__

    @property
    def kind(self) -> str:
        """The value of `kind` that tells it from its siblings, or nothing where it has none."""
        return kind_of(self.member) if len(self.collection.members) > 1 else ""

    @property
    def id_part(self) -> Part:
        """Its id."""
        return next(part for part in dissect(self.member) if part.name == "id")

    @property
    def texts(self) -> tuple[Part, ...]:
        """What is translated of it."""
        return tuple(part for part in dissect(self.member) if part.role == "text")

    @property
    def facts(self) -> tuple[Part, ...]:
        """What is not, without its id and what tells its kind."""
        found = (part for part in dissect(self.member) if part.role == "fact")
        return tuple(
            part for part in found if part.name != "id" and not (part.name == "kind" and self.kind)
        )


@dataclass(frozen=True)
class Plan:
    """One sheet that lists things."""

    name: str
    kind: FileKind
    collections: tuple[str, ...]
    is_hidden: bool = False

    @property
    def rows(self) -> tuple[RowKind, ...]:
        """Every kind of row that may stand in it."""
        parts = (part for part in parts_of(self.kind) if part.name in self.collections)
        return tuple(row for part in parts for row in _rows(part, 0))

    @property
    def texts(self) -> Mapping[str, Part]:
        """What is translated in any of its rows, by name."""
        return _by_name(part for row in self.rows for part in row.texts)

    @property
    def facts(self) -> Mapping[str, Part]:
        """What else stands in any of its rows, by name."""
        return _by_name(part for row in self.rows for part in row.facts)


PLANS: Final = (
    Plan("concepts", MODEL, VOCABULARIES),
    Plan("scales", MODEL, ("scales",)),
    Plan("roles", MODEL, ("roles",)),
    Plan("sources", MODEL, ("sources",)),
    Plan("glossary", GLOSSARY, ("terms",)),
    Plan("workbooks", WORKBOOK, ("profiles",)),
    Plan("sections", WORKBOOK, ("sections",)),
    Plan("advice", WORKBOOK, ("plan_advice",)),
    Plan("ledger", LEDGER, ("entries",), is_hidden=True),
)
"""The sheets that every model has, beside the one of the model itself and one a theme."""

SHEETS: Final = (
    GUIDE,
    MODEL_SHEET,
    THEMES,
    WORDS,
    LOCKS,
    EXCEPTIONS,
    LISTS,
    *(plan.name for plan in PLANS),
)


def theme_plan(theme: str) -> Plan:
    """Return the sheet of a theme."""
    return Plan(theme, THEME, tuple(p.name for p in parts_of(THEME) if p.members))


def own_parts(kind: FileKind) -> tuple[Part, ...]:
    """Return the fields of a file's own thing: of the model itself, or of a theme."""
    return tuple(part for part in parts_of(kind) if part.role in ("fact", "text"))


def sheet_names(themes: Iterable[str]) -> Mapping[str, str]:
    """Return what the sheet of each theme is called: its id, as far as Excel takes it."""
    taken = {word(_SHEET, code, language).casefold() for code in SHEETS for language in LANGUAGES}
    taken |= {code.casefold() for code in SHEETS} | {"history"}
    names: dict[str, str] = {}
    for theme in themes:
        name = theme[:_NAME]
        while name.casefold() in taken:
            name = name[: _LONGEST_NAME - 1] + "~" if len(name) < _LONGEST_NAME else f"~{name[:-1]}"
        taken.add(name.casefold())
        names[theme] = name
    return names


def fact_kind(part: Part) -> FactKind:
    """Return how a cell holds a fact."""
    annotation = _without_none(part.field.annotation)
    if annotation is bool:
        return "truth"
    if annotation is int:
        return "number"
    if annotation is Date:
        return "date"
    if get_origin(annotation) is Literal:
        return "choice"
    if get_origin(annotation) is tuple:
        entry = get_args(annotation)[0]
        return "numbers" if entry is int else "words" if entry is str else "list"
    return "text"


def choices_of(part: Part) -> Sequence[str]:
    """Return the values that a fact chooses from."""
    annotation = _without_none(part.field.annotation)
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def column_name(index: int) -> str:
    """Return the letters of a column: A is 0, AA is 26."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


_SHEET: Final[Group] = "sheet"
_LONGEST_NAME: Final = 31
"""What Excel takes: https://xlsxwriter.readthedocs.io/workbook.html#add_worksheet"""
_NAME: Final = 28


@cache
def _rows(part: Part, depth: int) -> tuple[RowKind, ...]:
    return tuple(_each_row(part, depth))


def _each_row(part: Part, depth: int) -> Iterator[RowKind]:
    below: dict[str, Part] = {}
    for member in part.members:
        yield RowKind(part, member, depth)
        for child in dissect(member):
            if child.members:
                below.setdefault(child.name, child)
    for child in below.values():
        yield from _rows(child, depth + 1)


def _by_name(parts: Iterable[Part]) -> Mapping[str, Part]:
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.name, part)
    return found


def _without_none(annotation: object) -> object:
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(
            argument for argument in get_args(annotation) if argument is not type(None)
        )
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
