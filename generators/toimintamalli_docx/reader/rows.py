"""The boxes in the row of a statement: a scale, or one thing to tick."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from toimintamalli.answers.answer import CheckAnswer, ScaleAnswer
from toimintamalli_docx.controls import BOX
from toimintamalli_docx.reader.cells import Cell
from toimintamalli_docx.reader.marks import Marked, read_marks, read_typed
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.wording import squeeze, without

_NUMBER: Final = re.compile(r"^[0-9]+\.[0-9]+(?![0-9])")
"""The number of an item, as it is printed."""


def read_row(cells: Sequence[Cell], statement: int, asked: Asked, setting: Setting) -> Outcome:
    """Return what the row of a statement says; `statement` is the index of its cell."""
    row = _Row(cells, statement, asked, setting)
    return row.scale() if asked.kind == "scale" else row.check()


def compare_prompt(
    text: str, asked: Asked, setting: Setting, inside: str | None = None
) -> tuple[bool, str]:
    """Return whether a printed statement has been changed, and what was written beside it.

    `inside` is the part of the text that the bookmark is around, if it is around the statement.
    """
    if squeeze(text) == asked.prompts.get(setting.language):
        return False, ""
    lines = [each for each in text.split("\n") if squeeze(each) not in _known(asked)]
    said = squeeze(" ".join(lines))
    for each in sorted(asked.beside, key=len, reverse=True):
        said = squeeze(said.replace(each, " "))
    rest = without(said, (*asked.prompts.values(),))
    for each in setting.blanks:
        rest = rest and squeeze(rest.replace(each, " "))
    if rest is not None:
        return False, _without_number(rest)
    beside = squeeze(said.replace(squeeze(inside), " ", 1)) if inside else ""
    return setting.is_current and bool(asked.prompts), _without_number(beside)


def _known(asked: Asked) -> set[str]:
    return {squeeze(each) for each in asked.beside}


def _without_number(text: str) -> str:
    return squeeze(_NUMBER.sub("", text))


@dataclass(slots=True)
class _Marks:
    """The marks of a row, as they are found."""

    ticked: set[int] = field(default_factory=set)
    typed: set[int] = field(default_factory=set)
    contradictions: list[str] = field(default_factory=list)
    looks_empty: bool = False
    elsewhere: list[str] = field(default_factory=list)
    """Numbers typed in the column of another value."""
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of one statement."""

    cells: Sequence[Cell]
    statement: int
    asked: Asked
    setting: Setting

    def scale(self) -> Outcome:
        """Return the one value that is marked."""
        outcome, marks = Outcome(), _Marks()
        values = [int(each.value) for each in self.asked.offers]
        columns = self._columns(values)
        for index, cell in enumerate(self.cells):
            if index in columns:
                self._read_values(marks, cell, columns[index], values)
            elif index != self.statement:
                self._read_other(marks, cell, values, is_free=index < self.statement)
        self._read_statement(outcome, marks, values)
        self._conclude(outcome, marks)
        return outcome

    def check(self) -> Outcome:
        """Return whether the box is ticked."""
        outcome = Outcome()
        contradictions: list[str] = []
        words: list[str] = []
        is_ticked = looks_empty = False
        for index, cell in enumerate(self.cells):
            if index == self.statement:
                continue
            marked = self._number_aside(cell)
            is_ticked |= marked.is_crossed or any(marked.boxes)
            looks_empty |= marked.looks_empty
            contradictions += marked.contradictions
            words += _said(marked)
        beside = self._beside_statement(outcome)
        is_ticked |= beside.is_crossed
        words += _said(beside)
        if contradictions:
            outcome.doubt("docx-box-differs", " ".join(contradictions), " ".join(contradictions))
        elif is_ticked:
            outcome.answer = CheckAnswer(kind="check", value=True)
            if looks_empty:
                outcome.doubt("docx-box-looks-empty", BOX)
        outcome.beside("\n".join(words))
        return outcome

    def _columns(self, values: Sequence[int]) -> dict[int, list[int]]:
        """Return the values of each cell: the last cells in order, or the boxes in order."""
        boxed = [index for index, cell in enumerate(self.cells) for _ in cell.of("box")]
        first = len(self.cells) - len(values)
        if first > self.statement and all(index >= first for index in boxed):
            return {first + index: [value] for index, value in enumerate(values)}
        columns: dict[int, list[int]] = {}
        if len(boxed) == len(values):
            for index, value in zip(boxed, values, strict=True):
                columns.setdefault(index, []).append(value)
        return columns

    def _read_values(
        self, marks: _Marks, cell: Cell, own: Sequence[int], values: Collection[int]
    ) -> None:
        marked = read_marks(cell, self.setting.blanks, own[0])
        marks.looks_empty |= marked.looks_empty
        if marked.contradictions:
            marks.contradictions += [f"{own[0]} {each}" for each in marked.contradictions]
        elif len(marked.boxes) == len(own):
            marks.ticked |= {value for value, on in zip(own, marked.boxes, strict=True) if on}
        elif any(marked.boxes):
            marks.ticked |= set(own)
        if marked.is_crossed:
            marks.ticked |= set(own)
        if marked.number in values and marked.number is not None:
            marks.typed.add(marked.number)
            if marked.number not in own:
                marks.elsewhere.append(str(marked.number))
        elif marked.number is not None:
            marks.words.append(str(marked.number))
        if marked.words:
            marks.words.append(marked.words)

    def _read_other(
        self, marks: _Marks, cell: Cell, values: Collection[int], *, is_free: bool
    ) -> None:
        marked = self._number_aside(cell)
        # Between the statement and the values stand what the parties answered earlier.
        if is_free and marked.number in values and marked.number is not None:
            marks.typed.add(marked.number)
        else:
            marks.words += _said(marked)
        marks.contradictions += marked.contradictions
        if marked.is_crossed or any(marked.boxes):
            marks.words.append("x")

    def _read_statement(self, outcome: Outcome, marks: _Marks, values: Collection[int]) -> None:
        beside = self._beside_statement(outcome)
        if beside.number in values and beside.number is not None:
            marks.typed.add(beside.number)
        else:
            marks.words += _said(beside)
        if beside.is_crossed:
            marks.words.append("x")

    def _conclude(self, outcome: Outcome, marks: _Marks) -> None:
        found = sorted(marks.ticked | marks.typed)
        if marks.contradictions:
            said = ", ".join([*marks.contradictions, *map(str, found)])
            outcome.doubt("docx-box-differs", said, said)
        elif len(found) > 1:
            outcome.doubt("docx-several-marks", ", ".join(map(str, found)), [*found])
        elif found:
            outcome.answer = ScaleAnswer(kind="scale", value=found[0])
            if marks.looks_empty:
                outcome.doubt("docx-box-looks-empty", str(found[0]))
            if marks.elsewhere and not marks.ticked:
                outcome.doubt("docx-number-elsewhere", marks.elsewhere[0])
        outcome.beside("\n".join(marks.words))

    def _beside_statement(self, outcome: Outcome) -> Marked:
        if self.statement >= len(self.cells):
            return Marked()
        cell = self.cells[self.statement]
        inside = cell.around(self.asked.bookmark)
        is_changed, rest = compare_prompt(cell.text, self.asked, self.setting, inside)
        if is_changed:
            outcome.doubt("docx-changed-prompt", squeeze(inside or cell.text))
        return read_typed(rest)

    def _number_aside(self, cell: Cell) -> Marked:
        """Return what is marked in a cell beyond the number of the item, which is printed."""
        number = _NUMBER.match(squeeze(cell.text))
        return read_marks(cell, (number[0],) if number else self.setting.blanks)


def _said(marked: Marked) -> Iterator[str]:
    if marked.number is not None:
        yield str(marked.number)
    if marked.words:
        yield marked.words
