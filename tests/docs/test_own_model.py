"""A model about something else goes from nothing to the next round as its page tells."""

import csv
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.docx.filling import Filler
from tests.support.pages import commands_of, type_in

from toimintamalli import Language, Request, load, resolve
from toimintamalli.coverage import word_packages
from toimintamalli.words import packaged_words

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGE: Final = DOCS / "own-model.md"
ANSWERS: Final[Mapping[str, str | int | bool]] = {
    "muld.question.works@elanikud": 4,
    "muld.question.works@kool": 1,
    "muld.question.works@vald": 2,
    "muld.question.works": 3,
    "muld.question.helps": "Lehed jäid sügisel peenrale.",
    "muld.practice.say-who": True,
    "agreed-measures.measures-1.measure": "Komposti segab iga kuu teine pere.",
    "agreed-measures.measures-1.responsible": "facilitator",
    "agreed-measures.measures-1.date": "2027-09-01",
}
ET: Final = Language("et")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who has run every command of the page in order."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "own-model").symlink_to(DOCS / "own-model")
    (folder / "filled").mkdir()
    for command in commands_of(PAGE):
        if "filled/round-1.docx" in command and not (folder / "filled/round-1.docx").exists():
            (folder / "filled/round-1.docx").write_bytes(filled(folder))
        type_in(command, folder)
    return folder


def filled(folder: Path) -> bytes:
    """Return the workbook that the page has printed, filled in as Word does it."""
    filler = Filler((folder / "trykk/et/workbook.docx").read_bytes())
    given = dict(ANSWERS)
    model = load(folder / "aed")
    for place in resolve(model, Request(languages=(ET,)), ET).places():
        if place.id in given:
            filler.answer(place, given.pop(place.id))
    assert not given, "the workbook has no place for these"
    return filler.bytes()


def text_of(word_file: Path) -> str:
    with zipfile.ZipFile(word_file) as package:
        xml = package.read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def test_the_page_makes_every_file_that_it_names(told: Path) -> None:
    named = re.findall(r"`((?:aed|trykk|aruanne|teine-ring)/[\w./-]+\.\w+)`",
                       PAGE.read_text(encoding="utf-8"))  # fmt: skip

    assert len(named) > 6
    assert [each for each in named if not (told / each).is_file()] == []


def test_three_parties_and_four_values_come_back_from_word(told: Path) -> None:
    sheets = json.loads((told / "round-1.json").read_text(encoding="utf-8"))["sheets"]
    values = {
        id_: each["value"]
        for sheet in sheets
        for id_, each in sheet["answers"].items()
        if id_.startswith("muld.question.works")
    }

    assert values == {id_: value for id_, value in ANSWERS.items() if "works" in id_}


def test_the_report_and_the_next_workbook_know_what_was_agreed(told: Path) -> None:
    measure = str(ANSWERS["agreed-measures.measures-1.measure"])

    assert measure in text_of(told / "aruanne/et/report.docx")
    assert measure in text_of(told / "teine-ring/et/workbook.docx")


def test_a_workbook_has_no_word_of_english_once_its_words_are_translated(told: Path) -> None:
    english = {
        text[Language("en")]
        for owner in ("interface", "docx")
        for text in packaged_words(word_packages()[owner]).values()
    }
    shown = text_of(told / "trykk/et/workbook.docx")

    assert "Eestvedaja leht" in shown
    assert [each for each in sorted(english) if re.search(rf"\b{re.escape(each)}\b", shown)
            and not each.startswith("{")] == []  # fmt: skip
    # Marked as English is nothing either, for screen readers and proofreading.
    with zipfile.ZipFile(told / "trykk/et/workbook.docx") as package:
        assert 'w:lang w:val="en' not in package.read("word/document.xml").decode()


def test_our_words_are_all_of_those_of_the_word_workbook() -> None:
    rows = csv.reader((DOCS / "own-model/words-et.csv").read_text(encoding="utf-8").splitlines())
    # Made from what each word says now: an older one would be told as late.
    ours = {key.rpartition(".")[2]: said for key, said, *_ in rows if "generators.docx." in key}
    words = packaged_words(word_packages()["docx"])
    assert {name: text[Language("en")] for name, text in words.items()} == ours


def test_what_is_not_translated_stands_in_the_source_language_and_is_marked(told: Path) -> None:
    shown = text_of(told / "trykk/uk/workbook.docx")

    assert "Наскільки добре родить наш ґрунт?" in shown
    assert "Kui hästi meie taimed kasvavad?" in shown
