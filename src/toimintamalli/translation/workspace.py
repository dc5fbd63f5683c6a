"""A content folder as translators work on it: its languages, published or not, and its locks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from toimintamalli._resources import find_data
from toimintamalli.errors import ContentError, ToimintamalliError, UnknownName
from toimintamalli.findings import Finding, Severity
from toimintamalli.loading.content import Content, Orphan, Unit
from toimintamalli.loading.files import STRUCTURE, Root, read_texts
from toimintamalli.loading.reading import read_content
from toimintamalli.loading.shapes import text_shape
from toimintamalli.model.ids import LANGUAGE_PATTERN, Language
from toimintamalli.translation.lock import FOLDER as LOCKS
from toimintamalli.translation.state import Locks, Translation
from toimintamalli.translation.store import read_locks, read_translations
from toimintamalli.yaml import Document, Mode, Value, parse
from toimintamalli.yaml import Path as YamlPath


class NotAFolder(ToimintamalliError):
    """The content lies inside an installed package, where nothing can be edited."""

    code = "not-a-folder"


@dataclass(frozen=True)
class Workspace:
    """A content folder with its locks, and the languages that were asked for."""

    folder: Path
    content: Content
    languages: tuple[Language, ...]
    locks: Locks
    translations: tuple[Translation, ...]

    def read(self, language: Language, file: str) -> bytes:
        """Return a text file as it is, or nothing where there is none yet."""
        place = self.folder / language / file
        return place.read_bytes() if place.is_file() else b""


FurtherUnits = Callable[[Content, Language], Iterable[Unit]]
"""Texts that a language needs beyond the content: the words of formats that don't speak it."""


def open_workspace(
    folder: str | None,
    languages: Iterable[str] = (),
    further: FurtherUnits | None = None,
    *,
    may_begin: bool = False,
    forgiving: bool = False,
) -> Workspace:
    """Open a content folder for work on some of its translations, or on all of them.

    A language needs a folder for that, and need not be published; with `may_begin` it needs
    not even the folder. When `forgiving`, files that can't be read are passed over.

    Raises:
        ContentError: the source language or the structure can't be read.
        NotAFolder: it lies inside an installed package.
        UnknownName: there is no such language, or it is the source.
    """
    place = workspace_folder(folder)
    label = Path(folder).as_posix() if folder else "content"
    content = read_content(place, label)
    if not (forgiving and content.units):
        _refuse_unreadable(content)
    chosen = _choose(content, place, tuple(languages), may_begin=may_begin)
    root = Root(place, label)
    for language in chosen:
        content = _with_drafts(content, root, language, forgiving=forgiving)
        wanted = [
            unit
            for unit in (further(content, language) if further else ())
            if f"{content.source}/{unit.file}" in content.files
        ]
        content = _with_further(content, root, language, wanted, forgiving=forgiving)
    locks = read_locks(place, chosen)
    return Workspace(place, content, chosen, locks, read_translations(content, locks, chosen))


def workspace_folder(folder: str | None) -> Path:
    """Return the content folder that was asked for, or ours.

    Raises:
        NotAFolder: it lies inside an installed package.
    """
    place = Path(folder) if folder else find_data("content")
    if not isinstance(place, Path):
        raise NotAFolder(name=str(place))
    return place


def is_language(name: str) -> bool:
    """Tell whether a name has the form of a language's tag."""
    return re.search(LANGUAGE_PATTERN, name) is not None


def value_at(value: Value, path: YamlPath) -> str | None:
    """Return the text at a path of a text file, or nothing."""
    for step in path:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else None


def _refuse_unreadable(content: Content) -> None:
    # A translation that lacks a file is one that somebody has just begun.
    wrong = [
        finding
        for finding in content.findings
        if finding.severity is Severity.ERROR and not _is_beginning(content, finding)
    ]
    if wrong or not content.units:
        raise ContentError(wrong or content.findings)


def _is_beginning(content: Content, finding: Finding) -> bool:
    languages = (language for language in content.languages if language != content.source)
    is_missing = finding.code == "missing-file"
    return is_missing and any(f"/{language}/" in finding.position.file for language in languages)


def _choose(
    content: Content, folder: Path, asked: tuple[str, ...], *, may_begin: bool
) -> tuple[Language, ...]:
    known = dict.fromkeys([*content.languages, *_drafts(folder)])
    if not may_begin:
        known.pop(content.source, None)
    for language in asked:
        is_beginning = may_begin and is_language(language)
        if language not in known and not is_beginning:
            raise UnknownName("language", language, known)
    return tuple(map(Language, dict.fromkeys(asked))) or tuple(
        language for language in known if language != content.source
    )


def _drafts(folder: Path) -> Iterator[Language]:
    """Yield the languages that have a folder with texts."""
    for path in sorted(folder.iterdir()):
        is_ours = path.name not in (STRUCTURE, LOCKS) and is_language(path.name)
        if is_ours and path.is_dir() and next(path.rglob("*.yaml"), None):
            yield Language(path.name)


def _with_drafts(content: Content, root: Root, language: Language, *, forgiving: bool) -> Content:
    """Return the content with the texts of a language that was not read with the published ones."""
    names = dict.fromkeys(unit.file for unit in content.units)
    missing = [name for name in names if f"{language}/{name}" not in content.files]
    documents = {
        path: _read(content, root, path, language, forgiving=forgiving) for path in missing
    }
    units = tuple(_with_language(unit, documents, language) for unit in content.units)
    known = {(unit.file, unit.path) for unit in units}
    orphans = tuple(
        Orphan(file, path, language, document.position(path, key=True), ())
        for file, document in documents.items()
        for path in _paths(document.value)
        if (file, path) not in known and path[0] != "generators"
    )
    return replace(content, units=units, orphans=(*content.orphans, *orphans))


def _with_further(
    content: Content, root: Root, language: Language, wanted: Iterable[Unit], *, forgiving: bool
) -> Content:
    known = {(unit.file, unit.path): unit for unit in content.units}
    found = tuple(wanted)
    here = {(unit.file, unit.path): unit.brought for unit in found}
    old = tuple(
        replace(unit, brought=here.get((unit.file, unit.path), unit.brought))
        for unit in content.units
    )
    units = tuple(unit for unit in found if (unit.file, unit.path) not in known)
    files = {unit.file for unit in units}
    documents = {path: _read(content, root, path, language, forgiving=forgiving) for path in files}
    new = (_with_language(unit, documents, language) for unit in units)
    return replace(content, units=(*old, *new))


def _read(
    content: Content, root: Root, file: str, language: Language, *, forgiving: bool
) -> Document:
    kind = content.files[f"{content.source}/{file}"].kind
    found, findings = read_texts(root, kind, file, text_shape(kind, required=False), language)
    if found:
        return found.document
    if root.has(f"{language}/{file}") and not forgiving:
        raise ContentError(findings)
    return parse(b"", root.label(f"{language}/{file}"), Mode.TEXT)


def _with_language(unit: Unit, documents: Mapping[str, Document], language: Language) -> Unit:
    if unit.file not in documents:
        return unit
    document = documents[unit.file]
    text = value_at(document.value, unit.path)
    strings = unit.strings if text is None else {**unit.strings, language: text}
    places = {**unit.places, language: document.position(unit.path)}
    return replace(unit, strings=strings, places=places)


def _paths(value: Value, above: YamlPath = ()) -> Iterator[YamlPath]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _paths(member, (*above, key))
    elif above:
        yield above
