"""The boxes in the row of a statement: a scale, or one thing to tick."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from toimintamalli.answers.answer import CheckAnswer, NoAnswer, ScaleAnswer
from toimintamalli.model.ids import PartyId, PlaceId
from toimintamalli_docx.controls import BOX
from toimintamalli_docx.names import unsure_name
from toimintamalli_docx.places import UNSURE
from toimintamalli_docx.reader.cells import Cell
from toimintamalli_docx.reader.marks import MARKS, Marked, read_marks, read_typed
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.printed import is_telling
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.wording import plain, squeeze

NUMBER: Final = re.compile(r"^[0-9]+\.[0-9]+(?![0-9])")
"""The number of an item, as it is printed."""
NO_ANSWER: Final = "no-answer"
"""Stands among the values of a scale for the box of who can't say."""
_Value = int | str


def read_row(cells: Sequence[Cell], statement: int, asked: Asked, setting: Setting) -> Outcome:
    """Return what the row of a statement says; `statement` is the index of its cell."""
    row = _Row(cells, statement, asked, setting)
    return row.scale() if asked.kind == "scale" else row.check()


def has_unsure(spare: int, asked: Asked, setting: Setting) -> bool:
    """Tell whether the last cell of a row is that of who can't say.

    `spare` is how many cells behind the statement are not those of a value. Where both parties'
    views stand beside the joint one, it is so many more.
    """
    views = len(asked.views)
    if setting.has_unsure is False:
        return False
    return spare == views + 1 or (spare == 1 and (views != 1 or setting.has_unsure is True))


def compare_prompt(
    text: str, asked: Asked, setting: Setting, inside: str | None = None
) -> tuple[bool, str]:
    """Return whether a printed statement has been changed, and what was written beside it.

    `inside` is the part of the text that the bookmark is around, if it is around the statement.
    """
    if squeeze(text) == asked.prompts.get(setting.language):
        return False, ""
    known = _known(asked)
    lines = [plain(line) for line in text.split("\n")]
    lines = [line for line in lines if line not in known and not _was_printed(line, setting)]
    if not lines:
        return False, ""
    said = " ".join(filter(None, lines))
    said = _without_known(said, asked)
    for prompt in sorted(
        {plain(wording) for wording in asked.prompts.values()}, key=len, reverse=True
    ):
        if prompt and prompt in said:
            before, _, after = said.partition(prompt)
            return False, _without_blanks(f"{NUMBER.sub('', before)} {after}", setting)
    return _compare_lines(lines, text, asked, setting, inside)


def _compare_lines(
    lines: Sequence[str], text: str, asked: Asked, setting: Setting, inside: str | None
) -> tuple[bool, str]:
    """Return the same where none of today's wordings stands."""
    lines = [line for line in lines if line and not _is_ours(line, setting)]
    said = squeeze(" ".join(lines))
    if not said:
        # The question itself is gone: what stands at its place may answer another.
        return setting.is_known and not plain(text), ""
    before, rest, after = setting.printed.split(said)
    if before or after:
        return False, _without_blanks(_without_known(rest, asked), setting)
    if not asked.prompts or not setting.is_known:
        # What was printed there is not known, so that nobody can have changed it.
        around = plain(inside) if inside else ""
        rest = _without_known(said.replace(around, " ", 1), asked) if around else ""
        return False, _without_blanks(rest, setting)
    return True, _without_blanks(NUMBER.sub("", said), setting)


def _is_ours(line: str, setting: Setting) -> bool:
    """Tell whether a line is printed, and not so short that somebody may have typed it."""
    return (is_telling(line) or not setting.is_current) and line in setting.printed


def _was_printed(line: str, setting: Setting) -> bool:
    """Tell whether a whole line is printed in a workbook of an earlier content."""
    return not setting.is_current and bool(line) and line in setting.printed


def _known(asked: Asked) -> set[str]:
    return {plain(text) for text in asked.beside}


def _without_known(said: str, asked: Asked) -> str:
    """Return what was said beside a statement without what is printed there besides."""
    for text in sorted(_known(asked), key=len, reverse=True):
        said = squeeze(said.replace(text, " "))
    return said


def _without_blanks(text: str, setting: Setting) -> str:
    for blank in setting.blanks:
        text = text.replace(blank, " ")
    return squeeze(text)


@dataclass(slots=True)
class _Marks:
    """The marks of a row, as they are found."""

    ticked: set[_Value] = field(default_factory=set)
    typed: set[_Value] = field(default_factory=set)
    contradictions: list[str] = field(default_factory=list)
    looks: set[_Value] = field(default_factory=set)
    """Values that somebody circled, highlighted, or left when striking out the others."""
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
        values = [int(offer.value) for offer in self.asked.offers]
        columns = self._columns(values, self._unsure(values))
        parties = self._parties(columns)
        for index, cell in enumerate(self.cells):
            if index in columns:
                self._read_values(marks, cell, columns[index], values)
            elif index in parties:
                self._read_party(outcome, cell, parties[index], values)
            elif index != self.statement:
                self._read_other(marks, cell, values, index)
        self._read_statement(outcome, marks, values)
        self._read_looks(marks, columns)
        self._conclude(outcome, marks, values)
        self._tell_look(outcome, columns)
        return outcome

    def _parties(self, columns: Mapping[int, object]) -> dict[int, PartyId]:
        """Return whose own answer can be written in each cell beside the joint one."""
        first = min(columns, default=0)
        free = range(self.statement + 1, first)
        if len(free) != len(self.asked.views):
            return {}
        return dict(zip(free, self.asked.views, strict=True))

    def _read_party(
        self, outcome: Outcome, cell: Cell, party: PartyId, values: Collection[int]
    ) -> None:
        """Read what one party said, written down at the joint meeting."""
        place = PlaceId(f"{self.asked.id.partition('@')[0]}@{party}")
        marked = read_marks(cell, self.setting.blanks)
        own = Outcome()
        if marked.number in values and marked.number is not None:
            own.answer = _answer(marked.number)
        elif marked.words == UNSURE:
            own.answer = _answer(NO_ANSWER)
        else:
            own.beside("\n".join(_said(marked)))
        if marked.is_crossed or any(marked.boxes):
            own.beside("x")
        if cell.struck:
            own.doubt("docx-struck", cell.struck, cell.struck)
        if not own.is_empty:
            outcome.others.append((place, own))

    def _read_looks(self, marks: _Marks, columns: Mapping[int, Sequence[_Value]]) -> None:
        """Read what is circled, set off, or left over when all others are struck out."""
        ones = {index: own[0] for index, own in columns.items() if len(own) == 1}
        ringed = {own for index, own in ones.items() if self.cells[index].rings}
        looks = {own: self.cells[index].look for index, own in ones.items()}
        usual = Counter(looks.values()).most_common(1)[0][0] if looks else ""
        apart = {own for own, look in looks.items() if look and look != usual}
        struck = {own for index, own in ones.items() if self.cells[index].gone}
        left = set(ones.values()) - struck
        marks.looks |= ringed | apart
        # Who strikes out the other values may leave the box of who can't say as it is.
        left = left - {NO_ANSWER} or left
        if struck and len(left) == 1:
            marks.looks |= left

    def _tell_look(self, outcome: Outcome, columns: Collection[int]) -> None:
        """Tell of a row that looks different and has given no answer."""
        struck = [
            "" if at in columns and not _is_worded(cell.struck) else cell.struck
            for at, cell in enumerate(self.cells)
        ]
        for struck_text in filter(None, struck):
            outcome.doubt("docx-struck", struck_text, struck_text)
        is_set_off = any(
            cell.rings or cell.look or (cell.gone and at in columns)
            for at, cell in enumerate(self.cells)
        )
        if is_set_off and outcome.answer is None and not outcome.doubts:
            outcome.doubt("docx-set-off", squeeze(self.cells[self.statement].whole))

    def check(self) -> Outcome:
        """Return whether the box is ticked."""
        outcome = Outcome()
        contradictions: list[str] = []
        words: list[str] = []
        is_ticked = looks_empty = False
        for index, cell in enumerate(self.cells):
            if index == self.statement:
                continue
            marked = self._number_aside(cell, index)
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
        self._tell_look(outcome, ())
        return outcome

    def _unsure(self, values: Sequence[int]) -> int | None:
        """Return the index of the cell of who can't say; none where a row has no such cell."""
        name = unsure_name(self.asked.bookmark)
        for index, cell in enumerate(self.cells):
            if name in cell.bookmarks:
                return index
        # Programs that leave out bookmarks leave the cells.
        last = len(self.cells) - 1
        spare = last - self.statement - len(values)
        return last if has_unsure(spare, self.asked, self.setting) else None

    def _columns(self, values: Sequence[int], unsure: int | None) -> dict[int, list[_Value]]:
        """Return the values of each cell: the last cells in order, or the boxes in order."""
        end = len(self.cells) if unsure is None else unsure
        boxed = [
            index
            for index, cell in enumerate(self.cells)
            if index != unsure
            for _ in cell.of("box")
        ]
        first = end - len(values)
        columns: dict[int, list[_Value]] = {}
        if first > self.statement and all(index >= first for index in boxed):
            columns = {first + index: [value] for index, value in enumerate(values)}
        else:
            asked: list[_Value] = [*values]
            if len(boxed) == len(values) + 1 and self.setting.has_unsure is not False:
                asked.append(NO_ANSWER)
            if len(boxed) == len(asked):
                for index, value in zip(boxed, asked, strict=True):
                    columns.setdefault(index, []).append(value)
        return columns if unsure is None else {**columns, unsure: [NO_ANSWER]}

    def _read_values(
        self, marks: _Marks, cell: Cell, own: Sequence[_Value], values: Collection[int]
    ) -> None:
        is_unsure = own[0] == NO_ANSWER
        marked = read_marks(cell, self.setting.blanks, "" if is_unsure else own[0])
        marks.looks_empty |= marked.looks_empty
        if is_unsure and marked.words == UNSURE:
            marked.words, marked.is_crossed = "", True
        if marked.contradictions:
            marks.contradictions += [
                f"{_shown(own[0])} {contradiction}" for contradiction in marked.contradictions
            ]
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

    def _read_other(self, marks: _Marks, cell: Cell, values: Collection[int], index: int) -> None:
        marked = self._number_aside(cell, index)
        # Between the statement and the values stand what the parties answered earlier.
        is_free = index < self.statement
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

    def _conclude(self, outcome: Outcome, marks: _Marks, values: Sequence[int]) -> None:
        marked = marks.ticked | marks.typed | marks.looks
        found = [value for value in (*sorted(values), NO_ANSWER) if value in marked]
        if marks.contradictions:
            said = ", ".join([*marks.contradictions, *map(_shown, found)])
            outcome.doubt("docx-box-differs", said, said)
        elif len(found) > 1:
            outcome.doubt("docx-several-marks", ", ".join(map(_shown, found)), [*found])
        elif found:
            outcome.answer = _answer(found[0])
            if marks.looks_empty:
                outcome.doubt("docx-box-looks-empty", _shown(found[0]))
            if not marks.ticked | marks.typed:
                outcome.doubt("docx-read-by-look", _shown(found[0]))
            if marks.elsewhere and not marks.ticked:
                outcome.doubt("docx-number-elsewhere", marks.elsewhere[0])
        outcome.beside("\n".join(marks.words))

    def _beside_statement(self, outcome: Outcome) -> Marked:
        if self.statement >= len(self.cells):
            return Marked()
        cell = self.cells[self.statement]
        inside = cell.around(self.asked.bookmark)
        is_changed, rest = compare_prompt(cell.whole, self.asked, self.setting, inside)
        if is_changed:
            outcome.doubt("docx-changed-prompt", rest, rest or None)
            return Marked()
        return read_typed(rest)

    def _number_aside(self, cell: Cell, index: int) -> Marked:
        """Return what is marked in a cell beyond the number of the item, which is printed."""
        # The item's number stands before it; elsewhere 3.5 is what somebody wrote.
        number = NUMBER.match(squeeze(cell.text)) if index < self.statement else None
        return read_marks(cell, (number[0],) if number else self.setting.blanks)


def _is_worded(struck: str) -> bool:
    """Tell whether somebody struck out words of their own, and not a printed value alone."""
    return any(map(str.isalpha, struck)) and not set(struck.split()) <= MARKS


def _answer(value: _Value) -> ScaleAnswer | NoAnswer:
    if isinstance(value, int):
        return ScaleAnswer(kind="scale", value=value)
    return NoAnswer(kind="no-answer")


def _shown(value: _Value) -> str:
    """Return what stands above the boxes of a value."""
    return UNSURE if value == NO_ANSWER else str(value)


def _said(marked: Marked) -> Iterator[str]:
    if marked.number is not None:
        yield str(marked.number)
    if marked.words:
        yield marked.words
