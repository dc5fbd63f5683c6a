"""Each script has typefaces of its own, and no language of Europe is troubled with them."""

import pytest

from toimintamalli.languages.typefaces import script_of, typefaces_of
from toimintamalli.model.ids import Language


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("fi", "Latn"),
        ("se", "Latn"),
        ("uk", "Cyrl"),
        ("ar", "Arab"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hant", "Hant"),
        ("sr-Latn", "Latn"),
        ("ja", "Jpan"),
    ],
)
def test_the_script_is_what_the_tag_says_or_what_is_likely(language: str, script: str) -> None:
    assert script_of(Language(language)) == script


@pytest.mark.parametrize("language", ["fi", "et", "se", "uk", "el", "sr-Latn", "en-XA"])
def test_languages_of_europe_need_no_other_typefaces(language: str) -> None:
    assert typefaces_of(Language(language)) == ()


@pytest.mark.parametrize("language", ["ar", "he", "zh", "zh-TW", "ja", "ko", "hi", "th", "dv"])
def test_other_languages_are_looked_for_on_each_system(language: str) -> None:
    assert len(typefaces_of(Language(language))) > 2
