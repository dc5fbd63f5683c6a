"""How alike two wordings are: by the pairs of letters that they share."""

import pytest

from toimintamalli.rounds.likeness import likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Dice's measure as textbooks show it: of ni-ig-gh-ht and na-ac-ch-ht one pair is common.
        ("night", "nacht", 0.25),
        ("Night!", "  NACHT", 0.25),
        ("aaaa", "aa", 0.5),
        ("a", "b", 0),
        ("", "b", 0),
        ("Tauot", "tauot.", 1),
        ("Tauot", "Tauot joka päivä", 1),
        ("Tauot", "Tauoton päivä", 0.5),
    ],
)
def test_texts_are_as_alike_as_the_pairs_that_they_share(
    one: str, other: str, expected: float
) -> None:
    assert likeness(one, other) == likeness(other, one) == expected
