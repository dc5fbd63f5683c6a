"""A Word file as a tree of parts, zipped so that the bytes never vary.

Written directly rather than with python-docx, whose import alone takes longer than all workbooks
of a language, and whose archives carry the time of day (python-docx #811, #1042).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, relpath
from typing import Final

from toimintamalli.archives import write_zip
from toimintamalli_docx.text import attribute

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT: Final = "application/vnd.openxmlformats-officedocument"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a Word file, and the relationship by which it is found."""

    id: str
    """Of the relationship: unique among the parts that one part leads to."""
    relationship: str
    name: str
    """Where it lies in the package, without a leading slash; a web address if `external`."""
    content_type: str = ""
    content: bytes = b""
    parts: tuple["Part", ...] = ()
    """The parts that this one leads to."""
    external: bool = False


def pack(parts: Iterable[Part]) -> bytes:
    """Return the bytes of a package that leads to some parts."""
    roots = tuple(parts)
    files = {part.name: part for part in _all(roots)}
    return write_zip(_contents(roots, files.values()))


def _contents(roots: tuple[Part, ...], parts: Iterable[Part]) -> Iterator[tuple[str, bytes]]:
    files = tuple(parts)
    yield "[Content_Types].xml", _content_types(files)
    yield "_rels/.rels", _relationships(roots, "")
    for part in files:
        yield part.name, part.content
        if part.parts:
            folder = dirname(part.name)
            name = f"{folder}/_rels/{basename(part.name)}.rels"
            yield name, _relationships(part.parts, folder)


def _all(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        if not part.external:
            yield part
            yield from _all(part.parts)


def _content_types(parts: Iterable[Part]) -> bytes:
    kinds = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts
    )
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relationships}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    ).encode()


def _relationships(parts: Iterable[Part], folder: str) -> bytes:
    lines = "".join(_relationship(part, folder) for part in parts)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _relationship(part: Part, folder: str) -> str:
    target = part.name if part.external else relpath(part.name, folder or ".")
    mode = ' TargetMode="External"' if part.external else ""
    return (
        f'<Relationship Id="{part.id}" Type="{part.relationship}"'
        f' Target="{attribute(target)}"{mode}/>'
    )
