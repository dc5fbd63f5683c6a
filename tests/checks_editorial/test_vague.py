"""What leaves a need open is flagged, but for texts that talk about the words themselves."""

from pathlib import Path

import pytest
from tests.checks_editorial.seeding import fact, review, text_at, write
from tests.support.content import append, edit, spot

from toimintamalli.checks import vague

LIST = "editorial/vague.txt"
PITFALL = "themes/succeed-together:pitfalls.as-needed-wording.text"


@pytest.mark.parametrize(
    ("language", "wording"),
    [
        ("fi", "Tarvittaessa"),
        ("fi", "tarpeen mukaan"),
        ("fi", "tarpeen vaatiessa"),
        ("fi", "jos on tarvetta"),
        ("en", "as needed"),
        ("en", "If necessary"),
        ("en", "where appropriate"),
        ("en", "when required"),
    ],
)
def test_a_wording_that_leaves_the_need_open_is_flagged(
    folder: Path, language: str, wording: str
) -> None:
    start = {"fi": "Autamme", "en": "We help"}[language]
    write(folder, language, f"{start} {wording}.")
    (found,) = review(folder, vague.RULE, "fi", "en")
    assert (found.code, fact(found, "found")) == ("vague-wording", wording)
    assert text_at(found, len(wording)) == wording


def test_swedish_is_checked_once_it_is_published(folder: Path) -> None:
    (folder / "en").rename(folder / "sv")
    edit(folder, "structure/model.yaml", "languages: [fi, en]", "languages: [fi, sv]")
    write(folder, "sv", "|\n      Hjälp vid\n      behov.")
    (found,) = review(folder, vague.RULE, "fi", "sv")
    assert fact(found, "found") == "vid\nbehov"


@pytest.mark.parametrize("text", ["Tarve on tarvittava.", "Kysyttäessä vastataan."])
def test_words_that_are_only_alike_are_left_alone(folder: Path, text: str) -> None:
    write(folder, "fi", text)
    assert review(folder, vague.RULE, "fi", "en") == []


def test_a_text_about_the_words_is_allowed_by_its_key_in_every_language(folder: Path) -> None:
    edit(folder, LIST, f"{PITFALL}\n", "")
    found = review(folder, vague.RULE, "fi", "en")
    assert [finding.code for finding in found] == ["vague-wording"] * 2
    assert {fact(finding, "key") for finding in found} == {PITFALL}


def test_an_exception_expires_when_its_text_is_vague_in_no_language(folder: Path) -> None:
    for language, wording in (("fi", "”tarvittaessa”"), ("en", "“as needed”")):
        assert review(folder, vague.RULE, "fi", "en") == []
        name = f"{language}/themes/succeed-together.yaml"
        edit(folder, name, f" {wording}. ", " jotain. " if language == "fi" else " something. ")
    (found,) = review(folder, vague.RULE, "fi", "en")
    assert found.code == "needless-exception"
    assert found.position == spot(folder, LIST, PITFALL)


def test_an_exception_for_a_text_that_does_not_exist_is_needless(folder: Path) -> None:
    append(folder, LIST, "themes/nowhere:points.nothing.text\n")
    (found,) = review(folder, vague.RULE, "fi", "en")
    assert found.position == spot(folder, LIST, "themes/nowhere:points.nothing.text")
