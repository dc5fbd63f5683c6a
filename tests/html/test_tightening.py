"""Leaving out quotes changes nothing, whatever people have written between them."""

import json

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape

from toimintamalli_html._program import _as_json
from toimintamalli_html._templates import tighten

# HTML itself turns some characters into others, which no quotes prevent.
WRITTEN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))) | st.text("a=<>/&\"'` \t;#")


@given(WRITTEN, WRITTEN, WRITTEN)
@example("a/", "", "")
@example("a=b", 'onclick="x"', ' title="y"')
@example("`", "'", " a=")
def test_attributes_and_text_stay_what_was_written(one: str, other: str, text: str) -> None:
    page = f'<main title="{escape(one)}" lang="{escape(other)}">{escape(text)}<br></main>'
    for html in (page, tighten(page)):
        (main,) = html5lib.parse(html, namespaceHTMLElements=False).iter("main")
        assert (main.attrib, main.text or "") == ({"title": one, "lang": other}, text)


@given(st.lists(WRITTEN))
@example([" a=", ""])
@example(["", " a=", "b"])
def test_the_facts_of_the_script_stay_what_they_are(words: list[str]) -> None:
    facts: dict[str, object] = {"words": words, "x": "y"}
    html = tighten(f"<main data-program='{_as_json(facts)}'>x</main>")
    (main,) = html5lib.parse(html, namespaceHTMLElements=False).iter("main")
    assert json.loads(main.attrib["data-program"]) == facts
