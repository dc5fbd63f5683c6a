"""Texts in a table, as Word, Excel and CSV have them: a row a text, whatever became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from toimintamalli import messages
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Remark,
    Return,
    ReturnedText,
    SentText,
    comment,
    remark,
    safe_name,
)
from toimintamalli.translation.state import State

KEY: Final = "exchange-key"
SOURCE: Final = "exchange-source"
TARGET: Final = "exchange-target"
NOTES: Final = "exchange-notes"
STATE: Final = "exchange-state"
CONTEXT: Final = "exchange-context"
COLUMNS: Final = (KEY, SOURCE, TARGET, NOTES, STATE, CONTEXT)
"""The columns in the order in which they are written: each the code of its heading."""
_OF_OTHERS: Final = frozenset(
    {"new", "initial", "needs-translation", "needs-review-translation", "translated", "reviewed"}
    | {"needs review", "needs work", "approved", "final", "signed-off", "done", "ok"}
)
"""States as other programs and XLIFF call them: they say how far a text is, and nothing to us."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table that came back."""

    place: Place
    cells: tuple[str, ...]
    continues: bool = False
    """Whether its key is that of the row above, as in a cell that was split."""


def headings(package: Package) -> tuple[str, ...]:
    """Return the first row: what each column is, and the languages of two of them."""
    languages = {SOURCE: f" ({package.source})", TARGET: f" ({package.target})"}
    return tuple(messages.say(code, package.reader) + languages.get(code, "") for code in COLUMNS)


def cells_of(text: SentText, reader: str) -> tuple[str, ...]:
    """Return the row of a text."""
    state = messages.say(f"state-{text.state.value}", reader)
    return (safe_name(text.key), text.source, text.target, "", state, text.note)


def read_table(rows: Sequence[TableRow], remarks: Sequence[Remark] = ()) -> Return:
    """Return the texts of a table whose columns may have been moved and its headings deleted.

    Raises:
        BadExchangeFile: it can't be told which column is what.
    """
    if not rows:
        raise BadExchangeFile("exchange-no-table")
    found = [(row, _columns_of(row)) for row in rows]
    named = [(row, columns) for row, columns in found if columns]
    columns = named[0][1] if named else _guess(rows)
    for needed in (SOURCE, TARGET):
        if needed not in columns:
            raise BadExchangeFile("exchange-no-column", column=_title(needed))
    languages = _languages(*named[0]) if named else ("", "")
    reading = _Reading(columns)
    for row, own in found:
        if own:
            reading.columns = own
        else:
            reading.take(row)
    return Return(*languages, tuple(reading.texts), (*remarks, *reading.remarks))


class _Reading:
    """The reading of one table, row by row."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self.texts: list[ReturnedText] = []
        self.remarks: list[Remark] = []

    def take(self, row: TableRow) -> None:
        """Take a row as a text, as more of the text above, or as words to tell."""
        cells = {name: _cell(row, column) for name, column in self.columns.items()}
        key, source, target = (cells.get(name, "") for name in (KEY, SOURCE, TARGET))
        name = tidy_key(key)
        if row.continues and self.texts and not name:
            self._append(source, target)
        elif is_key(name) or (not name and source and target):
            self.texts.append(ReturnedText(name, source, target, place=row.place))
        elif any(cell.strip() for cell in row.cells):
            is_merged = len(_KEYS.findall(key)) > 1
            code = "returned-row-merged" if is_merged else "returned-row-without-key"
            words = " | ".join(filter(None, (cell.strip() for cell in row.cells)))
            self.remarks.append(remark(row.place, code).with_words(words))
            return
        else:
            return
        self._take_beside(row, cells, name or source, target)

    def _append(self, source: str, target: str) -> None:
        above = self.texts[-1]
        # A text that was split over two rows is written below itself, in the same order.
        joined = "\n\n".join(filter(None, (above.target, target)))
        sources = "\n\n".join(filter(None, (above.source, source)))
        self.texts[-1] = replace(above, source=sources, target=joined)

    def _take_beside(self, row: TableRow, cells: Mapping[str, str], key: str, target: str) -> None:
        if noted := cells.get(NOTES, ""):
            self.remarks.append(comment(row.place, key, noted, target))
        state = cells.get(STATE, "")
        if state and state.casefold() not in _states():
            self._tell_beside(row, key, state)
        for index, cell in enumerate(row.cells):
            if index not in self.columns.values() and cell.strip():
                self._tell_beside(row, key, cell)

    def _tell_beside(self, row: TableRow, key: str, words: str) -> None:
        self.remarks.append(remark(row.place, "returned-beside", key=key).with_words(words))


def tidy_key(key: str) -> str:
    """Return a key as it was sent, without what a word processor did to it."""
    tidy = re.sub(r"[\s\u200b\u00ad]", "", key).replace("\u2011", "-").replace("\u2010", "-")
    return safe_name(tidy) if _KEY.fullmatch(tidy) else tidy  # as `translations status` writes it


def is_key(name: str) -> bool:
    """Tell whether a word has the form of a text's key."""
    return _KEY.fullmatch(name) is not None


_KEY: Final = re.compile(r"[a-z][a-z0-9./-]*:[a-z][A-Za-z0-9_.-]*")
_KEYS: Final = re.compile(r"[a-z][a-z0-9./-]*:[a-z][a-z0-9_.-]*")
_IN_BRACKETS: Final = re.compile(r"\s*\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
_LEAST_HEADINGS: Final = 2


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _columns_of(row: TableRow) -> Mapping[str, int]:
    """Return which column is what, if a row is one of headings."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        title = _IN_BRACKETS.sub("", cell).strip().casefold()
        code = _titles().get(title)
        if code and code not in found:
            found[code] = index
    return found if len(found) >= _LEAST_HEADINGS else {}


def _guess(rows: Sequence[TableRow]) -> Mapping[str, int]:
    """Return which column is what by what stands in them, where the headings were deleted."""
    width = max(len(row.cells) for row in rows)
    keys = _count(rows, lambda cell: is_key(tidy_key(cell)))
    if not keys:
        raise BadExchangeFile("exchange-no-table")
    states = _count(rows, lambda cell: cell.strip().casefold() in _states())
    key = keys.most_common(1)[0][0]
    state = states.most_common(1)[0][0] if states else -1
    rest = [index for index in range(width) if index not in (key, state)]
    return {KEY: key, **({STATE: state} if states else {})} | dict(
        zip((SOURCE, TARGET, NOTES, CONTEXT), rest, strict=False)
    )


def _count(rows: Sequence[TableRow], is_such: Callable[[str], bool]) -> Counter[int]:
    return Counter(index for row in rows for index, cell in enumerate(row.cells) if is_such(cell))


def _languages(row: TableRow, columns: Mapping[str, int]) -> tuple[str, str]:
    found = (_IN_BRACKETS.search(_cell(row, columns[name])) for name in (SOURCE, TARGET))
    source, target = (match_[1] if match_ else "" for match_ in found)
    return source, target


def _title(code: str) -> str:
    return " / ".join(messages.say(code, language) for language in messages.LANGUAGES)


@cache
def _titles() -> Mapping[str, str]:
    return {
        messages.say(code, language).casefold(): code
        for code in COLUMNS
        for language in messages.LANGUAGES
    }


@cache
def _states() -> frozenset[str]:
    return frozenset(_state_words())


def _state_words() -> Iterator[str]:
    for state in State:
        for language in messages.LANGUAGES:
            yield messages.say(f"state-{state.value}", language).casefold()
    yield from _OF_OTHERS
