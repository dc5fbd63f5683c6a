"""Voikko, where it is installed: the binding `libvoikko` and a dictionary such as `voikko-fi`."""

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Protocol


class Voikko(Protocol):
    """What we use of the binding's class of the same name; it ships without types."""

    def spell(self, word: str) -> bool:
        """Tell whether a word is spelt right."""

    def suggest(self, word: str) -> Sequence[str]:
        """Return what may have been meant, the likeliest first."""

    def analyze(self, word: str) -> Sequence[Mapping[str, str]]:
        """Return each reading of a word: base form, structure and more."""


def open_voikko(language: str) -> Voikko | None:
    """Return Voikko, or nothing where the binding, library or dictionary is missing."""
    try:
        binding = import_module("libvoikko")
    except ImportError:
        return None
    try:
        voikko: Voikko = binding.Voikko(language)
    except (OSError, binding.VoikkoException):
        return None
    return voikko


def spell(voikko: Voikko, words: Collection[str]) -> dict[str, str]:
    """Return each misspelt word with the likeliest right one, or nothing, beside it."""
    wrong = (word for word in words if not voikko.spell(word))
    return {word: next(iter(voikko.suggest(word)), "") for word in wrong}
