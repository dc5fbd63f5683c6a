"""A content folder → one Excel file in which all of it can be read and written on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from toimintamalli import messages
from toimintamalli.errors import ToimintamalliError
from toimintamalli.fieldwords import help_for, label, word
from toimintamalli.loading.anatomy import Part
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.loading.kinds import INTERFACE, LANGUAGE, LEDGER, MODEL, THEME, path_of
from toimintamalli.model.ids import Language
from toimintamalli.modelbook.layout import (
    EXCEPTION_COLUMNS,
    EXCEPTIONS,
    GUIDE,
    LISTS,
    LOCK_COLUMNS,
    LOCKS,
    MODEL_SHEET,
    PLANS,
    THEMES,
    WORDS,
    Plan,
    RowKind,
    choices_of,
    column_name,
    fact_kind,
    own_parts,
    sheet_names,
    theme_plan,
)
from toimintamalli.translation.state import Locks
from toimintamalli.yaml import Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_Record: TypeAlias = Mapping[str, Value]
_Row: TypeAlias = Sequence[str]

_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 -- a moment of no place, the same for all
_LONGEST_CELL: Final = 32_767
_LONGEST_LIST: Final = 255
"""What Excel takes of a drop-down that is written out."""
_ROWS_TO_FILL: Final = 500
"""How far down drop-downs reach, for rows that are still to be written."""
_WIDTHS: Final[Mapping[str, int]] = {"id": 26, "what": 24, "text": 60, "fact": 20}


class TooLongForCell(ToimintamalliError):
    """A text is longer than a cell of Excel holds."""

    code = "sheet-long-text"


def write_model(content: Content, locks: Locks, reader: str) -> bytes:
    """Return the spreadsheet of a model; headings and notes are in the reader's language.

    Raises:
        TooLongForCell: a text is longer than a cell of Excel holds.
    """
    import xlsxwriter  # noqa: PLC0415 -- only who writes Excel pays for it

    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _EPOCH})
    try:
        lists = _Lists(word("sheet", LISTS, reader))
        for page in _Book(content, locks, reader).pages():
            _write_page(book, page, lists)
        lists.write(book)
    finally:
        book.close()
    return data.getvalue()


def find_left_out(content: Content) -> Sequence[str]:
    """Return the files of a content folder that a spreadsheet has no place for."""
    return sorted(name for name, file in content.files.items() if file.kind is LANGUAGE)


@dataclass(frozen=True)
class _Column:
    """A column: its heading, the note on it, how wide it is, and what can be picked."""

    heading: str
    note: str = ""
    width: int = 20
    choices: Sequence[str] = ()
    is_strict: bool = False
    """Whether nothing else than what can be picked makes sense."""


@dataclass(frozen=True)
class _Page:
    """One sheet, ready to be written."""

    name: str
    columns: Sequence[_Column]
    rows: Sequence[_Row]
    is_hidden: bool = False
    frozen: int = 0
    """How many columns stay in sight."""


@dataclass(frozen=True)
class _Book:
    """The sheets of one model."""

    content: Content
    locks: Locks
    reader: str

    def pages(self) -> Iterator[_Page]:
        yield self._guide()
        yield self._model()
        yield self._themes()
        names = sheet_names(self._theme_ids)
        for theme, name in names.items():
            yield self._listed(theme_plan(theme), name, path_of(THEME, theme))
        for plan in PLANS:
            if plan.kind is not LEDGER or f"structure/{path_of(LEDGER)}" in self.content.files:
                name = word("sheet", plan.name, self.reader)
                yield self._listed(plan, name, path_of(plan.kind))
        yield self._words()
        yield from self._bookkeeping()

    @property
    def _theme_ids(self) -> Sequence[str]:
        return cast("Sequence[str]", self._structure(path_of(MODEL)).get("themes", ()))

    def _structure(self, path: str) -> _Record:
        return _map_of(self.content.files, f"structure/{path}")

    def _texts(self, path: str) -> Mapping[Language, _Record]:
        return {
            language: _map_of(self.content.files, f"{language}/{path}")
            for language in self.content.languages
        }

    def _say(self, code: str) -> str:
        return messages.say(code, self.reader)

    def _column(self, code: str, width: int = 20) -> _Column:
        return _Column(word("column", code, self.reader), width=width)

    def _guide(self) -> _Page:
        lines = self._say("book-guide").split("\n")
        name = word("sheet", GUIDE, self.reader)
        return _Page(
            name, [_Column(self._say("book-guide-title"), width=110)], [[x] for x in lines]
        )

    def _model(self) -> _Page:
        path = path_of(MODEL)
        facts, texts = _below(self._structure(path), MODEL.own), self._texts(path)
        rows = [
            [
                label(part, self.reader),
                _fact(part, facts, self.reader) if part.role == "fact" else "",
                *(_text(_below(text, MODEL.own), part) for text in texts.values()),
                help_for(part, self.reader),
            ]
            for part in own_parts(MODEL)
        ]
        columns = [
            self._column("field"),
            self._column("value", width=30),
            *(_Column(str(text), width=60) for text in texts),
            _Column(self._say("book-help"), width=60),
        ]
        return _Page(word("sheet", MODEL_SHEET, self.reader), columns, rows, frozen=1)

    def _themes(self) -> _Page:
        parts = own_parts(THEME)
        rows = []
        for theme in self._theme_ids:
            path = path_of(THEME, theme)
            facts = _below(self._structure(path), THEME.own)
            own = [_below(text, THEME.own) for text in self._texts(path).values()]
            texts = [_text(thing, part) for part in parts if part.role == "text" for thing in own]
            found = [_fact(part, facts, self.reader) for part in parts if part.role == "fact"]
            rows.append([theme, *texts, *found])
        columns = [
            _Column(word("label", "id", self.reader), self._say("book-theme-id"), _WIDTHS["id"]),
            *self._text_columns([part for part in parts if part.role == "text"]),
            *(self._fact_column(part, []) for part in parts if part.role == "fact"),
        ]
        return _Page(word("sheet", THEMES, self.reader), columns, rows, frozen=1)

    def _listed(self, plan: Plan, name: str, path: str) -> _Page:
        kinds = plan.rows
        heads = [_Column(
            word("column", "what", self.reader),
            self._say("book-what"),
            _WIDTHS["what"],
            [word("row", kind.code, self.reader) for kind in kinds],
            is_strict=True,
        )] if len(kinds) > 1 else []  # fmt: skip
        ids = _notes([(kind, kind.id_part) for kind in kinds], self.reader)
        columns = [
            *heads,
            _Column(word("label", "id", self.reader), ids, _WIDTHS["id"]),
            *self._text_columns(list(plan.texts.values()), kinds),
            *(self._fact_column(part, kinds) for part in plan.facts.values()),
        ]
        files = _Files(self._structure(path), self._texts(path))
        rows = list(self._rows(plan, kinds, files))
        return _Page(name, columns, rows, plan.is_hidden, frozen=len(heads) + 1)

    def _rows(self, plan: Plan, kinds: Sequence[RowKind], files: _Files) -> Iterator[_Row]:
        for kind, record, texts in _things(kinds, plan.collections, files, 0):
            yield [
                *([word("row", kind.code, self.reader)] if len(kinds) > 1 else []),
                str(record.get("id", "")),
                *(
                    _text(text, part) if part.name in {p.name for p in kind.texts} else ""
                    for part in plan.texts.values()
                    for text in texts.values()
                ),
                *(
                    _fact(part, record, self.reader)
                    if part.name in {p.name for p in kind.facts}
                    else ""
                    for part in plan.facts.values()
                ),
            ]

    def _text_columns(
        self, parts: Sequence[Part], kinds: Sequence[RowKind] = ()
    ) -> Iterator[_Column]:
        for part in parts:
            said = _notes(_having(kinds, part.name), self.reader) or help_for(part, self.reader)
            for language in self.content.languages:
                heading = f"{label(part, self.reader)} ({language})"
                yield _Column(heading, said, _WIDTHS["text"])

    def _fact_column(self, part: Part, kinds: Sequence[RowKind]) -> _Column:
        alike = _having(kinds, part.name)
        said = _notes(alike, self.reader) or help_for(part, self.reader)
        heading = label(part, self.reader)
        choices, is_strict = self._choices(part, [like for _, like in alike] or [part])
        return _Column(heading, said, _WIDTHS["fact"], choices, is_strict)

    def _choices(self, part: Part, alike: Sequence[Part]) -> tuple[Sequence[str], bool]:
        """Return what can be picked for a fact, and whether nothing else makes sense."""
        match fact_kind(part):
            case "truth":
                return [word("value", truth, self.reader) for truth in ("yes", "no")], True
            case "choice":
                values = dict.fromkeys(value for like in alike for value in choices_of(like))
                return [word("value", value, self.reader) for value in values], True
            case "list":
                # Excel parts a written list by commas: two at once can only be typed.
                return self._ids(_POINTS_TO.get(part.name, "")), False
            case "text":
                return self._ids(_POINTS_TO.get(part.name, "")), False
            case _:
                return (), False

    def _ids(self, collection: str) -> list[str]:
        listed = self._structure(path_of(MODEL)).get(collection, [])
        return [str(_as_map(value).get("id", "")) for value in _as_list(listed)]

    def _words(self) -> _Page:
        texts = self._texts(path_of(INTERFACE))
        spoken = {language: dict(_flat_words(tree)) for language, tree in texts.items()}
        ids = dict.fromkeys(name for words in spoken.values() for name in words)
        columns = [
            _Column(word("label", "id", self.reader), self._say("book-word-id"), 32),
            *(_Column(str(text), width=_WIDTHS["text"]) for text in texts),
        ]
        rows = [[id_, *(words.get(id_, "") for words in spoken.values())] for id_ in ids]
        return _Page(word("sheet", WORDS, self.reader), columns, rows, frozen=1)

    def _bookkeeping(self) -> Iterator[_Page]:
        locked = [
            [
                language,
                file,
                path,
                entry.source,
                entry.target,
                "x" if entry.same_accepted else "",
                entry.reason,
            ]
            for (language, file), lock in self.locks.items()
            for path, entry in lock.items()
        ]
        if locked:
            name = word("sheet", LOCKS, self.reader)
            yield _Page(name, [_Column(column) for column in LOCK_COLUMNS], locked, is_hidden=True)
        listed = [
            [name, line]
            for name, lines in _editorial(self.content).items()
            for line in lines
        ]  # fmt: skip
        if listed:
            name = word("sheet", EXCEPTIONS, self.reader)
            yield _Page(
                name, [_Column(column) for column in EXCEPTION_COLUMNS], listed, is_hidden=True
            )


_POINTS_TO: Final[Mapping[str, str]] = {
    "audience": "parties",
    "parties": "parties",
    "reach": "reaches",
    "workplaces": "workplaces",
    "scale": "scales",
    "sources": "sources",
}
"""The collection that holds what a fact names."""


@dataclass(frozen=True)
class _Files:
    """One file path: its structure, and its texts language by language."""

    structure: _Record
    texts: Mapping[Language, _Record]


def _things(
    kinds: Sequence[RowKind], collections: Iterable[str], files: _Files, depth: int
) -> Iterator[tuple[RowKind, _Record, Mapping[Language, _Record]]]:
    """Yield each thing with its texts, those inside of it right below it."""
    for collection in collections:
        for entry in _as_list(files.structure.get(collection, [])):
            record = _as_map(entry)
            kind = next(
                known_kind
                for known_kind in kinds
                if known_kind.depth == depth
                and known_kind.collection.name == collection
                and known_kind.kind in ("", record.get("kind"))
            )
            id_ = str(record.get("id", ""))
            texts = {
                language: _below(_below(tree, collection), id_)
                for language, tree in files.texts.items()
            }
            yield kind, record, texts
            collections = [
                known_kind.collection.name for known_kind in kinds if known_kind.depth == depth + 1
            ]
            below = _Files(record, texts)
            yield from _things(kinds, dict.fromkeys(collections), below, depth + 1)


def _having(kinds: Sequence[RowKind], name: str) -> list[tuple[RowKind, Part]]:
    return [
        (kind, part) for kind in kinds for part in (*kind.texts, *kind.facts) if part.name == name
    ]


def _notes(found: Sequence[tuple[RowKind, Part]], reader: str) -> str:
    """Return what a column holds: once where it is the same in each kind of row, or row by row."""
    said: dict[str, list[str]] = {}
    for kind, part in found:
        said.setdefault(help_for(part, reader), []).append(word("row", kind.code, reader))
    if len(said) == 1:
        return next(iter(said))
    return "\n".join(f"{', '.join(rows)}: {text}" for text, rows in said.items())


def _fact(part: Part, record: _Record, reader: str) -> str:
    value = record.get(part.name)
    if value is None:
        return ""
    match fact_kind(part):
        case "truth":
            return word("value", "yes" if value else "no", reader)
        case "choice":
            return word("value", str(value), reader)
        case "words":
            return "\n".join(map(str, _as_list(value)))
        case "list" | "numbers":
            return ", ".join(map(str, _as_list(value)))
        case _:
            return str(value)


def _text(texts: _Record, part: Part) -> str:
    value = texts.get(part.name, "")
    return value.strip() if isinstance(value, str) else ""


def _flat_words(file: _Record) -> Iterator[tuple[str, str]]:
    for name, said in _below(file, "interface").items():
        yield name, str(said).strip()
    for owner, words in _below(file, "generators").items():
        for name, said in _as_map(words).items():
            yield f"{owner}.{name}", str(said).strip()


def _editorial(content: Content) -> Mapping[str, Sequence[str]]:
    if content.folder is None:
        return {}
    folder = content.folder.joinpath("editorial")
    return {
        name: folder.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
        for name in content.exceptions
    }


def _map_of(files: Mapping[str, ContentFile], name: str) -> _Record:
    file = files.get(name)
    return _as_map(file.document.value) if file else {}


def _below(record: _Record, name: str) -> _Record:
    return _as_map(record.get(name))


def _as_map(value: object) -> _Record:
    return cast(_Record, value) if isinstance(value, Mapping) else {}


def _as_list(value: object) -> Sequence[Value]:
    return cast("Sequence[Value]", value) if isinstance(value, list) else ()


@dataclass
class _Lists:
    """What drop-downs offer that is too long to be written into them: on a sheet of its own."""

    name: str
    lists: list[Sequence[str]] = field(default_factory=list)

    def source(self, choices: Sequence[str]) -> Sequence[str] | str:
        """Return what a drop-down offers, as Excel takes it."""
        if len(",".join(choices)) <= _LONGEST_LIST:
            return choices
        if choices not in self.lists:
            self.lists.append(choices)
        column = column_name(self.lists.index(choices))
        return f"='{self.name}'!${column}$1:${column}${len(choices)}"

    def write(self, book: Workbook) -> None:
        """Write the sheet, if any drop-down needs it."""
        if not self.lists:
            return
        sheet = book.add_worksheet(self.name)
        sheet.hide()
        for index, choices in enumerate(self.lists):
            for line, choice in enumerate(choices):
                sheet.write_string(line, index, choice)


def _write_page(book: Workbook, page: _Page, lists: _Lists) -> None:
    heading = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    # Everything is text: no number, date or formula is made of what somebody types.
    plain = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    sheet = book.add_worksheet(page.name)
    if page.is_hidden:
        sheet.hide()
    sheet.freeze_panes(1, page.frozen)
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width, plain)
        sheet.write_string(0, index, column.heading, heading)
        if column.note:
            sheet.write_comment(0, index, column.note, {"x_scale": 2.5, "y_scale": 2})
        if column.choices:
            offered = lists.source(column.choices)
            rule = {"validate": "list", "source": offered, "show_error": column.is_strict}
            sheet.data_validation(1, index, _ROWS_TO_FILL, index, rule)
    for line, row in enumerate(page.rows, start=1):
        for index, text in enumerate(row):
            if len(text) > _LONGEST_CELL:
                raise TooLongForCell(text=row[0], limit=str(_LONGEST_CELL))
            if text:
                sheet.write_string(line, index, text, plain)
