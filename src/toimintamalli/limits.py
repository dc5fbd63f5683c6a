"""How much a file may hold that comes from anybody: the one table, for Python and for the pages.

Each reader looks at its limits before the work that they bound, and what we write keeps them, so
that it can be read again. Together they keep the memory of a process that reads under 200 MB, and
the time under two seconds. The pages' scripts have the same numbers in `limits.js`, which
`make tables` writes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final


@dataclass(frozen=True)
class _Files:
    """Files of any format."""

    file_bytes: int = 50_000_000
    """The largest file that is read; a reader may stop earlier."""


@dataclass(frozen=True)
class _Answers:
    """Answers files, and the sheets that every reader makes."""

    file_bytes: int = 2_000_000
    """The largest file that is read."""
    page_bytes: int = 4_000_000
    """The largest copy of a page with answers inside: as large as the page, and the answers."""
    depth: int = 32
    """The most objects and lists inside each other."""
    sheets: int = 100
    """The most sheets in a file."""
    answers: int = 5_000
    """The most answers on a sheet, and the most things kept unrecognised."""
    rows: int = 500
    """The most rows in one list of a plan, and the most links of a row."""
    characters: int = 10_000
    """The longest text, in Unicode code points."""


@dataclass(frozen=True)
class _Word:
    """Filled Word workbooks; the largest that we write takes a third of each at most."""

    file_bytes: int = 50_000_000
    """The largest file that is opened: room for photographs, which are not looked at."""
    entries: int = 1_000
    """The most files in the package."""
    part_bytes: int = 12_000_000
    """The largest part that is unpacked, and the most that all parts together unpack to."""
    tags: int = 300_000
    """The most tags and attributes in a part, since each takes far more memory than it is long."""
    depth: int = 256
    """The most elements inside each other; libxml2 goes no deeper by itself."""
    places: int = 20_000
    """The most bookmarks and tags that name a place."""
    places_in_row: int = 100
    """The most places in one row of a table."""
    rows: int = 500
    """The most rows that somebody adds to a table."""
    notes: int = 4_000
    """The most comments and other things that are kept beside the answers."""
    characters: int = 500_000
    """The longest that everything typed may be together, so that the answers file can be opened."""
    answers: int = _Answers.answers
    """The most answers on a sheet."""
    text: int = _Answers.characters
    """The longest answer; more is kept and told."""


@dataclass(frozen=True)
class _Survey:
    """What survey tools export, as JSON and as CSV."""

    file_bytes: int = 5_000_000
    """The largest file that is read."""
    depth: int = 16
    """The most objects and lists inside each other."""
    respondents: int = 2_000
    """The most respondents in a file."""
    names: int = 5_000
    """The most questions that one respondent answered, and the most columns."""
    cells: int = 75_000
    """The most values in a file: of objects, lists and rows together."""
    characters: int = 100_000
    """The longest name or value; what is longer than an answer can be is kept and told."""


@dataclass(frozen=True)
class _Exchange:
    """Files of texts that come back from translators, in any form."""

    file_bytes: int = 20_000_000
    """The largest file that is read."""
    texts: int = 30_000
    """The most texts in a file."""
    characters: int = 100_000
    """The longest text: more than any theme has in all its texts."""
    sheets: int = 200
    """The most sheets of an Excel file."""
    cells: int = 200_000
    """The most cells of all sheets together, or of a CSV file."""
    columns: int = 100
    """The most columns that are looked at."""
    entries: int = 2_000
    """The most files in a package."""
    unpacked_bytes: int = 40_000_000
    """The most that all parts of a package together unpack to."""
    tags: int = 500_000
    """The most tags and attributes in a document."""


@dataclass(frozen=True)
class _Content:
    """Files of the content."""

    file_bytes: int = 2_000_000
    """The largest file that is read."""
    depth: int = 12
    """The most maps and lists inside each other."""
    events: int = 120_000
    """The most keys, values and levels, as many as two million bytes of ordinary texts hold."""


FILES: Final = _Files()
ANSWERS: Final = _Answers()
WORD: Final = _Word()
SURVEY: Final = _Survey()
EXCHANGE: Final = _Exchange()
CONTENT: Final = _Content()


def as_data() -> dict[str, dict[str, int]]:
    """Return the limits of what the pages read too, as their scripts call them."""
    shared = {"ANSWERS": asdict(ANSWERS), "WORD": asdict(WORD)}
    return {
        group: {_camel(name): limit for name, limit in limits.items()}
        for group, limits in shared.items()
    }


def as_script() -> str:
    """Return `limits.js`: the same table for the pages' scripts."""
    lines = ["/** How much a file may hold. Made by `make tables` of `toimintamalli.limits`. */"]
    for group, limits in as_data().items():
        inside = "".join(f"  {name}: {limit:_},\n" for name, limit in limits.items())
        lines.append(f"export const {group} = {{\n{inside}}};")
    return "\n".join(lines) + "\n"


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
