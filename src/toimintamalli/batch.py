"""Many workplaces from one table: a row is what one of them asks for, with a folder of its own.

Everything that is wrong with the table is told at once, row by row, in the words of its reader.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from io import StringIO
from typing import Final

from toimintamalli import messages
from toimintamalli.findings import Finding, Position, error, suggest
from toimintamalli.limits import EXCHANGE
from toimintamalli.model.ids import Date, Language, PartyId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.workbook.request import Request

NAME: Final = "organisation"
FOLDER: Final = "folder"
COLUMNS: Final = (NAME, FOLDER, "language", "profile", "for", "party", "round", "date")
"""What a column can be, as the command's options are called; the first one has to be there."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """One row: what to make, and the folder that it goes to."""

    folder: str
    """Its name, which any common system takes."""
    request: Request
    """What its row asks for, and the rest as it was asked for all."""


def read_batch(
    data: bytes, file: str, model: Model[Text], common: Request
) -> tuple[tuple[Workplace, ...], tuple[Finding, ...]]:
    """Return the workplaces of a CSV file, and everything that is wrong with it.

    `common` is what is asked for where a row does not say; `file` is the file's name in messages.
    Columns stand in any order and are called as the options are, or in the words of any language
    that messages are in; semicolons, commas or tabs part them.
    """
    if len(data) > EXCHANGE.file_bytes:
        limit = EXCHANGE.file_bytes // 1_000_000
        return (), (error(Position(file), "file-too-large", limit=limit),)
    try:
        lines = list(_lines(_decode(data)))
    except csv.Error as reason:
        return (), (error(Position(file), "batch-unreadable", reason=str(reason)),)
    if not lines:
        return (), (error(Position(file), "batch-empty"),)
    table = _Table(file, model, common)
    table.read(lines)
    return tuple(table.workplaces), tuple(sorted(table.findings))


_Line = tuple[int, list[str]]
"""A row with the line of the file on which it begins."""


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel in Windows saves as plain CSV.
        return data.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[_Line]:
    """Yield the rows that hold something."""
    head = text.lstrip().partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(";,\t", key=head.count))
    begins = 1
    for row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield begins, cells
        begins = rows.line_num + 1


@dataclass
class _Table:
    """A table that is being read."""

    file: str
    model: Model[Text]
    common: Request
    workplaces: list[Workplace] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _taken: dict[str, int] = field(default_factory=dict)
    """Folders as a system sees them that makes no difference of case → the line that has them."""

    def read(self, lines: Sequence[_Line]) -> None:
        """Take the headings and every row."""
        (at, headings), *rows = lines
        columns = [self._column(at, heading) for heading in headings]
        if NAME not in columns:
            self._tell(at, "batch-no-column", column=NAME)
            return
        if not rows:
            self._tell(at, "batch-empty")
        for line, cells in rows:
            # A program may leave out the last cells of a row that are empty.
            given = {
                name: cell for name, cell in zip(columns, cells, strict=False) if name and cell
            }
            self._take(line, given)

    def _column(self, line: int, heading: str) -> str:
        said = heading.casefold().strip()
        names = {title.casefold(): name for name in COLUMNS for title in _titles(name)}
        if said in names:
            return names[said]
        if said:
            facts = {"known": ", ".join(COLUMNS), "suggestion": suggest(said, names)}
            self._tell(line, "batch-unknown-column", found=heading, **facts)
        return ""

    def _take(self, line: int, given: Mapping[str, str]) -> None:
        found = len(self.findings)
        if NAME not in given:
            self._tell(line, "batch-no-name", column=NAME)
        request = self._request(line, given)
        folder = folder_name(given.get(FOLDER) or given.get(NAME, ""))
        if folder and (other := self._taken.setdefault(folder.casefold(), line)) != line:
            facts = {"other": other, "column": FOLDER}
            self._tell(line, "batch-same-folder", folder=folder, **facts)
        if len(self.findings) == found:
            self.workplaces.append(Workplace(folder, request))

    def _request(self, line: int, given: Mapping[str, str]) -> Request:
        model, common = self.model, self.common
        listed = {name: _BETWEEN.split(given.get(name, "")) for name in ("language", "for")}
        languages = self._known(line, "language", listed["language"], model.languages)
        tags = self._known(line, "for", listed["for"], model.workplaces.ids)
        profile = self._known(line, "profile", [given.get("profile", "")], model.profiles.ids)
        party = self._known(line, "party", [given.get("party", "")], model.parties.ids)
        occasion = {
            "organisation": given.get(NAME, ""),
            "party": PartyId(party[0]) if party else common.occasion.party,
            "round": self._round(line, given) or common.occasion.round,
            "date": self._date(line, given) or common.occasion.date,
        }
        return common.model_copy(
            update={
                "languages": tuple(map(Language, languages)) or common.languages,
                "workplaces": tuple(tags) or common.workplaces,
                "profile": profile[0] if profile else common.profile,
                "occasion": common.occasion.model_copy(update=occasion),
            }
        )

    def _known(
        self, line: int, column: str, said: Iterable[str], known: Collection[str]
    ) -> list[str]:
        """Return each name once, and tell of those that the model does not have."""
        names = list(dict.fromkeys(filter(None, said)))
        for name in names:
            if name not in known:
                facts = {"known": ", ".join(known), "suggestion": suggest(name, known)}
                self._tell(line, "batch-unknown-name", column=column, found=name, **facts)
        return names

    def _round(self, line: int, given: Mapping[str, str]) -> int | None:
        said = given.get("round", "")
        if not said or re.fullmatch(r"[1-9][0-9]{0,2}", said, re.ASCII):
            return int(said) if said else None
        self._tell(line, "batch-bad-value", column="round", found=said, example="2")
        return None

    def _date(self, line: int, given: Mapping[str, str]) -> Date | None:
        said = given.get("date", "")
        # Spreadsheets write days in their own way; the points say that the day comes first.
        dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", said, re.ASCII)
        parts = reversed(dotted.groups()) if dotted else said.split("-")
        try:
            return Date(calendar_date(*map(int, parts)).isoformat()) if said else None
        except (TypeError, ValueError):
            example = "2027-03-31"
            self._tell(line, "batch-bad-value", column="date", found=said, example=example)
            return None

    def _tell(self, line: int, code: str, **facts: object) -> None:
        self.findings.append(error(Position(self.file, line), code, **facts))


_BETWEEN: Final = re.compile(r"[\s,;]+")


def _titles(name: str) -> Iterator[str]:
    """Yield what a column may be called: as the option is, or in the words of any language."""
    yield name
    yield from (messages.say(f"head-{name}", language) for language in messages.LANGUAGES)


_LONGEST: Final = 80
_NOT_IN_NAMES: Final = re.compile(r'\s*[<>:"|?*\\/\x00-\x1f\x7f]+[\s<>:"|?*\\/\x00-\x1f\x7f]*')
"""What some system refuses in the name of a folder."""


def folder_name(text: str) -> str:
    """Return the folder that a workplace's name gives: as it is read, and fit for any system."""
    said = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", " ".join(text.split())))
    kept = "".join(character for character in said if character.isprintable())
    return kept[:_LONGEST].strip(" .-")
