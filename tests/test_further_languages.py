"""Languages that no code knows: a model in two of them, and a fourth one beside ours."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.support.content import append, copy_shipped, edit, write_translated_content
from toimintamalli import Language, Request, generate, load
from toimintamalli.content import check_content, open_content
from toimintamalli.findings import has_errors
from toimintamalli.generation import generator_packages

PASTURE: Final = "איפה יש מרעה טוב?"
SE, HE, ET = Language("se"), Language("he"), Language("et")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model in Northern Sámi and Hebrew, each described in a file of its own."""
    folder = write_translated_content(tmp_path_factory.mktemp("two"), HE)
    append(folder, "he/interface.yaml", "generators:\n  html:\n    skip: דילוג לתוכן\n")
    edit(folder, "he/themes/herd.yaml", "Gos lea buorre guohtun?", PASTURE)
    edit(folder, "languages/he.yaml", "rounds: [vuorru]", "rounds: [סבב]\ndate_picture: dd/MM/yyyy")
    return folder


@pytest.fixture(scope="module")
def made(content: Path) -> Mapping[str, Mapping[str, bytes]]:
    model = load(content)
    return {
        name: {artifact.path: artifact.content for artifact in generate(name, model, Request())}
        for name in generator_packages()
    }


def unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(map(package.read, package.namelist()))


def text_of(word_file: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        return package.read(part).decode()


def test_the_content_has_no_errors(content: Path) -> None:
    assert not has_errors(check_content(open_content(content)))


def test_every_format_is_built_in_both_languages(
    made: Mapping[str, Mapping[str, bytes]],
) -> None:
    for name, files in made.items():
        everything = b"".join(map(unpacked, files.values()))
        for language, question in ((SE, "Gos lea buorre guohtun?"), (HE, PASTURE)):
            is_pdf = any(path.startswith(f"{language}/") for path in files) and name == "pdf"
            assert is_pdf or question.encode() in everything, (name, language)


def test_a_page_runs_and_speaks_as_its_language_does(
    made: Mapping[str, Mapping[str, bytes]],
) -> None:
    page = made["html"]["he/workbook.html"].decode()
    assert re.search(r'<html lang="?he"? dir="?rtl', page)
    assert "דילוג לתוכן" in page
    assert "dir=" not in made["html"]["se/workbook.html"].decode().partition(">")[0]
    assert "עברית" in made["html"]["se/workbook.html"].decode()
    assert "Davvisámegiella" in page


def test_a_report_in_the_page_writes_numbers_as_its_language_does(
    made: Mapping[str, Mapping[str, bytes]],
) -> None:
    page = made["html"]["se/follow-up.html"].decode()
    assert "ođđajagemánnu" in page
    # The page reads dates in any language that is known; it writes them in its own.
    assert "tammikuuta helmikuuta" not in page


def test_word_gets_the_region_and_the_picture_of_a_date(
    made: Mapping[str, Mapping[str, bytes]],
) -> None:
    document = text_of(made["docx"]["he/workbook.docx"], "word/document.xml")
    assert '<w:lid w:val="he-IL"/>' in document
    assert '<w:dateFormat w:val="dd/MM/yyyy"/>' in document
    assert 'w:val="se-NO"' in text_of(made["docx"]["se/workbook.docx"], "word/styles.xml")


def test_a_fourth_language_takes_files_only(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)
    edit(folder, "structure/model.yaml", "languages: [fi, en, sv]", "languages: [fi, en, sv, et]")
    shutil.copytree(folder / "fi", folder / "et")
    (folder / "languages").mkdir(exist_ok=True)
    (folder / "languages/et.yaml").write_text("as_needed: [vajaduse korral]\n", encoding="utf-8")
    model = load(folder)

    pages = {artifact.path: artifact.content for artifact in generate("html", model, Request())}
    assert "Eesti" in pages["fi/workbook.html"].decode()
    assert '<html lang="et">'.replace('"', "") in pages["et/workbook.html"].decode().replace(
        '"', ""
    )
    data = json.loads(
        next(
            artifact.content
            for artifact in generate("json", model, Request())
            if artifact.path.endswith("et/model.json")
        )
    )
    assert (data["language"], data["fallbacks"]) == ("et", {})


def test_a_text_that_runs_the_other_way_says_so_where_it_stands_in(content: Path) -> None:
    edit(content, "he/themes/herd.yaml", f"    text: {PASTURE}\n", "    text: ''\n")
    edit(content, "he/themes/herd.yaml", "  grazing:\n    text: ''\n", "")
    pages = generate("html", load(content), Request(languages=(HE,)))
    page = next(
        artifact.content.decode() for artifact in pages if artifact.path == "he/workbook.html"
    )

    assert re.search(r'lang="?se"? dir="?ltr"?>Gos lea buorre guohtun', page)
