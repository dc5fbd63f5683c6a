"""Reads a large filled workbook in a process of its own, and tells how long it took.

`python -m tests.benchmarks.reading_alone FILE` prints two numbers as JSON: the milliseconds of
processor time that parsing the document's text takes, and those that reading the file takes.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Final

from lxml import etree
from tests.benchmarks import large_workbook as large

from toimintamalli.model.ids import Language, Slug, Version
from toimintamalli_docx.document import write_words
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.reader import read_parts
from toimintamalli_docx.reader.package import MAIN, open_package
from toimintamalli_docx.reader.place_table import Asked, Offer, PlaceTable
from toimintamalli_docx.reader.printed import Printed, texts_in
from toimintamalli_docx.reader.xml import parse

_RUNS: Final = 15


def milliseconds(work: Callable[[], object]) -> float:
    """The fastest of several runs in processor time, after one to warm up."""
    work()
    return min(timed(work) for _ in range(_RUNS))


def timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return 1000 * (process_time() - start)


def known() -> PlaceTable:
    """What a reader knows of the large workbook."""
    text = write_words(large.draft(), "CC BY 4.0")
    places = {
        place.id: Asked(
            id=place.id,
            kind=place.kind,
            offers=tuple(Offer(choice.value) for choice in place.choices),
            prompts={"fi": place.prompt.string},
            number=place.number,
            bookmark=bookmark_name(place.id),
            marks="statement" if place.kind == "scale" else "answer",
        )
        for place in large.workbook().places()
    }
    return PlaceTable(
        model=Slug("large"),
        version=Version("1.0.0"),
        language=Language("fi"),
        places=places,
        blanks=("write-here", "choose-here", "date-here"),
        dates={"fi": "d.M.yyyy"},
        printed=Printed(frozenset(texts_in(parse(text.encode(), "text")))),
    )


def main(file: Path) -> None:
    filled, table = file.read_bytes(), known()
    text = open_package(filled).parts[MAIN]
    floor = milliseconds(lambda: etree.fromstring(text))
    ours = milliseconds(lambda: read_parts(open_package(filled).parts, table))
    sys.stdout.write(json.dumps([floor, ours]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
