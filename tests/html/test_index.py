"""The page from which people choose a file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toimintamalli import About, Artifact, Language, Model, Request, Text
from toimintamalli_html import Options, generator


def word_file(language: str) -> Artifact:
    about = About(
        language=Language(language),
        title="Työkirja <täytettävä>",
        purpose="Tapaamiseen.",
        pages=22,
        minutes=90,
        download=f"Tyokirja-{language}-v1.docx",
    )
    return Artifact(f"{language}/workbook.docx", b"", "application/msword", about)


def index(model: Model[Text], *made: Artifact) -> str:
    (page,) = generator.index(model, Request(), Options(), made)
    return page.content.decode()


def test_every_described_file_has_a_link_with_its_download_name(model: Model[Text]) -> None:
    html = index(model, word_file("fi"), word_file("en"))
    for language in ("fi", "en"):
        wanted = f'href="{language}/workbook.docx" download="Tyokirja-{language}-v1.docx"'
        assert wanted in html
    assert "Työkirja &lt;täytettävä&gt;" in html
    assert "22" in html
    assert "90" in html


def test_parts_that_only_tools_read_are_left_out(model: Model[Text]) -> None:
    html = index(model, Artifact("v1/model.json", b"{}", "application/json"))
    assert "model.json" not in html


def test_how_to_open_word_is_told_where_there_is_a_word_file(model: Model[Text]) -> None:
    assert "Ota muokkaus käyttöön" in index(model, word_file("fi"))
    assert "Ota muokkaus käyttöön" not in index(model)


def test_each_language_stands_in_its_own_words(model: Model[Text]) -> None:
    html = index(model, word_file("fi"), word_file("en"))
    english = re.search(r'<section id="en" lang="en".*?</section>', html, re.DOTALL)
    assert english
    assert "at most 22 pages" in english[0]
    assert "enintään" not in english[0]


def test_every_link_of_a_built_site_leads_to_a_file(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(site / "index.html")
    links = page.eval_on_selector_all("a", "all => all.map(each => each.getAttribute('href'))")
    files = [link for link in links if not link.startswith(("#", "mailto:", "https:"))]
    assert len(files) > 4
    assert [file for file in files if not (site / file).is_file()] == []


def test_each_paragraph_of_the_model_is_a_paragraph_of_each_page(model: Model[Text]) -> None:
    parted = model.model_copy(
        update={
            name: Text({Language("fi"): "Yksi.\n\nKaksi."}) for name in ("purpose", "provenance")
        }
    )
    pages = [
        index(parted, word_file("fi")),
        *(
            artifact.content.decode()
            for artifact in generator.generate(
                parted, Request(languages=(Language("fi"),)), Options()
            )
        ),
    ]
    assert len(pages) > 2
    for page in pages:
        assert not re.search(r"Yksi\.\s+Kaksi\.", page)
