"""Languages that nobody speaks: whatever outputs show has been given to translators, all of it."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.support.commands import run
from tests.support.content import write_content

from toimintamalli import Language, Request, generate, load
from toimintamalli.patterns import BadPattern, names_in, read_pattern
from toimintamalli.translation.pseudo import LONG, MIRRORED, PSEUDO, pseudo


@pytest.fixture
def content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of the smallest content that also speaks the pseudo-languages."""
    own = write_content(tmp_path / "own")
    done = run(
        "translations", "pseudo", "--content", str(own), "--out", str(tmp_path / "copy"),
        capsys=capsys,
    )  # fmt: skip
    assert done.status == 0
    assert [path.name for path in own.iterdir()].count("en-XA") == 0
    return tmp_path / "copy"


def shown(word_file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        xml = package.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    texts = (
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph)) for paragraph in paragraphs
    )
    return [text for text in texts if text.strip()]


@pytest.mark.parametrize("language", PSEUDO)
def test_word_shows_nothing_that_no_translator_got_and_cuts_nothing_off(
    content: Path, language: Language
) -> None:
    model = load(content)
    for edition in ("fill", "print"):
        made = generate("docx", model, Request(languages=(language,)), {"edition": edition})
        texts = shown(next(made).content)

        assert len(texts) > 30
        assert [
            text for text in texts if re.search("[A-Za-z]{2}", text.replace("CC0 1.0", ""))
        ] == []
        assert [text for text in texts if text.count("[") != text.count("]")] == []


@pytest.mark.parametrize("language", PSEUDO)
def test_every_format_is_made_of_a_language_with_a_region(
    content: Path, language: Language
) -> None:
    model = load(content)
    for name in ("html", "json", "pdf", "xlsform", "surveyjs", "questions", "csv"):
        made = list(generate(name, model, Request(languages=(language,))))
        assert made, name


def test_a_page_of_a_mirrored_language_runs_from_the_right(content: Path) -> None:
    made = generate("html", load(content), Request(languages=(MIRRORED,)))
    pages = [artifact.content.decode() for artifact in made if artifact.path.startswith(MIRRORED)]

    assert pages
    assert [page for page in pages if not re.search(r'<html lang="?ar-XB"? dir="?rtl', page)] == []


@given(st.text("abc åä.{}'#,", max_size=40) | st.sampled_from(
    ["{count, plural, one {# page} other {# pages}}", "Round {round}, {party}:", "It's {name}"]
), st.sampled_from(PSEUDO))  # fmt: skip
def test_what_is_filled_in_stays_whatever_the_words(text: str, language: Language) -> None:
    try:
        pattern = read_pattern(text)
    except BadPattern:
        return
    made = pseudo(text, language, has_placeholders=True)

    assert names_in(read_pattern(made)) == names_in(pattern)


def test_a_long_language_is_a_third_longer() -> None:
    text = "Agree on who does what and by when"
    assert len(pseudo(text, LONG, has_placeholders=False)) > len(text) * 1.3


def test_languages_that_people_speak_stand_in_their_own_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = write_content(tmp_path / "own")
    asked = [part for each in ("et", "uk", "ar", "zh") for part in ("--language", each)]
    out = tmp_path / "copy"

    run("translations", "pseudo", "--content", str(own), *asked, "--out", str(out), capsys=capsys)

    model = load(out)
    assert model.languages[1:] == ("et", "uk", "ar", "zh")
    for name in ("docx", "html", "json"):
        for language in model.languages[1:]:
            made = list(generate(name, model, Request(languages=(language,))))
            assert made
            # A file's name keeps its meaning in every script.
            assert all(artifact.path.isascii() for artifact in made)
    texts = (out / "uk/themes/herd.yaml").read_text(encoding="utf-8")
    assert re.search("[а-яіїєґ]{3}", texts)
    assert re.search("[\u4e00-\u9fff]{3}", (out / "zh/themes/herd.yaml").read_text("utf-8"))
    # Arabic writes no short vowels, and what mirrors English keeps every letter.
    for name, length in (("ar", 12), ("ar-XB", 16)):
        assert len(pseudo("Another letter", Language(name), has_placeholders=False)) == length
    # Chinese needs a third of the signs, and no spaces.
    assert pseudo("Wait {here} for it", Language("zh"), has_placeholders=True).count("{here}") == 1
    assert len(pseudo("Waiting for all of us", Language("zh"), has_placeholders=False)) == 9


NAMES: Final = {"PDF", "Word", "HTML", "JSON", "json", "docx", "html", "https", "example", "org"}
"""What is called so in every language."""


def latin_words(page: bytes) -> set[str]:
    """Return the words in Latin letters that a page shows or says, whatever stands in its data."""
    shown = etree.HTML(page.decode()).xpath(
        "//text()[not(ancestor::script or ancestor::style or ancestor::template)]"
        " | //@title | //@aria-label | //@placeholder | //@alt"
    )
    assert isinstance(shown, list)
    return set(re.findall("[A-Za-z]{3,}", " ".join(map(str, shown)))) - NAMES


def test_a_model_without_english_shows_no_word_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In letters of another alphabet, whatever comes from the library itself would stand out."""
    own, copy, out = write_content(tmp_path / "own"), tmp_path / "copy", tmp_path / "out"
    run("translations", "pseudo", "--content", str(own), "--language", "uk", "--out", str(copy),
        capsys=capsys)  # fmt: skip

    built = run("build", "--content", str(copy), "--language", "uk", "--format", "html",
                "--format", "docx", "--out", str(out), capsys=capsys)  # fmt: skip
    answers = out / "uk/workbook.docx"
    told = run("report", str(answers), "--content", str(copy), "--language", "uk",
               "--format", "html", "--out", str(tmp_path / "report"), capsys=capsys)  # fmt: skip

    assert (built.status, told.status) == (0, 0)
    pages = [*out.rglob("*.html"), *(tmp_path / "report").rglob("*.html")]
    assert {page.name for page in pages} >= {"index.html", "workbook.html", "follow-up.html"}
    for page in pages:
        assert latin_words(page.read_bytes()) == set(), page.name
    # Nor is what the page will say of a file that it can't read.
    program = etree.HTML((out / "uk/follow-up.html").read_text(encoding="utf-8"))
    (data,) = program.xpath("//template[@id='program']/text()")
    for said in json.loads(str(data))["words"].values():
        blank = re.sub(r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "", said)
        assert not re.search("[a-z]{3,} [a-z]{3,}", blank), said
    with zipfile.ZipFile(answers) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                said = " ".join(re.findall("<w:t[ >][^<]*", package.read(name).decode()))
                said = re.sub("<w:t[^>]*>", "", said)
                assert set(re.findall("[A-Za-z]{3,}", said)) <= NAMES


@pytest.mark.parametrize("language", ["se", "no language"])
def test_a_language_that_is_there_or_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    own, out = write_content(tmp_path / "own"), tmp_path / "copy"
    done = run(
        *("translations", "pseudo", "--content", str(own), "--out", str(out)),
        *("--language", language),
        capsys=capsys,
    )
    assert (done.status, out.exists()) == (2, False)


def test_the_path_begins_where_people_begin_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "copy"
    run("translations", "pseudo", "--language", "ar", "--out", str(out), capsys=capsys)
    model = load(out)

    def discs(language: str) -> list[int]:
        request = Request(languages=(Language(language),))
        with zipfile.ZipFile(io.BytesIO(next(generate("docx", model, request)).content)) as package:
            xml = package.read("word/document.xml").decode()
        shapes = (each for each in xml.split("<wps:wsp>") if 'prst="ellipse"' in each)
        return [int(re.search(r'<a:off x="(\d+)"', shape)[1]) for shape in shapes]  # type: ignore[index] # each shape has a place

    left, right = discs("en"), discs("ar")
    assert len(left) == 5
    assert left == sorted(left)
    assert right == sorted(right, reverse=True)


@pytest.mark.parametrize(
    ("language", "text", "same_as"),
    [
        ("zh-Hans", "abcdef", "ad"),
        ("zh-Hans", "abcd ef 12", "ade12"),
        ("ar", "on air 12", "on ar 12"),
        ("ar", "a e i", "a e i"),
    ],
)
def test_a_dense_script_takes_fewer_signs_and_loses_no_number(
    language: str, text: str, same_as: str
) -> None:
    shown = pseudo(text, Language(language), has_placeholders=False)
    letters = [pseudo(sign, Language(language), has_placeholders=False)[1:-1] for sign in same_as]
    wanted = "".join(letter or sign for letter, sign in zip(letters, same_as, strict=True))
    assert shown == f"[{wanted}]"
