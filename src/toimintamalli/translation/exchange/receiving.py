"""What a translator sent back: what of it changes the content, and what of it can't."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from toimintamalli import messages
from toimintamalli.checks.placeholders import placeholders
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Finding, Position, error, suggest, warning
from toimintamalli.translation.digest import digest
from toimintamalli.translation.exchange.package import Return, ReturnedText, safe_name
from toimintamalli.translation.recording import NewLocks, note
from toimintamalli.translation.state import Locks, State, Translation


class DamagedReturn(ToimintamalliError):
    """Texts that came back would break what is made of them; `findings` names each."""

    code = "damaged-return"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(count=str(len(self.findings)))

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the count and then each finding on a line of its own."""
        lines = (each.as_text(language) for each in self.findings)
        return "\n".join((super().message(language), *lines))


@dataclass(frozen=True, slots=True)
class Change:
    """One text that comes in."""

    translation: Translation
    """The text as it was."""
    target: str
    """The translation that came back."""
    is_late: bool
    """Whether it was made from another source text than there is now."""

    @property
    def is_new(self) -> bool:
        """Whether the words differ from what was there."""
        return self.target != self.translation.target


@dataclass(frozen=True)
class Reception:
    """What a return does to the content."""

    changes: tuple[Change, ...]
    locks: NewLocks
    unknown: tuple[ReturnedText, ...]
    """Texts that the content has no place for."""


def receive(
    returned: Return, translations: Iterable[Translation], locks: Locks, file: str
) -> Reception:
    """Return what a return changes; `file` is what messages call it.

    A translation is noted as made from the source text in the file itself: one that comes late
    is stale and not current.

    Raises:
        DamagedReturn: texts have other placeholders than their source, can't be printed, or are
            there twice; nothing of the return is taken then.
    """
    known = {safe_name(each.key): each for each in translations if each.state is not State.ORPHAN}
    pairs = [(known[each.name], each) for each in returned.texts if each.name in known]
    unknown = tuple(each for each in returned.texts if each.name not in known)
    taken = [(was, each, clean(each.target, was)) for was, each in pairs]
    damaged = [*_find_twice(returned, file), *_find_damage(taken, file)]
    if damaged:
        raise DamagedReturn(damaged)
    found = [
        (_change(was, each, target), each)
        for was, each, target in taken
        if target and _is_news(was, each, target, locks)
    ]
    noted = {change.translation: (each.source, change.target) for change, each in found}
    return Reception(tuple(change for change, _ in found), note(noted, locks), unknown)


def report_unknown(reception: Reception, known: Iterable[Translation], file: str) -> list[Finding]:
    """Return a warning for each text that has no place, with the nearest name there is."""
    names = [safe_name(each.key) for each in known]
    # A file of another model: its thousands of names are near none of ours.
    likely = names if len(reception.unknown) <= _MOST_GUESSES else []
    return [
        warning(
            Position(file), "returned-unknown", key=each.name, suggestion=suggest(each.name, likely)
        )
        for each in reception.unknown
    ]


def clean(text: str, was: Translation) -> str:
    """Return a text as translators mean it: without what a word processor did to its spaces.

    Typographic quotes stay as typed, and so do non-breaking spaces where the text had them before.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)
    if not _NON_BREAKING.search(was.source + was.target):
        text = _NON_BREAKING.sub(" ", text)
    text = "\n".join(line.strip(" \t") for line in text.strip().split("\n"))
    return re.sub(r"\n{2,}", "\n\n", text)


_NON_BREAKING: Final = re.compile("[\u00a0\u202f]")
_MOST_GUESSES: Final = 50


def _change(was: Translation, came: ReturnedText, target: str) -> Change:
    kept = was.target if _is_alike(target, was.target) else target
    return Change(was, kept, is_late=digest(came.source) != digest(was.source))


def _is_news(was: Translation, came: ReturnedText, target: str, locks: Locks) -> bool:
    """Tell whether a text says something that the content does not know yet."""
    if _is_alike(target, was.target):
        # Somebody looked at it and found that it fits; of an older source that says nothing now.
        return came.is_finished and digest(came.source) == digest(was.source)
    entry = locks.get((was.language, was.file), {}).get(was.path)
    # The translation as it was recorded: somebody has mended it here while the file was away.
    return entry is None or digest(target) != entry.target


def _is_alike(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> list[str]:
    # Paragraphs count, and how their lines are wrapped does not.
    paragraphs = unicodedata.normalize("NFC", text).split("\n\n")
    return [" ".join(each.split()) for each in paragraphs]


def _find_twice(returned: Return, file: str) -> Iterator[Finding]:
    for name, count in Counter(each.name for each in returned.texts).items():
        if count > 1:
            yield error(Position(file), "returned-twice", key=name)


def _find_damage(
    taken: Iterable[tuple[Translation, ReturnedText, str]], file: str
) -> Iterator[Finding]:
    for was, _, target in taken:
        if not target:
            continue
        expected, found = placeholders(was.source), placeholders(target)
        if was.has_placeholders and found != expected:
            wanted = ", ".join(f"{{{each}}}" for each in sorted(expected or ())) or "–"
            at = Position(file)
            yield error(at, "returned-placeholders", key=was.key, text=target, expected=wanted)
        for character in sorted({each for each in target if _is_unprintable(each)}):
            name = f"U+{ord(character):04X}"
            yield error(Position(file), "returned-character", key=was.key, character=name)


def _is_unprintable(character: str) -> bool:
    # As in the check of strings, and the byte order mark that YAML does not take in a text.
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"} or character == "\ufeff"
