"""Languages as data: the library's own files, a model's files, and what stands where none is."""

from pathlib import Path

import pytest

from tests.support.content import SHIPPED, write_content, write_translated_content
from toimintamalli import Language, load
from toimintamalli.checks import described
from toimintamalli.content import check_content, open_content, review_content
from toimintamalli.languages import known_languages, language_data, packaged_languages
from toimintamalli.model.language import not_given

CODE = "language-not-described"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path)


def describe(folder: Path, language: str, text: str) -> None:
    (folder / "languages").mkdir(exist_ok=True)
    (folder / f"languages/{language}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", packaged_languages())
def test_the_library_describes_its_languages_in_full(language: Language) -> None:
    data = language_data(language)
    assert not_given(data) == []
    assert [len(data.months), len(data.weekdays)] == [12, 7]
    assert list(data.month_names) == [forms[0] for forms in data.months]
    assert data.open_words == data.as_needed + data.vague_words


@pytest.mark.parametrize("language", packaged_languages())
def test_no_word_stands_for_two_months_or_two_weekdays(language: Language) -> None:
    data = language_data(language)
    for sets in (data.months, data.weekdays, data.ordinals):
        forms = [form.lower() for forms in sets for form in forms]
        assert sorted(forms) == sorted(set(forms))


def test_a_language_that_nobody_has_described_is_neutral() -> None:
    data = language_data(Language("tlh"))
    assert (data.tag, data.date_picture, data.months) == ("tlh", "yyyy-MM-dd", ())


@pytest.mark.parametrize(
    ("language", "name", "picture", "direction"),
    [("et", "eesti", "d.M.yyyy", "ltr"), ("he", "עברית", "d.M.yyyy", "rtl")],
)
def test_of_a_language_without_a_file_it_is_known_what_cldr_says(
    language: str, name: str, picture: str, direction: str
) -> None:
    data = language_data(Language(language))
    assert (data.name, data.date_picture, data.direction) == (name, picture, direction)
    assert "as_needed" in not_given(data)


def test_a_region_of_a_language_has_its_words() -> None:
    data = language_data(Language("sv-SE"))
    assert (data.id, data.tag, data.name) == ("sv-SE", "sv-SE", "svenska")


def test_a_model_describes_a_language_of_its_own(folder: Path) -> None:
    describe(folder, "se", "name: sámi\nregion: FI\n")
    model = load(folder)
    data = language_data(Language("se"), model)
    assert (data.name, data.decimal_sign, data.tag) == ("sámi", ",", "se-FI")
    assert data in known_languages(model)


def test_a_models_file_changes_what_it_gives_and_leaves_the_rest(folder: Path) -> None:
    translated = write_translated_content(folder / "translated", "sv")
    describe(translated, "sv", "region: SE\n")
    data = language_data(Language("sv"), load(translated))
    assert (data.tag, data.name) == ("sv-SE", "svenska")


def test_of_languages_that_are_described_in_full_nothing_is_told() -> None:
    assert list(described.RULE.check(open_content(SHIPPED))) == []


def test_what_is_not_known_of_a_language_is_told(folder: Path) -> None:
    (folder / "languages/se.yaml").unlink()
    (found,) = (finding for finding in review_content(open_content(folder)) if finding.code == CODE)
    assert found.position.file.endswith("structure/model.yaml")
    describe(folder, "se", "name: davvisámegiella\n")
    (found,) = (finding for finding in review_content(open_content(folder)) if finding.code == CODE)
    assert found.position.file.endswith("languages/se.yaml")
    assert dict(found.facts)["missing"].startswith("ordinals, ")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nmae: x\n", "unknown-key"),
        ("direction: up\n", "unknown-value"),
        ("months: [x]\n", "not-a-list"),
    ],
)
def test_a_mistake_in_a_file_of_a_language_is_told_with_its_line(
    folder: Path, text: str, code: str
) -> None:
    describe(folder, "se", f"name: davvisámegiella\n{text}")
    (found,) = (
        finding for finding in check_content(open_content(folder)) if finding.position.line == 2
    )
    assert found.code == code


def test_a_file_of_a_language_that_is_not_published_is_a_stray(folder: Path) -> None:
    describe(folder, "et", "name: eesti\n")
    assert "stray-file" in {finding.code for finding in check_content(open_content(folder))}
