"""Every word is in the dictionary of its language, or on the list of words that a person has seen.

The lists lie in the content, as `editorial/spelling-<language>.txt`: a word or a name a line.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from toimintamalli.checks import _harper, _hunspell, _voikko
from toimintamalli.checks.hygiene import MARKUP
from toimintamalli.checks.prose import Passage, blank, passages
from toimintamalli.checks.reminders import MARK
from toimintamalli.checks.rule import Rule, once_a_file
from toimintamalli.findings import Finding, warning
from toimintamalli.languages import language_data
from toimintamalli.loading.content import Content
from toimintamalli.loading.exceptions import Exceptions
from toimintamalli.model.ids import Language
from toimintamalli.model.language import LanguageData, Proofreader

Speller: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
"""Takes words; returns the misspelt ones, each with a guess at what was meant, or nothing."""

# A hyphen at the end stands for the rest of a compound: `sosiaali- ja terveysministeriö`.
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’:.][^\W\d_]+)*(?:-(?!\w))?")


@dataclass(frozen=True)
class _Tool:
    """What proofreads a language."""

    open: Callable[[LanguageData], Speller | None]
    """Returns the speller, or nothing where it is not installed."""
    missing: str
    """The message that says so."""


def _open_voikko(language: LanguageData) -> Speller | None:
    voikko = _voikko.open_voikko(language.id)
    return partial(_voikko.spell, voikko) if voikko else None


def _open_hunspell(language: LanguageData) -> Speller | None:
    dictionary = _hunspell.find_dictionary(language.id, language.region)
    return partial(_hunspell.spell, dictionary) if dictionary else None


def _open_harper(language: LanguageData) -> Speller | None:
    del language  # it knows only one
    program = _harper.find_harper()
    return partial(_harper.spell, program) if program else None


_TOOLS: Final[Mapping[Proofreader, _Tool]] = {
    "voikko": _Tool(_open_voikko, "no-voikko"),
    "harper": _Tool(_open_harper, "no-harper"),
    "hunspell": _Tool(_open_hunspell, "no-hunspell"),
}
_NO_TOOL: Final = _Tool(lambda _: None, "no-speller")


def _tool(content: Content, language: Language) -> tuple[_Tool, Speller | None]:
    """Return what proofreads a language, and its speller where that is installed."""
    data = language_data(language, content.model)
    tool = _TOOLS[data.proofreader] if data.proofreader else _NO_TOOL
    return tool, tool.open(data)


def find_unread(content: Content) -> Iterator[tuple[Language, str]]:
    """Yield each language that can't be proofread here, and the message that says why."""
    for language in content.languages:
        tool, speller = _tool(content, language)
        if speller is None:
            yield language, tool.missing


def _check(content: Content) -> Iterator[Finding]:
    for language in content.languages:
        reviewed = content.exceptions.get(f"spelling-{language}", Exceptions())
        reading = _read(list(passages(content, language)), reviewed, content.source)
        for entry in reviewed.lines.keys() - reading.used:
            yield warning(reviewed.position(entry), "needless-exception", found=entry)
        _, speller = _tool(content, language)
        if speller:
            misspelt = _proofread(reading, f"spelling-{language}.txt", speller)
            yield from once_a_file(misspelt, reading.count(), "file-unknown-words")


@dataclass(frozen=True)
class _Reading:
    """The words of one language that nobody has reviewed, and the entries that were of use."""

    words: Mapping[str, Sequence[tuple[Passage, int]]]
    """Each word, and the passages and offsets where it stands."""
    used: frozenset[str]

    def count(self) -> Mapping[str, int]:
        """Return how many words each file has."""
        return Counter(
            passage.unit.places[passage.language].file
            for places in self.words.values()
            for passage, _ in places
        )


def _read(read: Collection[Passage], reviewed: Exceptions, source: Language) -> _Reading:
    words: dict[str, list[tuple[Passage, int]]] = {}
    used: set[str] = set()
    entries = _pattern_of(reviewed)
    for passage in read:
        used.update(entries.findall(passage.prose))
        # Of these another check says what is wrong, once.
        if passage.language != source and passage.string == passage.unit.strings.get(source):
            continue
        prose = passage.prose
        for told in (entries, MARK, MARKUP):
            prose = told.sub(blank, prose)
        for match in _WORD.finditer(prose):
            if len(match.group()) > 1:
                words.setdefault(match.group(), []).append((passage, match.start()))
    return _Reading(words, frozenset(used))


def _proofread(reading: _Reading, listed: str, speller: Speller) -> Iterator[Finding]:
    for word, guess in speller(reading.words.keys()).items():
        for passage, start in reading.words[word]:
            at = passage.place(start, start + len(word))
            yield warning(at, "misspelt", found=word, list=listed, suggestion=guess)


def _pattern_of(reviewed: Exceptions) -> re.Pattern[str]:
    """Return what finds the reviewed entries as whole words, a long name before its parts."""
    entries = sorted(map(re.escape, reviewed.lines), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(entries) or '(?!)'})(?![^\W_])")


RULE: Final = Rule("spelling", "Every word is spelt right, or was looked at by a person.", _check)
