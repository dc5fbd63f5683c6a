"""Swedish is proofread with the system's dictionary: slips are found, right words are not."""

import random
import re
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import SHIPPED

from toimintamalli.checks import _hunspell

_LETTERS: Final = re.compile(r"[a-zåäö]{5,}")


@pytest.fixture(scope="module")
def swedish() -> Path:
    dictionary = _hunspell.find_dictionary("sv", "FI")
    assert dictionary, "install hunspell-sv and chunspell"
    return dictionary


def test_most_slips_of_two_swapped_letters_are_found(swedish: Path) -> None:
    texts = "\n".join(path.read_text("utf-8") for path in (SHIPPED / "sv").rglob("*.yaml"))
    written = set(_LETTERS.findall(texts))
    right = sorted(written - _hunspell.spell(swedish, written).keys())
    rng = random.Random(17)  # noqa: S311 -- a sample, not a secret
    slips = {swapped(word, rng.randrange(1, len(word) - 2)) for word in rng.sample(right, 150)}
    slips -= set(right)

    assert len(_hunspell.spell(swedish, slips)) / len(slips) > 0.95


def swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@pytest.mark.parametrize("word", ["social-", "Arbetshälsoinstitutet", "skulle", "hybridarbete"])
def test_right_words_are_left_alone(swedish: Path, word: str) -> None:
    assert _hunspell.spell(swedish, [word]) == {}


def test_without_a_dictionary_there_is_no_speller(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_hunspell, "_FOLDERS", (tmp_path,))
    assert _hunspell.find_dictionary("sv", "SE") is None


def test_a_word_in_letters_that_an_old_dictionary_has_not_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "se.aff").write_text("SET ISO8859-1\n")
    (tmp_path / "se.dic").write_text("1\nd\xe5\n", encoding="latin-1")

    assert _hunspell.spell(tmp_path / "se", ["då", "čáhci"]) == {"čáhci": ""}


@pytest.mark.parametrize("half", ["sv.dic", "sv.aff"])
def test_half_of_a_dictionary_is_none(
    half: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_hunspell, "_FOLDERS", (tmp_path,))
    (tmp_path / half).write_text("1\n", encoding="utf-8")

    assert _hunspell.find_dictionary("sv", "SE") is None
