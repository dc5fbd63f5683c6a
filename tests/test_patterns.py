"""Texts with places to fill in: the same grammar and the same plurals as in the pages' script."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.patterns import BadPattern, blank_syntax, fill, plural_case, read_pattern

SHARED: Final = Path(__file__).parent / "conformance" / "patterns"
CASES: Final = json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))
PLURALS: Final = json.loads((SHARED / "plurals.json").read_text(encoding="utf-8"))

SIGNS: Final = st.text(st.sampled_from("ab{}'#=1, ") | st.characters(codec="utf-8"))
WORDS: Final = st.lists(
    st.sampled_from(["{n, plural, ", "one {", "other {", "}", "'", "#", "{n}", " x"])
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["pattern"])
def test_a_shared_case_says_what_it_should(case: dict[str, Any]) -> None:
    if "said" not in case:
        with pytest.raises(BadPattern):
            read_pattern(case["pattern"])
    else:
        assert fill(case["pattern"], case["language"], case["facts"]) == case["said"]


@pytest.mark.parametrize("language", PLURALS["languages"])
def test_the_plural_forms_are_those_that_the_script_chooses(language: str) -> None:
    chosen = [plural_case(language, plural) for plural in PLURALS["numbers"]]
    assert chosen == PLURALS["chosen"][language]


@given(SIGNS | WORDS.map("".join))
def test_any_text_is_a_pattern_or_is_refused_and_nothing_else(text: str) -> None:
    try:
        said = fill(text, "en", dict.fromkeys("abnx", 1))
    except (BadPattern, KeyError):
        return
    assert len(said) <= len(text) + 1
    assert len(blank_syntax(text)) == len(text)


@given(st.text(st.characters(exclude_characters="{}'")))
def test_a_text_without_braces_and_apostrophes_stays_as_it_is(text: str) -> None:
    assert fill(text, "en", {}) == text


def test_deep_braces_are_refused_before_they_exhaust_anything() -> None:
    with pytest.raises(BadPattern):
        read_pattern("{n, plural, other {" * 100_000)


def test_what_is_proofread_are_the_words_inside_a_choice() -> None:
    text = "{count, plural, one {# tiedosto} other {# tiedostoa}} kansiossa {folder}"
    assert blank_syntax(text).split() == ["tiedosto", "tiedostoa", "kansiossa"]
