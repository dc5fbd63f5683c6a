"""What the three checkers miss, and the proof that a fault of any kind is seen by one of us.

The page is checked as it is, and then with one fault at a time.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel
from tests.html.places_on_page import places_in

from toimintamalli import Language, Model, Request, Text, resolve

CONTROLS: Final = {"input", "select", "textarea"}
HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
OF_OTHERS: Final = {"workbook.docx"}
"""Files that another format writes beside the pages."""
NAMES: Final = {"fi": "Suomi", "en": "English", "sv": "Svenska"}


@dataclass(frozen=True)
class Checked:
    """A page as its parser sees it, and what it should hold."""

    file: Path
    root: Element
    language: str
    places: frozenset[str]
    foreign: frozenset[str]
    """Sentences of the other language."""

    def find(self, *names: str) -> Iterator[Element]:
        return (element for element in self.root.iter() if element.tag in names)


def text_of(element: Element) -> str:
    return "".join(element.itertext()).strip()


def wrong_language(page: Checked) -> Iterator[str]:
    if page.root.get("lang") != page.language:
        yield f"the page says that it is in {page.root.get('lang')}"


def language_links(page: Checked) -> Iterator[str]:
    for element in page.find("a"):
        target = re.search(r"\.\./(\w+)/[\w-]+.html", element.get("href", ""))
        if target:
            language = target[1]
            if (element.get("lang"), element.get("hreflang")) != (language, language):
                yield f"a link to {language} does not say its language"
            if text_of(element) != NAMES[language]:
                yield f"a link to {language} is named {text_of(element)}"


def loose_radios(page: Checked) -> Iterator[str]:
    inside = 0
    for scale in page.find("fieldset"):
        radios = [element for element in scale.iter("input") if element.get("type") == "radio"]
        inside += len(radios)
        if radios and next(iter(scale)).tag != "legend":
            yield "a scale has no legend"
        if {element.get("name") for element in radios} - {scale.get("data-place")}:
            yield f"a radio button is in another group than {scale.get('data-place')}"
        values = [element.get("value") for element in radios]
        if None in values or len(set(values)) < len(values):
            yield f"values of a scale: {values}"
    if inside != sum(element.get("type") == "radio" for element in page.find("input")):
        yield "a radio button stands outside a scale"


def preselected(page: Checked) -> Iterator[str]:
    if any(
        "checked" in element.attrib and element.get("id") != "keep"
        for element in page.find("input")
    ):
        yield "something is chosen beforehand"
    if any("selected" in element.attrib for element in page.find("option")):
        yield "an option is chosen beforehand"


def broken_links(page: Checked) -> Iterator[str]:
    anchors = {element.get("id") for element in page.root.iter()}
    for element in page.find("a"):
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in anchors:
            yield f"no such anchor: {href}"
        known = href in OF_OTHERS or (page.file.parent / href).exists()
        if not re.match(r"#|https:|mailto:", href) and not known:
            yield f"no such file: {href}"


def dangling(page: Checked) -> Iterator[str]:
    ids = {element.get("id") for element in page.root.iter()}
    for element in page.root.iter():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for id_ in element.get(name, "").split():
                if id_ not in ids:
                    yield f"{name} names nothing: {id_}"


def untranslated(page: Checked) -> Iterator[str]:
    def walk(element: Element, language: str) -> Iterator[str]:
        own = element.get("lang", language)
        if own == page.language:
            for said in (element.text, *(each.tail for each in element)):
                if said and said.strip() in page.foreign:
                    yield f"untranslated: {said.strip()}"
        for each in element:
            yield from walk(each, own)

    yield from walk(page.root, page.language)


def misplaced(page: Checked) -> Iterator[str]:
    found = Counter(places_in(page.root))
    if set(found) != page.places:
        yield f"places: {sorted(page.places ^ set(found), key=str)}"
    if any(count > 1 for count in found.values()):
        yield "a place stands twice"


def unnamed_controls(page: Checked) -> Iterator[str]:
    parents = {child: parent for parent in page.root.iter() for child in parent}
    for element in page.find(*CONTROLS):
        above = element
        while above in parents and above.tag != "label":
            above = parents[above]
        if above.tag != "label" and "aria-label" not in element.attrib:
            yield f"a {element.tag} has no label"
        elif above.tag == "label" and not text_of(above):
            yield f"the label of a {element.tag} is empty"


def jumping_headings(page: Checked) -> Iterator[str]:
    before = 0
    for element in page.find(*HEADINGS):
        level = HEADINGS[element.tag]
        if level > before + 1:
            yield f"from a heading of level {before} to {level}: {text_of(element)}"
        before = level


def open_policy(page: Checked) -> Iterator[str]:
    policy = next(
        (
            element.get("content", "")
            for element in page.find("meta")
            if "http-equiv" in element.attrib
        ),
        "",
    )
    if not policy.startswith("default-src 'none'") or "unsafe" in policy:
        yield "the policy lets too much in"
    for element in page.find("style", "script"):
        digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
        if f"'sha256-{digest}'" not in policy:
            yield f"the policy does not let the {element.tag} in"


def foreign_code(page: Checked) -> Iterator[str]:
    for element in page.root.iter():
        for name in element.attrib:
            if name.startswith("on") or name == "style":
                yield f"{element.tag} has {name}"
    if any("src" in element.attrib for element in page.root.iter()):
        yield "something is fetched"
    kept = {"canonical", "alternate", "icon"}
    if any(element.get("rel") not in kept for element in page.find("link")):
        yield "a link fetches something"


def headless_tables(page: Checked) -> Iterator[str]:
    for element in page.find("table"):
        heads = list(element.iter("th"))
        if not heads or any("scope" not in head.attrib for head in heads):
            yield "a table's headers do not say what they head"


CHECKS: Final = (
    wrong_language,
    language_links,
    loose_radios,
    preselected,
    broken_links,
    dangling,
    untranslated,
    misplaced,
    unnamed_controls,
    jumping_headings,
    open_policy,
    foreign_code,
    headless_tables,
)


def strings_of(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings_of(getattr(value, name))
    elif hasattr(value, "ids") or isinstance(value, tuple):
        for each in value:  # type: ignore[attr-defined] # a Keyed or a tuple
            yield from strings_of(each)


@pytest.fixture(scope="session")
def examine(model: Model[Text]) -> Callable[[Path, str, Request], list[str]]:
    """Run our own checks over a page's text, as if it lay where the file does."""
    texts = list(strings_of(model))

    def run(file: Path, html: str, request: Request) -> list[str]:
        language = Language(file.parent.name)
        other = Language("en" if language == "fi" else "fi")
        places = {
            place.id
            for each in ("meeting", "complete")
            for place in resolve(
                model, request.model_copy(update={"profile": each}), language
            ).places()
        }
        page = Checked(
            file=file,
            root=html5lib.parse(html, namespaceHTMLElements=False),
            language=language,
            places=frozenset(places if file.stem == "workbook" else ()),
            foreign=frozenset(
                text[other].strip()
                for text in texts
                if language in text and other in text and text[language] != text[other]
            ),
        )
        return [fault for check in CHECKS for fault in check(page)]

    return run


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("page", ["workbook", "follow-up"])
def test_our_own_checks_find_nothing_on_the_page(
    site: Path, examine: Callable[..., list[str]], page: str, language: str
) -> None:
    file = site / language / f"{page}.html"
    assert examine(file, file.read_text(encoding="utf-8"), Request()) == []


def test_the_nu_checker_finds_nothing_on_any_page(
    site: Path, vnu: Callable[[Path], dict[str, list[str]]]
) -> None:
    assert vnu(site) == {}


def test_html_validate_finds_nothing_on_any_page(
    site: Path, html_validate: Callable[[Path], dict[str, list[str]]]
) -> None:
    assert html_validate(site) == {}


@dataclass(frozen=True)
class Fault:
    """One thing to break: the first match of a pattern becomes something else."""

    name: str
    pattern: str
    broken: str
    seen_by: str


FAULTS: Final = (
    Fault("the wrong language", r'<html lang="en">', '<html lang="fi">', "own"),
    Fault("no language", r'<html lang="en">', "<html>", "axe"),
    Fault("a language link without its language", r'<a lang="fi" hreflang', "<a hreflang", "own"),
    Fault("a language link in this language", r">Suomi</a>", ">Finnish</a>", "own"),
    Fault(
        "a scale without its question",
        r'(<fieldset class="scale"[^>]*>)\s*<legend>.*?</legend>',
        r"\1",
        "own",
    ),
    Fault("a radio button in another group", r'<input type="radio" name="', r"\g<0>x", "own"),
    Fault("a value twice", r'" value="3">3', r'" value="2">3', "own"),
    Fault("a value chosen beforehand", r'" value="3"(?=>3)', r"\g<0> checked", "own"),
    Fault("no answer chosen beforehand", r' value="no-answer"', r"\g<0> checked", "own"),
    Fault("a link to nowhere on the page", r'href="#glossary"', 'href="#glosary"', "own"),
    Fault("a link to a missing file", r"\.\./fi/workbook.html", "../fi/workbok.html", "own"),
    Fault(
        "a sentence left in Finnish",
        r"How well does your cooperation take mental well-being[^<]*|>How well[^<]*",
        ">{finnish}",
        "own",
    ),
    Fault(
        "a place that stands twice",
        r'data-place="cover.occasion.date"',
        'data-place="cover.occasion.round"',
        "own",
    ),
    Fault("a place gone", r' data-place="cover.occasion.date"', "", "own"),
    Fault(
        "a field without a label",
        r'<label>([^<]*)(<input type="text" data-place[^>]*>)</label>',
        r"\1\2",
        "own",
    ),
    Fault(
        "an empty label",
        r'<label>[^<]*(<input type="text" data-place[^>]*>)</label>',
        r"<label>\1</label>",
        "own",
    ),
    Fault("a heading skipped", r"<h3>(.*?)</h3>", r"<h5>\1</h5>", "own"),
    Fault("another style", r"<style>", "<style>*{color:red}", "own"),
    Fault("another script", r"<script>", "<script>void 0;", "own"),
    Fault("a policy that lets styles in", r"style-src", "style-src 'unsafe-inline'", "own"),
    Fault("an event handler", r"<main ", '<main onclick="0" ', "own"),
    Fault("a style on an element", r"<main ", '<main style="color:red" ', "own"),
    Fault(
        "a picture from elsewhere",
        r"</main>",
        '<img src="https://x.example/a.png" alt="">\\g<0>',
        "own",
    ),
    Fault("a table without headers", r'<th scope="col">(.*?)</th>', r"<th>\1</th>", "own"),
    Fault("an id twice", r'id="glossary"', 'id="sources"', "vnu"),
    Fault("an element left open", r"</ul>\s*</nav>", "</nav>", "vnu"),
    Fault("an element inside a wrong one", r'<p class="lead">', '<p class="lead"><div>', "vnu"),
    Fault("an attribute that does not exist", r"<main ", '<main colour="red" ', "vnu"),
    Fault("an ARIA role that does not exist", r"<main ", '<main role="middle" ', "vnu"),
    Fault("a label pointing nowhere", r"<label>", '<label for="nothing">', "vnu"),
    Fault(
        "a description pointing nowhere",
        r'aria-labelledby="contents-title"',
        'aria-labelledby="nothing"',
        "own",
    ),
    Fault("no title", r"<title>.*?</title>", "", "vnu"),
    Fault("two main parts", r"<footer>", "<main>x</main><footer>", "vnu"),
    Fault("a button that would submit", r'<button type="button"', "<button", "html-validate"),
    Fault(
        "text that can't be zoomed", r"initial-scale=1", "initial-scale=1, maximum-scale=1", "axe"
    ),
    Fault(
        # In the text, since the list of languages before it is not seen in every view.
        "a list with loose text",
        r"</span></p>\s*<ul>\s*<li>",
        "</span></p><ul><p>x</p><li>",
        "axe",
    ),
    Fault("faint text", r"--soft-text: #4A565C", "--soft-text: #b0b8bc", "axe"),
    Fault(
        "a target too small",
        r"</style>",
        ".contents :is(a, li) { all: unset !important; font-size: 4px !important }"
        ".contents li { display: block !important }</style>",
        "axe",
    ),
    Fault("text outside every landmark", r"</header>", "</header><p>loose</p>", "axe"),
    Fault(
        "no main part",
        r'<main id="main" tabindex="-1">(.*?)</main>',
        r'<div id="main">\1</div>',
        "axe",
    ),
)


def with_policy(html: str) -> str:
    """Let a changed style in, so that the browser shows it: the fault is what it looks like."""
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    return re.sub(r"style-src '[^;]*", f"style-src 'sha256-{digest}'", html)


@pytest.fixture(scope="session")
def broken(one_theme: Path, model: Model[Text], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the page for each fault."""
    folder = tmp_path_factory.mktemp("broken")
    whole = (one_theme / "en" / "workbook.html").read_text(encoding="utf-8")
    finnish = model.sections["cover"].title[Language("fi")]
    for index, fault in enumerate(FAULTS):
        replacement = fault.broken.replace("{finnish}", finnish)
        html, count = re.subn(fault.pattern, replacement, whole, count=1, flags=re.DOTALL)
        assert count == 1, f"the page has nothing to break for: {fault.name}"
        (folder / f"{index}.html").write_text(
            with_policy(html) if fault.seen_by == "axe" else html, encoding="utf-8"
        )
    return folder


@pytest.fixture(scope="session")
def nu_said(broken: Path, vnu: Any) -> dict[str, list[str]]:  # noqa: ANN401 -- a checker
    said: dict[str, list[str]] = vnu(broken)
    return said


@pytest.fixture(scope="session")
def validate_said(broken: Path, html_validate: Any) -> dict[str, list[str]]:  # noqa: ANN401 -- a checker
    said: dict[str, list[str]] = html_validate(broken)
    return said


@pytest.fixture
def is_seen(
    broken: Path,
    nu_said: dict[str, list[str]],
    validate_said: dict[str, list[str]],
    axe: Callable[..., dict[str, list[str]]],
    browser: Browser,
) -> Callable[[int], bool]:
    """Tell whether a checker says anything about the copy with a fault."""

    def run(index: int) -> bool:
        file = broken / f"{index}.html"
        if FAULTS[index].seen_by == "axe":
            page = browser.new_page()
            page.goto(f"{file.as_uri()}#all")
            found = bool(axe(page))
            page.close()
            return found
        said = nu_said if FAULTS[index].seen_by == "vnu" else validate_said
        return bool(said.get(file.name))

    return run


def seen_by(*tools: str) -> list[Any]:
    return [
        pytest.param(index, id=each.name)
        for index, each in enumerate(FAULTS)
        if each.seen_by in tools
    ]


@pytest.mark.parametrize("index", seen_by("axe", "vnu", "html-validate"))
def test_the_checkers_see_each_seeded_fault_of_theirs(
    index: int, is_seen: Callable[[int], bool]
) -> None:
    assert is_seen(index)


@pytest.mark.parametrize("index", seen_by("own"))
def test_our_own_checks_see_what_the_others_miss(
    index: int, broken: Path, one_theme: Path, examine: Callable[..., list[str]]
) -> None:
    html = (broken / f"{index}.html").read_text(encoding="utf-8")
    where = one_theme / "en" / "workbook.html"
    assert examine(where, html, Request(themes=("act-and-develop",))) != []


def test_at_least_thirty_faults_are_seeded() -> None:
    assert len(FAULTS) >= 30
