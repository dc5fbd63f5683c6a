"""No sentence of a source is carried over: facts are told in words of one's own.

The sources are not part of the content, so whoever has them says where they lie.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content

RUN: Final = 6
"""So many words in a row that a source has too are copied."""
LIKENESS: Final = 0.5
"""A sentence that shares more than this of its words with one of a source is too near to it."""
_SHORTEST: Final = 4
"""Below this many words a sentence is a name or a term, which nobody owns."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE: Final = re.compile(r"[^.!?:\n]+")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Sources:
    """The runs of words and the sentences of the texts that facts were taken from."""

    runs: Mapping[Words, str]
    sentences: Mapping[frozenset[str], str]


def read_sources(texts: Mapping[str, str]) -> Sources:
    """Return what to compare with, from the name and the text of each source."""
    runs: dict[Words, str] = {}
    sentences: dict[frozenset[str], str] = {}
    for name, text in texts.items():
        runs |= dict.fromkeys(_runs(_words(text)), name)
        for sentence in map(_words, _SENTENCE.findall(text)):
            if len(sentence) >= _SHORTEST:
                sentences[frozenset(sentence)] = name
    return Sources(runs, sentences)


def find_copies(content: Content, sources: Sources) -> tuple[Finding, ...]:
    """Return where the content has words of a source: long runs, and whole sentences nearly."""
    return tuple(sorted(_find(content, sources)))


def _find(content: Content, sources: Sources) -> Iterator[Finding]:
    for passage in passages(content):
        for match in _SENTENCE.finditer(passage.prose):
            at = passage.place(*match.span())
            words = _words(match.group())
            copied = next((run for run in _runs(words) if run in sources.runs), None)
            if copied:
                facts = {"found": " ".join(copied), "source": sources.runs[copied]}
                yield warning(at, "copied-run", **facts)
            elif near := _nearest(words, sources.sentences):
                yield warning(at, "near-copy", found=match.group().strip(), source=near)


def _nearest(words: Words, sentences: Mapping[frozenset[str], str]) -> str:
    own = frozenset(words)
    if len(words) < _SHORTEST:
        return ""
    return next((n for sentence, n in sentences.items() if _likeness(own, sentence) > LIKENESS), "")


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _words(text: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _runs(words: Words) -> Iterable[Words]:
    return (words[at : at + RUN] for at in range(len(words) - RUN + 1))
