"""Text in Word: escaped, without what XML forbids, each in its own language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.docx.word_file import NAMESPACES, W, text_of, value

from toimintamalli import Language, LocalizedText, Missing
from toimintamalli_docx.text import Speech, attribute, escape, paragraph, paragraphs, run

FI = Language("fi")
MARK = LocalizedText("[kääntämättä: {language}]", FI)


def tree(xml: str) -> etree._Element:
    return etree.fromstring(f'<r xmlns:w="{NAMESPACES["w"]}">{xml}</r>')


@given(st.text())
def test_any_string_arrives_whole_but_for_what_xml_forbids(string: str) -> None:
    said = text_of(tree(paragraph("BodyText", run(string))))
    lines = string.replace("\r\n", "\n").replace("\r", "\n")
    assert said == "".join(line for line in lines if _is_legal(ord(line)))


def _is_legal(code: int) -> bool:
    # The Char production of XML 1.0, in numbers.
    return code in (9, 10) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_never_reaches_the_file(character: str) -> None:
    assert escape(f"a{character}b") == "ab"
    assert character not in attribute(f"a{character}b")


def test_markup_in_content_is_text() -> None:
    said = '<w:p/> & "lainaus" \u2013 ]]>'
    assert text_of(tree(run(said))) == said
    assert tree(f'<a b="{attribute(said)}"/>')[0].get("b") == said


def test_a_line_break_in_content_is_a_line_break_in_word() -> None:
    assert len(tree(run("yksi\nkaksi")).findall(f".//{W}br")) == 1


def test_a_blank_line_starts_a_paragraph() -> None:
    text = LocalizedText("Yksi.\n\nKaksi.\n \nKolme.\n", FI)
    assert [each.string for each in paragraphs(text)] == ["Yksi.", "Kaksi.", "Kolme."]


def _languages(xml: str) -> list[str]:
    return [value(each) for each in tree(xml).iter(f"{W}lang")]


def test_a_text_in_the_documents_language_needs_no_tag() -> None:
    speech = Speech(FI, Missing.SOURCE, MARK)
    assert _languages(speech.runs(LocalizedText("Hei", FI))) == []


def test_a_fallback_carries_its_own_language() -> None:
    speech = Speech(FI, Missing.SOURCE, MARK)
    fallback = LocalizedText("Hello", Language("en"), fallback=True)
    assert _languages(speech.runs(fallback)) == ["en-GB"]
    assert text_of(tree(speech.runs(fallback))) == "Hello"


def test_a_fallback_is_marked_where_marks_were_asked_for() -> None:
    speech = Speech(FI, Missing.MARK, MARK)
    fallback = LocalizedText("Hello", Language("en"), fallback=True)
    assert text_of(tree(speech.runs(fallback))) == "Hello [kääntämättä: en]"
    assert text_of(tree(speech.runs(LocalizedText("Hei", FI)))) == "Hei"
