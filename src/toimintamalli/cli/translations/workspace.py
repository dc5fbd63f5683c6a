"""The content folder that a translation command works on, with the words of the formats."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final

from toimintamalli.collecting import data_set
from toimintamalli.generation import generator_packages
from toimintamalli.loading.content import Content, Unit
from toimintamalli.loading.kinds import INTERFACE, path_of
from toimintamalli.model.ids import Language
from toimintamalli.model.text import Text
from toimintamalli.output import Editing, editing
from toimintamalli.report import vocabulary
from toimintamalli.translation import workspace
from toimintamalli.translation.recording import NewLocks
from toimintamalli.translation.store import changed_files
from toimintamalli.translation.workspace import Workspace
from toimintamalli.words import packaged_words

_OURS: Final = {
    vocabulary.OWNER: vocabulary.PACKAGE,
    data_set.OWNER: data_set.PACKAGE,
}
"""What has words without being a format: reports, and the dictionary of a data set."""


def open_workspace(
    folder: str | None, languages: Iterable[str] = (), *, may_begin: bool = False
) -> Workspace:
    """Open a content folder for work on some of its translations, or on all of them.

    Raises:
        ContentError: the source language or the structure can't be read.
        NotAFolder: it lies inside an installed package.
        UnknownName: there is no such language, or it is the source.
    """
    return workspace.open_workspace(folder, languages, find_format_words, may_begin=may_begin)


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


def find_format_words(content: Content, language: Language) -> Iterator[Unit]:
    """Yield words of installed formats and of our own whose packages don't speak a language."""
    file = path_of(INTERFACE)
    known = {each.path for each in content.units if content.source in each.strings}
    for generator, package in {**generator_packages(), **_OURS}.items():
        for name, text in _words(package).items():
            path = ("generators", generator, name)
            if language not in text and content.source in text and path not in known:
                strings = {content.source: text[content.source]}
                yield Unit(file, path, strings, {}, is_optional=True)


def _words(package: str) -> Mapping[str, Text]:
    try:
        return packaged_words(package)
    except (ImportError, OSError):
        return {}  # a broken plug-in is told of by the build that asks for it
