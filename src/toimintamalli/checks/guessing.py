"""In which of some languages a text is, by how often letters follow each other in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
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
        pieces = _pieces(text)
        if len(pieces) < _LEAST_PIECES or language not in self._profiles:
            return None
        scores = {name: profile.score(pieces) for name, profile in self._profiles.items()}
        best = max(scores, key=lambda name: scores[name])
        margin = (scores[best] - scores[language]) / len(pieces)
        return best if margin > _LEAST_MARGIN else None

    @cached_property
    def _profiles(self) -> Mapping[Language, _Profile]:
        profiles = {language: _Profile(texts) for language, texts in self._texts.items()}
        return {
            name: profile for name, profile in profiles.items() if profile.total >= _LEAST_KNOWN
        }


class _Profile:
    """How often each three letters stand in the texts of one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(piece for text in texts for piece in _pieces(text))
        self.total = counts.total()
        room = self.total + _KINDS
        # Every text of the content is scored in every language: the logarithms are taken once.
        self._scores = {piece: log((count + 0.5) / room) for piece, count in counts.items()}
        self._unknown = log(0.5 / room)

    def score(self, pieces: Iterable[str]) -> float:
        scores, unknown = self._scores, self._unknown
        return sum([scores.get(piece, unknown) for piece in pieces])


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """Return every three letters that follow each other; each text is known by them and scored."""
    words = _WORD.findall(_PLACE.sub(" ", text).lower())
    padded = (f" {word} " for word in words)
    return tuple(word[index : index + 3] for word in padded for index in range(len(word) - 2))


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
