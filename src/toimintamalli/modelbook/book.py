"""The whole way: a spreadsheet's bytes → the files of a content folder, or all its problems."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final, NamedTuple

from toimintamalli import messages
from toimintamalli.beginning.starting import companions
from toimintamalli.checks import hygiene
from toimintamalli.content import find_problems
from toimintamalli.errors import ToimintamalliError
from toimintamalli.fieldwords import word
from toimintamalli.findings import Finding, Severity
from toimintamalli.limits import EXCHANGE
from toimintamalli.loading.content import Content
from toimintamalli.loading.kinds import KINDS
from toimintamalli.loading.problems import find_shape_problems
from toimintamalli.loading.reading import read_content
from toimintamalli.loading.shapes import structure_shape, text_shape
from toimintamalli.model.ids import Language
from toimintamalli.modelbook.folder import Cell, Draft, Folder, make_folder
from toimintamalli.modelbook.reading import Problem, read_draft
from toimintamalli.spreadsheets import read_spreadsheet
from toimintamalli.yaml import Mode, Path, parse

LABEL: Final = "content"
_PLACE: Final = re.compile(rf"{LABEL}/([\w./-]+\.yaml):(\d+):(\d+)")


class BadBook(ToimintamalliError):
    """A spreadsheet can't be made a content folder: it tells every problem with its cell."""

    code = "book-has-errors"

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(file=file, count=str(len(problems)))

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the count and then each problem on a line of its own."""
        lines = (say_problem(problem, self.file, language) for problem in self.problems)
        return "\n".join((super().message(language), *lines))


class BookTooLarge(ToimintamalliError):
    """The file is larger than any spreadsheet of a model."""

    code = "exchange-too-large"


def say_problem(problem: Problem, file: str, language: str) -> str:
    """Return a problem as a line: file, sheet, cell, severity, code, message – hint."""
    cell, facts = problem.cell, dict(problem.facts)
    place = messages.say("book-cell", language, sheet=cell.sheet, cell=cell.name)
    said = messages.say(problem.code, language, **facts)
    hint = messages.advise_for_cell(problem.code, language, **facts)
    words = " – ".join(filter(None, (said, hint)))
    return f"{messages.printable(file)}, {place}: {problem.severity}[{problem.code}] {words}"


class ReadModel(NamedTuple):
    """A model that was read: the files of its folder, its languages, and what to look at."""

    files: Mapping[str, bytes]
    source: Language
    languages: tuple[Language, ...]
    problems: tuple[Problem, ...]


def read_model(data: bytes, file: str, reader: str) -> ReadModel:
    """Return the model that a spreadsheet holds.

    `file` is what messages call the spreadsheet; `reader` is the language of the README.

    Raises:
        BadArchive, BadXml, BadSpreadsheet, BookTooLarge: it can't be read, or holds too much.
        BadBook: something in it is wrong: it carries every problem with its cell.
    """
    if len(data) > EXCHANGE.file_bytes:
        raise BookTooLarge(limit=str(EXCHANGE.file_bytes // 1_000_000))
    draft, told = read_draft(read_spreadsheet(data), reader)
    problems = list(told)
    made = Folder()
    if draft is not None:
        made = make_folder(draft, KINDS)
        problems += _find_further(made, draft, told, reader)
    problems = sorted(
        set(problems), key=lambda problem: (problem.severity, problem.cell, problem.code)
    )
    if draft is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise BadBook(file, problems)
    title = draft.model.text("title", draft.source)
    beside = companions(title, draft.source, draft.languages, reader)
    whole = {**made.files, **{name: text.encode() for name, text in beside}}
    return ReadModel(whole, draft.source, draft.languages, tuple(problems))


def open_in_memory(files: Mapping[str, bytes]) -> Content:
    """Return the content that some files are, without a folder on a disk."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return read_content(zipfile.Path(data), LABEL)


_TOLD_BY_SHEET: Final = frozenset({"missing-key", "missing-source", "empty-value", "missing-file"})
"""What is wrong with a file and was told of its cell already."""
_LOSES_SOMETHING: Final = frozenset(
    {"book-no-headings", "book-no-kind", "book-no-theme-sheet", "book-not-a-number"}
    | {"book-nothing-above", "book-other-sheet", "book-theme-twice", "book-unknown-kind"}
    | {"bad-form"}
)
"""What keeps a sheet, a row or its values from being read."""
_OF_WHAT_IS_GONE: Final = frozenset({"id-vanished", "broken-link", "section-unused", "scale-label"})
"""What follows from a row or a sheet that could not be read, and goes with it."""
_OF_WORK_TO_DO: Final = frozenset({"untranslated", "language-not-described"})
"""What anybody sees who looks at the empty cells, and `check` lists later."""


def _find_further(
    made: Folder, draft: Draft, told: Sequence[Problem], reader: str
) -> Iterator[Problem]:
    """Yield what the content's own checks find, each with the cell that it comes from."""
    content = open_in_memory(made.files)
    findings = {*find_problems(content), *hygiene.RULE.check(content)}
    if content.model is None:
        # Where the model's head can't be read nothing else was looked at.
        findings |= set(_find_of_shape(made, draft))
    cells = _cells_by_place(made)
    known = {problem.cell for problem in told if problem.severity is Severity.ERROR}
    passed = _TOLD_BY_SHEET | _OF_WORK_TO_DO
    if any(p.severity is Severity.ERROR and p.code in _LOSES_SOMETHING for p in told):
        passed |= _OF_WHAT_IS_GONE
    for finding in findings:
        cell = _cell_of(finding, cells)
        if cell not in known and finding.code not in passed:
            yield _as_problem(finding, cell, cells, reader)


def _find_of_shape(made: Folder, draft: Draft) -> Iterator[Finding]:
    kinds = {f"{kind.name}.yaml": kind for kind in KINDS}
    for name, data in made.files.items():
        folder, _, path = name.partition("/")
        kind = kinds.get("theme.yaml" if path.startswith("themes/") else path)
        if kind and folder == "structure":
            document = parse(data, f"{LABEL}/{name}", Mode.STRUCTURE)
            yield from find_shape_problems(document, structure_shape(kind))
        elif kind and folder in draft.languages:
            document = parse(data, f"{LABEL}/{name}", Mode.TEXT)
            shape = text_shape(kind, required=folder == draft.source)
            yield from find_shape_problems(document, shape)


_Places = Mapping[str, Mapping[tuple[int, int], Cell]]
"""The cell of each place in a file where a value or its key begins, by the file's path."""


def _cells_by_place(made: Folder) -> _Places:
    paths: dict[str, list[Path]] = {}
    for name, path in made.cells:
        paths.setdefault(name, []).append(path)
    found: dict[str, dict[tuple[int, int], Cell]] = {}
    for name, listed in paths.items():
        mode = Mode.STRUCTURE if name.startswith("structure/") else Mode.TEXT
        document = parse(made.files[name], name, mode)
        places = found.setdefault(name, {})
        # The deepest last: where a record begins, its id does too.
        for path in sorted(listed, key=len, reverse=True):
            for is_key in (False, True):
                at = document.position(path, key=is_key)
                places.setdefault((at.line, at.column), made.cells[name, path])
    return found


def _cell_of(finding: Finding, places: _Places) -> Cell:
    at = finding.position
    return _nearest(at.file.removeprefix(f"{LABEL}/"), at.line, at.column, places)


def _nearest(name: str, line: int, column: int, places: _Places) -> Cell:
    """Return the cell of the last value that begins at or before a place."""
    known = places.get(name, {})
    before = max((cell for cell in known if cell <= (line, column)), default=None)
    if before is None:
        before = min(known, default=None)
    return known[before] if before else Cell(name, 1)


def _as_problem(finding: Finding, cell: Cell, places: _Places, reader: str) -> Problem:
    def say_cell(found: re.Match[str]) -> str:
        other = _nearest(found[1], int(found[2]), int(found[3]), places)
        return f"{other.sheet}!{other.name}"

    # A key of a file is a column here, which has a name.
    facts = tuple(
        (name, word("label", said, reader) if name == "key" else _PLACE.sub(say_cell, said))
        for name, said in finding.facts
    )
    return Problem(cell, finding.code, finding.severity, facts)
