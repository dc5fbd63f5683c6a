"""Who can't say ticks a box of their own beside the values of a scale, on a screen and on paper."""

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from lxml import etree
from tests.differential.twin import Page, Python
from tests.docx.conftest import Convert
from tests.docx.word_file import CUSTOM, MAIN, W14, WordFile

import toimintamalli
from toimintamalli import Model, Request, Text
from toimintamalli.xml import Element
from toimintamalli_docx.names import bookmark_name, unsure_name
from toimintamalli_docx.reader.xml import VAL, W

OWN: Final = "prerequisites.question.roles-known@workplace"
JOINT: Final = "prerequisites.question.roles-known"
UNSURE: Final = {"kind": "no-answer"}
FOUR: Final = {"kind": "scale", "value": 4}
Reply = Any


@pytest.fixture(scope="module")
def python(model: Model[Text]) -> Python:
    return Python(model)


def workbook(model: Model[Text], edition: str, profile: str = "meeting") -> WordFile:
    request = Request.model_validate({"languages": ["sv"], "profile": profile})
    (made,) = toimintamalli.generate("docx", model, request, {"edition": edition})
    return WordFile.open(made.content)


class Row:
    """The row of a scale, in a document that is being filled in."""

    def __init__(self, file: WordFile, place: str) -> None:
        self.root = etree.fromstring(file.parts[MAIN])
        name = bookmark_name(place)
        (mark,) = (
            each for each in self.root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name
        )
        self.cells = list(next(mark.iterancestors(f"{W}tr")).iter(f"{W}tc"))
        self._file = file

    def tick(self, at: int) -> None:
        """Tick a live box as Word does."""
        cell = self.cells[at]
        next(cell.iter(f"{W14}checked")).set(f"{W14}val", "1")
        next(cell.iter(f"{W}t")).text = "☒"

    def write(self, at: int, text: str) -> None:
        """Write instead of what is printed."""
        texts = list(self.cells[at].iter(f"{W}t"))
        if not texts:
            run = etree.SubElement(next(self.cells[at].iter(f"{W}p")), f"{W}r")
            texts = [etree.SubElement(run, f"{W}t")]
        texts[0].text = text

    def set_off(self, at: int, name: str, value: str) -> None:
        """Highlight or strike what is printed."""
        for run in self.cells[at].iter(f"{W}r"):
            looks = run.find(f"{W}rPr")
            looks = etree.SubElement(run, f"{W}rPr") if looks is None else looks
            etree.SubElement(looks, f"{W}{name}").set(VAL, value)

    def file(self) -> WordFile:
        return WordFile({**self._file.parts, MAIN: etree.tostring(self.root)})


def read(file: WordFile, python: Python, page: Page) -> tuple[dict[str, Reply], list[Reply]]:
    """What both readers make of it: the answers, and what they tell."""
    reply = python.read(file.bytes())
    assert page.read(file.bytes()) == reply
    answers = {id_: a for sheet in reply["sheets"] for id_, a in sheet.get("answers", {}).items()}
    return answers, reply["findings"]


@pytest.mark.parametrize("profile", ["meeting", "complete", "small-workplace"])
@pytest.mark.parametrize("edition", ["fill", "print"])
def test_each_row_of_a_scale_has_the_box_after_its_values(
    profile: str, edition: str, model: Model[Text]
) -> None:
    root = etree.fromstring(workbook(model, edition, profile).parts[MAIN])
    names = {each.get(f"{W}name"): each for each in root.iter(f"{W}bookmarkStart")}
    scales = [name for name in names if f"tmx_{name[3:]}" in names]
    assert len(scales) >= 5
    for name in scales:
        cell = next(names[unsure_name(name)].iterancestors(f"{W}tc"))
        row = next(names[name].iterancestors(f"{W}tr"))
        assert cell is list(row.iter(f"{W}tc"))[-1]
        assert "".join(cell.itertext()) == "☐"


@pytest.mark.parametrize("place", [OWN, JOINT])
def test_a_ticked_box_says_that_one_cannot_say(
    place: str, model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "fill"), place)
    row.tick(-1)
    assert read(row.file(), python, page) == ({place: UNSURE}, [])


@pytest.mark.parametrize("place", [OWN, JOINT])
@pytest.mark.parametrize("sign", ["☒", "x", "?", "✓", "☐ x", "✅"])
def test_whatever_is_written_in_it_on_paper_says_so_too(
    sign: str, place: str, model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "print"), place)
    row.write(-1, sign)
    assert read(row.file(), python, page) == ({place: UNSURE}, [])


def test_a_box_that_is_set_off_is_read_and_told(
    model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "print"), OWN)
    row.set_off(-1, "highlight", "yellow")
    answers, findings = read(row.file(), python, page)
    assert answers == {OWN: UNSURE}
    assert [(finding["code"], finding["text"]) for finding in findings] == [
        ("docx-read-by-look", "?")
    ]


@pytest.mark.parametrize(
    ("struck", "value"), [((-6, -5, -4, -2), FOUR), ((-6, -5, -4, -3, -2), UNSURE)]
)
def test_what_is_left_when_the_others_are_struck_out_is_the_answer(
    struck: tuple[int, ...], value: Reply, model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "print"), OWN)
    for at in struck:
        row.set_off(at, "strike", "1")
    assert read(row.file(), python, page)[0] == {OWN: value}


@pytest.mark.parametrize("edition", ["fill", "print"])
def test_a_value_and_the_box_are_both_told_and_none_is_chosen(
    edition: str, model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, edition), JOINT)
    for at in (-3, -1):
        if edition == "fill":
            row.tick(at)
        else:
            row.write(at, "x")
    answers, findings = read(row.file(), python, page)
    assert answers == {}
    assert [(finding["code"], finding["text"]) for finding in findings] == [
        ("docx-several-marks", "4, ?")
    ]


@pytest.mark.parametrize("edition", ["fill", "print"])
def test_a_value_is_that_of_its_own_column(
    edition: str, model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, edition), JOINT)
    if edition == "fill":
        row.tick(-3)
    else:
        row.write(-3, "x")
    assert read(row.file(), python, page) == ({JOINT: FOUR}, [])


def test_a_party_that_cannot_say_can_write_so_in_its_column(
    model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "print"), JOINT)
    row.write(2, "?")
    row.write(3, "4")
    answers, findings = read(row.file(), python, page)
    assert answers == {OWN: UNSURE, OWN.replace("workplace", "ohs"): FOUR}
    assert findings == []


def without_bookmarks(file: WordFile) -> WordFile:
    root = etree.fromstring(file.parts[MAIN])
    for tag in ("bookmarkStart", "bookmarkEnd", "tag"):
        for each in list(root.iter(f"{W}{tag}")):
            each.getparent().remove(each)
    return WordFile({**file.parts, MAIN: etree.tostring(root)})


def unnamed(file: WordFile) -> WordFile:
    """The same file as a program leaves it that knows neither bookmarks nor properties."""
    bare = without_bookmarks(file)
    custom = re.sub(rb"<property .*</property>", b"", bare.parts[CUSTOM])
    return WordFile({**bare.parts, CUSTOM: custom})


@pytest.mark.parametrize("lose", [without_bookmarks, unnamed])
@pytest.mark.parametrize("place", [OWN, JOINT])
def test_the_box_is_known_by_its_column_where_its_names_are_gone(
    lose: Callable[[WordFile], WordFile],
    place: str,
    model: Model[Text],
    python: Python,
    page: Page,
) -> None:
    row = Row(workbook(model, "fill"), place)
    row.tick(-1)
    assert read(lose(row.file()), python, page)[0] == {place: UNSURE}


@pytest.mark.parametrize("way", ["docx:MS Word 2007 XML", "odt"])
def test_the_box_outlives_libreoffice(
    way: str, model: Model[Text], python: Python, page: Page, convert: Convert
) -> None:
    row = Row(workbook(model, "fill"), OWN)
    row.tick(-1)
    saved = convert({"one.docx": row.file().bytes()}, way)["one.docx"]
    if way == "odt":
        saved = convert({"one.odt": saved.read_bytes()}, "docx:MS Word 2007 XML")["one.odt"]
    file = WordFile.open(saved.read_bytes())
    assert read(file, python, page)[0] == {OWN: UNSURE}


def test_rows_without_the_box_are_read_as_they_were(
    model: Model[Text], python: Python, page: Page
) -> None:
    """As workbooks were before they had it, or where somebody deleted the column."""
    file = workbook(model, "print")
    root: Element = etree.fromstring(file.parts[MAIN])
    for mark in list(root.iter(f"{W}bookmarkStart")):
        if mark.get(f"{W}name").startswith("tmx_"):
            cell = next(mark.iterancestors(f"{W}tc"))
            cell.getparent().remove(cell)
    old = WordFile({**file.parts, MAIN: etree.tostring(root)})
    for said in (
        old,
        WordFile({**old.parts, CUSTOM: old.parts[CUSTOM].replace(b"unsure", b"other")}),
    ):
        row = Row(said, JOINT)
        row.write(-2, "x")
        row.write(2, "3")
        answers, findings = read(row.file(), python, page)
        assert answers == {JOINT: FOUR, OWN: {"kind": "scale", "value": 3}}
        assert findings == []


def test_words_that_somebody_struck_out_in_the_cell_of_a_value_are_told(
    model: Model[Text], python: Python, page: Page
) -> None:
    row = Row(workbook(model, "print"), OWN)
    row.write(-3, "ei vielä")
    row.set_off(-3, "strike", "1")
    findings = read(row.file(), python, page)[1]
    assert ("docx-struck", "ei vielä") in [
        (finding["code"], finding["text"]) for finding in findings
    ]
