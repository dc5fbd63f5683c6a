"""What a report says: our words in their language, and people's own words as they wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator

from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.patterns import BadPattern, parts_of
from toimintamalli.words import BadPlaceholder, Words

# No file that we write can hold these; whoever reads answers refuses them already.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n?")


def clean(string: str) -> str:
    """Return a string without what can't be written, its line breaks all alike."""
    return _CONTROLS.sub("", _LINE_END.sub("\n", string))


class Own(Value):
    """Words that somebody wrote into a workbook, in whatever language they chose."""

    string: Annotated[str, AfterValidator(clean)]
    """The words, as they were written."""


Phrase: TypeAlias = LocalizedText | Own
Line: TypeAlias = tuple[Phrase, ...]
"""Phrases that stand after one another."""
Fact: TypeAlias = str | int | Phrase | Line
"""What fills a placeholder; a plain string or number takes the language of the words around it."""


def speak(words: Words, name: str, /, **facts: Fact) -> Line:
    """Return a word with its placeholders filled in, each fact in its own language.

    Raises:
        MissingWord: the word is not there.
        BadPlaceholder: it has a placeholder that is none of the facts, or is badly formed.
    """
    word = words[name]
    try:
        return _joined(list(_pieces(word, facts)))
    except (KeyError, BadPattern):
        raise BadPlaceholder.of(name, word, facts) from None


def join(lines: list[Line], between: str) -> Line:
    """Return lines as one, with a sign between each two."""
    if not lines:
        return ()
    first, *rest = lines
    joined = list(first)
    for line in rest:
        beside = line[0] if line and isinstance(joined[-1], Own) else joined[-1]
        joined += [_like(beside, between), *line]
    return _joined(joined)


def plain(line: Line) -> str:
    """Return only the string of a line, where no language can be told."""
    return "".join(phrase.string for phrase in line)


def _pieces(word: LocalizedText, facts: dict[str, Fact]) -> Iterator[Phrase]:
    for part in parts_of(word.string, word.language, facts):
        if isinstance(part, str):
            yield LocalizedText(part, word.language, word.fallback)
            continue
        fact = facts[part.name]
        if isinstance(fact, str | int):
            yield LocalizedText(str(fact), word.language, word.fallback)
        else:
            yield from fact if isinstance(fact, tuple) else (fact,)


def _joined(pieces: list[Phrase]) -> Line:
    """Return phrases with neighbours of one language made one, as a reader would hear them."""
    joined: list[Phrase] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            isinstance(last, LocalizedText)
            and isinstance(piece, LocalizedText)
            and (last.language, last.fallback) == (piece.language, piece.fallback)
        ):
            joined[-1] = LocalizedText(last.string + piece.string, piece.language, piece.fallback)
        else:
            joined.append(piece)
    return tuple(joined)


def _like(phrase: Phrase, string: str) -> Phrase:
    if isinstance(phrase, Own):
        return Own(string=string)
    return LocalizedText(string, phrase.language, phrase.fallback)
