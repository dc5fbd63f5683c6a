"""The content folder that a translation command works on, with the words of the formats."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from toimintamalli.coverage import find_format_words
from toimintamalli.output import Editing, editing
from toimintamalli.translation import workspace
from toimintamalli.translation.recording import NewLocks
from toimintamalli.translation.store import changed_files
from toimintamalli.translation.workspace import Workspace


def open_workspace(
    folder: str | None,
    languages: Iterable[str] = (),
    *,
    may_begin: bool = False,
    forgiving: bool = False,
) -> Workspace:
    """Open a content folder for work on some of its translations, or on all of them.

    Raises:
        ContentError: the source language or the structure can't be read.
        NotAFolder: it lies inside an installed package.
        UnknownName: there is no such language, or it is the source.
    """
    return workspace.open_workspace(
        folder, languages, find_format_words, may_begin=may_begin, forgiving=forgiving
    )


def editing_workspace(folder: str | None) -> AbstractContextManager[Editing]:
    """Hold the content folder from before it is read until its texts and locks are written.

    Raises:
        NotAFolder: it lies inside an installed package.
    """
    return editing(workspace.workspace_folder(folder))


def save(
    edit: Editing, opened: Workspace, locks: NewLocks, texts: Mapping[str, bytes] | None = None
) -> int:
    """Write texts and the locks that changed, all or none, and return how many files that were."""
    files = {**changed_files(opened.locks, locks), **(texts or {})}
    edit.replace(files)
    return len(files)
