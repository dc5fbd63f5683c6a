"""What LibreOffice makes of the files on paper."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.docx.conftest import Convert
from tests.docx.contact_sheet import pages_of, smallest_room
from tests.docx.filling import Filler
from tests.docx.pictures import REFERENCES, Picture, differences, draw, read_png
from tests.docx.sample import sample_workbook, written, written_bytes
from tests.docx.word_file import NAMESPACES, STYLES, W, WordFile

from toimintamalli import Artifact, Language, Model, Request, Text, generate, resolve
from toimintamalli.design import HANDWRITING
from toimintamalli_docx.options import Edition

_ONE_LINE = 45
_WELL_USED = 0.65
LONG = (
    "We agreed that supervisors and the occupational health nurse look together, every other month,"
    " at what runs well and what strains the work community, and note one thing to try out next."
)


@pytest.fixture(scope="module")
def printed(made: dict[str, Artifact], convert: Convert) -> dict[str, Path]:
    """Every file as PDF."""
    return convert({path: each.content for path, each in made.items()}, "pdf")


@pytest.fixture(scope="module")
def pages(printed: dict[str, Path]) -> dict[str, list[str]]:
    """The text of each page of every file."""
    return {path: _page_texts(each) for path, each in printed.items()}


def _page_texts(pdf: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return said.stdout.decode().split("\f")[:-1]


def test_no_file_takes_more_pages_than_it_promises(
    made: dict[str, Artifact], pages: dict[str, list[str]]
) -> None:
    promised = {path: each.about.pages for path, each in made.items() if each.about}
    too_long = {path: len(pages[path]) for path in made if len(pages[path]) > (promised[path] or 0)}
    assert too_long == {}
    assert len(pages) == len(promised) >= 22


@pytest.mark.parametrize("path", ["workbook", "workbook-print"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_ratings_of_the_follow_up_stand_on_one_page(
    language: str, path: str, pages: dict[str, list[str]]
) -> None:
    *_, follow_up, learned = pages[f"{language}/{path}.docx"]
    assert all(re.search(rf"^ *{number} ", follow_up, re.MULTILINE) for number in ("1.1", "5.2"))
    assert not re.search(r"^ *5\.[12] ", learned, re.MULTILINE)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_meeting_fits_its_folder_and_a_theme_its_sheet(
    language: str, pages: dict[str, list[str]]
) -> None:
    assert len(pages[f"{language}/workbook-print.docx"]) <= 22
    themes = [each for path, each in pages.items() if path.startswith(f"{language}/themes/")]
    assert themes
    assert all(len(theme) <= 3 for theme in themes)


def test_no_page_is_blank_but_for_its_footer(pages: dict[str, list[str]]) -> None:
    blank = [
        f"{path} {number}"
        for path, texts in pages.items()
        for number, each in enumerate(texts, 1)
        if len(each.split()) < 25
    ]
    assert blank == []


def test_no_page_to_fill_in_is_half_empty(printed: dict[str, Path]) -> None:
    # In the complete workbook texts to read end where they end.
    sparse = {
        f"{path} {number}": round(page.used, 2)
        for path, pdf in printed.items()
        if "complete" not in path
        for number, page in enumerate(pages_of(pdf), 1)
        if page.used < _WELL_USED
    }
    assert sparse == {}


def test_every_field_to_write_in_by_hand_is_12_mm_high(files: dict[str, WordFile]) -> None:
    rooms = {path: smallest_room(file) for path, file in files.items()}
    assert {path: room for path, room in rooms.items() if 0 < room < HANDWRITING} == {}
    assert sum(map(bool, rooms.values())) > len(rooms) / 2


def test_each_page_is_numbered_by_the_program_that_shows_it(pages: dict[str, list[str]]) -> None:
    for texts in pages.values():
        for number, each in enumerate(texts, 1):
            assert re.search(rf"{number}/{len(texts)}\s*$", each)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("edition", ["", "-print"])
def test_the_contents_say_on_which_page_each_section_begins(
    language: str, edition: str, pages: dict[str, list[str]]
) -> None:
    texts = pages[f"{language}/workbook-complete{edition}.docx"]
    listed = re.findall(r"^ *(\S.*?)\.{4,} *([0-9]+)$", texts[1], re.MULTILINE)
    assert len(listed) >= 20
    # The cover has no heading of its own in a line, and the list itself is on the second page.
    found, before = [], 3
    for title, number in listed[2:]:
        # A long heading takes two lines.
        said = (
            re.escape(title) + "(?: –|$|  )"
            if len(title) <= _ONE_LINE
            else re.escape(title[:_ONE_LINE])
        )
        begin = re.compile(rf"^ *{said}", re.MULTILINE)
        later = range(before, len(texts) + 1)
        before = next((at for at in later if begin.search(texts[at - 1])), 0)
        found.append((title, int(number) - before))
    # After many pages of sources, a line more or less may fall on another page.
    assert [each for each in found[:-1] if each[1]] == []
    assert abs(found[-1][1]) <= 1


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_agreed_measures_can_be_read_alone_on_one_page(
    language: str, model: Model[Text], pages: dict[str, list[str]]
) -> None:
    section = model.sections["agreed-measures"]
    block = section.blocks["measures"]
    title = block.title[language]  # type: ignore[union-attr,index] # the block of cards
    for path in (f"{language}/workbook.docx", f"{language}/workbook-print.docx"):
        own = [page for page in pages[path] if page.strip().startswith(section.title[language])]  # type: ignore[index] # a language
        assert len(own) == 1
        assert all(f"{title} {number}" in own[0] for number in (1, 2, 3))
        assert sum(f"{title} 3" in page for page in pages[path]) == 1


@pytest.mark.parametrize("profile", ["meeting", "small-workplace"])
def test_a_workbook_full_of_long_sentences_keeps_each_card_and_question_whole(
    profile: str, model: Model[Text], convert: Convert
) -> None:
    request = Request.model_validate({"languages": ["en"], "profile": profile})
    (file,) = generate("docx", model, request, {"edition": "fill"})
    filler, book = Filler(file.content), resolve(model, request, Language("en"))
    written_ = [each for each in book.places() if each.kind == "text" and not each.tells]
    for number, place in enumerate(written_):
        filler.answer(place, f"Begin{number} {LONG} end{number}")

    texts = _page_texts(convert({"filled.docx": filler.bytes()}, "pdf")["filled.docx"])

    pages = [" ".join(text.split()) for text in texts]
    for number in range(len(written_)):
        begins = [f"Begin{number} " in page for page in pages]
        assert begins.count(True) == 1, written_[number].id
    cards = [page for page in pages if re.search("Measure [1-9] ", page)]
    assert cards
    for card in cards:
        assert len(re.findall("Measure [1-9] ", card)) == card.count("Responsible role")


@pytest.mark.parametrize("edition", ["", "-print"])
def test_each_station_of_the_cover_stands_further_along_than_the_last(
    edition: str, printed: dict[str, Path], model: Model[Text]
) -> None:
    command = ["pdftotext", "-bbox", "-l", "1", str(printed[f"sv/workbook{edition}.docx"]), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    discs = [f'xMin="([0-9.]+)"[^>]*>{chr(0x2776 + at)}<' for at in range(len(model.themes))]
    starts = [float(re.findall(disc, boxes)[0]) for disc in discs]
    assert starts == sorted(set(starts))


def _drawn(convert: Convert, content: bytes) -> list[Picture]:
    return draw(convert({"sample.docx": content}, "pdf")["sample.docx"])


@pytest.mark.parametrize("edition", Edition)
def test_pages_look_as_they_did_when_somebody_looked_at_them(
    edition: Edition, model: Model[Text], convert: Convert
) -> None:
    drawn = _drawn(convert, written_bytes(model, sample_workbook(), edition))
    reviewed = sorted(REFERENCES.glob(f"{edition}-*.png"))
    assert len(drawn) == len(reviewed)
    for page, reference in zip(drawn, reviewed, strict=True):
        assert differences(page, read_png(reference.read_bytes())) == [], reference.name


def _no_header_tint(file: WordFile) -> None:
    for element in file.find("//w:tc/w:tcPr/w:shd"):
        element.set(f"{W}fill", "000000")


def _pages_not_broken(file: WordFile) -> None:
    for element in file.find("//w:sectPr/w:pgSz"):
        element.addprevious(element.makeelement(f"{W}type", {f"{W}val": "continuous"}))


def _uneven_columns(file: WordFile) -> None:
    for table in file.find("//w:tbl"):
        for each in table.xpath(".//*[self::w:gridCol or self::w:tcW][1]", namespaces=NAMESPACES):
            each.set(f"{W}w", str(int(each.get(f"{W}w")) * 2))


def _no_lines(file: WordFile) -> None:
    for element in file.find("//w:style[@w:styleId='TmLines']//w:tab", STYLES):
        element.set(f"{W}leader", "none")


def _no_picture(file: WordFile) -> None:
    for element in file.find("//w:drawing"):
        element.getparent().remove(element)


@pytest.mark.parametrize(
    "broken", [_no_header_tint, _pages_not_broken, _uneven_columns, _no_lines, _no_picture]
)
def test_a_broken_layout_is_seen(broken: object, model: Model[Text], convert: Convert) -> None:
    file = written(model, sample_workbook(), Edition.PRINT)
    broken(file)  # type: ignore[operator] # one of the five above
    drawn = _drawn(convert, file.bytes())
    reviewed = [read_png(e.read_bytes()) for e in sorted(REFERENCES.glob("print-*.png"))]
    seen = [differences(a, b) for a, b in zip(drawn, reviewed, strict=False)]
    assert len(drawn) != len(reviewed) or any(seen)
