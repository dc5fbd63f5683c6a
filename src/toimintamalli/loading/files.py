"""Reading the files of a content root, without following anything out of it."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from toimintamalli.findings import Finding, Position, error, has_errors
from toimintamalli.loading.causes import explain_errors
from toimintamalli.loading.content import ContentFile
from toimintamalli.loading.kinds import FileKind
from toimintamalli.loading.problems import (
    Elsewhere,
    belong_elsewhere,
    find_shape_problems,
    known_keys,
)
from toimintamalli.loading.shapes import FileRecord
from toimintamalli.model.ids import Language
from toimintamalli.yaml import Document, Mode, parse

STRUCTURE: Final = "structure"
LANGUAGES: Final = "languages"
"""The folder of what the content itself says of its languages."""
EDITORIAL: Final = "editorial"
"""The folder of what the editorial rules leave alone; translation tools never see it."""

# More than the strict reader takes, so that it sees what is too large without our holding it all.
_ENOUGH: Final = 2_100_000


class Root:
    """A content folder, on disk or inside an installed package; `label` is its name in messages."""

    def __init__(self, folder: Traversable, label: str) -> None:
        self._folder = folder
        self._label = label

    def label(self, name: str) -> str:
        """Return what to call a file of the folder in a message."""
        return f"{self._label}/{name}"

    @property
    def is_folder(self) -> bool:
        """Whether there is such a folder at all."""
        return self._folder.is_dir()

    @property
    def name(self) -> str:
        """What to call the folder itself in a message."""
        return self._label

    def has(self, name: str) -> bool:
        """Tell whether a file lies in the folder itself."""
        file = self._folder.joinpath(name)
        return file.is_file() and self._holds(file)

    def names(self, folder: str, ending: str = ".yaml") -> list[str]:
        """Return the names of the files in one folder that end so, sorted."""
        place = self._folder.joinpath(folder)
        if not (place.is_dir() and self._holds(place)):
            return []
        return sorted(entry.name for entry in place.iterdir() if entry.name.endswith(ending))

    def folders(self) -> list[str]:
        """Return the names of the folders right below, sorted."""
        return sorted(entry.name for entry in self._folder.iterdir() if entry.is_dir())

    def read(self, name: str) -> bytes:
        """Return the start of a file: enough to see whether it is too large."""
        with self._folder.joinpath(name).open("rb") as stream:
            return stream.read(_ENOUGH)

    def _holds(self, place: Traversable) -> bool:
        # A link in somebody's content folder must not show us other files of this machine.
        if not isinstance(place, Path) or not isinstance(self._folder, Path):
            return True
        return place.resolve().is_relative_to(self._folder.resolve())


def read_structure(
    root: Root, kind: FileKind, path: str, shape: type[FileRecord]
) -> tuple[ContentFile | None, tuple[Finding, ...]]:
    """Return a structure file, if its shape is right, and what is wrong with it."""
    return _read(root, f"{STRUCTURE}/{path}", kind, shape, None)


def read_language(
    root: Root, kind: FileKind, name: str, shape: type[FileRecord]
) -> tuple[ContentFile | None, tuple[Finding, ...]]:
    """Return a file of the folder of languages, and what is wrong with it."""
    return _read(root, f"{LANGUAGES}/{name}", kind, shape, None)


def read_texts(
    root: Root, kind: FileKind, path: str, shape: type[FileRecord], language: Language
) -> tuple[ContentFile | None, tuple[Finding, ...]]:
    """Return a text file, if its shape is right, and what is wrong with it."""
    return _read(root, f"{language}/{path}", kind, shape, language)


def _read(
    root: Root, name: str, kind: FileKind, shape: type[FileRecord], language: Language | None
) -> tuple[ContentFile | None, tuple[Finding, ...]]:
    label = root.label(name)
    try:
        if not root.has(name):
            return None, (_missing(root, name),)
        data = root.read(name)
    except OSError as reason:
        said = reason.strerror or str(reason)
        return None, (error(Position(label), "unreadable-file", file=label, reason=said),)
    document = parse(data, label, Mode.TEXT if language else Mode.STRUCTURE)
    known = known_keys(shape)
    elsewhere = belong_elsewhere(kind, is_text=language is not None)
    if has_errors(document.findings):
        told = _with_types(document, shape, elsewhere)
        return None, explain_errors(document, document.text, label, told, known)
    if document.value is None:
        return None, (error(Position(label), "empty-file"),)
    problems = tuple(find_shape_problems(document, shape, elsewhere))
    found = (*document.findings, *problems)
    if problems:
        return None, explain_errors(document, document.text, label, found, known)
    return ContentFile(name, kind, document, language), found


def _with_types(
    document: Document, shape: type[FileRecord], elsewhere: Elsewhere
) -> tuple[Finding, ...]:
    """Return what is wrong with a file; a word that could be read otherwise is told by its type.

    Whoever writes `yes` for true, or `1.2` for a version, is not helped by quotes.
    """
    unclear = {
        finding.position for finding in document.findings if finding.code == "ambiguous-scalar"
    }
    if not unclear or not isinstance(document.value, dict):
        return document.findings
    told = {
        problem.position: problem
        for problem in find_shape_problems(document, shape, elsewhere)
        if problem.position in unclear
    }
    return tuple(told.get(finding.position, finding) for finding in document.findings)


def _missing(root: Root, name: str) -> Finding:
    """Return that a file is not there, or is there under a name that an editor gave it."""
    label = root.label(name)
    stem = name.removesuffix(".yaml")
    for other in (f"{stem}.yml", f"{name}.txt", f"{stem}.yml.txt", f"{stem}.YAML", f"{stem}.txt"):
        if root.has(other):
            right = label.rpartition("/")[2]
            return error(Position(root.label(other)), "wrong-ending", name=right)
    folder, _, rest = name.partition("/")
    for other in (folder.upper(), folder.capitalize()):
        if root.has(f"{other}/{rest}"):
            return error(Position(root.label(other)), "wrong-folder", name=folder)
    return error(Position(label), "missing-file", file=label)
