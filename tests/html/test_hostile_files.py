"""Files that nobody should trust do no harm in the browser: each is read, or refused."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page
from tests.docx import hostile

from toimintamalli import Model, Text
from toimintamalli.findings import has_errors
from toimintamalli_docx.reader import reader

MUTANTS: Final = 110
FILLED: Final = re.compile(r"\{\w+(?:, plural,(?:[^{}]|\{[^{}]*\})*)?\}")
"""A placeholder of a word, also one that chooses by number."""
PATIENCE: Final = 15_000
"""Milliseconds after which a file hangs the page: seven times what one may take alone."""
OF_ANY: Final = {"file-not-answers": "docx-not-word", "file-too-large": "docx-too-large"}
"""What the page says of any file, and Python of Word files."""

STRICTER: Final = {
    "a size of four gigabytes",
    "a ZIP64 size without a ZIP64 field",
    "a name longer than the file",
}
"""The page believes less of what a package says of itself, and calls these damaged."""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Path, str]]:
    """What each file is, where it lies, and what it must come to, if that is known."""
    folder = tmp_path_factory.mktemp("hostile")
    made = hostile.write(folder, MUTANTS)
    return [(title, folder / name, code) for name, (title, code) in made.items()]


def opened(page: Page, file: Path) -> str:
    """Open one file, and return the code for which it is refused, or that it is read."""
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files("#files", file)
    page.wait_for_selector("#said:not([aria-busy]) p", timeout=PATIENCE)
    said = page.inner_text("#said p")
    if page.locator("#sources:not([hidden])").count():
        page.click("#sources button")
        return hostile.READ
    program = page.eval_on_selector("#program", "template => template.content.textContent")
    words: dict[str, str] = json.loads(program)["words"]
    # What is told of a Word file stands after its name; other words hold the name themselves.
    whole = " ".join(said.split())
    told = {whole, whole.removeprefix(f"{file.name}: ")}
    # A word that is little but its placeholders fits whatever is said.
    fitting = [code for code in words if any(re.fullmatch(pattern(words[code]), t) for t in told)]
    code = max(fitting, key=lambda code: len(FILLED.sub("", words[code])))
    return OF_ANY.get(code, code)


def pattern(word: str) -> str:
    """A pattern of what a word says, whatever fills its placeholders."""
    fixed = FILLED.split(" ".join(word.split()))
    return "(?s)" + ".*".join(map(re.escape, fixed))


def python_says(model: Model[Text], content: bytes) -> str:
    _, findings = reader.read(content, model)
    return next((finding.code for finding in findings if has_errors([finding])), hostile.READ)


def test_each_is_read_or_refused_as_in_python_and_none_does_harm(
    site: Path, visit: Callable[..., Any], model: Model[Text], listed: list[tuple[str, Path, str]]
) -> None:
    arrived = visit()
    page = arrived.open(site / "en" / "follow-up.html")
    talks: list[str] = []
    page.on("dialog", lambda each: talks.append(each.message))
    before = page.evaluate("Object.keys(globalThis).length")
    came_to = {name: opened(page, file) for name, file, _ in listed}
    assert len(came_to) > 150
    assert "file-unread" not in came_to.values()
    assert list(came_to.values()).count(hostile.READ) > MUTANTS / 5
    known = {name: code for name, _, code in listed if code}
    assert {name: came_to[name] for name in known} == known
    rest = [
        (name, python_says(model, file.read_bytes())) for name, file, code in listed if not code
    ]
    differ = {name for name, said in rest if came_to[name] != said}
    # Where bytes are changed at random, the two may find the break in another place.
    assert len({each for each in differ if each.startswith("mutant")}) <= MUTANTS / 20, differ
    assert {each for each in differ if not each.startswith("mutant")} <= STRICTER
    assert talks == []
    assert arrived.requests == [(site / "en" / "follow-up.html").as_uri()]
    assert page.evaluate("Object.keys(globalThis).length") == before
    # What Chromium itself shows of broken XML has a style, which the page's policy forbids.
    assert all("Applying inline style" in complaint for complaint in arrived.complaints)
    arrived.complaints.clear()
