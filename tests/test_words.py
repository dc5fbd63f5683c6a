"""Interface words: a format's own, the core's, and what the content says instead."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.support.content import append, shipped_model, write_translated_content
from toimintamalli import Language, Missing, Model, Text, Words, load, localize, words_for
from toimintamalli.coverage import word_packages
from toimintamalli.errors import MissingText
from toimintamalli.model.view import narrow
from toimintamalli.patterns import names_in, read_pattern
from toimintamalli.words import BadPlaceholder, MissingWord, packaged_words

OWN_NAME = "generators:\n  html:\n    skip: davvisámegiella\n"
FI, EN, SE, NB = Language("fi"), Language("en"), Language("se"), Language("nb")


def words(model: Model[Text], language: Language, missing: Missing = Missing.SOURCE) -> Words:
    return words_for("html", "toimintamalli_html", model, language, missing)


SOURCES: Final = Path(__file__).parents[1]


def source_code() -> str:
    """Return all that could ask for a word: code, scripts and templates."""
    files = (
        file
        for folder in ("src", "generators")
        for file in (SOURCES / folder).rglob("*")
        if file.suffix in {".py", ".js", ".j2", ".typ"} and "minified" not in file.parts
    )
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path)


@pytest.mark.parametrize(("language", "name"), [(FI, "Siirry sisältöön"), (EN, "Skip to content")])
def test_a_formats_own_words_come_with_its_package(language: Language, name: str) -> None:
    said = words(shipped_model(), language)["skip"]

    assert (said.string, said.language, said.fallback) == (name, language, False)


def test_the_core_has_words_for_every_format() -> None:
    assert (
        words(shipped_model(), EN)["audience-all"].string
        == shipped_model().words["audience-all"].text[EN]
    )


def test_a_word_in_a_language_that_the_format_lacks_stands_in_english(folder: Path) -> None:
    said = words(load(folder), SE)["skip"]

    assert (said.string, said.language, said.fallback) == ("Skip to content", EN, True)


def test_the_content_can_give_a_formats_words_in_its_own_language(folder: Path) -> None:
    append(folder, "se/interface.yaml", "generators:\n  html:\n    skip: davvisámegiella\n")
    said = words(load(folder), SE)["skip"]

    assert (said.string, said.language, said.fallback) == ("davvisámegiella", SE, False)


def test_a_word_of_the_source_language_comes_before_english(folder: Path) -> None:
    append(folder, "se/interface.yaml", "generators:\n  html:\n    skip: davvisámegiella\n")
    said = words(load(folder), NB)["skip"]

    assert (said.language, said.fallback) == (SE, True)


def test_a_word_of_one_format_is_not_anothers(folder: Path) -> None:
    append(folder, "se/interface.yaml", "generators:\n  docx:\n    skip: eará\n")

    assert words(load(folder), SE)["skip"].string == "Skip to content"


def test_a_word_in_a_further_language_alone_disturbs_no_other_language(folder: Path) -> None:
    append(folder, "nb/interface.yaml", "generators:\n  html:\n    skip: norsk\n")
    model = load(folder)

    assert words(model, NB)["skip"].string == "norsk"
    assert "html.skip" not in localize(model, SE).words
    assert words_for("docx", "toimintamalli_docx", model, SE, Missing.SOURCE)
    assert narrow(model, [SE]).languages == (SE,)


def test_a_missing_word_is_an_error_if_that_is_asked(folder: Path) -> None:
    with pytest.raises(MissingText):
        words(load(folder), SE, Missing.ERROR)


def test_placeholders_are_filled_in_and_the_language_is_kept() -> None:
    said = words(shipped_model(), FI).fill("minutes", count=5)

    assert (said.string, said.language) == ("5 min", FI)


def test_a_fact_that_looks_like_a_placeholder_is_just_shown() -> None:
    assert words(shipped_model(), FI).fill("minutes", count="{count}").string == "{count} min"


def test_a_word_that_is_not_there_is_told_by_name() -> None:
    with pytest.raises(MissingWord, match="no-such-word"):
        words(shipped_model(), FI)["no-such-word"]
    assert words(shipped_model(), FI).get("no-such-word") is None


def test_a_placeholder_that_nothing_fills_is_told_with_those_that_are() -> None:
    with pytest.raises(BadPlaceholder) as problem:
        words(shipped_model(), FI).fill("minutes", number=5)

    assert "{number}" in problem.value.message("fi")
    assert "minutes" in problem.value.message("en")


PACKAGES = sorted(
    file.parents[1].name if "generators" in file.parts else f"toimintamalli.{file.parents[1].name}"
    for file in Path(__file__).parents[1].rglob("*/words/fi.yaml")
    if {"src", "generators"} & set(file.parts) and ".venv" not in file.parts
)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_each_word_in_all_of_its_languages_with_the_same_facts(package: str) -> None:
    words = packaged_words(package)
    languages = {language for text in words.values() for language in text}
    for name, text in words.items():
        assert set(text) == languages, name
        assert len({names_in(read_pattern(string)) for string in text.values()}) == 1, name


@pytest.mark.parametrize("owner", ["interface", "questions", "pdf"])
def test_no_word_is_translated_that_nobody_asks_for(owner: str) -> None:
    code = source_code()
    unused = [
        name
        for name in packaged_words(word_packages()[owner])
        if not re.search(rf"[\"'`]{re.escape(name)}[\"'`]", code)
    ]
    assert unused == []
