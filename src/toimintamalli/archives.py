"""Zip files: written so that the bytes never vary, and read no further than they may be."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import EXCHANGE


class BadArchive(ToimintamalliError):
    """A zip file that somebody sent is damaged, locked, or holds more than it may."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


def write_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file of named contents, for whoever makes a document of several parts.

    Every entry has the same date and rights: the same contents give the same bytes.
    """
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in files:
            info = ZipInfo(name, _EPOCH)
            # Python writes the machine's own system and rights otherwise.
            info.create_system, info.external_attr = _UNIX, _READABLE
            archive.writestr(info, content, ZIP_DEFLATED, 6)
    return data.getvalue()


def read_zip(data: bytes, is_wanted: Callable[[str], bool], limit: int) -> Mapping[str, bytes]:
    """Return the wanted contents of a zip file that nobody vouches for, by name.

    Raises:
        BadArchive: it is damaged, locked, packed in an unusual way, has a name twice, or its
            wanted contents are over `limit` bytes together.
    """
    with open_zip(data, EXCHANGE.entries) as archive:
        return dict(_unpack_wanted(archive, is_wanted, limit))


@dataclass(frozen=True, slots=True)
class Archive:
    """An open zip file that nobody vouches for."""

    entries: tuple[ZipInfo, ...]
    _zip: ZipFile

    def unpack(self, entry: ZipInfo, room: int) -> bytes:
        """Return the content of an entry.

        Raises:
            BadArchive: it is locked, packed in an unusual way, damaged, or over `room` bytes.
        """
        if is_locked(entry):
            raise BadArchive("zip-locked")
        # Other methods unpack a thousandfold more from as many bytes; no office program uses them.
        if entry.compress_type not in _METHODS:
            raise BadArchive("zip-method", name=entry.filename)
        # What the entry says of its size is not to be trusted.
        with self._zip.open(entry) as stream:
            content = stream.read(room + 1)
        if len(content) > room:
            raise BadArchive("zip-too-large", name=entry.filename, size=str(room))
        return content


@contextmanager
def open_zip(data: bytes, most_entries: int) -> Iterator[Archive]:
    """Open a zip file that nobody vouches for, for whoever chooses by themselves what to unpack.

    Raises:
        BadArchive: it is damaged, or has more entries than `most_entries`.
    """
    # Each entry takes memory before any of them can be looked at.
    if data.count(_ENTRY) > most_entries:
        raise BadArchive("zip-too-many", limit=str(most_entries))
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield Archive(tuple(archive.infolist()), archive)
    except _STUMBLES as reason:
        # zipfile trusts what the file says of itself, and stumbles in as many ways.
        raise BadArchive("zip-damaged") from reason


def is_locked(entry: ZipInfo) -> bool:
    """Tell whether an entry can be read with a password only."""
    return bool(entry.flag_bits & _ENCRYPTED)


_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can tell."""
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16
_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_METHODS: Final = (ZIP_STORED, ZIP_DEFLATED)
_STUMBLES: Final = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError),
    *(ArithmeticError, struct.error, MemoryError),
)


def _unpack_wanted(
    archive: Archive, is_wanted: Callable[[str], bool], room: int
) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for entry in archive.entries:
        if not is_wanted(entry.filename):
            continue
        if entry.filename in seen:
            raise BadArchive("zip-name-twice", name=entry.filename)
        seen.add(entry.filename)
        content = archive.unpack(entry, room)
        room -= len(content)
        yield entry.filename, content
