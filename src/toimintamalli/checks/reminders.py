"""What people leave in a text that is not finished: marks, and notes to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

from toimintamalli.model.language import LanguageData

MARK: Final = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|xxx+|lorem ipsum)\b|\(\?+\)|\?{2,}|^\s*(?:\?+|\.{2,}|…+)\s*$"
    # What a spreadsheet or a program writes where it had nothing to show.
    r"|^\s*#{2,}\s*$|#(?:REF|NAME|VALUE|N/A|NUM|DIV/0|NIMI|ARVO|VIITTAUS)\b[!?]?"
    r"|\[object Object\]|^\s*(?:null|undefined|NaN|None)\s*$"
)
"""Marks of what is not written yet."""

_SIGN: Final = re.compile(r"\s*[.,;:–—-]\s*")
"""One sign alone: a word of a report may be a dash, a text of the content is not."""


def find_mark(text: str) -> str:
    """Return the first mark of a text that stands in no finished one, or nothing."""
    found = MARK.search(text)
    return found.group().strip() if found else ""


def reminders(languages: Iterable[LanguageData]) -> Callable[[str], str]:
    """Return what finds the first reminder of a text, or nothing.

    An editor of any text may write a note in the language that colleagues share: all count.
    """
    phrases = {
        "todo",
        *(phrase.casefold() for language in languages for phrase in language.reminders),
    }
    notes = _notes(phrases)

    def find(text: str) -> str:
        note = notes.search(text)
        if note or (note := _SIGN.fullmatch(text)):
            return find_mark(text) or note.group().strip()
        return find_mark(text)

    return find


def _notes(phrases: Collection[str]) -> re.Pattern[str]:
    """Return what finds a note: a phrase in brackets, or in capitals before a colon."""
    said = "|".join(map(_spaced, phrases))
    loud = "|".join(_spaced(phrase.upper()) for phrase in phrases)
    # In round brackets a whole sentence may begin so; in square ones nobody writes anything else.
    return re.compile(
        rf"\((?i:\s*(?:{said})\s*(?:[-–—/:,;.!?…][^()]*)?)\)"
        rf"|\[(?i:\s*(?:{said})\b[^\[\]]*)\]|\b(?:{loud})\s*[:!]"
    )


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))
