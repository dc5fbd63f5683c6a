"""The locks of a content root on disk."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

from toimintamalli.loading.content import Content
from toimintamalli.loading.files import Root
from toimintamalli.model.ids import Language
from toimintamalli.translation.lock import FOLDER, Lock, lock_path, read_lock, write_lock
from toimintamalli.translation.state import Locks, Translation, find_translations


def read_locks(folder: Traversable, languages: Iterable[Language]) -> Locks:
    """Return every lock that a content root has for some languages."""
    root = Root(folder, "content")
    found: dict[tuple[Language, str], Lock] = {}
    for language in languages:
        for file in _lock_files(root, language):
            name = lock_path(language, file)
            if root.has(name):
                found[language, file] = read_lock(root.read(name), name)
    return found


def read_translations(
    content: Content, locks: Locks, languages: Iterable[Language]
) -> tuple[Translation, ...]:
    """Return every text of some languages with its state."""
    return tuple(
        translation
        for language in languages
        for translation in find_translations(content, locks, language)
    )


def changed_files(before: Locks, after: Locks) -> dict[str, bytes]:
    """Return the lock files that differ, by their path below the content root."""
    return {
        lock_path(language, file): write_lock(lock)
        for (language, file), lock in after.items()
        if lock != before.get((language, file))
    }


def _lock_files(root: Root, language: Language) -> Iterable[str]:
    yield from root.names(f"{FOLDER}/{language}")
    yield from (f"themes/{name}" for name in root.names(f"{FOLDER}/{language}/themes"))
