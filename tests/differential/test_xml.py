"""What a page reads of XML by itself is XML to another parser too, and says the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.differential.twin import Json, Page
from tests.support.content import shipped_model

_XMLNS = "{http://www.w3.org/2000/xmlns/}"
_NAMES = ("w:p", "w:t", "v:t", "t", "w:p.1")
_VALUES = ("", "a", " a\tb\n", "&amp;&lt;", "&#233;", "&#x1F600;", "urn:w", "'", "ä")
_TEXTS = ("", "a", " ", "\r\n", "&gt;", "&quot;é", "&#10;", "𝄞", "]]")
_PIECES = (
    *("<", ">", "/", "&", ";", '"', "=", "<w:p>", "</w:p>", "<t/>", "</t>", "<x:t/>", "]]>", " b"),
    *("&#0;", "&#xD800;", "&nbsp;", "<!-- c -->", "<![CDATA[d]]>", "<?p i?>", "\x0b", "\ufffe"),
    *(' w:a="1"', ' v:a="1"', ' a="1"', ' xmlns:w=""', ' xmlns:x="urn:x"', ' xmlns:y="urn:w"'),
    *(' xmlns="urn:w"', ' xml:space="preserve"', ' xmlns:xml="urn:x"', "\u00a0", "é", "\t", ":"),
)

attributes = st.lists(
    st.tuples(st.sampled_from(("a", "b", "w:a", "v:b")), st.sampled_from(_VALUES), st.booleans()),
    max_size=3,
    unique_by=lambda each: each[0],
).map(lambda all_: "".join(_attribute(*each) for each in all_))


def _attribute(name: str, value: str, doubled: bool) -> str:  # noqa: FBT001 -- drawn
    quote = '"' if doubled or "'" in value else "'"
    return f" {name}={quote}{value}{quote}"


def _element(name: str, given_: str, content: list[str]) -> str:
    return f"<{name}{given_}>{''.join(content)}</{name}>" if content else f"<{name}{given_}/>"


elements = st.recursive(
    st.builds(_element, st.sampled_from(_NAMES), attributes, st.just([])),
    lambda inner: st.builds(
        _element,
        st.sampled_from(_NAMES),
        attributes,
        st.lists(inner | st.sampled_from(_TEXTS), max_size=4),
    ),
    max_leaves=12,
)
documents = elements.map(lambda inner: f'<w:d xmlns:w="urn:w" xmlns:v="urn:v">{inner}</w:d>')


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    page = Page(shipped_model())
    yield page
    page.close()


def _as_lxml_has_it(text: str) -> Json:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return _told(etree.fromstring(text.encode(), parser))
    except etree.XMLSyntaxError:
        return None


def _told(element: etree._Element) -> Json:
    tag = element.tag if element.tag.startswith("{") else str(element.tag)
    return [tag, dict(element.attrib), element.text or "", [_told(each) for each in element]]


def _without_declarations(tree: Json) -> Json:
    tag, given_, text, children = tree
    kept = {name: each for name, each in given_.items() if not name.startswith(_XMLNS)}
    return [tag, kept, text, [_without_declarations(child) for child in children]]


@given(documents)
def test_what_programs_write_is_read_without_the_browser(page: Page, text: str) -> None:
    found = page.xml(text)
    assert found is not None
    assert _without_declarations(found) == _as_lxml_has_it(text)


@pytest.mark.parametrize("space", [">urn:w", "a b", "urn", "http://a:b:c", "urn:%", "urn:ä"])
def test_a_namespace_that_is_no_address_is_left_to_the_browser(page: Page, space: str) -> None:
    assert page.xml(f'<w:d xmlns:w="{space}"/>') is None


@given(documents, st.data())
def test_what_is_no_xml_is_left_to_the_browser(page: Page, text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 2))):
        at, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        cut = end if data.draw(st.booleans()) and end - at < 6 else at
        text = text[:at] + data.draw(st.sampled_from(("", *_PIECES))) + text[cut:]
    found = page.xml(text)
    assert found is None or _without_declarations(found) == _as_lxml_has_it(text)
