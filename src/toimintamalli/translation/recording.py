"""What becomes of the locks: recorded, accepted, pruned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from toimintamalli.model.ids import Language
from toimintamalli.translation.digest import digest
from toimintamalli.translation.lock import Lock, LockEntry
from toimintamalli.translation.state import Locks, State, Translation

_SETTLED: Final = {State.UNVERIFIED, State.UPDATED, State.CURRENT}
"""States in which the translation is taken to fit the source as it is now."""

_GONE: Final = {State.MISSING, State.ORPHAN}
"""States in which there is nothing left to lock."""

NewLocks = Mapping[tuple[Language, str], Lock]


def record(translations: Iterable[Translation], locks: Locks) -> NewLocks:
    """Return the locks with every translation that fits its source noted; stale ones stay stale."""
    changed = {
        (translation.language, translation.file, translation.path): _recorded(
            translation, _entry(locks, translation)
        )
        for translation in translations
        if translation.state in _SETTLED
    }
    return _with(locks, changed)


def accept(
    translations: Iterable[Translation], locks: Locks, keys: Collection[str], reason: str
) -> NewLocks:
    """Return the locks with the named translations taken as fitting their source as it is now."""
    changed = {
        (translation.language, translation.file, translation.path): _accepted(
            translation, _recorded(translation, _entry(locks, translation)), reason
        )
        for translation in translations
        if translation.key in keys and translation.state not in _GONE
    }
    return _with(locks, changed)


def _accepted(translation: Translation, entry: LockEntry, reason: str) -> LockEntry:
    # What was allowed before stays so, whoever says it again.
    is_same = entry.same_accepted or translation.state is State.SAME_AS_SOURCE
    return replace(entry, same_accepted=is_same, reason=reason)


def note(returned: Mapping[Translation, tuple[str, str]], locks: Locks) -> NewLocks:
    """Return the locks with translations noted that came back: from which source, and to what."""
    changed = {
        (translation.language, translation.file, translation.path): _recorded(
            replace(translation, source=source, target=target), _entry(locks, translation)
        )
        for translation, (source, target) in returned.items()
    }
    return _with(locks, changed)


def prune(translations: Iterable[Translation], locks: Locks) -> NewLocks:
    """Return the locks without the entries of texts that no longer exist."""
    alive = {
        (translation.language, translation.file, translation.path)
        for translation in translations
        if translation.state not in _GONE
    }
    return {
        (language, file): {path: e for path, e in lock.items() if (language, file, path) in alive}
        for (language, file), lock in locks.items()
    }


def _recorded(translation: Translation, before: LockEntry | None) -> LockEntry:
    now = LockEntry(digest(translation.source), digest(translation.target))
    same_still = before is not None and before.same_accepted and now.source == now.target
    unchanged = before is not None and (before.source, before.target) == (now.source, now.target)
    # A reason and an allowance belong to one pair of wordings, and go with it.
    reason = before.reason if before is not None and unchanged else ""
    return replace(now, same_accepted=same_still, reason=reason)


def _entry(locks: Locks, translation: Translation) -> LockEntry | None:
    return locks.get((translation.language, translation.file), {}).get(translation.path)


def _with(locks: Locks, changed: Mapping[tuple[Language, str, str], LockEntry]) -> NewLocks:
    merged = {place: dict(lock) for place, lock in locks.items()}
    for (language, file, path), entry in changed.items():
        merged.setdefault((language, file), {})[path] = entry
    return merged
