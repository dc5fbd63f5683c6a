"""Workbooks that another program has written anew: no control, bookmark or tag, and other words."""

import json

import pytest
from lxml import etree
from tests.differential.twin import Page, Python
from tests.docx.filling import Filler, Given
from tests.docx.habits import flatten_all
from tests.docx.test_reading import some_answer
from tests.docx.word_file import MAIN, W, WordFile, value

from toimintamalli import Language, Model, Request, Text, generate, resolve
from toimintamalli.model.ids import Slug


def filled(model: Model[Text], profile: str, language: Language) -> tuple[Filler, dict[str, Given]]:
    """A workbook with an answer in every place, and the answers."""
    request = Request(profile=Slug(profile), languages=(language,))
    (made,) = generate("docx", model, request, {"edition": "fill"})
    filler = Filler(made.content)
    answers: dict[str, Given] = {}
    for number, place in enumerate(resolve(model, request, language).places()):
        if place.id not in filler.controls:
            continue
        answer = {"text": f"{number} sanaa", "date": f"2027-05-{number % 15 + 13}"}.get(
            place.kind, some_answer(place, number)
        )
        filler.answer(place, answer)
        answers[place.id] = answer
    return filler, answers


def show_captions(file: WordFile) -> None:
    """Pandoc prints what is told of a table, title and description in one, above the table."""
    for table in list(file.root(MAIN).iter(f"{W}tbl")):
        told = table.findall(f"{W}tblPr/*")
        said = "".join(value(each) for each in told if each.tag in _CAPTIONS)
        if said:
            paragraph = etree.Element(f"{W}p")
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = said
            table.addprevious(paragraph)


_CAPTIONS = (f"{W}tblCaption", f"{W}tblDescription")


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("profile", ["meeting", "complete", "small-workplace"])
def test_what_is_printed_is_enough_to_find_every_answer(
    model: Model[Text], page: Page, profile: str, language: str
) -> None:
    filler, answers = filled(model, profile, Language(language))
    flatten_all(filler.file)
    show_captions(filler.file)
    content = filler.bytes()
    reply = Python(model).read(content)
    read = {
        id_: given.get("value")
        for sheet in reply["sheets"]
        for id_, given in sheet.get("answers", {}).items()
    }
    assert read == {id_: given for id_, given in answers.items() if id_ in read or given}
    kept = [sheet.get("unrecognised") for sheet in reply["sheets"] if sheet.get("unrecognised")]
    assert kept == [], json.dumps(kept, ensure_ascii=False)
    assert page.read(content) == reply
