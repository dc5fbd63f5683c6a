"""A model's spreadsheet, as somebody saved it → a draft of its content, and what is wrong with it.

Sheets and columns are found by their headings in any language of the interface, wherever they were
moved; what is not one of ours is told and left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from toimintamalli.fieldwords import label, recognise, recognise_part, recognise_truth, word
from toimintamalli.findings import Severity
from toimintamalli.loading.anatomy import Part, dissect
from toimintamalli.loading.content import UNKNOWN
from toimintamalli.loading.kinds import INTERFACE, MODEL, THEME, path_of
from toimintamalli.model.ids import (
    ID_LENGTH,
    LANGUAGE_PATTERN,
    SLUG_PATTERN,
    WORD_ID_PATTERN,
    Language,
    shorten,
)
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.modelbook.folder import Cell, Draft, Fact, Own, Thing
from toimintamalli.modelbook.layout import (
    EXCEPTION_COLUMNS,
    EXCEPTIONS,
    LOCK_COLUMNS,
    LOCKS,
    MODEL_SHEET,
    PLANS,
    SHEETS,
    THEMES,
    WORDS,
    Plan,
    RowKind,
    choices_of,
    fact_kind,
    own_parts,
    sheet_names,
    theme_plan,
)
from toimintamalli.spreadsheets import Sheet, SheetRow
from toimintamalli.translation.digest import Digest
from toimintamalli.translation.lock import LockEntry, lock_path, write_lock


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a spreadsheet, and in which cell."""

    cell: Cell
    code: str
    severity: Severity = Severity.ERROR
    facts: tuple[tuple[str, str], ...] = ()


class Reading(NamedTuple):
    """What a spreadsheet says, as far as it can be told, and what is wrong with it."""

    draft: Draft | None
    problems: tuple[Problem, ...]


def read_draft(sheets: Sequence[Sheet], reader: str) -> Reading:
    """Return what a model's spreadsheet says; headings in messages are in the reader's language."""
    reading = _Reading(reader)
    draft = reading.read(sheets)
    return Reading(draft, tuple(reading.problems))


class _Column(NamedTuple):
    """What stands in a column: `what`, `id`, a text in a language, or a fact."""

    role: str
    part: Part | None = None
    language: Language | None = None


_Columns: TypeAlias = Mapping[int, _Column]


class _Line(NamedTuple):
    """A row of a sheet, and what stands in each of its columns."""

    sheet: str
    row: SheetRow
    columns: _Columns

    def cell(self, column: int) -> Cell:
        return Cell(self.sheet, self.row.number, column)

    def said(self, column: int) -> str:
        return _said(self.row, column)

    def column_of(self, role: str) -> int:
        return next((i for i, column in self.columns.items() if column.role == role), 0)

    def cell_of(self, part: Part, language: Language | None = None) -> Cell | None:
        """Return where a field stands, or nothing where no column is for it."""
        for index, column in self.columns.items():
            if column.part and column.part.name == part.name and column.language == language:
                return self.cell(index)
        return None


_IN_BRACKETS: Final = re.compile(r"\s*\(([^()]+)\)\s*$")
_DIGEST: Final = re.compile(r"[0-9a-f]{8,64}")
_LIST_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_DAY_ZERO: Final = date(1899, 12, 30)
"""Excel's day 0, as its numbers are from 1 March 1900 on."""
_MOST_DAYS: Final = 80_000
_SLUG_WORDS: Final = 5
_SLUG_LENGTH: Final = 40
_SHORTEST: Final = 4
_ROOM: Final[Mapping[str, int]] = {THEMES: 20, "concepts": 16, "sections": 14}
"""How long the ids may be that are made for what stands in the ids of many places: together with
an item's or a field's own they have 64 characters."""
_Room: TypeAlias = Callable[[RowKind], int]
_ROWS_OF_HEADINGS: Final = 20


@dataclass
class _Reading:
    """The reading of one spreadsheet."""

    reader: str
    problems: list[Problem] = field(default_factory=list)
    languages: tuple[Language, ...] = ()
    source: Language = UNKNOWN

    def read(self, sheets: Sequence[Sheet]) -> Draft | None:
        named: dict[str, Sheet] = {}
        others: list[Sheet] = []
        for sheet in sheets:
            code = recognise("sheet", sheet.name, SHEETS)
            if code and code not in named:
                named[code] = sheet
            else:
                others.append(sheet)
        for needed in (MODEL_SHEET, THEMES):
            if needed not in named:
                self._tell(Cell(word("sheet", needed, self.reader), 1), "book-no-sheet")
        model = self._model(named[MODEL_SHEET]) if MODEL_SHEET in named else None
        if model is None or not self.languages or THEMES not in named:
            return None
        draft = Draft(self.source, self.languages, model)
        words = named[WORDS].name if WORDS in named else word("sheet", WORDS, self.reader)
        draft.words_at = Cell(words, 1)
        self._themes(named[THEMES], draft)
        for plan in PLANS:
            if plan.name in named:
                things = self._listed(named[plan.name], plan, _room_on(plan))
                draft.things.setdefault(path_of(plan.kind), []).extend(things)
                draft.has_ledger |= plan.name == "ledger"
        self._theme_sheets(others, draft)
        if WORDS in named:
            self._words(named[WORDS], draft)
        draft.others |= _read_locks(named.get(LOCKS), self.languages)
        draft.others |= _read_exceptions(named.get(EXCEPTIONS))
        return draft

    def _theme_sheets(self, others: Sequence[Sheet], draft: Draft) -> None:
        names = sheet_names(draft.themes)
        by_name = {name.casefold(): theme for theme, name in names.items()}
        views = _views_of(draft)
        found = set()
        for sheet in others:
            theme = by_name.get(sheet.name.strip().casefold(), "")
            if theme and theme not in found:
                found.add(theme)
                room = _room_in(theme, views)
                draft.things[path_of(THEME, theme)] = self._listed(sheet, theme_plan(theme), room)
            elif any(any(row.cells) for row in sheet.rows):
                is_ours = _find_head(sheet, theme_plan(theme)) is not None
                severity = Severity.ERROR if is_ours else Severity.WARNING
                self._tell(Cell(sheet.name, 1), "book-other-sheet", severity)
        for theme, own in draft.themes.items():
            if theme not in found:
                self._tell(own.cell, "book-no-theme-sheet", name=names[theme])

    # The model itself: a field a row.

    def _model(self, sheet: Sheet) -> Own | None:
        head = _head_of_languages(sheet)
        if head is None:
            self._tell(Cell(sheet.name, 1), "book-no-languages")
            return None
        columns = _languages_of(head)
        values = [i for i, cell in enumerate(head.cells) if recognise("column", cell, ["value"])]
        own = Own(Cell(sheet.name, 1))
        parts = own_parts(MODEL)
        texts = []
        for row in _below(sheet, head.number):
            part = recognise_part(_said(row, 0), parts)
            if part is None:
                at = Cell(sheet.name, row.number)
                self._tell(at, "book-unknown-row", found=_said(row, 0))
            elif part.role == "fact":
                line = _Line(sheet.name, row, {})
                self._fact(part, line, values[0] if values else 1, own)
            else:
                texts.append((part, row))
        self._settle_languages(own, columns, Cell(sheet.name, head.number))
        for part, row in texts:
            for column, language in columns.items():
                cell = Cell(sheet.name, row.number, column)
                own.texts[part.name, language] = (_said(row, column), cell)
        for part in parts:
            self._need(part, own, None)
        return own

    def _settle_languages(self, own: Own, columns: Mapping[int, Language], head: Cell) -> None:
        listed, at = own.facts.get("languages", ([], head))
        named = [str(language) for language in listed] if isinstance(listed, list) else []
        good = [Language(language) for language in named if re.search(LANGUAGE_PATTERN, language)]
        bad = [language for language in named if language not in good]
        for language in bad:
            self._tell(at, "bad-language", found=language)
        said, source_at = own.facts.get("source_language", (UNKNOWN, at))
        source = Language(str(said))
        if source != UNKNOWN and not re.search(LANGUAGE_PATTERN, source):
            self._tell(source_at, "bad-language", found=source)
            source, bad = UNKNOWN, [source, *bad]
        for language in good:
            if language not in columns.values():
                self._tell(at, "book-no-language-column", language=language)
        for column, headed in columns.items():
            if headed not in good and not bad:
                cell = Cell(head.sheet, head.row, column)
                self._tell(cell, "book-unlisted-language", Severity.WARNING, language=headed)
        self.source = source
        self.languages = tuple(dict.fromkeys(good)) if source in good else ()
        if source != UNKNOWN and not self.languages and not bad:
            self._tell(source_at, "book-no-source")

    def _themes(self, sheet: Sheet, draft: Draft) -> None:
        parts = own_parts(THEME)
        for line in self._lines(sheet, parts, has_rows=False):
            column = line.column_of("id")
            own = Own(line.cell(column))
            self._take(line, own, None)
            id_ = line.said(column) or self._made_id(own, "title", draft.themes, _ROOM[THEMES])
            for part in parts:
                self._need(part, own, line)
            if id_ in draft.themes:
                self._tell(own.cell, "book-theme-twice", found=id_)
            elif id_ and not re.search(SLUG_PATTERN, id_):
                self._tell(own.cell, "bad-form", found=id_)
            elif id_:
                draft.themes[id_] = own
        if not draft.themes:
            self._tell(Cell(sheet.name, 2), "book-no-themes")

    # Sheets that list things: a thing a row.

    def _listed(self, sheet: Sheet, plan: Plan, room: _Room) -> list[Thing]:
        kinds = plan.rows
        parts = [*plan.texts.values(), *plan.facts.values()]
        top: list[Thing] = []
        above: list[Thing] = []
        for line in self._lines(sheet, parts, has_rows=len(kinds) > 1):
            kind = self._kind(line, kinds)
            if kind is None:
                continue
            del above[kind.depth :]
            inside = _as_inside(kind, above) if kind.depth else kind
            if inside is None:
                at, found = line.cell(0), word("row", kind.code, self.reader)
                self._tell(at, "book-nothing-above", found=found)
                continue
            siblings = above[-1].inside if kind.depth else top
            thing = self._thing(line, inside, siblings, room(inside))
            siblings.append(thing)
            above.append(thing)
        return top

    def _thing(self, line: _Line, kind: RowKind, siblings: Sequence[Thing], room: int) -> Thing:
        column = line.column_of("id")
        thing = Thing(line.cell(column), kind=kind)
        self._take(line, thing, kind)
        alike = {sibling.id for sibling in siblings if sibling.kind.collection == kind.collection}
        first = next((part.name for part in kind.texts), "")
        thing.id = line.said(column) or self._made_id(thing, first, alike, room)
        for part in (*kind.texts, *kind.facts):
            self._need(part, thing, line)
        return thing

    def _kind(self, line: _Line, kinds: Sequence[RowKind]) -> RowKind | None:
        if len(kinds) == 1:
            return kinds[0]
        column = line.column_of("what")
        said = line.said(column)
        code = recognise("row", said, [kind.code for kind in kinds])
        if code:
            return next(kind for kind in kinds if kind.code == code)
        if not said:
            self._tell(line.cell(column), "book-no-kind")
            return None
        known = dict.fromkeys(word("row", kind.code, self.reader) for kind in kinds)
        at, listed = line.cell(column), ", ".join(known)
        self._tell(at, "book-unknown-kind", found=said, known=listed)
        return None

    def _lines(self, sheet: Sheet, parts: Sequence[Part], *, has_rows: bool) -> Iterator[_Line]:
        """Yield the rows below the headings that have anything in them."""
        found = _find_columns(sheet, parts, has_rows=has_rows)
        if found is None:
            if any(any(row.cells) for row in sheet.rows):
                self._tell(Cell(sheet.name, 1), "book-no-headings")
            return
        head, columns = found
        for index, said in enumerate(head.cells):
            at, column = Cell(sheet.name, head.number, index), columns.get(index)
            if said.strip() and column is None:
                self._other_column(said, at, parts)
            elif column and column.language and column.language not in self.languages:
                code = "book-unlisted-language"
                self._tell(at, code, Severity.WARNING, language=column.language)
        for row in _below(sheet, head.number):
            yield _Line(sheet.name, row, columns)

    def _other_column(self, said: str, at: Cell, parts: Sequence[Part]) -> None:
        """Tell of a column that is none of ours, or of texts in a language that nobody knows."""
        found = _IN_BRACKETS.search(said)
        if found and recognise_part(said[: found.start()], [p for p in parts if p.role == "text"]):
            self._tell(at, "bad-language", found=found[1])
        else:
            self._tell(at, "book-other-column", Severity.WARNING, found=said)

    def _take(self, line: _Line, own: Own, kind: RowKind | None) -> None:
        """Take what stands in a row into a thing; a kind has some of the columns' fields."""
        for index, column in line.columns.items():
            if column.part is None:
                continue
            if index in line.row.formulas:
                self._tell(line.cell(index), "book-formula")
            part = _of_kind(kind, column.part) if kind else column.part
            if part is None:
                if line.said(index):
                    name = label(column.part, self.reader)
                    self._tell(line.cell(index), "book-not-of-kind", found=name)
            elif column.language is not None:
                own.texts[part.name, column.language] = (line.said(index), line.cell(index))
            else:
                self._fact(part, line, index, own)

    def _fact(self, part: Part, line: _Line, column: int, own: Own) -> None:
        if said := line.said(column):
            cell = line.cell(column)
            own.facts[part.name] = (self._value(part, said, cell), cell)

    # One case a kind of fact reads better than a table of functions.
    def _value(self, part: Part, said: str, cell: Cell) -> Fact:  # noqa: PLR0911
        match fact_kind(part):
            case "truth":
                return self._truth(said, cell)
            case "number":
                return self._number(said, cell)
            case "numbers":
                return [
                    number
                    for piece in _split(said, ",;\n")
                    for number in _range(piece) or [self._number(piece, cell)]
                ]
            case "list":
                return _split(said, ",;\n")
            case "words":
                return _split(said, "\n" if "\n" in said else ";")
            case "date":
                return _as_day(said)
            case "choice":
                return self._choice(part, said, cell)
            case "text":
                return said

    def _truth(self, said: str, cell: Cell) -> bool:
        truth = recognise_truth(said)
        if truth is None:
            words = [word("value", truth, self.reader) for truth in ("yes", "no")]
            self._tell(cell, "unknown-value", found=said, known=", ".join(words))
        return bool(truth)

    def _number(self, said: str, cell: Cell) -> int:
        # A spreadsheet may write a whole number with decimals of its own.
        found = re.fullmatch(r"([-+]?[0-9]{1,9})(?:[.,]0+)?", said.replace("\u2212", "-"))
        if not found:
            self._tell(cell, "book-not-a-number", found=said)
            return 1
        return int(found[1])

    def _choice(self, part: Part, said: str, cell: Cell) -> str:
        values = choices_of(part)
        if found := recognise("value", said, values):
            return found
        known = ", ".join(word("value", value, self.reader) for value in values)
        self._tell(cell, "unknown-value", found=said, known=known)
        return values[0]

    def _need(self, part: Part, own: Own, line: _Line | None) -> None:
        """Tell of what has to be there and is not, in the cell where it should be."""
        if part.role == "text":
            # Who has not said which language comes first is told that alone.
            if self.source != UNKNOWN and not own.text(part.name, self.source):
                _, given = own.texts.get((part.name, self.source), ("", None))
                found = given or (line.cell_of(part, self.source) if line else None)
                name = f"{label(part, self.reader)} ({self.source})"
                self._tell(found or own.cell, "book-empty", name=name)
        elif part.field.is_required() and part.name not in own.facts:
            if part.name == "sources":
                # What a theme that is our own is taken from: nothing.
                own.facts[part.name] = ([], own.cell)
                return
            found = line.cell_of(part) if line else None
            self._tell(found or own.cell, "book-empty", name=label(part, self.reader))

    def _made_id(self, own: Own, name: str, taken: Container[str], room: int) -> str:
        """Return an id made of a thing's first words, where its cell was left empty."""
        made = shorten(_as_slug(own.text(name, self.source)), room)
        if not made:
            self._tell(own.cell, "book-empty", name=word("label", "id", self.reader))
            return ""
        found, number = made, 2
        while found in taken:
            ending = f"-{number}"
            found, number = f"{shorten(made, room - len(ending))}{ending}", number + 1
        return found

    def _words(self, sheet: Sheet, draft: Draft) -> None:
        head = _head_of_languages(sheet)
        if head is None:
            if any(any(row.cells) for row in sheet.rows):
                self._tell(Cell(sheet.name, 1), "book-no-languages")
            return
        columns = _languages_of(head)
        for row in _below(sheet, head.number):
            id_ = _said(row, 0)
            if not re.search(WORD_ID_PATTERN, id_):
                self._tell(Cell(sheet.name, row.number), "bad-form", found=id_)
                continue
            for column, language in columns.items():
                cell = Cell(sheet.name, row.number, column)
                draft.words[id_, language] = (_said(row, column), cell)

    def _tell(
        self, cell: Cell, code: str, severity: Severity = Severity.ERROR, **facts: str
    ) -> None:
        self.problems.append(Problem(cell, code, severity, tuple(facts.items())))


def _find_head(sheet: Sheet, plan: Plan) -> tuple[SheetRow, _Columns] | None:
    parts = [*plan.texts.values(), *plan.facts.values()]
    return _find_columns(sheet, parts, has_rows=len(plan.rows) > 1)


def _find_columns(
    sheet: Sheet, parts: Sequence[Part], *, has_rows: bool
) -> tuple[SheetRow, _Columns] | None:
    """Return the row of headings and what each of its columns holds."""
    for row in sheet.rows[:_ROWS_OF_HEADINGS]:
        columns = {
            index: column
            for index, said in enumerate(row.cells)
            if (column := _column(said, parts, has_rows=has_rows))
        }
        roles = {column.role for column in columns.values()}
        if "id" in roles and (not has_rows or "what" in roles):
            return row, columns
    return None


def _column(said: str, parts: Sequence[Part], *, has_rows: bool) -> _Column | None:
    if recognise("label", said, ["id"]):
        return _Column("id")
    if has_rows and recognise("column", said, ["what"]):
        return _Column("what")
    found = _IN_BRACKETS.search(said)
    if found and re.search(LANGUAGE_PATTERN, found[1]):
        texts = [part for part in parts if part.role == "text"]
        part = recognise_part(said[: found.start()], texts)
        return _Column("text", part, Language(found[1])) if part else None
    part = recognise_part(said, [part for part in parts if part.role == "fact"])
    return _Column("fact", part) if part else None


def _of_kind(kind: RowKind, part: Part) -> Part | None:
    """Return a kind's own field of the name, since what may stand in it differs, or nothing."""
    return next((p for p in (*kind.texts, *kind.facts) if p.name == part.name), None)


def _as_inside(kind: RowKind, above: Sequence[Thing]) -> RowKind | None:
    """Return the kind of a row as the thing above it holds it, or nothing where it can't."""
    if len(above) != kind.depth:
        return None
    found = (part for part in dissect(above[-1].kind.member) if kind.member in part.members)
    part = next(found, None)
    return RowKind(part, kind.member, kind.depth) if part else None


def _head_of_languages(sheet: Sheet) -> SheetRow | None:
    return next((row for row in sheet.rows[:_ROWS_OF_HEADINGS] if _languages_of(row)), None)


def _languages_of(row: SheetRow) -> Mapping[int, Language]:
    return {
        index: Language(said.strip())
        for index, said in enumerate(row.cells)
        if re.search(LANGUAGE_PATTERN, said.strip())
    }


def _below(sheet: Sheet, number: int) -> Iterator[SheetRow]:
    return (row for row in sheet.rows if row.number > number and any(map(str.strip, row.cells)))


def _said(row: SheetRow, column: int) -> str:
    said = row.cells[column] if column < len(row.cells) else ""
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()


def _split(said: str, signs: str) -> list[str]:
    return [piece.strip() for piece in re.split(f"[{re.escape(signs)}]", said) if piece.strip()]


def _range(said: str) -> Sequence[int]:
    """Return the numbers of "1–5", as people write a scale, or nothing."""
    found = re.fullmatch(r"([0-9]{1,2})\s*[-–]\s*([0-9]{1,2})", said)
    return range(int(found[1]), int(found[2]) + 1) if found else ()


def _as_day(said: str) -> str:
    """Return a day as ISO 8601 has it, where the spreadsheet made a number of it."""
    whole = said.partition(".")[0]
    if re.fullmatch(r"\d{1,5}(\.\d+)?", said) and 0 < int(whole) < _MOST_DAYS:
        return (_DAY_ZERO + timedelta(days=int(whole))).isoformat()
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", said):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return said


def _as_slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)[:_SLUG_WORDS]
    return shorten("-".join(words).lstrip("-0123456789"), _SLUG_LENGTH)


def _views_of(draft: Draft) -> Sequence[str]:
    """Return what may stand behind the @ of a place's id: parties, and views of the outline."""

    def go(things: Sequence[Thing]) -> Iterator[str]:
        for thing in things:
            if thing.kind.collection.name == "parties":
                yield thing.id
            if "view" in thing.facts:
                yield str(thing.facts["view"][0])
            yield from go(thing.inside)

    return [view for things in draft.things.values() for view in go(things)]


def _room_on(plan: Plan) -> _Room:
    """Return how long the ids may be that are made for what a sheet of the whole model lists."""
    return lambda _: _ROOM.get(plan.name, _SLUG_LENGTH)


def _room_in(theme: str, views: Sequence[str]) -> _Room:
    """Return how long the ids may be that are made for a theme's items."""
    longest = max(map(len, views), default=0)

    def room(kind: RowKind) -> int:
        before = f"{theme}.{ITEM_KINDS.get(kind.collection.name, '')}."
        left = ID_LENGTH - len(before) - len("@") - longest
        # Where ids that somebody gave leave no room at all, the checks tell of those.
        return min(max(left, _SHORTEST), _SLUG_LENGTH)

    return room


def _rows_by_name(sheet: Sheet | None, columns: Sequence[str]) -> Iterator[Mapping[str, str]]:
    if sheet is None or not sheet.rows:
        return
    head = [said.strip() for said in sheet.rows[0].cells]
    if all(column in head for column in columns):
        for row in sheet.rows[1:]:
            yield {name: _said(row, head.index(name)) for name in columns}


def _read_locks(sheet: Sheet | None, languages: Sequence[Language]) -> Mapping[str, bytes]:
    """Return the lock files; a row that is not one of ours counts as not recorded."""
    locks: dict[tuple[Language, str], dict[str, LockEntry]] = {}
    for row in _rows_by_name(sheet, LOCK_COLUMNS):
        language, file = Language(row["language"]), row["file"]
        is_whole = all(_DIGEST.fullmatch(row[side]) for side in ("source", "target"))
        if language in languages and _is_file(file) and row["path"] and is_whole:
            source, target = Digest(row["source"]), Digest(row["target"])
            entry = LockEntry(source, target, bool(row["same"]), row["reason"])
            locks.setdefault((language, file), {})[row["path"]] = entry
    return {lock_path(*place): write_lock(lock) for place, lock in locks.items()}


def _is_file(file: str) -> bool:
    known = {path_of(plan.kind) for plan in PLANS} | {path_of(INTERFACE), path_of(MODEL)}
    is_theme = re.fullmatch(r"themes/[a-z][a-z0-9-]{0,63}\.yaml", file) is not None
    return file in known or is_theme


def _read_exceptions(sheet: Sheet | None) -> Mapping[str, bytes]:
    lists: dict[str, list[str]] = {}
    for row in _rows_by_name(sheet, EXCEPTION_COLUMNS):
        if _LIST_NAME.fullmatch(row["list"]):
            lists.setdefault(row["list"], []).append(row["line"])
    return {
        f"editorial/{name}.txt": "".join(f"{line}\n" for line in lines).encode()
        for name, lines in lists.items()
    }
