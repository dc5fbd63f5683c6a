"""What this package does to a disk, one durable step at a time."""

import errno
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from toimintamalli.errors import UnwritableFolder


def resolve(folder: Path) -> Path:
    """Return where a folder really is: behind a symlink, whether it exists yet or not."""
    # Path.resolve raises RuntimeError on a loop of symlinks before Python 3.13.
    return Path(os.path.realpath(folder))


def keep_aside(prefix: str, text: str) -> Path | None:
    """Write a text to a new temporary file for whoever wants to read it; nothing where none is."""
    try:
        number, name = tempfile.mkstemp(".txt", prefix)
        with open(number, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 -- it is open already
            file.write(text)
    except OSError:
        return None
    return Path(name)


@contextmanager
def lent_file(name: str, content: bytes) -> Iterator[Path]:
    """Lend a program that reads nothing but files some bytes as one, alone in a new folder."""
    with tempfile.TemporaryDirectory(prefix="toimintamalli-") as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        yield file


@contextmanager
def reported(folder: Path) -> Iterator[None]:
    """Turn the disk's refusals into `UnwritableFolder` for whoever asked for this folder."""
    try:
        yield
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise UnwritableFolder(folder=str(folder), reason=reason) from refusal


@contextmanager
def parents_of(path: Path, folder: Path) -> Iterator[None]:
    """Make the folders above `path`, and take them away again when the work fails."""
    missing: list[Path] = []
    try:
        with reported(folder):
            missing += [parent for parent in path.parents if not parent.exists()]
            _make_folder(path.parent)
        yield
    except BaseException:
        for parent in missing:
            with suppress(OSError):  # somebody else needs it by now
                parent.rmdir()
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as refusal:
        # "File exists" would puzzle who reads it: the file is in a folder's place.
        number = errno.ENOTDIR
        raise NotADirectoryError(number, os.strerror(number), str(folder)) from refusal


def open_new(path: Path) -> BinaryIO:
    """Open a file that does not exist yet, and make its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def sync_file(file: BinaryIO) -> None:
    """Have the disk keep what was written into a file over a power cut."""
    file.flush()
    os.fsync(file.fileno())


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, and its folders, through to the disk."""
    with open_new(path) as file:
        file.write(content)
        sync_file(file)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of our own that is there in whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    write_new(part, content)
    part.replace(path)
    sync_folder(path.parent)


def duplicate(source: Path, destination: Path) -> None:
    """Give a file a second name, or a copy on file systems without hard links."""
    # A second name keeps what somebody writes into an open file meanwhile.
    try:
        os.link(source, destination, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, destination, follow_symlinks=False)


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a regular file in hexadecimal, or None for anything else."""
    if not is_regular(path):
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_regular(path: Path) -> bool:
    """Tell whether a file stands at this very path: no symlink, no folder, no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder over a power cut."""
    if sys.platform == "win32":
        return  # Windows opens no folder for that
    with suppress(OSError):  # some network file systems sync no folder
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def sync_tree(folder: Path) -> None:
    """Have the disk keep the names in a folder and in every folder below."""
    for below, _, _ in os.walk(folder):
        sync_folder(Path(below))


def remove(path: Path) -> None:
    """Remove a file, or a folder with what is in it, as far as the disk lets us."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    for folder, _, _ in os.walk(path):
        # A read-only folder that somebody put there keeps its names otherwise.
        Path(folder).chmod(stat.S_IRWXU)
    shutil.rmtree(path)
