"""Lines about the round before stand in grey beside their places; words written there stay."""

import json
import re
from collections.abc import Callable
from typing import Final

import pytest
from lxml import etree
from tests.differential.twin import Page, Python
from tests.docx.conftest import Convert
from tests.docx.word_file import MAIN, WordFile

import toimintamalli
from toimintamalli import Model, Request, Text
from toimintamalli.xml import Element
from toimintamalli_docx.reader.xml import VAL, W

CUSTOM: Final = "docProps/custom.xml"
LONG: Final = " ".join(f"Sovimme, että asia {number} otetaan esille." for number in range(40))
EARLIER: Final[dict[str, list[tuple[int | None, str | None, str]]]] = {
    "prerequisites.question.roles-known@workplace": [(1, None, "3"), (1, "ohs", "4")],
    "prerequisites.question.contact-works": [(1, "workplace", "2"), (1, "ohs", "5")],
    "prerequisites.question.different-meanings": [(1, None, LONG)],
    "prerequisites.question.meetings-worthwhile": [(None, None, "Kyllä –\nainakin joskus: 3/5")],
    "follow-up-meeting.measures-1.status": [(1, None, "done")],
    "follow-up-meeting.measures-2.status": [(1, None, "under-way")],
}


def workbook(model: Model[Text], language: str) -> WordFile:
    answers = {
        place: [{"round": r, "party": p, "value": v} for r, p, v in said]
        for place, said in EARLIER.items()
    }
    request = Request.model_validate(
        {
            "languages": [language],
            "profile": "complete",
            "occasion": {"earlier": [{"id": p, "answers": a} for p, a in answers.items()]},
        }
    )
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    return WordFile.open(made.content)


def run(words: str) -> Element:
    made = etree.Element(f"{W}r")
    text = etree.SubElement(
        made, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
    )
    text.text = words
    return made


def lines_in(root: Element) -> list[Element]:
    styles = (each for each in root.iter(f"{W}pStyle") if each.get(VAL) == "TmEarlier")
    return [style.getparent().getparent() for style in styles]


def behind(line: Element, word: str) -> None:
    line.append(run(f" {word}"))


def before(line: Element, word: str) -> None:
    line.insert(1, run(f"{word} "))


def within(line: Element, word: str) -> None:
    first = next(line.iter(f"{W}t"))
    first.text = f"{(first.text or '')[:4]} {word} {(first.text or '')[4:]}"


def instead(line: Element, word: str) -> None:
    for each in list(line.iter(f"{W}t")):
        each.text = ""
    behind(line, word)


PLACES: Final = [behind, before, within, instead]


def written(file: WordFile, write: Callable[[Element, str], None]) -> tuple[WordFile, list[str]]:
    root = etree.fromstring(file.parts[MAIN])
    words = []
    for number, line in enumerate(lines_in(root)):
        words.append(f"sana{number:03}")
        write(line, words[-1])
    return WordFile({**file.parts, MAIN: etree.tostring(root)}), words


def unsaid(file: WordFile) -> WordFile:
    """The same as workbooks were before they said which lines they show."""
    custom = re.sub(rb", &quot;earlier&quot;: \{[^}]*\}", b"", file.parts[CUSTOM])
    assert custom != file.parts[CUSTOM]
    return WordFile({**file.parts, CUSTOM: custom})


@pytest.fixture(scope="module")
def python(model: Model[Text]) -> Python:
    return Python(model)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_lines_as_they_were_printed_are_nobodys_words(
    language: str, model: Model[Text], python: Python, page: Page
) -> None:
    file = workbook(model, language)
    assert len(lines_in(etree.fromstring(file.parts[MAIN]))) > len(EARLIER)
    reply = python.read(file.bytes())
    assert reply["findings"] == []
    assert [each for each in reply["sheets"] if each.get("answers")] == []
    assert page.read(file.bytes()) == reply


@pytest.mark.parametrize("write", PLACES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("is_said", [True, False], ids=["said", "unsaid"])
def test_a_word_written_at_such_a_line_is_kept(
    write: Callable[[Element, str], None],
    is_said: bool,  # noqa: FBT001 -- a parameter of the test
    model: Model[Text],
    python: Python,
    page: Page,
) -> None:
    file, words = written(workbook(model, "fi"), write)
    file = file if is_said else unsaid(file)
    reply = python.read(file.bytes())
    said = json.dumps(reply, ensure_ascii=False)
    assert [word for word in words if word not in said] == []
    assert page.read(file.bytes()) == reply
    if is_said and write in (behind, before, instead):
        assert "ainakin joskus" not in said
        assert "Kierros" not in said


def test_old_workbooks_tell_only_lines_whose_printing_is_not_known(
    model: Model[Text], python: Python, page: Page
) -> None:
    file = unsaid(workbook(model, "fi"))
    reply = python.read(file.bytes())
    told = [each["text"] for each in reply["findings"]]
    assert not any(re.search("Kierros 1.*: (?:[1-5]|tehty|kesken)$", each) for each in told)
    assert any("ainakin joskus" in each for each in told)
    assert page.read(file.bytes()) == reply


def test_the_lines_are_known_after_libreoffice_has_saved_the_workbook(
    model: Model[Text], python: Python, page: Page, convert: Convert
) -> None:
    file, words = written(workbook(model, "fi"), behind)
    saved = convert({"one.docx": file.bytes()}, "odt")["one.docx"]
    again = convert({"one.odt": saved.read_bytes()}, "docx:MS Word 2007 XML")["one.odt"]
    reply = python.read(again.read_bytes())
    said = json.dumps(reply, ensure_ascii=False)
    assert [word for word in words if word not in said] == []
    assert "ainakin joskus" not in said
    assert page.read(again.read_bytes()) == reply
