"""How fast a large filled workbook is read, beside parsing its text and nothing else."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from tests.benchmarks import large_workbook as large
from tests.benchmarks import reading_alone
from tests.benchmarks.reading_alone import known, milliseconds, timed
from tests.docx.filling import Filler

from toimintamalli import load
from toimintamalli_docx.reader import read_parts
from toimintamalli_docx.reader.package import open_package
from toimintamalli_docx.reader.place_table import places_in

_MAIN: Final = "word/document.xml"
_ROOT: Final = Path(__file__).parents[2]


def report(what: str, taken: float) -> None:
    sys.stdout.write(f"\n{what}: {taken:.1f} ms\n")


@pytest.fixture(scope="module")
def filled() -> bytes:
    return filled_large()


def filled_large() -> bytes:
    """The workbook of 1,360 controls with an answer in every place."""
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


def test_reading_a_filled_workbook_of_1360_controls_takes_three_times_parsing_it(
    filled: bytes, tmp_path: Path
) -> None:
    (sheet,), findings = read_parts(open_package(filled).parts, known())
    assert (len(sheet.answers), findings) == (large.QUESTIONS + large.CARDS + 140, ())
    file = tmp_path / "filled.docx"
    file.write_bytes(filled)
    # What ran before in this process would count too.
    command = [sys.executable, "-m", reading_alone.__name__, str(file)]
    floor, ours = json.loads(subprocess.check_output(command, cwd=_ROOT))
    report("the floor: lxml parses the text and does nothing else", floor)
    report(f"1,360 controls read ({ours / floor:.1f} times the floor)", ours)
    # Where this was written, parsing takes 8 to 10 ms and reading 20 to 25 ms.
    assert ours <= 3 * floor


def test_the_places_of_a_model_are_gathered_once() -> None:
    model = load()
    first = timed(lambda: places_in(model).bookmarks)
    later = milliseconds(lambda: places_in(model).bookmarks)
    report("gathering the places of the model, once", first)
    assert later < first / 100
