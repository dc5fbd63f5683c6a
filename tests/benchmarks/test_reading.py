"""How fast a large filled workbook is read, beside parsing its text and nothing else."""

import sys
from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from tests.benchmarks import large_workbook as large
from tests.docx.filling import Filler

from toimintamalli import load
from toimintamalli.model.ids import Language, Slug, Version
from toimintamalli_docx.reader import read_parts
from toimintamalli_docx.reader.package import open_package
from toimintamalli_docx.reader.place_table import Asked, Offer, PlaceTable, places_in

_RUNS: Final = 15
_MAIN: Final = "word/document.xml"


def milliseconds(work: Callable[[], object]) -> float:
    """The fastest of several runs in processor time, after one to warm up."""
    work()
    return min(_timed(work) for _ in range(_RUNS))


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return 1000 * (process_time() - start)


def report(what: str, taken: float) -> None:
    sys.stdout.write(f"\n{what}: {taken:.1f} ms\n")


@pytest.fixture(scope="module")
def table() -> PlaceTable:
    places = {
        each.id: Asked(
            id=each.id,
            kind=each.kind,
            offers=tuple(Offer(choice.value) for choice in each.choices),
            prompts={"fi": each.prompt.string},
            number=each.number,
            marks="statement" if each.kind == "scale" else "answer",
        )
        for each in large.workbook().places()
    }
    return PlaceTable(
        model=Slug("large"),
        version=Version("1.0.0"),
        language=Language("fi"),
        places=places,
        blanks=("write-here", "choose-here", "date-here"),
        dates={"fi": "d.M.yyyy"},
    )


@pytest.fixture(scope="module")
def filled() -> bytes:
    """The workbook of 1,160 controls with an answer in every place."""
    filler = Filler(large.ours(large.draft()))
    for number, place in enumerate(large.workbook().places()):
        filler.answer(place, number % 5 + 1 if place.kind == "scale" else f"Vastaus {number}")
    return as_word_packs(filler.bytes())


def as_word_packs(content: bytes) -> bytes:
    """The same file compressed and in UTF-8, as Word saves it."""
    data = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            part = archive.read(name)
            if name == _MAIN:
                part = etree.tostring(etree.fromstring(part), encoding="UTF-8", standalone=True)
            packed.writestr(name, part)
    return data.getvalue()


def test_reading_a_filled_workbook_of_1160_controls_takes_three_times_parsing_it(
    filled: bytes, table: PlaceTable
) -> None:
    (sheet,), findings = read_parts(open_package(filled), table)
    assert (len(sheet.answers), findings) == (large.QUESTIONS + large.CARDS + 140, ())
    with ZipFile(BytesIO(filled)) as archive:
        main = archive.read(_MAIN)
    floor = milliseconds(lambda: etree.fromstring(main))
    ours = milliseconds(lambda: read_parts(open_package(filled), table))
    report("the floor: lxml parses the text and does nothing else", floor)
    report(f"1,160 controls read ({ours / floor:.1f} times the floor)", ours)
    # Where this was written, parsing takes 8 to 10 ms and reading 20 to 25 ms.
    assert ours <= 3 * floor


def test_the_places_of_a_model_are_gathered_once() -> None:
    model = load()
    first = _timed(lambda: places_in(model).bookmarks)
    later = milliseconds(lambda: places_in(model).bookmarks)
    report("gathering the places of the model, once", first)
    assert later < first / 100
