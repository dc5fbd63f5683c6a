"""Where filled workbooks lie: a folder, or an address that fsspec opens, such as `s3://…`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Protocol, TypeAlias

from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import FILES

BESIDE: Final = frozenset({".html", ".htm", ".pdf"})
"""Of what lies beside filled workbooks, and is one itself only where a page has answers inside."""
OTHERS: Final = frozenset({".docm", ".dotx", ".doc", ".odt", ".rtf", ".pages"})
"""What programs save a filled workbook as unless told otherwise: readers read it or advise."""
PACKED: Final = frozenset({".zip", ".7z", ".rar", ".eml", ".msg"})
"""What workbooks are sent in: nobody should think that those inside were counted."""
SUFFIXES: Final = frozenset({".docx", ".json", ".csv"}) | BESIDE | OTHERS | PACKED
"""What filled workbooks are saved as."""
_STAMPS: Final = ("size", "ETag", "etag", "mtime", "LastModified", "updated", "created")
"""What stores call the size of a file, and what changes with its content."""
_LIMIT: Final = FILES.file_bytes + 1
"""One byte more than is read says that a file is too large, whatever its size."""


class NothingToCollect(ToimintamalliError):
    """The folder holds no file that could be a filled workbook."""

    code = "nothing-to-collect"


class UnreadableStore(ToimintamalliError):
    """A folder or an address can't be read."""

    code = "unreadable-store"


class NoStore(ToimintamalliError):
    """What opens an address is not installed."""

    code = "no-store"


class Source(Protocol):
    """Files by name; the same in every process of every machine that can reach them."""

    def names(self) -> list[str]:
        """Return the name of each file that may be a filled workbook, sorted."""
        ...

    def stamp(self, name: str) -> str:
        """Return what changes when the file does."""
        ...

    def read(self, name: str) -> bytes:
        """Return the content of a file, of one that is too large the beginning.

        Raises:
            OSError: it can't be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or one that all machines of a cluster share."""

    root: Path

    def names(self) -> list[str]:
        """Return the name of each file below the folder, sorted.

        Links are passed over, since they may lead anywhere, and so are hidden files, among them
        those that Word keeps beside an open document.
        """
        return sorted(self._find())

    def _find(self) -> Iterator[str]:
        for below, folders, names in os.walk(self.root, onerror=self._refuse):
            folders[:] = [folder for folder in folders if not folder.startswith(".")]
            for name in names:
                path = Path(below, name)
                if _may_be_workbook(name) and path.is_file() and not path.is_symlink():
                    yield path.relative_to(self.root).as_posix()

    def _refuse(self, problem: OSError) -> None:
        raise NothingToCollect(folder=str(problem.filename)) from problem

    def stamp(self, name: str) -> str:
        """Return what changes when the file does: its size and time."""
        found = (self.root / name).stat()
        return f"{found.st_size} {found.st_mtime_ns}"

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        with (self.root / name).open("rb") as stream:
            return stream.read(_LIMIT)


@dataclass(frozen=True, slots=True)
class Store:
    """An address that fsspec opens, with what the user has set up for it."""

    address: str

    def names(self) -> list[str]:
        """Return the name of each file below the address, sorted.

        Raises:
            NoStore: what opens it is not installed.
            UnreadableStore: it does not open.
        """
        try:
            import fsspec  # noqa: PLC0415 -- an extra that most users do without

            system, root = fsspec.url_to_fs(self.address)
            found = system.find(root)
        except ImportError as reason:
            raise NoStore(folder=self.address) from reason
        except Exception as reason:  # each kind of store fails in its own way
            raise UnreadableStore(folder=self.address, reason=str(reason)) from reason
        names = (PurePosixPath(path).relative_to(PurePosixPath(root)) for path in found)
        return sorted(
            name.as_posix()
            for name in names
            if _may_be_workbook(name.name) and not any(part.startswith(".") for part in name.parts)
        )

    def stamp(self, name: str) -> str:
        """Return what changes when the file does: its size, and what the store says of its age."""
        import fsspec  # noqa: PLC0415 -- the same

        system, root = fsspec.url_to_fs(self.address)
        told = system.info(f"{root}/{name}")
        age = next(
            (
                told[key]
                for key in ("ETag", "etag", "mtime", "LastModified", "created")
                if key in told
            ),
            "",
        )
        return f"{told.get('size')} {age}"

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        import fsspec  # noqa: PLC0415 -- the same

        system, root = fsspec.url_to_fs(self.address)
        try:
            with system.open(f"{root}/{name}", "rb") as stream:
                content: bytes = stream.read(_LIMIT)
        except OSError:
            raise
        except Exception as reason:  # as above
            raise OSError(str(reason)) from reason
        return content


AnySource: TypeAlias = Folder | Store


def source_of(place: str) -> AnySource:
    """Return the files of a folder or an address, none of them opened yet."""
    return Store(place) if "://" in place else Folder(Path(place))


def _may_be_workbook(name: str) -> bool:
    return not name.startswith((".", "~$")) and PurePosixPath(name).suffix.lower() in SUFFIXES
