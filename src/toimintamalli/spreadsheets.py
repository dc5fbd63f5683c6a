"""Excel files of plain tables: written so that the bytes never vary, read without trusting them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final

from toimintamalli.archives import read_zip
from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import EXCHANGE
from toimintamalli.xml import Element, all_text, children, descendants, first, local, parse_xml

Row = Sequence[str]
_ZIP: Final = b"PK"
"""What every file begins with that may be one of Excel's."""


class BadSpreadsheet(ToimintamalliError):
    """An Excel file can't be written or read as a table of texts."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as somebody saved it: its number in the program, and its cells from column A on."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    """The columns, from 0, whose cells hold a formula and nothing that was computed."""


@dataclass(frozen=True, slots=True)
class SheetComment:
    """What somebody wrote in a note or a comment, and beside which row."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of an Excel file that was read."""

    name: str
    rows: tuple[SheetRow, ...]
    comments: tuple[SheetComment, ...] = ()


def write_spreadsheet(sheets: Mapping[str, Iterable[Row]], widths: Sequence[int] = ()) -> bytes:
    """Return the bytes of an Excel file: sheet name → rows of texts, the first the headings.

    With `widths`, in letters, columns are so wide, long texts wrap and the headings stay in sight.

    Raises:
        BadSpreadsheet: a text is longer than a cell of Excel holds.
    """
    import xlsxwriter  # noqa: PLC0415 -- only who writes Excel pays for it

    data = BytesIO()
    # A text is a text, whatever it begins with: no formula, link or number is made of it.
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _EPOCH})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    heading = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width, wrapped)
        if widths:
            page.freeze_panes(1, 0)
        for line, row in enumerate(rows):
            look = (heading if line == 0 else wrapped) if widths else None
            for column, text in enumerate(row):
                if len(text) > _LONGEST_CELL:
                    book.close()
                    limit = str(_LONGEST_CELL)
                    raise BadSpreadsheet("sheet-long-text", text=row[0], limit=limit)
                if text or look:
                    page.write_string(line, column, text, look)
    book.close()
    return data.getvalue()


def read_spreadsheet(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an Excel file that nobody vouches for; no formula is computed.

    Raises:
        BadArchive, BadXml: it is damaged, or holds more than it may.
        BadSpreadsheet: it is no Excel file, or has more cells than any table of texts.
    """
    if not data.startswith(_ZIP):
        raise BadSpreadsheet("sheet-not-excel")
    parts = _Parts(read_zip(data, _is_xml, EXCHANGE.unpacked_bytes))
    main = next((part for kind, part in parts.related("") if kind == "officeDocument"), "")
    root = parts.tree(main)
    if root is None or local(root) != "workbook":
        raise BadSpreadsheet("sheet-not-excel")
    strings = [
        _rich_text(entry)
        for kind, part in parts.related(main)
        if kind == "sharedStrings"
        for entry in parts.entries(part, "si")
    ]
    by_id = parts.related_by_id(main)
    listed = descendants(root, "sheet")
    # Also sheets that share a part cost what each of them holds.
    if len(listed) > EXCHANGE.sheets:
        raise BadSpreadsheet("sheet-too-many", limit=str(EXCHANGE.sheets))
    sheets: list[Sheet] = []
    left = EXCHANGE.cells
    for element in listed:
        part, name = by_id.get(_relationship_of(element), ""), element.get("name", "")
        sheet = _read_sheet(parts, part, name, strings, left)
        sheets.append(sheet)
        left -= sum(len(row.cells) for row in sheet.rows)
    return tuple(sheets)


_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 -- a moment of no place, the same for all
_LONGEST_CELL: Final = 32_767
"""https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


@dataclass(frozen=True)
class _Parts:
    """The parts of an Excel file, found by their relationships and never by their names."""

    files: Mapping[str, bytes]

    def tree(self, name: str) -> Element | None:
        return parse_xml(self.files[name]) if name in self.files else None

    def entries(self, name: str, wanted: str) -> list[Element]:
        root = self.tree(name)
        return [] if root is None else children(root, wanted)

    def related(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and the name of each part that a part leads to."""
        for relation in self._relations(name):
            kind = relation.get("Type", "").rpartition("/")[2]
            yield kind, _target(name, relation)

    def related_by_id(self, name: str) -> Mapping[str, str]:
        return {
            relation.get("Id", ""): _target(name, relation) for relation in self._relations(name)
        }

    def _relations(self, name: str) -> list[Element]:
        folder, file = dirname(name), name.rpartition("/")[2]
        relations = self.entries(join(folder, "_rels", f"{file}.rels"), "Relationship")
        return [relation for relation in relations if relation.get("TargetMode") != "External"]


def _target(name: str, relation: Element) -> str:
    target = relation.get("Target", "")
    return target[1:] if target.startswith("/") else normpath(join(dirname(name), target))


def _relationship_of(sheet: Element) -> str:
    return next((value for key, value in sheet.items() if key.endswith("}id")), "")


def _read_sheet(
    parts: _Parts, part: str, name: str, strings: Sequence[str], most_cells: int
) -> Sheet:
    root = parts.tree(part)
    if root is None:
        return Sheet(name, ())
    cells = descendants(root, "c")
    if len(cells) > most_cells:
        raise BadSpreadsheet("sheet-too-large", limit=str(EXCHANGE.cells))
    rows: list[SheetRow] = []
    for row in descendants(root, "row"):
        before = rows[-1].number if rows else 0
        rows.append(_read_row(row, before + 1, strings))
    comments = [
        SheetComment(_row_of(comment.get("ref", "")), _rich_text(comment))
        for kind, target in parts.related(part)
        if kind in ("comments", "threadedComment")
        for comment in _comments(parts.tree(target))
    ]
    # Excel keeps a threaded comment as an old one too, with words of its own in front.
    told = {comment for comment in comments if not comment.text.startswith("[Threaded comment]")}
    return Sheet(
        name, tuple(rows), tuple(sorted(told, key=lambda remark: (remark.row, remark.text)))
    )


def _comments(root: Element | None) -> list[Element]:
    if root is None:
        return []
    return [*descendants(root, "comment"), *descendants(root, "threadedComment")]


def _read_row(row: Element, following: int, strings: Sequence[str]) -> SheetRow:
    number = row.get("r", "")
    texts: dict[int, str] = {}
    formulas = set()
    for cell in children(row, "c"):
        found = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _number_of(found[1]) if found else max(texts, default=-1) + 1
        if column < EXCHANGE.columns:
            texts[column] = _text_of(cell, strings)
            if first(cell, "f") is not None and (not texts[column] or cell.get("t") == "e"):
                formulas.add(column)
    width = max(texts, default=-1) + 1
    return SheetRow(
        int(number) if number.isascii() and number.isdigit() and len(number) < 8 else following,  # noqa: PLR2004 -- rows have at most seven digits
        tuple(texts.get(column, "") for column in range(width)),
        frozenset(formulas),
    )


def _text_of(cell: Element, strings: Sequence[str]) -> str:
    value = all_text(first(cell, "v"))
    match cell.get("t", "n"):
        case "s":
            index = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1  # noqa: PLR2004 -- as many as there can be
            return strings[index] if 0 <= index < len(strings) else ""
        case "inlineStr":
            return _rich_text(cell)
        case "str":
            return _unescaped(value)
        case _:
            return value


def _rich_text(parent: Element) -> str:
    """Return the text of a string in pieces, without how it is to be pronounced."""
    pieces = (
        all_text(piece)
        for piece in parent.iter("{*}t", "{*}text")
        if not any(local(above) == "rPh" for above in piece.iterancestors()) and not len(piece)
    )
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    # Excel writes characters that XML has no place for by their number.
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _row_of(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    return int(found[2]) if found else 0


def _number_of(letters: str) -> int:
    """Return the number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
