"""The staging folder: where files are made ready, by one run at a time.

It lies on the same file system as its target, under a name of its own, and holds:

- `lock`: held by the run that works here; the system frees it when that run dies;
- `new` and `old`: what is to go in, and what was taken out;
- `journal`: there from the first step that changes the target until the last.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from toimintamalli.errors import BusyFolder, NotOurFolder
from toimintamalli.output._disk import remove, reported, sync_folder, write_whole

NEW: Final = "new"
OLD: Final = "old"
_JOURNAL: Final = "journal"
_LOCK: Final = "lock"

_PATIENCE = 60.0  # seconds: some builds of everything in every language
_PAUSE = 0.05

Settle = Callable[[Path], None]


@contextmanager
def staging(stage: Path, folder: Path, settle: Settle) -> Iterator[None]:
    """Hold the staging folder `stage` for work on `folder`, and leave nothing of it behind.

    `settle(stage)` finishes or undoes what the journal tells of: first what a killed run left,
    and in the end what this run did not confirm.
    """
    with reported(folder):
        lock = _wait_for_turn(stage, folder)
    try:
        with reported(folder):
            settle(stage)
            _clear(stage)
        yield
    finally:
        with suppress(OSError):  # what can't be settled now stays for the next run
            settle(stage)
            _clear(stage)
        _leave(stage, lock)


def begin(stage: Path, journal: bytes) -> None:
    """Write down what is about to change, before the first change."""
    write_whole(stage / _JOURNAL, journal)


def begun(stage: Path) -> bytes | None:
    """Return the journal of a change that is not confirmed, or None."""
    try:
        return (stage / _JOURNAL).read_bytes()
    except FileNotFoundError:
        return None


def is_begun(stage: Path) -> bool:
    """Tell whether a change was begun and neither confirmed nor undone."""
    return os.path.lexists(stage / _JOURNAL)


def confirm(stage: Path) -> None:
    """Declare the change done: from here on, what was taken out may go."""
    (stage / _JOURNAL).unlink(missing_ok=True)
    sync_folder(stage)


def _clear(stage: Path) -> None:
    # The journal goes first: without it, nobody takes a half-removed tree for somebody's files.
    confirm(stage)
    for name in (NEW, OLD, f"{_JOURNAL}.part"):
        remove(stage / name)


def _leave(stage: Path, lock: int) -> None:
    # A lock file that is free may be somebody else's a moment later, so it goes while we hold it.
    # Windows removes no open file: neither ours before we close it, nor somebody else's after.
    if sys.platform == "win32":
        os.close(lock)
        _close(stage)
    else:
        _close(stage)
        os.close(lock)


def _close(stage: Path) -> None:
    with suppress(OSError):
        if _names_in(stage) == {_LOCK}:
            (stage / _LOCK).unlink()
            stage.rmdir()


def _wait_for_turn(stage: Path, folder: Path) -> int:
    deadline = time.monotonic() + _PATIENCE
    while (lock := _take_turn(stage)) is None:
        if time.monotonic() > deadline:
            raise BusyFolder(folder=str(folder))
        time.sleep(_PAUSE)
    return lock


def _take_turn(stage: Path) -> int | None:
    # The files that lie here ready are nobody else's to read.
    with suppress(FileExistsError):
        stage.mkdir(mode=0o700)
    try:
        _require_ours(stage)
        lock = os.open(stage / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileNotFoundError:
        return None  # the run before us has just cleaned up
    if _lock(lock) and _stands(lock, stage / _LOCK):
        return lock
    os.close(lock)
    return None


def _require_ours(stage: Path) -> None:
    if stage.is_symlink() or _LOCK not in (_names_in(stage) or {_LOCK}):
        raise NotOurFolder(folder=str(stage))


def _names_in(stage: Path) -> set[str]:
    return {path.name for path in stage.iterdir()}


def _stands(lock: int, path: Path) -> bool:
    # The run before us may have removed the very file whose lock we now hold.
    try:
        return os.path.samestat(os.fstat(lock), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
