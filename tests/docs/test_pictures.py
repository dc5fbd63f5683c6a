"""Each picture of the documentation is there, told in words, and small where it shows an option."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import option_pictures
import pytest
import reference

from toimintamalli.generation import find_generator

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
PAGES: Final = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
GUIDES: Final = [DOCS / folder / "facilitators.md" for folder in ("", "fi", "sv")]
SMALL: Final = 40_000
UNSEEN: Final = {"html.base_url"}
"""Options that change only what programs read."""

_PICTURE: Final = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<path>[^):]+)\)")


def _shown(page: Path) -> dict[Path, str]:
    found = _PICTURE.finditer(page.read_text(encoding="utf-8"))
    return {(page.parent / one["path"]).resolve(): one["words"] for one in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_picture_is_there_and_told_in_words(page: Path) -> None:
    shown = _shown(page)
    assert [picture for picture in shown if not picture.exists()] == []
    assert [picture for picture, words in shown.items() if len(words.split()) < 5] == []


def test_no_picture_is_kept_that_no_page_shows() -> None:
    kept = {file for file in (DOCS / "images").iterdir() if file.suffix in {".png", ".svg"}}
    shown = {picture for page in PAGES for picture in _shown(page)}
    # The sheet in Finnish is for whoever tells of the model in Finnish.
    assert {file.name for file in kept - shown} <= {"theme-sheet-fi.png"}


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.parent.name)
def test_a_guide_shows_what_each_option_changes(page: Path) -> None:
    names = [picture.name for picture in option_pictures.PICTURES] + [option_pictures.CONTACT]
    shown = {picture.stem: words for picture, words in _shown(page).items()}
    assert set(names) <= shown.keys()
    sizes = {name: (DOCS / "images" / f"{name}.png").stat().st_size for name in names}
    assert {name: size for name, size in sizes.items() if size > SMALL} == {}


def test_every_option_that_changes_the_look_is_told_of_and_shown() -> None:
    formats = ("docx", "pdf", "html")
    options = {
        f"{name}.{field}" for name in formats for field in find_generator(name).options.model_fields
    }
    texts = {name: " ".join(option_pictures.pictures_of(name).values()) for name in formats}
    silent = {
        option for option in options - UNSEEN if option not in texts[option.partition(".")[0]]
    }
    assert silent == set()
    for page in GUIDES:
        text = page.read_text(encoding="utf-8")
        assert {option for option in options - UNSEEN if f"--set {option}=" not in text} == set()


def test_the_reference_of_options_shows_them() -> None:
    page = reference.formats_page()
    for name in ("docx", "pdf", "html"):
        for picture, words in option_pictures.pictures_of(name).items():
            assert page.count(f"![{words}](../images/{picture}.png)") >= 1
