"""The one step that puts a new tree in the place of the old, and its way back.

Linux exchanges two folders at once: https://man7.org/linux/man-pages/man2/rename.2.html.
Elsewhere there are two renames with nothing in place between them, and a journal: the next run
puts the old tree back if this one is killed right there.
"""

import ctypes
import errno
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, cast

from toimintamalli.output._contents import rescue
from toimintamalli.output._disk import sync_folder
from toimintamalli.output._staging import NEW, OLD, begin, begun

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
# Kernels, file systems and sandboxes that have no exchange say so in one of these ways; a real
# refusal comes again from the rename that is tried instead.
_UNSUPPORTED: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)

_Rename = Callable[[int, bytes, int, bytes, int], int]


def swap(stage: Path, target: Path) -> Path:
    """Put the staged tree in the target's place, and return where the old tree is now."""
    begin(stage, str((stage / NEW).stat().st_ino).encode())
    return _put(stage / NEW, target, stage / OLD)


def swap_back(stage: Path, target: Path, old: Path) -> None:
    """Undo a swap, and keep what somebody saved into the new tree while it stood there."""
    aside = stage / (NEW if old.name == OLD else OLD)
    rescue(_put(old, target, aside), target)


def settle_swap(stage: Path, target: Path) -> None:
    """Finish a swap that was killed before anybody could look whether a file was saved meanwhile.

    The target is the old tree or the new one afterwards, with what people saved into either.
    """
    staged = begun(stage)
    if staged is None:
        return
    if not os.path.lexists(target) and (stage / OLD).exists():
        (stage / OLD).rename(target)
        sync_folder(target.parent)
    for leftover in (stage / NEW, stage / OLD):
        # By its inode: the tree that never stood in place holds nothing of anybody's.
        if leftover.exists() and leftover.stat().st_ino != int(staged):
            rescue(leftover, target)


def _put(tree: Path, target: Path, aside: Path) -> Path:
    try:
        return _exchange_or_rename(tree, target, aside)
    finally:
        sync_folder(target.parent)
        sync_folder(tree.parent)


def _exchange_or_rename(tree: Path, target: Path, aside: Path) -> Path:
    if target.exists():
        if exchange(tree, target):
            return tree
        target.rename(aside)
    tree.rename(target)
    return aside


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, or return False where the system can't."""
    rename = _renameat2()
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renameat2() -> _Rename | None:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, TypeError, AttributeError):  # Windows, macOS, an old C library
        return None
    path, folder = ctypes.c_char_p, ctypes.c_int
    rename.argtypes = (folder, path, folder, path, ctypes.c_uint)
    return cast("_Rename", rename)
