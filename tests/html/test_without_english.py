"""A model without a word of English: no page shows or says one, however it is opened."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from shutil import copytree
from typing import Final

import pytest
from lxml import etree
from tests.html.conftest import Visit

from toimintamalli import Language, Text
from toimintamalli.cli import main
from toimintamalli.coverage import word_packages
from toimintamalli.translation.pseudo import LONG, pseudo
from toimintamalli.words import WORD_FILES, packaged_words

GARDEN: Final = Path(__file__).parents[2] / "docs/own-model/et"
"""The texts of the model that the docs tell of."""
ENGLISH: Final = Language("en")
NAMES: Final = frozenset({"PDF", "Word", "HTML", "JSON", "json", "docx", "html", "Excel"})
"""What is called so in every language."""
FILLED: Final = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
SPOKEN: Final = ("title", "aria-label", "aria-description", "aria-roledescription", "placeholder",
                 "alt", "label")  # fmt: skip
"""Attributes that people see or hear."""
PAGES: Final = (
    "site/index.html",
    *(
        f"{folder}/{language}/{page}"
        for language in ("et", "uk")
        for folder, page in (
            ("site", "workbook.html"),
            ("site", "follow-up.html"),
            ("site", "path.html"),
            ("report", "report.html"),
        )
    ),
)


def command(*arguments: str) -> None:
    assert main(arguments) == 0, arguments


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the model of the docs, in Estonian and Ukrainian, all words around it translated."""
    folder = tmp_path_factory.mktemp("own")
    own, copy, words = (str(folder / name) for name in ("own", "copy", "words.csv"))
    given = [("--theme", each) for each in ("muld", "kasvud", "jagamine")]
    given += [("--party", each) for each in ("elanikud", "kool", "vald")]
    command("new", own, "--language", "et", "--scale", "1-4", *chain.from_iterable(given))
    copytree(GARDEN, Path(own) / "et", dirs_exist_ok=True)
    command("translations", "export", "--content", own, "--language", "et", "--to", "csv",
            "--out", words)  # fmt: skip
    file = Path(words)
    head, *rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    for row in rows:
        # Whose accents leave no letter of English as it was.
        row[2] = row[2] or pseudo(row[1], LONG, has_placeholders=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    command("translations", "import", words, "--content", own)
    command("translations", "pseudo", "--content", own, "--language", "uk", "--out", copy)
    command("build", "--content", copy, "--out", str(folder / "site"))
    filled = str(folder / "site/et/workbook.docx")
    command("report", filled, "--content", copy, "--language", "et", "--language", "uk",
            "--format", "html", "--out", str(folder / "report"))  # fmt: skip
    return folder


@cache
def packages() -> dict[str, Mapping[str, Text]]:
    """Return the words of all packages that have some."""
    return {
        owner: packaged_words(package)
        for owner, package in word_packages().items()
        if owner == WORD_FILES or files(package).joinpath("words").is_dir()
    }


@cache
def english() -> frozenset[str]:
    """Return what the library says in English, apart from what is filled in."""
    texts = [text[ENGLISH] for words in packages().values() for text in words.values()]
    parts = (part.strip(" .:,;()–·") for text in texts for part in FILLED.split(text))
    return frozenset(part for part in parts if re.search("[A-Za-z]{3}", part)) - NAMES


def said(page: str) -> Iterator[tuple[str, str | None]]:
    """Yield what a page shows or says, hidden parts too, with the language it is said to be in."""
    spoken = " | ".join(f"//@{name}" for name in SPOKEN)
    found = etree.HTML(page).xpath(
        f"//text()[not(ancestor::script or ancestor::style or ancestor::template)] | {spoken}"
    )
    assert isinstance(found, list)
    for text in found:
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        above = (each.get("lang") for each in (element, *element.iterancestors()))
        yield " ".join(text.split()), next(filter(None, above), None)


def words_of_english(page: str) -> set[str]:
    whole = "\n".join(text for text, _ in said(page))
    return {part for part in english() if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole)}


def test_there_is_english_to_be_found() -> None:
    assert len(english()) > 500
    assert words_of_english('<p title="Choose a file">Print</p>') >= {"Print"}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_word_of_english(made: Path, page: str) -> None:
    text = (made / page).read_text(encoding="utf-8")

    assert len(list(said(text))) > 20
    assert words_of_english(text) == set()
    if "/uk/" in page:
        # What is said nowhere but in code would be in nobody's list of words.
        latin = {word for shown, _ in said(text) for word in re.findall("[A-Za-z]{3,}", shown)}
        assert latin <= NAMES | {"Eesti"}


@pytest.mark.parametrize("language", ["et", "uk"])
def test_no_view_has_a_word_of_english(
    made: Path, visit: Callable[..., Visit], language: str
) -> None:
    """What scripts write comes from the words as well."""
    page = visit().open(made / f"site/{language}/workbook.html", view="")
    seen = [page.content()]
    page.click("[data-door='meeting'] button, button[data-begin='meeting']")
    seen.append(page.content())
    for anchor in ("choose", "finish", "summary", "all"):
        page.evaluate(f"location.hash = '{anchor}'")
        seen.append(page.content())

    assert len(set(seen)) == len(seen)
    for text in seen:
        assert words_of_english(text) == set()


@pytest.mark.parametrize("page", ["workbook.html", "follow-up.html", "path.html"])
def test_what_has_no_translation_is_said_to_be_english(tmp_path: Path, page: str) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    command("new", str(own), "--language", "et")
    command("build", "--content", str(own), "--format", "html", "--out", str(out))

    found = [(text, language) for text, language in said((out / "et" / page).read_text("utf-8"))
             if text in english()]  # fmt: skip
    assert found
    assert {text for text, language in found if language != "en"} == set()
