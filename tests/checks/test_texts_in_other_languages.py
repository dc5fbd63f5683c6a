"""A text in another language of the content is told, however short, and a doubtful one is not."""

from typing import Final

import pytest
from tests.support.content import SHIPPED

from toimintamalli.checks.guessing import Guesser
from toimintamalli.content import open_content
from toimintamalli.model.ids import Language

FI, EN, SV = map(Language, ("fi", "en", "sv"))
TEXTS: Final = {
    language: [
        unit.strings[language] for unit in open_content(SHIPPED).units if language in unit.strings
    ]
    for language in (FI, EN, SV)
}


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Sovitaan yhteisestä tapaamisesta.", FI),
        ("Työkykyjohtamisen toimintamalli", FI),
        ("Let us agree on the next meeting.", EN),
        ("Vi kommer överens om nästa möte.", SV),
    ],
)
def test_a_few_words_are_enough(text: str, spoken: Language) -> None:
    guesser = Guesser(TEXTS)

    told = {language: guesser.find_other(text, language) for language in TEXTS}
    assert told == {language: None if language == spoken else spoken for language in TEXTS}


@pytest.mark.parametrize("text", ["Sovitaan.", "2026–2027", "{count, plural, other {# minutes}}"])
def test_what_is_too_short_to_be_sure_of_is_left_alone(text: str) -> None:
    assert Guesser(TEXTS).find_other(text, SV) is None


def test_of_a_language_with_few_texts_nothing_is_said() -> None:
    few = Guesser({**TEXTS, SV: TEXTS[SV][:3]})

    assert few.find_other("Vi kommer överens om nästa möte.", FI) is None
    assert few.find_other("Let us agree on the next meeting.", SV) is None
