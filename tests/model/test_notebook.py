"""What a notebook shows of a value: a table in which each text says its own language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli import LocalizedText, Text
from toimintamalli.messages import LANGUAGES, say
from toimintamalli.model.ids import Language
from toimintamalli.model.notebook import Cell, language_of, show_table

FI, SV, DE = Language("fi"), Language("sv"), Language("de")
MANY = Text({SV: "Vårt <arbete>", FI: "Työmme"})
ONE = LocalizedText("Unsere Arbeit", DE)


def parts(html: str, tag: str) -> list[tuple[str | None, str]]:
    """Return the language and the content of each element of a kind."""
    found = re.findall(rf'<{tag}\b((?:[^>"]|"[^"]*")*)>(.*?)</{tag}>', html)
    return [
        ((re.search(r'\blang="([^"]*)"', said) or [None, None])[1], content)
        for said, content in found
    ]


@pytest.mark.parametrize(
    ("cell", "language", "shown"),
    [
        (MANY, "sv", "Vårt &lt;arbete&gt;"),
        (ONE, "de", "Unsere Arbeit"),
        (LocalizedText("Työmme", FI, fallback=True), "fi", "Työmme"),
        ("a & b", None, "a &amp; b"),
        (0, None, "0"),
        (2.5, None, "2.5"),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_each_text_says_its_own_language_and_what_is_not_known_stays_empty(
    cell: Cell, language: str | None, shown: str
) -> None:
    assert parts(show_table("Table", "", (), [[cell]]), "td") == [(language, shown)]


@pytest.mark.parametrize(
    ("title", "language", "spoken"),
    [(MANY, "sv", "sv"), (ONE, "de", "en"), ("Only words", None, "en")],
)
def test_the_headings_speak_the_language_of_the_title_where_they_can(
    title: Text | LocalizedText | str, language: str | None, spoken: str
) -> None:
    html = show_table(title, "1.0.0 & on", ("number", "text"), [])
    assert parts(html, "b") == [(language, str(title).replace("<", "&lt;").replace(">", "&gt;"))]
    assert parts(html, "th") == [
        (spoken, say("column-number", spoken)),
        (spoken, say("column-text", spoken)),
    ]
    assert "</b> 1.0.0 &amp; on</caption>" in html


def test_without_a_note_the_title_stands_alone() -> None:
    assert "<b>Table</b></caption>" in show_table("Table", "", (), [])


@given(st.permutations(LANGUAGES))
def test_a_text_of_several_languages_prints_in_the_first(languages: list[str]) -> None:
    text = Text({Language(language): language for language in languages})
    assert (language_of(text), str(text)) == (languages[0], languages[0])
