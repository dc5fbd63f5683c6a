"""In which of some languages a text is, by how often letters follow each other in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import log
from typing import Final

from toimintamalli.model.ids import Language


class Guesser:
    """Knows languages by texts that are known to be in them; no language is named here."""

    def __init__(self, texts: Mapping[Language, Iterable[str]]) -> None:
        self._texts = {language: tuple(found) for language, found in texts.items()}

    def find_other(self, text: str, language: Language) -> Language | None:
        """Return the language that a text is in rather than in the one it should be in.

        Nothing where the text is short, the languages are too little known, or it is not sure.
        """
        pieces = list(_pieces(text))
        if len(pieces) < _LEAST_PIECES or language not in self._profiles:
            return None
        scores = {name: profile.score(pieces) for name, profile in self._profiles.items()}
        best = max(scores, key=lambda name: scores[name])
        margin = (scores[best] - scores[language]) / len(pieces)
        return best if margin > _LEAST_MARGIN else None

    @cached_property
    def _profiles(self) -> Mapping[Language, _Profile]:
        profiles = {language: _Profile(texts) for language, texts in self._texts.items()}
        return {name: each for name, each in profiles.items() if each.total >= _LEAST_KNOWN}


class _Profile:
    """How often each three letters stand in the texts of one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.counts = Counter(piece for text in texts for piece in _pieces(text))
        self.total = self.counts.total()

    def score(self, pieces: Iterable[str]) -> float:
        room = self.total + _KINDS
        return sum(log((self.counts[piece] + 0.5) / room) for piece in pieces)


def _pieces(text: str) -> Iterator[str]:
    for word in _WORD.findall(_PLACE.sub(" ", text).lower()):
        padded = f" {word} "
        yield from (padded[index : index + 3] for index in range(len(padded) - 2))


_WORD: Final = re.compile(r"[^\W\d_]+")
_PLACE: Final = re.compile(
    r"\{\s*\w+\s*(?:\}|,\s*plural\s*,)|(?:=[0-9]+|\b(?:zero|one|two|few|many|other))\s*\{"
)
"""What is filled in, and the names of the forms of a plural."""
_KINDS: Final = 8000
"""About as many different threes as languages in one script have together."""
_LEAST_PIECES: Final = 18
_LEAST_KNOWN: Final = 2000
_LEAST_MARGIN: Final = 0.7
