"""Editors work on after a workbook was printed, without raising the version."""

from typing import Final

import pytest
from lxml import etree
from tests.differential.twin import Page, Python
from tests.docx.filling import Filler
from tests.docx.word_file import MAIN, WordFile

import toimintamalli
from toimintamalli import Model, Request, Text, resolve
from toimintamalli.model.ids import Language
from toimintamalli.model.view import map_texts
from toimintamalli_docx.reader.xml import W

FI: Final = Language("fi")
OWN: Final = "Ensi kerralla kahvit kaikille"
BEFORE: Final = "Kysymme samaa toisin sanoin"


def as_it_was(model: Model[Text]) -> Model[Text]:
    """The content of the same version before somebody gave each Finnish sentence other words."""
    return map_texts(
        model,
        lambda text: (
            Text({**text, FI: f"{BEFORE}: {' '.join(reversed(said.split()))}"})
            if len((said := text.get(FI, "")).split()) > 3
            else text
        ),
    )


def filled(model: Model[Text]) -> tuple[bytes, int]:
    """A workbook with each statement answered and a paragraph of somebody's at its end."""
    request = Request.model_validate({"languages": ["fi"], "profile": "pre-task"})
    made = next(iter(toimintamalli.generate("docx", model, request, {"edition": "fill"})))
    filler = Filler(made.content)
    places = resolve(model, request, FI).places()
    asked = [each for each in places if each.kind == "scale" and each.id in filler.controls]
    for place in asked:
        filler.answer(place, 4)
    file = WordFile.open(filler.bytes())
    root = etree.fromstring(file.parts[MAIN])
    last = root.find(f"{W}body/{W}sectPr")
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = OWN
    last.addprevious(paragraph)
    return WordFile({**file.parts, MAIN: etree.tostring(root)}).bytes(), len(asked)


def test_a_workbook_printed_before_an_edit_gives_its_answers_and_one_remark(
    model: Model[Text], page: Page
) -> None:
    data, asked = filled(as_it_was(model))
    reply = Python(model).read(data)
    assert [each["code"] for each in reply["findings"]] == ["docx-other-wording"]
    assert sum(len(each.get("answers", {})) for each in reply["sheets"]) == asked
    kept = [text for each in reply["sheets"] for text in each.get("unrecognised", {}).values()]
    assert any(OWN in text for text in kept)
    assert page.read(data) == reply


def test_what_is_written_into_todays_workbook_is_told_by_itself(model: Model[Text]) -> None:
    reply = Python(model).read(filled(model)[0])
    assert [each["code"] for each in reply["findings"]] == ["docx-loose-text"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_an_edit_in_one_language_leaves_the_others_as_they_are(
    language: str, model: Model[Text]
) -> None:
    request = Request.model_validate({"languages": [language], "profile": "agreement"})
    (made,) = toimintamalli.generate("docx", as_it_was(model), request, {"edition": "fill"})
    assert Python(model).read(made.content)["findings"] == []
