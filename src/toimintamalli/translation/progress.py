"""How far each language is, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.model.ids import Language
from toimintamalli.translation.state import State, Translation

_DONE: Final = {State.CURRENT, State.UPDATED, State.UNVERIFIED}
_NOT_ASKED_FOR: Final = {State.ORPHAN}


@dataclass(frozen=True)
class Progress:
    """The states of one language's texts, counted."""

    language: Language
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """Texts that the source language has."""
        return sum(count for state, count in self.counts.items() if state not in _NOT_ASKED_FOR)

    @property
    def done(self) -> int:
        """Texts whose translation fits; what is stale or the same as the source does not count."""
        return sum(count for state, count in self.counts.items() if state in _DONE)

    @property
    def percent(self) -> int:
        """Share that is done, rounded down so that 100 means all of it."""
        return self.done * 100 // self.total if self.total else 100


def measure(translations: Iterable[Translation], languages: Iterable[Language]) -> list[Progress]:
    """Return the progress of each language, in the order given."""
    counted: dict[Language, Counter[State]] = {language: Counter() for language in languages}
    for translation in translations:
        counted[translation.language][translation.state] += 1
    return [Progress(language, counts) for language, counts in counted.items()]
