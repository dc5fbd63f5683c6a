"""A program translates all that a workbook prints: its answers are read, and one remark says so."""

import re
from typing import Final

import pytest
from lxml import etree
from tests.differential.twin import Page, Python
from tests.docx.word_file import MAIN, W14, WordFile

import toimintamalli
from toimintamalli import Model, Request, Text
from toimintamalli_docx.reader.xml import W

LETTERS: Final = str.maketrans("aeiouyäöåtkslnmr", "eiouyäöåatksnlrm")


def translated(model: Model[Text], profile: str, edition: str) -> tuple[WordFile, int]:
    """A workbook with other words for each of ours, and two boxes ticked on a screen."""
    request = Request.model_validate({"languages": ["fi"], "profile": profile})
    (made,) = toimintamalli.generate("docx", model, request, {"edition": edition})
    file = WordFile.open(made.content)
    roots = {
        name: etree.fromstring(part)
        for name, part in file.parts.items()
        if name == MAIN or name.startswith(("word/header", "word/footer"))
    }
    for root in roots.values():
        for text in root.iter(f"{W}t"):
            if re.search("[a-zäö]{2}", text.text or ""):
                text.text = " ".join(f"z{each.translate(LETTERS)}" for each in text.text.split(" "))
    boxes = list(roots[MAIN].iter(f"{W14}checkbox"))[40:90:49]
    for box in boxes:
        box.find(f"{W14}checked").set(f"{W14}val", "1")
        next(box.getparent().getnext().iter(f"{W}t")).text = "☒"
    return WordFile({**file.parts, **{n: etree.tostring(r) for n, r in roots.items()}}), len(boxes)


@pytest.mark.parametrize("edition", ["fill", "print"])
@pytest.mark.parametrize("profile", ["complete", "small-workplace"])
def test_a_translated_workbook_gives_its_answers_and_one_remark(
    profile: str, edition: str, model: Model[Text], page: Page
) -> None:
    file, ticked = translated(model, profile, edition)
    reply = Python(model).read(file.bytes())
    assert [each["code"] for each in reply["findings"]] == ["docx-translated"]
    assert sum(len(each.get("answers", {})) for each in reply["sheets"]) == ticked
    assert any(each.get("unrecognised") for each in reply["sheets"])
    assert page.read(file.bytes()) == reply


def test_many_boxes_that_look_empty_are_no_translation(model: Model[Text], page: Page) -> None:
    request = Request.model_validate({"languages": ["fi"], "profile": "complete"})
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    file = WordFile.open(made.content)
    root = etree.fromstring(file.parts[MAIN])
    for row in root.iter(f"{W}tr"):
        for checked in list(row.iter(f"{W14}checked"))[:1]:
            checked.set(f"{W14}val", "1")
    ticked = WordFile({**file.parts, MAIN: etree.tostring(root)})
    reply = Python(model).read(ticked.bytes())
    assert {each["code"] for each in reply["findings"]} == {"docx-box-looks-empty"}
    assert page.read(ticked.bytes()) == reply


@pytest.mark.parametrize(("profile", "changed"), [("small-workplace", 1), ("complete", 12)])
def test_questions_in_other_words_are_still_told_by_themselves(
    profile: str, changed: int, model: Model[Text], page: Page
) -> None:
    request = Request.model_validate({"languages": ["fi"], "profile": profile})
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    file = WordFile.open(made.content)
    root = etree.fromstring(file.parts[MAIN])
    asked = [t for t in root.iter(f"{W}t") if (t.text or "").startswith("Kuinka hyvin")]
    for text in asked[:changed]:
        text.text = "Miten hyvin kaikki sujuu meidän mielestämme?"
    edited = WordFile({**file.parts, MAIN: etree.tostring(root)})
    reply = Python(model).read(edited.bytes())
    assert [each["code"] for each in reply["findings"]] == ["docx-changed-prompt"] * changed
    assert page.read(edited.bytes()) == reply


@pytest.mark.parametrize("piece", [" & ", "&nbsp;", "&amp", "&#0;", "&#xFFFE;", "\x0b", "&a;"])
def test_both_readers_refuse_what_is_no_xml(piece: str, model: Model[Text], page: Page) -> None:
    request = Request.model_validate({"languages": ["fi"], "profile": "small-workplace"})
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    file = WordFile.open(made.content)
    before, end, after = file.parts[MAIN].partition(b"</w:t>")
    broken = WordFile({**file.parts, MAIN: before + piece.encode() + end + after})
    reply = Python(model).read(broken.bytes())
    assert reply == {"refused": "docx-bad-xml"}
    assert page.read(broken.bytes()) == reply
