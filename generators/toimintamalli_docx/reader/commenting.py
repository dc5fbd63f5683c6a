"""A filled workbook as it came, with a Word comment at each place that was not clear.

Nothing else of the file changes. Comments that people wrote stay; those of an earlier reading go.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from toimintamalli.archives import BadArchive, open_zip, write_zip
from toimintamalli.findings import Finding
from toimintamalli.limits import WORD
from toimintamalli.xml import Element, parse_utf8
from toimintamalli_docx.package import CONTENT
from toimintamalli_docx.reader.cells import CellReader
from toimintamalli_docx.reader.notes import AUTHOR, is_ours, mark_of
from toimintamalli_docx.reader.package import MAIN, OWN_NAMES, TYPES, Package
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.xml import STRICT, W, as_utf8, parse

_COMMENTS: Final = OWN_NAMES["comments"]
_ROOM: Final = 2 * WORD.file_bytes + WORD.part_bytes
"""Bytes that a whole file may unpack to when it is written anew, pictures and all."""
_REFERENCES: Final = "commentRangeStart", "commentRangeEnd", "commentReference"


class Remark(NamedTuple):
    """What is to be said at one place of the document."""

    at: Element
    """The cell, row or paragraph, in the tree that was read."""
    text: str


def say(finding: Finding, language: str) -> str:
    """Return what is said of a place where it stands, in sentences."""
    where = f"{dict(finding.facts).get('where', '')}: "
    said = finding.message(language).removeprefix(where)
    parts = filter(None, (said, finding.hint(language)))
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts)


def comment(data: bytes, package: Package, root: Element, remarks: Iterable[Remark]) -> bytes:
    """Return a file with remarks as comments; `root` is the tree in which their places are.

    Raises:
        Refused: it holds more than can be written anew.
    """
    files = _unpack(data)
    main = package.names[MAIN]
    # What was read may have been translated from Strict Open XML: the file keeps its own names.
    text = parse_utf8(as_utf8(files[main], main))
    own = dict(zip(root.iter(), text.iter(), strict=True))
    name = package.names.get(_COMMENTS, "")
    writer = _Writer(text, files.get(name))
    writer.forget_ours(_ours(package.parts))
    for remark in remarks:
        if remark.at in own:
            writer.add(own[remark.at], remark.text)
    files[main] = _as_file(text)
    if not name and not len(writer.comments):
        return write_zip(files.items())
    if not name:
        name = _new_name(posixpath.join(posixpath.dirname(main), "comments.xml"), files)
        _announce(files, main, name, is_strict=STRICT.decode() in writer.namespace)
    files[name] = _as_file(writer.comments)
    return write_zip(files.items())


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with open_zip(data, WORD.entries) as archive:
            files: dict[str, bytes] = {}
            room = _ROOM
            for entry in archive.entries:
                files[entry.filename] = archive.unpack(entry, room)
                room -= len(files[entry.filename])
            return files
    except BadArchive:
        raise Refused("docx-too-large", limit=WORD.file_bytes // 1_000_000) from None


def _ours(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the numbers of the comments that an earlier reading wrote."""
    if _COMMENTS in parts:
        root = parse(parts[_COMMENTS], _COMMENTS)
        reader = CellReader(root)
        for comment in root.iter(f"{W}comment"):
            if is_ours(comment, reader.read(comment).text):
                yield comment.get(f"{W}id", "")


class _Writer:
    """The text and the comments of one document."""

    def __init__(self, text: Element, comments: bytes | None) -> None:
        from lxml import etree  # noqa: PLC0415 -- only who writes comments pays for it

        self._make = etree.SubElement
        self._text = text
        self.namespace = str(etree.QName(text).namespace)
        if comments is None:
            self.comments = etree.Element(self._name("comments"), nsmap={"w": self.namespace})
        else:
            self.comments = parse_utf8(as_utf8(comments, _COMMENTS))
        self._next = 0

    def _name(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def forget_ours(self, numbers: Iterable[str]) -> None:
        """Take comments out of the document; new ones get the numbers after those that stay."""
        gone = frozenset(numbers)
        for comment in list(self.comments):
            if comment.get(self._name("id"), "") in gone:
                self.comments.remove(comment)
        for reference in list(self._text.iter(*map(self._name, _REFERENCES))):
            if reference.get(self._name("id"), "") in gone:
                around = reference.getparent()
                around.remove(reference)
                if around.tag == self._name("r") and not len(around):
                    around.getparent().remove(around)
        left = (comment.get(self._name("id"), "") for comment in self.comments)
        self._next = max((int(number) for number in left if number.isdecimal()), default=-1) + 1

    def add(self, at: Element, text: str) -> None:
        """Hang a comment on the first paragraph of a cell, a row or a paragraph itself."""
        paragraph = self._paragraph(at)
        if paragraph is None:
            return
        number = {self._name("id"): str(self._next)}
        self._next += 1
        first = 1 if len(paragraph) and paragraph[0].tag == self._name("pPr") else 0
        paragraph.insert(first, paragraph.makeelement(self._name("commentRangeStart"), number))
        self._make(paragraph, self._name("commentRangeEnd"), number)
        self._make(self._make(paragraph, self._name("r")), self._name("commentReference"), number)
        who = {self._name("author"): AUTHOR, self._name("initials"): mark_of(text)}
        note = self._make(self.comments, self._name("comment"), {**number, **who})
        run = self._make(self._make(note, self._name("p")), self._name("r"))
        self._make(run, self._name("t")).text = text

    def _paragraph(self, at: Element) -> Element | None:
        name = self._name("p")
        inside = at if at.tag == name else next(at.iter(name), None)
        return inside if inside is not None else next(at.iterancestors(name), None)


def _new_name(wanted: str, files: Mapping[str, bytes]) -> str:
    taken = {file.casefold() for file in files}
    stem, end = posixpath.splitext(wanted)
    names = (f"{stem}{number or ''}{end}" for number in range(len(files) + 1))
    return next(name for name in names if name.casefold() not in taken)


def _announce(files: dict[str, bytes], main: str, name: str, *, is_strict: bool) -> None:
    """Let the package and the document know of a new part with comments."""
    folder, base = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    kind = f"{CONTENT}.wordprocessingml.comments+xml"
    _add(files, TYPES, "Override", PartName=f"/{name}", ContentType=kind)
    ending = "relationships/comments"
    usual = "http://schemas.openxmlformats.org/officeDocument/2006"
    whose = f"{STRICT.decode()}officeDocument" if is_strict else usual
    target = posixpath.relpath(name, folder or ".")
    _add(
        files,
        relations,
        "Relationship",
        Id="toimintamalliComments",
        Type=f"{whose}/{ending}",
        Target=target,
    )


def _add(files: dict[str, bytes], part: str, name: str, **attributes: str) -> None:
    from lxml import etree  # noqa: PLC0415 -- only who writes comments pays for it

    found = next((file for file in files if file.casefold() == part.casefold()), None)
    if found is None:
        found, root = part, etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
    else:
        root = parse_utf8(as_utf8(files[found], found))
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)
    files[found] = _as_file(root)


_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def _as_file(root: Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 -- only who writes comments pays for it

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
