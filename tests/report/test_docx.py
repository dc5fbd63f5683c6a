"""The report in Word: valid, in the house style, and readable on paper."""

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from tests.docx.checks import problems
from tests.docx.conftest import Convert
from tests.docx.word_file import MAIN, NAMESPACES, STYLES, W, WordFile, text_of, value
from tests.report.conftest import LANGUAGES, Tell
from tests.report.hostile import HOSTILE, LONG, hostile
from tests.report.looking import text_of as said_in
from tests.report.story import STORY

from toimintamalli import FollowUp
from toimintamalli.errors import BadOption
from toimintamalli.reporting import render
from toimintamalli.rounds.follow_up import MeasureFigures, Moment, Result, Results

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPES: Final = {
    **NAMESPACES,
    "a": A[1:-1],
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


def written(figures: FollowUp, tell: Tell, language: str = "fi", **options: object) -> bytes:
    (made,) = render("docx", tell(figures, language), options)
    assert made.path == f"{language}/report.docx"
    return made.content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["story", "hostile", "empty"])
def test_every_check_of_word_files_passes(name: str, language: str, tell: Tell) -> None:
    figures = {"story": STORY, "hostile": hostile(), "empty": FollowUp()}[name]
    assert problems(WordFile.open(written(figures, tell, language))) == []


def test_microsofts_validator_finds_nothing(validator: Path, tell: Tell, tmp_path: Path) -> None:
    for name, figures in (("story", STORY), ("hostile", hostile()), ("empty", FollowUp())):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(written(figures, tell))
        said = subprocess.run([validator, file], capture_output=True, check=False).stdout
        assert b'"ok": true' in said, said.decode()


def test_everything_that_the_report_says_is_in_the_document(tell: Tell) -> None:
    shown = " ".join(text_of(WordFile.open(written(STORY, tell)).body).split())

    report = tell(STORY)
    for section in report.sections:
        for line in said_in(section).splitlines():
            # What a picture says to those who don't see it is no text of the document.
            # Nor does it say that nothing is written where something is.
            if not line.startswith(("Kuvassa on", "Pisteet", "Kunkin tilanteen", "Tähän ei")):
                assert " ".join(line.split()) in shown or line.endswith("…"), line


def test_hostile_words_stay_words(tell: Tell) -> None:
    file = WordFile.open(written(hostile(), tell))

    shown = text_of(file.body)
    assert "<script>alert(1)</script>\"'&amp; ]]> {{ 7*7 }} {text} </w:t> <!--" in shown
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", shown)
    assert file.find("//w:instrText[contains(., 'HYPERLINK')]") == []
    assert HOSTILE.split("\x00", maxsplit=1)[0] in shown


def test_people_are_quoted_in_no_language_and_not_corrected(tell: Tell) -> None:
    file = WordFile.open(written(STORY, tell, "en"))
    runs = [element for element in file.find("//w:r") if "Taukojumppa" in text_of(element)]
    assert runs
    for run in runs:
        assert value(run.find(f"{W}rPr/{W}lang")) == "und"
        assert run.find(f"{W}rPr/{W}noProof") is not None


def test_each_picture_is_of_shapes_and_says_what_it_shows(tell: Tell) -> None:
    file = WordFile.open(written(STORY, tell))

    described = [element.get("descr") for element in file.find("//wp:docPr")]
    assert len(described) == 7
    assert described[0].startswith("Muutos teemoittain")
    assert described[5].startswith("Viikkokeskusteluja käyty, osuus työntekijöistä. Pisteet")
    root = file.root(MAIN)
    assert root.xpath("//a:blip", namespaces=SHAPES) == []
    forms = set(root.xpath("//a:prstGeom/@prst", namespaces=SHAPES))
    assert {"ellipse", "rect", "diamond", "line"} <= forms
    dashes = set(root.xpath("//a:prstDash/@val", namespaces=SHAPES))
    assert {"solid", "dash"} <= dashes
    numbers = root.xpath("//wps:cNvPr/@id | //wp:docPr/@id", namespaces=SHAPES)
    assert len(numbers) == len(set(numbers)) > 50


def test_an_organisation_can_have_its_colour(tell: Tell) -> None:
    file = WordFile.open(written(STORY, tell, colour="#7A1FA2"))
    assert "7A1FA2" in etree.tostring(file.root(STYLES)).decode()
    with pytest.raises(BadOption):
        written(STORY, tell, colour="violet")


@pytest.fixture(scope="module")
def printed(site: Path, tell: Tell, convert: Convert) -> dict[str, list[str]]:
    """The text of each page: the story in each language, long words, and as full as it gets."""
    files = {language: (site / language / "report.docx").read_bytes() for language in LANGUAGES}
    files["long"] = written(hostile(LONG), tell)
    files["full"] = written(_full(), tell)
    made = convert({f"{name}.docx": content for name, content in files.items()}, "pdf")
    return {name: _pages(made[f"{name}.docx"]) for name in files}


def _full() -> FollowUp:
    """As much as a first page may have to hold."""
    long = "Sovimme asiasta yhdessä ja kirjasimme sen tähän.\n" * 30
    results = (Result(moment=0, text=long), Result(moment=3, text=long))
    measures = tuple(
        MeasureFigures(row=f"m-{each}", how="Sovitaan tauoista " * 30, end="2026-01-01",
                       responsible="osh-representative", overdue=True)
        for each in range(12)
    )  # fmt: skip
    return STORY.model_copy(
        update={
            "moments": tuple(
                Moment(round=round_, stage=stage, date="2026-11-10")
                for round_ in (1, 2, 3)
                for stage in ("meeting", "follow-up")
            ),
            "results": Results(achieved=results, succeeded=results, next=results),
            "measures": measures,
            "questions": tuple(
                question.model_copy(update={"gap": 2, "agreement": False})
                for question in STORY.questions
            ),
        }
    )


def _pages(pdf: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return said.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("fi", "Yhteenveto", "Arviot"),
        ("en", "Summary", "Answers on the scale"),
        ("sv", "Sammanfattning", "Svaren på skalan"),
        ("long", "Yhteenveto", "Arviot"),
        # Only the picture finds no room beside twelve measures and three full texts.
        ("full", "Loput 6 ovat kohdassa Sovitut toimenpiteet.", "Muutos teemoittain"),
    ],
)
def test_the_summary_takes_one_page(
    name: str, first: str, second: str, printed: dict[str, list[str]]
) -> None:
    pages = printed[name]
    assert first in pages[0]
    assert pages[1].strip().startswith(second)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_numbered_and_none_is_all_but_blank(
    language: str, printed: dict[str, list[str]]
) -> None:
    pages = printed[language]
    assert 6 <= len(pages) <= 12
    for number, each in enumerate(pages, 1):
        assert re.search(rf"{number}/{len(pages)}\s*$", each)
        assert len(each.split()) > 25
