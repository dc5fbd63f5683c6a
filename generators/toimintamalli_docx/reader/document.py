"""A document's text → what each place says, wherever in it the places are by now."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from toimintamalli.limits import WORD
from toimintamalli.model.ids import PlaceId
from toimintamalli.xml import Element
from toimintamalli_docx.reader.answering import read_answer
from toimintamalli_docx.reader.cells import Cell, CellReader
from toimintamalli_docx.reader.glance import TEXT, Glance
from toimintamalli_docx.reader.locating import LEADS, locate
from toimintamalli_docx.reader.naming import Names
from toimintamalli_docx.reader.outcome import Found, Near, Notes, Outcome
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.plain import read_side_by_side, read_statement, read_typed_answer
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.rest import Reading, Rest
from toimintamalli_docx.reader.rows import compare_prompt, read_row
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.spots import Spot, Spots
from toimintamalli_docx.reader.tree import TBL, TC, TR, cells_of, rows_of, step_up, up
from toimintamalli_docx.reader.wording import plain, squeeze, tidy


def read_document(
    root: Element,
    table: PlaceTable,
    spots: Spots,
    setting: Setting,
    beside: Iterable[tuple[str, Element]] = (),
) -> Iterator[Found]:
    """Yield what each place of a document says, and what stands where none is.

    `beside` are headers and footers, each with the code by which its words are told.

    Raises:
        Refused: somebody has added more rows than anybody does.
    """
    document = _Document(root, table, spots, setting)
    yield from document.read()
    yield from document.rest().read(root)
    for code, part in beside:
        yield from document.beside(part).read(part, code)


class _Document:
    """One document while it is read."""

    def __init__(self, root: Element, table: PlaceTable, spots: Spots, setting: Setting) -> None:
        self._root, self._table, self._spots, self._setting = root, table, spots, setting
        earlier = setting.earlier.written_in if setting.earlier else None
        self._cells = CellReader(root, earlier, spots.markup)
        self._last = dict(table.rows)
        self._used: set[Element] = set()
        """Rows and paragraphs that were read with a place."""
        if spots.is_empty or self._misses_places():
            locate(root, table, spots, self._cells)

    def rest(self) -> Rest:
        """Return what reads what no place has."""
        return Rest(self._reading(), self._cells, self._used)

    def beside(self, part: Element) -> Rest:
        """Return what reads a header or a footer."""
        return Rest(self._reading(), CellReader(part))

    def _reading(self) -> Reading:
        return Reading(self._table, self._spots, self._setting, lambda: self._names)

    def _misses_places(self) -> bool:
        """Tell whether a row asks something whose place has not been found."""
        seen = {place for row in self._spots.rows.values() for place in row}
        lined = {step_up(row, TBL) for row in self._spots.lined}
        checked: set[str] = set()
        for row, glance in self._spots.glances.items():
            if row in self._spots.rows or (home := step_up(row, TBL)) in lined:
                continue
            # The head of a table whose rows were found asks only what belongs to those found.
            above = next(row.itersiblings(TR, preceding=True), None)
            is_head = above is None and home is not None and row.getparent() is home
            if is_head and (below := self._below(row)):
                if self._misses_beside(row, below):
                    return True
                continue
            if not glance.texts or glance.said in checked:
                continue
            checked.add(glance.said)
            for cell, _ in cells_of(row):
                said = plain("".join([text.text or "" for text in cell.iter(TEXT)]))
                number, _, rest = said.partition(" ")
                asking = self._table.asked_by(rest if number[:1].isdecimal() and rest else said)
                if any(place not in seen for place in asking if not self._is_lined(place)):
                    return True
        return False

    def _below(self, row: Element) -> Mapping[PlaceId, Spot]:
        following = row.getnext()
        return {} if following is None else self._spots.of(following)

    def _misses_beside(self, row: Element, below: Mapping[PlaceId, Spot]) -> bool:
        """Tell whether prompts side by side ask more than has been found below them."""
        # Above statements stand the values of their scale.
        if any(spot.asked.marks == "statement" for spot in below.values()):
            return False
        cells = [cell for cell, _ in cells_of(row)]
        if len(cells) <= len({spot.cell for spot in below.values()}):
            return False
        blocks = {place.rpartition(".")[0] for place in below}
        said = (plain("".join([t.text or "" for t in cell.iter(TEXT)])) for cell in cells)
        asking = (id_ for words in said for id_ in self._table.asked_by(words.removeprefix(LEADS)))
        return any(place not in below and place.rpartition(".")[0] in blocks for place in asking)

    def _is_lined(self, id_: PlaceId) -> bool:
        asked = self._table.find(id_)
        return asked is None or asked.line is not None

    def read(self) -> Iterator[Found]:
        tables = dict.fromkeys(step_up(row, TBL) for row in self._spots.rows)
        self._keep_apart(tables)
        for row, spots in self._spots.rows.items():
            plain = self._plain(row, [*spots.values()])
            if plain is not None:
                yield from plain
            elif not self._cells.is_deleted(row):
                for found in self._row(row, list(spots.values())):
                    yield self._named(found, row)
        lined = {step_up(row, TBL) for row in self._spots.lined}
        for table in tables:
            if table in lined:
                yield from self._added_rows(table)
        yield from map(self._alone, self._spots.loose)
        yield from self._unknown_rows()

    def _plain(self, row: Element, spots: Sequence[Spot]) -> Sequence[Found] | None:
        """Return what each place of a row says, if the row is as it was printed."""
        glance = self._spots.glances[row]
        if glance.is_odd or glance.is_set_off:
            return None
        if any(spot.is_copy or spot.asked.line for spot in spots):
            return None
        if not _is_followed(row):
            glance.keep_to(row)
        above = self._above(row)
        if len(spots) > 1:
            together = read_side_by_side(glance, above, spots, self._setting)
            self._use_prompt(row, above if together else None)
            return together
        spot, asked = spots[0], spots[0].asked
        if asked.marks == "statement":
            outcome = read_statement(glance, asked, self._setting)
        else:
            outcome = read_typed_answer(glance, above, spot.cell, asked, self._setting)
            is_first = next(row.iterchildren(TC), None) is spot.cell
            self._use_prompt(row, above if outcome and is_first else None)
        return [Found(asked, outcome)] if outcome else None

    def _use_prompt(self, row: Element, above: Glance | None) -> None:
        """Take the row above for the prompt, also where its number has been removed."""
        if above is not None and above.said not in self._setting.printed:
            self._used.add(row.getprevious())

    def _named(self, found: Found, row: Element) -> Found:
        """Return what was found with the name that the place has in this document."""
        is_told = found.outcome.doubts or found.outcome.others or found.notes
        if not is_told:
            return found
        asked = found.asked
        spot = self._spots.of(row).get(asked.id) if asked else None
        cell = spot.cell if spot else None
        found = replace(found, at=row if cell is None else cell)
        if asked is None or (self._setting.is_current and not asked.is_card):
            return found
        return replace(found, name=self._names.of(row, asked, self._read(row), cell))

    @cached_property
    def _names(self) -> Names:
        return Names(self._root, self._setting.printed, self._cells)

    def _above(self, row: Element) -> Glance | None:
        """Return what a row without a place says that stands right before another."""
        above = row.getprevious()
        if above is None or above.tag != TR or above in self._spots.rows:
            return None
        glance = self._spots.glances[above]
        return None if glance.is_odd else glance

    def _keep_apart(self, tables: Mapping[Element | None, None]) -> None:
        for element in tables:
            table = element
            while table is not None:
                self._cells.keep_apart(table)
                table = up(table, TBL)

    def _read(self, row: Element) -> list[Cell]:
        return [self._cells.read(element, around) for element, around in cells_of(row)]

    def _row(self, row: Element, spots: Sequence[Spot]) -> Iterator[Found]:
        cells = self._read(row)
        indexes = {element: index for index, (element, _) in enumerate(cells_of(row))}
        for spot in spots:
            if spot.cell not in indexes:
                yield self._alone(spot)
        spots = [spot for spot in spots if spot.cell in indexes]
        statements = [spot for spot in spots if spot.asked.marks == "statement"]
        answers = [spot for spot in spots if spot.asked.marks == "answer"]
        if len(statements) > 1:
            yield from self._unclear(cells, statements[0])
        elif statements:
            yield self._statement(cells, indexes, statements[0])
        if any(answer.asked.line for answer in answers):
            yield from self._line(cells, indexes, answers)
        else:
            yield from self._answers(row, cells, indexes, answers)

    def _alone(self, spot: Spot) -> Found:
        """Read a place that stands in no row, or in one that no program writes."""
        self._used.add(spot.cell)
        cell = self._cells.read(spot.cell)
        outcome = read_answer(cell, spot.asked, self._setting)
        notes = tuple(cell.notes)
        return Found(spot.asked, outcome, notes=notes, is_copy=spot.is_copy, at=spot.cell)

    def _unclear(self, cells: Sequence[Cell], spot: Spot) -> Iterator[Found]:
        """Keep what somebody marked in a row in which several statements stand."""
        if any(map(self._is_filled, cells)):
            text = squeeze(" ".join(cell.text for cell in cells))
            outcome = Outcome()
            outcome.doubt("docx-unclear-row", text, text)
            yield Found(spot.asked, outcome, notes=_notes(cells))

    def _statement(
        self, cells: Sequence[Cell], indexes: Mapping[Element, int], spot: Spot
    ) -> Found:
        at = indexes[spot.cell]
        if not spot.is_certain and spot.asked.bookmark not in cells[at].bookmarks:
            at = _longest(cells)
        outcome = read_row(cells, at, spot.asked, self._setting)
        _note_pictures(outcome, cells)
        return Found(spot.asked, outcome, notes=_notes(cells), is_copy=spot.is_copy)

    def _answers(
        self,
        row: Element,
        cells: Sequence[Cell],
        indexes: Mapping[Element, int],
        spots: Sequence[Spot],
    ) -> Iterator[Found]:
        together = Counter(indexes[spot.cell] for spot in spots)
        labels = self._labels(row, cells, spots)
        for spot in spots:
            at = indexes[spot.cell]
            if together[at] > 1:
                outcome = read_answer(_part(cells[at], spot.asked), spot.asked, self._setting)
            else:
                outcome = read_answer(cells[at], spot.asked, self._setting)
                printed = labels[at] if labels else self._printed(row, cells, at)
                self._compare(outcome, printed, spot.asked)
            notes = _notes(cells) if spot is spots[0] else ()
            yield Found(spot.asked, outcome, notes=notes, is_copy=spot.is_copy)
        if spots:
            beside = set() if labels else {at - 1 for at in together}
            yield from self._spare(cells, {*together, *beside}, spots[0])

    def _spare(self, cells: Sequence[Cell], used: Container[int], spot: Spot) -> Iterator[Found]:
        """Yield what somebody typed into a cell that they added to a row."""
        spare = (cell.text for index, cell in enumerate(cells) if index not in used)
        said = (tidy(words, self._setting.blanks) for words in spare)
        yield from self._loose(squeeze(" ".join(said)), spot.asked)

    def _labels(self, row: Element, cells: Sequence[Cell], spots: Sequence[Spot]) -> Sequence[Cell]:
        """Return the cells above, where places stand side by side with what they ask above them."""
        first = next((element for element, _ in cells_of(row)), None)
        above = row.getprevious()
        if above is None or above.tag != TR or above in self._spots.rows:
            return ()
        # Where what is asked stands beside the answer, the first cell is none to answer in.
        if len(cells) < 2 or not any(spot.cell is first for spot in spots):  # noqa: PLR2004 -- one cell has its prompt above it anyway
            return ()
        found = self._read(above)
        if len(found) != len(cells):
            return ()
        self._used.add(above)
        return found

    def _printed(self, row: Element, cells: Sequence[Cell], at: int) -> Cell | None:
        """Return the cell with the prompt of an answer: the one before it, or the one above."""
        if at:
            return cells[at - 1]
        above = row.getprevious() if len(cells) == 1 else None
        if above is None or above.tag != TR or above in self._spots.rows:
            return None
        found = self._read(above)
        if len(found) != 1:
            return None
        self._used.add(above)
        return found[0]

    def _compare(self, outcome: Outcome, printed: Cell | None, asked: Asked) -> None:
        if printed is None or not asked.prompts:
            return
        is_changed, rest = compare_prompt(printed.text, asked, self._setting)
        if is_changed:
            outcome.doubt("docx-changed-prompt", rest, rest or None)
        else:
            outcome.beside(rest)
        _note_pictures(outcome, [printed])

    def _line(
        self, cells: Sequence[Cell], indexes: Mapping[Element, int], spots: Sequence[Spot]
    ) -> Iterator[Found]:
        """Read a row of a table: each cell by its own place, the others by their column."""
        line = next(spot.asked.line for spot in spots if spot.asked.line)
        self._last[line.table] = max(self._last.get(line.table, 0), line.row)
        own = {spot.asked.id: spot for spot in spots}
        taken = {indexes[spot.cell] for spot in spots}
        used = set(taken)
        for column, like in enumerate(self._table.columns[line.table]):
            asked = self._table.added(like, line.row)
            spot = own.pop(asked.id, None)
            at = indexes[spot.cell] if spot else column
            if at < len(cells) and (spot or at not in taken):
                used.add(at)
                outcome = read_answer(cells[at], asked, self._setting)
                yield Found(asked, outcome, notes=tuple(cells[at].notes))
        for spot in own.values():
            outcome = read_answer(cells[indexes[spot.cell]], spot.asked, self._setting)
            yield Found(spot.asked, outcome)
        yield from self._spare(cells, used, spots[0])

    def _added_rows(self, table: Element | None) -> Iterator[Found]:
        """Read the rows that somebody added to a table; they get numbers after the last."""
        rows = list(rows_of(table)) if table is not None else []
        known = [self._table_of(row) for row in rows]
        current = next(filter(None, known), "")
        for index, (row, id_) in enumerate(zip(rows, known, strict=True)):
            current = id_ or current
            is_new = index > 0 and current and row not in self._spots.rows
            if is_new and not self._cells.is_deleted(row):
                for found in self._added_row(self._read(row), current):
                    yield replace(found, at=row)

    def _table_of(self, row: Element) -> str:
        lines = (spot.asked.line for spot in self._spots.of(row).values())
        return next((line.table for line in lines if line), "")

    def _added_row(self, cells: Sequence[Cell], table: str) -> Iterator[Found]:
        columns = self._table.columns[table]
        if len(cells) != len(columns):
            said = tidy(" ".join(cell.text for cell in cells), self._setting.blanks)
            yield from self._loose(squeeze(said), columns[0])
            return
        pairs = tuple(zip(cells, columns, strict=True))
        if all(squeeze(cell.text) in like.prompts.values() for cell, like in pairs):
            return
        read = [read_answer(cell, like, self._setting) for cell, like in pairs]
        if all(reading.is_empty for reading in read):
            return
        number = self._last[table] = self._last.get(table, 0) + 1
        if number > WORD.rows:
            raise Refused("docx-too-many-rows", limit=WORD.rows)
        for (cell, like), outcome in zip(pairs, read, strict=True):
            yield Found(self._table.added(like, number), outcome, notes=tuple(cell.notes))

    def _unknown_rows(self) -> Iterator[Found]:
        """Yield what is filled in where places are that this content does not know."""
        seen: set[Element] = set(self._spots.rows)
        for _, element in self._spots.unknown:
            row = up(element, TR)
            if row is None or row in seen or self._cells.is_deleted(row):
                continue
            seen.add(row)
            cells = self._read(row)
            if any(map(self._is_filled, cells)):
                self._used.add(row)
                text = squeeze(" ".join(cell.text for cell in cells))
                outcome = Outcome()
                outcome.doubt("docx-unknown-place", text, text)
                yield Found(None, outcome, notes=_notes(cells), at=row)

    def _is_filled(self, cell: Cell) -> bool:
        return any(control.checked for control in cell.of("box")) or any(
            not control.is_blank and tidy(cell.shown(control), self._setting.blanks)
            for control in cell.of("text", "choice", "date")
        )

    def _loose(self, text: str, near: Asked | None) -> Iterator[Found]:
        if text:
            outcome = Outcome()
            outcome.doubt("docx-loose-text", text, text)
            yield Found(None, outcome, Near(place=near))


def _is_followed(row: Element) -> bool:
    """Tell whether another row of the same table comes next."""
    following = row.getnext()
    return following is not None and following.tag == TR


def _note_pictures(outcome: Outcome, cells: Sequence[Cell]) -> None:
    """Tell of pictures in the cells of a row."""
    captions = [caption for cell in cells for caption in cell.captions]
    if any(cell.pictures for cell in cells) or captions:
        said = "\n".join(captions)
        outcome.doubt("docx-picture", said, said or None)


def _notes(cells: Sequence[Cell]) -> Notes:
    return tuple(note for cell in cells for note in cell.notes)


def _longest(cells: Sequence[Cell]) -> int:
    """Return which cell holds the statement, where no bookmark says so: the one with most text."""
    return max(range(len(cells)), key=lambda at: len(cells[at].text))


def _part(cell: Cell, asked: Asked) -> Cell:
    """Return what belongs to one of several places in a cell."""
    ends = cell.bookmarks.get(asked.bookmark)
    if ends:
        return cell.part(*ends)
    control = next((control for control in cell.controls if control.tag == asked.id), None)
    return cell.part(control.start, control.end) if control else Cell()
