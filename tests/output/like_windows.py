"""What Windows does otherwise with files, as far as Linux can be made to do it.

Importing this makes the process refuse what Windows refuses: renaming onto what is there, removing
or renaming a file that a process of these tests has open, or a folder that holds one, removing a
file marked read-only, and opening a folder. Locks are those of `msvcrt`, and nothing is exchanged
in one step. It is not Windows, and proves nothing of what is not listed here.

https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-deletefilew
"""

import errno
import fcntl
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Final

AnyPath = str | os.PathLike[str]

SCRIPT: Final = b"interrupted.py"
"""What stands on the command line of the processes that run at the same time."""
_is_alone = False
_rename, _replace, _unlink, _open = os.rename, os.replace, os.unlink, os.open


def locking(file: int, mode: int, size: int) -> None:
    """Lock a file at once or not at all."""
    assert (mode, size) == (2, 1)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None


def rename(source: AnyPath, destination: AnyPath) -> None:
    """Rename a file or a folder to a name that is free."""
    if os.path.lexists(destination):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(destination))
    with _alone():
        _refuse_open(source)
        _rename(source, destination)


def replace(source: AnyPath, destination: AnyPath) -> None:
    """Rename a file, also onto another that nobody has open."""
    if Path(destination).is_dir():
        raise _denied(destination)
    with _alone():
        for path in (source, destination):
            _refuse_open(path)
        _replace(source, destination)


def unlink(path: AnyPath) -> None:
    """Remove a file that nobody has open and that may be written to."""
    with suppress(FileNotFoundError):
        if not Path(path).is_symlink() and not Path(path).stat().st_mode & stat.S_IWUSR:
            raise _denied(path)
    with _alone():
        _refuse_open(path)
        _unlink(path)


def open_(path: AnyPath, flags: int, mode: int = 0o777) -> int:
    """Open a file, but no folder."""
    if Path(path).is_dir():
        raise _denied(path)
    with _alone():
        return _open(path, flags, mode)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold what Windows does in one step, and this looks at first, against other processes."""
    global _is_alone  # noqa: PLW0603 -- what a test does just before a step is a step in it
    if _is_alone:
        yield
        return
    held = _open(__file__, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        _is_alone = True
        yield
    finally:
        _is_alone = False
        os.close(held)


def _refuse_open(path: AnyPath) -> None:
    real = os.path.realpath(path)
    if any(held == real or held.startswith(f"{real}/") for held in _held()):
        raise _denied(path)


def _denied(path: AnyPath) -> PermissionError:
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))


def _held() -> Iterator[str]:
    """Yield each file that one of our processes has open."""
    for process in Path("/proc").iterdir():
        # Processes and files come and go while we look.
        with suppress(OSError):
            if process.name.isdigit() and SCRIPT in (process / "cmdline").read_bytes():
                for number in (process / "fd").iterdir():
                    with suppress(OSError):
                        yield str(number.readlink())


def _put(place: object, **functions: Callable[..., object]) -> None:
    for name, function in functions.items():
        setattr(place, name, function)


msvcrt = ModuleType("msvcrt")
msvcrt.LK_NBLCK = 2  # type: ignore[attr-defined] # the module is made here
_put(msvcrt, locking=locking)
sys.modules["msvcrt"] = msvcrt
_put(os, rename=rename, replace=replace, unlink=unlink, remove=unlink, open=open_)
# Windows has no files beside an open folder, which would pass by what stands above.
shutil._use_fd_functions = False  # type: ignore[attr-defined] # noqa: SLF001 -- as shutil finds it there
sys.platform = "win32"
