"""What a word of a text may be: its base forms, and the parts of a compound."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from typing import Final, TypeAlias

from toimintamalli.checks._voikko import Voikko
from toimintamalli.model.language import LanguageData

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMPOUND: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Reading:
    """What a word may be, in small letters."""

    wholes: frozenset[str]
    """Its base forms, and the word as it stands."""
    parts: frozenset[str]
    """Those, and each part of a compound, alone and with its neighbours."""


Reader: TypeAlias = Callable[[str], Reading]


def reader_for(data: LanguageData, voikko: Voikko | None) -> Reader:
    """Return what reads the words of a language, and remembers them."""
    if voikko:
        return cache(partial(_read_by_voikko, voikko))
    return cache(partial(_read_endings, {rule.ending: rule.instead for rule in data.endings}))


def words_of(data: LanguageData) -> re.Pattern[str]:
    """Return what finds the words of a language: in some a hyphen belongs to its word."""
    return _COMPOUND if data.joins_compounds else _WORD


def _read_by_voikko(voikko: Voikko, word: str) -> Reading:
    lower = word.lower()
    readings = [
        (reading["BASEFORM"].lower(), reading["STRUCTURE"]) for reading in voikko.analyze(lower)
    ]
    wholes = frozenset({lower, *(base for base, _ in readings)})
    parts = {part for base, structure in readings for part in _join_parts(base, structure)}
    beside_hyphens = (part for member in lower.split("-")[1:] for part in _parts(voikko, member))
    return Reading(wholes, frozenset({*wholes, *parts, *beside_hyphens}))


def _parts(voikko: Voikko, word: str) -> frozenset[str]:
    return _read_by_voikko(voikko, word).parts


def _join_parts(base: str, structure: str) -> Iterator[str]:
    """Yield each run of the parts of a compound; `=pppp=pppp` is four letters and four more.

    All but the last part stand in the base form as they do in the text.
    """
    lengths = [len(piece) for piece in structure.strip("=").split("=")[:-1]]
    cuts = [0, *(sum(lengths[: index + 1]) for index in range(len(lengths))), len(base)]
    for start, end in combinations(cuts, 2):
        yield base[start:end].strip("-")


def _read_endings(endings: Mapping[str, str], word: str) -> Reading:
    lower = word.lower()
    without = {
        lower.removesuffix(ending) + rest
        for ending, rest in endings.items()
        if lower.endswith(ending)
    }
    wholes = frozenset({lower, *without})
    return Reading(wholes, wholes)
