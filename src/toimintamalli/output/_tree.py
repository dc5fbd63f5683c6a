"""A whole output folder, replaced at once or not at all."""

import os
from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path

from toimintamalli.errors import ChangedFile, MountedFolder
from toimintamalli.output._contents import LIST, carry_over, lost, require_ours, write_list
from toimintamalli.output._disk import open_new, parents_of, reported, resolve, sync_file, sync_tree
from toimintamalli.output._paths import Paths
from toimintamalli.output._staging import NEW, confirm, staging
from toimintamalli.output._swap import settle_swap, swap, swap_back

Files = Iterable[tuple[str, bytes | Iterable[bytes]]]
"""Relative POSIX paths, each with its content, whole or piece by piece."""


def write_tree(folder: Path, files: Files) -> None:
    """Replace an output folder with new files, for whoever builds one: all of them or none.

    `files` are relative POSIX paths with their bytes, or with pieces of them; each is written as
    it comes, so a whole build need not fit in memory. Files that people put in the folder stay;
    files of an earlier build that this one does not write go. Killed at any moment, it leaves the
    old folder or the new one, at the latest when the next run has begun. A second run for the
    same folder waits.

    Raises `NotOurFolder` for a folder with files and no list of ours, `ChangedFile` when a file of
    ours was changed or a foreign one is in the way, `UnsafePath`, `BusyFolder`, `MountedFolder`,
    `UnwritableFolder` with the system's reason, and whatever `files` raises; nothing is changed
    then.
    """
    target = resolve(folder)
    _require_replaceable(target, folder)
    stage = target.with_name(f".{target.name}.toimintamalli")
    with (
        parents_of(target, folder),
        staging(stage, folder, partial(settle_swap, target=target)),
    ):
        _make_ready(stage / NEW, target, folder, files)
        with reported(folder):
            _put_in_place(stage, target)


def _require_replaceable(target: Path, folder: Path) -> None:
    with reported(folder):
        # Path.is_mount does not work on Windows before Python 3.12.
        if os.path.ismount(target):
            raise MountedFolder(folder=str(folder))


def _make_ready(new: Path, target: Path, folder: Path, files: Files) -> None:
    with reported(folder):
        require_ours(target)
        new.mkdir()
    _write_files(new, folder, files)
    with reported(folder):
        carry_over(target, new)
        sync_tree(new)


def _write_files(new: Path, folder: Path, files: Files) -> None:
    digests: dict[str, str] = {}
    paths = Paths(reserved=LIST)
    for path, content in files:
        paths.add(path)
        pieces = (content,) if isinstance(content, bytes) else content
        digests[path] = _write_file(new / path, folder, pieces)
    with reported(folder):
        write_list(new, digests)


def _write_file(path: Path, folder: Path, pieces: Iterable[bytes]) -> str:
    """Write a file, and return its SHA-256 in hexadecimal."""
    digest = sha256()
    # Only the writing is reported: an OSError of the generator is the generator's.
    with reported(folder):
        file = open_new(path)
    try:
        for piece in pieces:
            digest.update(piece)
            with reported(folder):
                file.write(piece)
        with reported(folder):
            sync_file(file)
    finally:
        # Closing writes what a full disk refused a moment ago.
        with reported(folder):
            file.close()
    return digest.hexdigest()


def _put_in_place(stage: Path, target: Path) -> None:
    _require_none(lost(target, stage / NEW))
    old = swap(stage, target)
    try:
        # Somebody may have saved a file between the look above and the swap.
        _require_none(lost(old, target))
        confirm(stage)
    except BaseException:
        swap_back(stage, target, old)
        raise


def _require_none(changed: list[str]) -> None:
    if changed:
        raise ChangedFile(changed)
