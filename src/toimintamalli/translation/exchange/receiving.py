"""What a translator sent back: what of it changes the content, and what of it can't."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from toimintamalli import messages
from toimintamalli.checks.placeholders import placeholders
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Severity, suggest
from toimintamalli.translation.digest import digest
from toimintamalli.translation.exchange.package import (
    Remark,
    Return,
    ReturnedText,
    remark,
    safe_name,
)
from toimintamalli.translation.lock import LockEntry
from toimintamalli.translation.recording import NewLocks, note
from toimintamalli.translation.state import Locks, State, Translation, has_words


class DamagedReturn(ToimintamalliError):
    """Texts that came back would break what is made of them; `remarks` names each."""

    code = "damaged-return"

    def __init__(self, file: str, remarks: Iterable[Remark]) -> None:
        self.file = file
        self.remarks = tuple(remarks)
        super().__init__(count=str(len(self.remarks)))

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the count and then each remark on a line of its own."""
        lines = (told.as_text(self.file, language) for told in self.remarks)
        return "\n".join((super().message(language), *lines))


class Kind(StrEnum):
    """What a returned text would do to the content."""

    CHANGED = "changed"
    """Other words than there were, made from the source as it is."""
    STALE = "stale"
    """Other words, made from an older source text."""
    UNCHANGED = "unchanged"
    """The words that are there already."""
    SAME = "same-as-source"
    """The source text instead of a translation."""
    OTHER_LANGUAGE = "other-language"
    """Words of another language than the file's."""
    WORDLESS = "wordless"
    """A number or signs where the source has words: a spreadsheet takes 1/2 for a day."""
    EMPTIED = "emptied"
    """Nothing, where there is a translation."""
    CONFLICTING = "conflicting"
    """Other words than there were, but somebody has changed those while the file was away."""
    UNKNOWN = "unknown"
    """A text that the content has no place for."""


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
    counts: Mapping[Kind, int]
    remarks: tuple[Remark, ...]
    """What is left out and why, and what translators wrote beside the texts."""
    damage: Kind | None = None
    """What so many of the texts are that the file can't be meant."""


FindOther = Callable[[Translation, str], str]
"""From a text and the words that came to the language they are in instead, or nothing."""


def receive(  # noqa: PLR0913 -- what a return is judged by
    returned: Return,
    translations: Iterable[Translation],
    locks: Locks,
    find_other: FindOther,
    find_reminder: Callable[[str], str],
    *,
    file: str,
    anyway: bool = False,
) -> Reception:
    """Return what a return changes; `file` is what messages call it.

    A translation is noted as made from the source text in the file itself: one that comes late
    is stale and not current. What would replace a translation by its source, by another language
    or by nothing is left out, and so is what somebody has changed meanwhile, unless `anyway`.

    Raises:
        DamagedReturn: texts have other placeholders than their source, can't be printed, or are
            there twice; nothing of the return is taken then.
    """
    known = {
        safe_name(translation.key): translation
        for translation in translations
        if translation.state is not State.ORPHAN
    }
    texts = _without_copies(_with_names(returned.texts, known))
    pairs = [(known[text.name], text) for text in texts if text.name in known]
    judged = [_judge(was, came, locks, find_other) for was, came in pairs]
    damaged = [*_find_twice(texts), *_find_damage(judged)]
    if damaged:
        raise DamagedReturn(file, damaged)
    unknown = [text for text in texts if text.name not in known]
    taken = [
        verdict
        for verdict in judged
        if verdict.kind in _TAKEN or (anyway and verdict.kind in _FORCED)
    ]
    noted = {
        verdict.change.translation: (verdict.came.source, verdict.change.target)
        for verdict in (*taken, *(verdict for verdict in judged if verdict.is_confirmed))
    }
    counts = Counter(verdict.kind for verdict in judged)
    counts[Kind.UNKNOWN] = len(unknown)
    return Reception(
        changes=tuple(verdict.change for verdict in taken),
        locks=note(noted, locks),
        counts=counts,
        remarks=(
            *(
                _left_out(verdict)
                for verdict in judged
                if verdict.kind in _TOLD and verdict not in taken
            ),
            *_find_reminders(taken, find_reminder),
            *_report_unknown(unknown, known),
            *returned.remarks,
        ),
        damage=None if anyway else _find_mass_damage(judged),
    )


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
_TAKEN: Final = frozenset({Kind.CHANGED, Kind.STALE})
_FORCED: Final = frozenset({Kind.SAME, Kind.OTHER_LANGUAGE, Kind.WORDLESS, Kind.CONFLICTING})
_TOLD: Final = _FORCED | {Kind.EMPTIED}
_FEWEST: Final = 3
_SHARES: Final[Mapping[Kind, int]] = {Kind.SAME: 5, Kind.OTHER_LANGUAGE: 5, Kind.EMPTIED: 2}
"""One in so many texts makes a file that can't be meant."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A returned text, and what it would do."""

    change: Change
    came: ReturnedText
    kind: Kind
    is_confirmed: bool = False
    """Whether somebody has looked at the translation that is there and found that it fits."""
    other: str = ""
    """The language that the words are in."""


def _judge(was: Translation, came: ReturnedText, locks: Locks, find_other: FindOther) -> _Judged:
    target = clean(came.target, was)
    is_late = digest(came.source) != digest(was.source)
    stays = _Judged(Change(was, was.target, is_late), came, Kind.UNCHANGED)
    if not target:
        return replace(stays, kind=Kind.EMPTIED) if was.target else stays
    if _is_alike(target, was.target):
        # Of an older source it says nothing now that somebody looked at it.
        return replace(stays, is_confirmed=came.is_finished and not is_late)
    judged = _Judged(Change(was, target, is_late), came, Kind.CHANGED)
    if unfit := _find_unfit(was, came, target):
        return replace(judged, kind=unfit)
    if other := find_other(was, target):
        return replace(judged, kind=Kind.OTHER_LANGUAGE, other=other)
    entry = locks.get((was.language, was.file), {}).get(was.path)
    # As it was recorded: somebody has mended it here while the file was away.
    if entry is not None and was.target and digest(target) == entry.target:
        return stays
    return replace(judged, kind=_kind_of_new(was, entry, is_late=is_late))


def _find_unfit(was: Translation, came: ReturnedText, target: str) -> Kind | None:
    """Return why words are no translation, whatever language they are in."""
    if not has_words(target):
        return Kind.WORDLESS if has_words(was.source) else None
    is_copy = digest(target) in (digest(came.source), digest(was.source))
    return Kind.SAME if is_copy else None


def _kind_of_new(was: Translation, entry: LockEntry | None, *, is_late: bool) -> Kind:
    if entry is not None and was.target:
        is_changed_here = digest(was.target) != entry.target
        if is_changed_here or (is_late and was.state is State.CURRENT):
            return Kind.CONFLICTING
    return Kind.STALE if is_late else Kind.CHANGED


def _with_names(
    texts: Iterable[ReturnedText], known: Mapping[str, Translation]
) -> Iterator[ReturnedText]:
    """Yield texts, those without a key under that of the only text with their source."""
    counts = Counter(digest(translation.source) for translation in known.values())
    names = {digest(translation.source): name for name, translation in known.items()}
    for text in texts:
        found = digest(text.source)
        is_sure = not text.name and counts[found] == 1
        yield replace(text, name=names[found]) if is_sure else text


def _without_copies(texts: Iterable[ReturnedText]) -> list[ReturnedText]:
    """Return texts without a second one that says the same as the first, as in a copied row."""
    kept: dict[tuple[str, str, str], ReturnedText] = {}
    for text in texts:
        kept.setdefault((text.name, text.source, text.target), text)
    return list(kept.values())


def _find_mass_damage(judged: Sequence[_Judged]) -> Kind | None:
    # What is empty on both sides says nothing of the file.
    total = sum(
        bool(verdict.came.target.strip() or verdict.kind is Kind.EMPTIED) for verdict in judged
    )
    for kind, share in _SHARES.items():
        count = sum(
            verdict.kind is kind and bool(verdict.change.translation.target) for verdict in judged
        )
        if count >= _FEWEST and count * share >= total:
            return kind
    return None


def _left_out(judged: _Judged) -> Remark:
    key, was = judged.change.translation.key, judged.change.translation.target
    told = remark(judged.came.place, f"returned-{judged.kind}", key=key, other=judged.other)
    match judged.kind:
        case Kind.CONFLICTING:
            return told.with_words(f"{was} ≠ {judged.change.target}")
        case Kind.EMPTIED | Kind.SAME:
            return told
        case _:
            return told.with_words(judged.change.target)


def _find_reminders(
    taken: Iterable[_Judged], find_reminder: Callable[[str], str]
) -> Iterator[Remark]:
    for verdict in taken:
        translation = verdict.change.translation
        # What asks to write something asks so in each language.
        is_meant = bool(find_reminder(translation.source))
        if not is_meant and (found := find_reminder(verdict.change.target)):
            key = translation.key
            told = remark(verdict.came.place, "returned-unfinished", key=key, found=found)
            yield told.with_words(verdict.change.target)


def _report_unknown(
    unknown: Sequence[ReturnedText], known: Mapping[str, Translation]
) -> Iterator[Remark]:
    # A file of another model: its thousands of names are near none of ours.
    likely = list(known) if len(unknown) <= _MOST_GUESSES else []
    for text in unknown:
        near = suggest(text.name, likely)
        told = remark(text.place, "returned-unknown", key=text.name or "–", suggestion=near)
        # Whole, so that nobody's work is lost.
        yield told.with_words(text.target)


def _is_alike(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> list[str]:
    # Paragraphs count, and how their lines are wrapped does not.
    paragraphs = unicodedata.normalize("NFC", text).split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def _find_twice(texts: Iterable[ReturnedText]) -> Iterator[Remark]:
    seen: set[str] = set()
    for text in texts:
        if text.name and text.name in seen:
            yield remark(text.place, "returned-twice", Severity.ERROR, key=text.name)
        seen.add(text.name)


def _find_damage(judged: Iterable[_Judged]) -> Iterator[Remark]:
    for verdict in judged:
        was, target, place = verdict.change.translation, verdict.change.target, verdict.came.place
        if not verdict.came.target.strip():
            continue
        expected, found = placeholders(was.source), placeholders(target)
        if was.has_placeholders and found != expected:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(expected or ())) or "–"
            yield remark(
                *(place, "returned-placeholders", Severity.ERROR),
                key=was.key,
                text=target,
                expected=wanted,
            )
        for character in sorted({sign for sign in target if _is_unprintable(sign)}):
            name = f"U+{ord(character):04X}"
            code = "returned-character"
            yield remark(place, code, Severity.ERROR, key=was.key, character=name)


def _is_unprintable(character: str) -> bool:
    # As in the check of strings, and the byte order mark that YAML does not take in a text.
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"} or character == "\ufeff"
