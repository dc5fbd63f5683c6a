"""Notes between editors are found, and words that belong to a text are not."""

import pytest

from toimintamalli.checks.reminders import reminders
from toimintamalli.languages import known_languages

FIND = reminders(known_languages())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sopikaa ajasta (tarkista tämä / MV).", "(tarkista tämä / MV)"),
        ("Sopikaa ajasta (Tarkista!)", "(Tarkista!)"),
        ("Sopikaa ajasta (tarkista: montako?)", "(tarkista: montako?)"),
        ("Sopikaa ajasta [puuttuu]", "[puuttuu]"),
        ("Sopikaa ajasta. TARKISTA: onko näin?", "TARKISTA:"),
        ("Agree on a time (todo)", "(todo)"),
        ("Agree on a time (check this)", "(check this)"),
        ("Agree on a time [to be checked with the lawyer]", "[to be checked with the lawyer]"),
        ("Kom överens om tiden (kolla detta)", "(kolla detta)"),
        ("Kom överens om tiden [ej översatt ännu]", "[ej översatt ännu]"),
        ("Which day??", "??"),
        ("Agree on a time (?)", "(?)"),
        ("TODO", "TODO"),
    ],
)
def test_a_note_is_found(text: str, found: str) -> None:
    assert FIND(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Sopikaa ajasta (tarkista myös kalenteri).",
        "Tarkista, onko kaikki sovittu.",
        "Kysy!",
        "Jos jokin puuttuu, kysy (kysymyksiä saa aina esittää).",
        "Add what you know (add as many as you like).",
        "Fyll i blanketten (saknaden är stor).",
        "Mitä puuttuu?",
        "CHECK in with each other.",
    ],
)
def test_a_sentence_is_left_alone(text: str) -> None:
    assert FIND(text) == ""
