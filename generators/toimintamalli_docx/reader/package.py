"""From bytes that anybody may have sent to the parts that answers stand in."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from re import compile as pattern
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from toimintamalli_docx.reader import limits
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.xml import Element, parse

MAIN: Final = "word/document.xml"
CUSTOM: Final = "docProps/custom.xml"
NOTES: Final = ("word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")
TYPES: Final = "[Content_Types].xml"

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: Word 97, or a document under a password."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_ENTRY: Final = b"PK\x01\x02"
_ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument"
_ENCRYPTED: Final = 0x1
_MACROS: Final = pattern(r"(?i)(^|/)(vbaProject|vbaData)[^/]*$")
_STEP_OUT: Final = pattern(r"^[/\\]|\\|^[A-Za-z]:|\x00|(^|/)\.\.?(/|$)|//")
_HARMLESS: Final = frozenset({"hyperlink", "image", "video", "media"})
"""Kinds of relationship that may lead outside: nothing follows them, and people paste them."""

Parts = Mapping[str, bytes]
"""The parts that are read: name → content."""


def is_package(data: bytes) -> bool:
    """Tell whether bytes may be a Word document of any age, sound or not."""
    return data.startswith((_ZIP, _OLD))


def open_package(data: bytes) -> Parts:
    """Return the parts of a Word file that are read.

    Raises:
        Refused: it is none, is damaged, or holds what no filled workbook needs.
    """
    _refuse_other_formats(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return dict(_read(archive))
    except (
        *(BadZipFile, LargeZipFile, zlib.error, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError, LookupError),
        *(ArithmeticError, struct.error, MemoryError),
    ):
        # zipfile trusts what the file says of itself, and stumbles in as many ways.
        raise Refused("docx-damaged") from None


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > limits.FILE_BYTES:
        raise Refused("docx-too-large", limit=limits.FILE_BYTES // 1_000_000)
    if data.startswith(_OLD):
        raise Refused("docx-locked" if _LOCKED in data else "docx-old")
    if not data.startswith(_ZIP):
        raise Refused("docx-not-word")
    if _ODT in data[:200]:
        raise Refused("docx-odt")
    # Each entry takes memory before any of them can be looked at.
    if data.count(_ENTRY) > limits.ENTRIES:
        raise Refused("docx-too-many-entries", limit=limits.ENTRIES)


def _read(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = archive.infolist()
    _refuse_names(entries)
    by_name = {each.filename: each for each in entries}
    if MAIN not in by_name or TYPES not in by_name:
        raise Refused("docx-not-word")
    room = limits.PART_BYTES
    wanted = (TYPES, *(each for each in by_name if each.endswith(".rels")), CUSTOM, *NOTES, MAIN)
    for name in wanted:
        if name not in by_name:
            continue
        content = _unpack(archive, by_name[name], room)
        room -= len(content)
        if name == TYPES:
            _refuse_macros(parse(content, name))
        elif name.endswith(".rels"):
            _refuse_outside(parse(content, name), name)
        else:
            yield name, content


def _refuse_names(entries: list[ZipInfo]) -> None:
    seen: set[str] = set()
    for each in entries:
        name = each.orig_filename
        if _STEP_OUT.search(name):
            raise Refused("docx-bad-name", name=name)
        # Word takes names that differ in case only for one.
        if name.casefold() in seen:
            raise Refused("docx-name-twice", name=name)
        seen.add(name.casefold())
        if each.flag_bits & _ENCRYPTED:
            raise Refused("docx-locked")
        if _MACROS.search(name):
            raise Refused("docx-macros")


def _unpack(archive: ZipFile, entry: ZipInfo, room: int) -> bytes:
    # What the entry says of its size is not to be trusted.
    with archive.open(entry) as stream:
        content = stream.read(room + 1)
    if len(content) > room:
        raise Refused("docx-bomb", part=entry.filename, limit=limits.PART_BYTES // 1_000_000)
    return content


def _refuse_macros(types: Element) -> None:
    kinds = [each.get("ContentType", "").lower() for each in types]
    if any("macroenabled" in each or "vbaproject" in each for each in kinds):
        raise Refused("docx-macros")
    if not any("wordprocessingml" in each for each in kinds):
        raise Refused("docx-not-word")


def _refuse_outside(relations: Element, part: str) -> None:
    for each in relations:
        kind = each.get("Type", "").rpartition("/")[2]
        if each.get("TargetMode", "").lower() == "external" and kind.lower() not in _HARMLESS:
            raise Refused("docx-outside", kind=kind, target=each.get("Target", ""), part=part)
