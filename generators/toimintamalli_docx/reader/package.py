"""From bytes that anybody may have sent to the parts that answers and other words stand in.

Parts are found as Word finds them: by relationships, else by content types, never by name. Nothing
that leads outside is followed.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from re import compile as pattern
from typing import Final
from urllib.parse import unquote
from zipfile import ZipInfo

from toimintamalli.archives import Archive, BadArchive, is_locked, open_zip
from toimintamalli.limits import WORD
from toimintamalli.xml import Element
from toimintamalli_docx.reader.foreign import kind_of
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.xml import parse

MAIN: Final = "word/document.xml"
CUSTOM: Final = "docProps/custom.xml"
TYPES: Final = "[Content_Types].xml"
_ROOT: Final = "_rels/.rels"
OWN_NAMES: Final = {
    "comments": "word/comments.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
}
"""What the parts are called here of which a document has one at most."""
MANY: Final = ("header", "footer", "chart", "diagramData", "aFChunk")
"""Parts of which it has several: `header/1`, `header/2`."""

_ZIP: Final = b"PK"
_PAGES: Final = "index/document.iwa"
"""What Apple's Pages keeps its text in."""
MACROS: Final = pattern(r"(?i)(^|/)(vbaProject|vbaData)[^/]*$")
STEP_OUT: Final = pattern(r"^[/\\]|\\|^[A-Za-z]:|\x00|(^|/)\.\.?(/|$)|//")
USUAL: Final = frozenset({"hyperlink", "image", "video", "media"})
"""Kinds of relationship that lead outside in nearly every document: people paste links."""

Parts = Mapping[str, bytes]
"""The parts that are read: what each is → content."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file, unpacked as far as it is read."""

    parts: Parts
    names: Mapping[str, str] = field(default_factory=dict)
    """What each of the parts is called in the file."""
    told: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())
    """What of it was passed over: codes of the catalogue and their facts."""


def is_package(data: bytes) -> bool:
    """Tell whether bytes may be a document that somebody takes for a workbook, sound or not."""
    return data.startswith(_ZIP) or kind_of(data) is not None


def open_package(data: bytes) -> Package:
    """Return the parts of a Word file that are read.

    Raises:
        Refused: it is none, is damaged, or holds more than any workbook.
    """
    _refuse_other_formats(data)
    try:
        with open_zip(data, WORD.entries) as archive:
            return _Opening(archive).package()
    except BadArchive as reason:
        raise _refusal(reason) from None


def _refusal(reason: BadArchive) -> Refused:
    """Return what is said of a Word file that is no sound archive."""
    part = reason.facts.get("name", "")
    match reason.code:
        case "zip-too-many":
            return Refused("docx-too-many-entries", limit=WORD.entries)
        case "zip-locked":
            return Refused("docx-locked")
        case "zip-method":
            return Refused("docx-packing", part=part)
        case "zip-too-large":
            return Refused("docx-bomb", part=part, limit=WORD.part_bytes // 1_000_000)
        case _:
            return Refused("docx-damaged")


def _refuse_other_formats(data: bytes) -> None:
    if foreign := kind_of(data):
        raise Refused(foreign)
    if not data.startswith(_ZIP):
        raise Refused("docx-not-word")
    # Pictures are not unpacked, so that their size does not count; their number does.
    if len(data) > WORD.file_bytes:
        raise Refused("docx-too-large", limit=WORD.file_bytes // 1_000_000)


class _Opening:
    """One archive while it is opened."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries = {entry.filename.casefold(): entry for entry in archive.entries}
        self._room = WORD.part_bytes
        self._outside: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def package(self) -> Package:
        """Return what is read of it."""
        if TYPES.casefold() not in self._entries:
            raise Refused("docx-pages" if _PAGES in self._entries else "docx-packed")
        _refuse_names(self._archive.entries)
        types = parse(self._unpack(TYPES), TYPES)
        if not any("wordprocessingml" in kind for kind in _kinds(types)):
            is_sheet = any("spreadsheetml" in kind for kind in _kinds(types))
            raise Refused("docx-sheet" if is_sheet else "docx-not-word")
        main = self._main(types)
        parts = dict(self._parts(main))
        return Package(parts, self._names, tuple(self._told(types)))

    def _main(self, types: Element) -> str:
        targets = (t for kind, t in self._relations("") if kind == "officeDocument")
        named = (
            str(type_.get("PartName", "")).lstrip("/")
            for type_ in types
            if type_.get("ContentType", "").endswith(".main+xml")
        )
        names: tuple[str, ...] = (*targets, *named)
        for name in names:
            if name.casefold() in self._entries:
                return name
        raise Refused("docx-not-word")

    def _parts(self, main: str) -> Iterator[tuple[str, bytes]]:
        for kind, name in self._relations(""):
            if kind in ("custom-properties", "customProperties") and self._has(name):
                yield CUSTOM, self._unpack(name)
        yield self._named(MAIN, main)
        seen: dict[str, int] = {}
        for kind, name in self._relations(main):
            if not self._has(name):
                continue
            if kind in OWN_NAMES:
                yield self._named(OWN_NAMES[kind], name)
            elif kind in MANY:
                seen[kind] = seen.get(kind, 0) + 1
                yield f"{kind}/{seen[kind]}", self._unpack(name)
            self._note_outside(name)

    def _named(self, what: str, name: str) -> tuple[str, bytes]:
        """Return what a part is and its content, and note what it is called."""
        self._names[what] = self._entries[name.casefold()].filename
        return what, self._unpack(name)

    def _note_outside(self, part: str) -> None:
        """Look whether a part leads outside: charts and settings do."""
        for _ in self._relations(part):
            pass

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and the name of each part that another one leads to."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels") if part else _ROOT
        if not self._has(path):
            return
        for relation in parse(self._unpack(path), path):
            kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
            if relation.get("TargetMode", "").lower() == "external":
                if kind.lower() not in USUAL:
                    self._outside.setdefault(kind, target)
                continue
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            yield kind, unquote(posixpath.normpath(whole)).lstrip("/")

    def _has(self, name: str) -> bool:
        return name.casefold() in self._entries

    def _unpack(self, name: str) -> bytes:
        # All parts together may unpack to so much.
        content = self._archive.unpack(self._entries[name.casefold()], self._room)
        self._room -= len(content)
        return content

    def _told(self, types: Element) -> Iterator[tuple[str, Mapping[str, object]]]:
        has_macros = any("macroenabled" in kind or "vbaproject" in kind for kind in _kinds(types))
        if has_macros or any(MACROS.search(entry) for entry in self._entries):
            yield "docx-macros", {}
        for kind, target in self._outside.items():
            yield "docx-outside", {"kind": kind, "target": target[:200]}


def _kinds(types: Element) -> list[str]:
    return [type_.get("ContentType", "").lower() for type_ in types]


def _refuse_names(entries: Iterable[ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if STEP_OUT.search(name):
            raise Refused("docx-bad-name", part=name)
        # Word takes names that differ in case only for one.
        if name.casefold() in seen:
            raise Refused("docx-name-twice", part=name)
        seen.add(name.casefold())
        if is_locked(entry):
            raise Refused("docx-locked")
