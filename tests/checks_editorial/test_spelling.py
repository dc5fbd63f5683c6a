"""A misspelt word is found in its place; a right one that no dictionary has goes on a list."""

from pathlib import Path
from string import ascii_lowercase

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.checks_editorial.seeding import fact, review, text_at, write
from tests.support.content import append, spot

from toimintamalli.checks import spelling
from toimintamalli.findings import Position
from toimintamalli.yaml import Mode, parse

MISTAKES = [("fi", "tärkää", "tärkeä"), ("en", "recieved", "received")]


@pytest.mark.parametrize(("language", "wrong", "right"), MISTAKES)
@pytest.mark.parametrize(
    "form",
    [
        "Abc {} def.",
        "'Abc: {} ''def'' {}.'",
        '"Abc\\n\\n{} def."',
        "|\n      Abc.\n\n      Def {} ghi,\n      {} jkl.",
    ],
    ids=["plain", "single-quoted", "double-quoted", "block"],
)
def test_a_misspelt_word_is_found_where_it_stands(
    folder: Path, language: str, wrong: str, right: str, form: str
) -> None:
    words = {"fi": ("Aamu", "iltaa", "yötä", "päivää"), "en": ("Morning", "is", "here", "today")}
    text = form
    for placeholder, word in zip(("Abc", "def", "ghi", "jkl"), words[language], strict=True):
        text = text.replace(placeholder, word).replace(placeholder.capitalize(), word.capitalize())
    write(folder, language, text.replace("{}", wrong))

    found = review(folder, spelling.RULE, language)
    assert [(finding.code, fact(finding, "found")) for finding in found] == [
        ("misspelt", wrong)
    ] * form.count("{}")
    assert {text_at(finding, len(wrong)) for finding in found} == {wrong}
    assert len({finding.position for finding in found}) == form.count("{}")
    assert right in found[0].hint("fi")
    assert f"editorial/spelling-{language}.txt" in found[0].message("en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sosiaali- ja terveysalalla noudatetaan 3 tunnin sääntöä klo 9–10."),
        ("fi", "Täyttäkää {count} kohtaa {abcdefg}."),
        ("en", "Organise the programme, colour the centre, and don’t practise others’ behaviour."),
        ("en", "Fill in {count} of {abcdefg}: well-being is a long-term aim, 24/7."),
    ],
)
def test_right_spelling_is_left_alone(folder: Path, language: str, text: str) -> None:
    write(folder, language, f"'{text}'")
    assert review(folder, spelling.RULE, language) == []


@pytest.mark.parametrize("word", ["color", "behavior", "labor", "wellbeing"])
def test_english_is_spelt_as_in_britain(folder: Path, word: str) -> None:
    write(folder, "en", f"The {word} is here.")
    (found,) = review(folder, spelling.RULE, "en")
    assert fact(found, "found") == word


@pytest.mark.parametrize(("language", "wrong"), [mistake[:2] for mistake in MISTAKES])
def test_a_word_on_the_list_is_right(folder: Path, language: str, wrong: str) -> None:
    write(folder, language, f"Abba {wrong}.".replace("Abba ", ""))
    append(folder, f"editorial/spelling-{language}.txt", f"{wrong}  # a field term\n")
    assert review(folder, spelling.RULE, language) == []


def test_a_listed_word_covers_no_other_word_nor_another_language(folder: Path) -> None:
    append(folder, "editorial/spelling-en.txt", "thier\n")
    write(folder, "en", "The thierr and thier.")
    write(folder, "fi", "Hyvä thier.")
    assert sorted(
        fact(finding, "found") for finding in review(folder, spelling.RULE, "fi", "en")
    ) == [
        "thier",
        "thierr",
    ]


def test_a_listed_name_covers_its_words_only_where_it_stands_whole(folder: Path) -> None:
    write(folder, "en", "The vastuukortit are here.")
    (found,) = review(folder, spelling.RULE, "en")
    assert fact(found, "found") == "vastuukortit"


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_listed_word_that_no_longer_occurs_is_to_go(folder: Path, language: str) -> None:
    name = f"editorial/spelling-{language}.txt"
    append(folder, name, "# a comment stays\nQwertyuiop  # gone from the texts\n")
    (found,) = review(folder, spelling.RULE, language)
    assert found.code == "needless-exception"
    assert found.position == spot(folder, name, "Qwertyuiop")
    assert found.message("fi") == 'tarpeeton poikkeus: "Qwertyuiop"'


WORDS = st.text("äöåéñ’" + ascii_lowercase, min_size=2, max_size=12)


@given(
    lines=st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=4),
    style=st.sampled_from(["", "'", "|"]),
    data=st.data(),
)
def test_any_word_of_any_text_has_its_place(
    lines: list[list[str]], style: str, data: st.DataObject
) -> None:
    string = "\n\n".join(" ".join(line) for line in lines)
    loaded = {"before": {"text": string}, "here": {"text": string}, "after": string}
    written = yaml.dump(loaded, default_style=style, allow_unicode=True, width=30, sort_keys=False)
    document = parse(written.encode(), "f.yaml", Mode.TEXT)
    assume(not document.findings and document.value == loaded)

    word = data.draw(st.sampled_from(string.split()))
    before = data.draw(st.integers(0, string.count(word) - 1))
    at = document.position_of(("here", "text"), word, before)
    key = document.position(("here",), key=True)
    end = document.position(("after",), key=True)
    assert (key.line, key.column) < (at.line, at.column) < (end.line, end.column)
    assert written.splitlines()[at.line - 1][at.column - 1 :].startswith(word)


def test_a_word_that_the_file_writes_with_escapes_has_the_place_of_its_text() -> None:
    document = parse(b'a: "\\u00e4iti on"\nb: "\xc3\xa4iti"\n', "f.yaml", Mode.TEXT)
    assert document.position_of(("a",), "äiti") == Position("f.yaml", 1, 4)
    assert document.position_of(("a",), "on") == Position("f.yaml", 1, 15)
