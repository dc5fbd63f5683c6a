"""What stands in an output folder: files of ours, by the list of digests, and foreign ones."""

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

from toimintamalli.errors import NotOurFolder
from toimintamalli.output._disk import digest_of, duplicate, is_regular, write_new

LIST: Final = ".toimintamalli.json"

Digests = Mapping[str, str]


def write_list(folder: Path, digests: Digests) -> None:
    """Write the list of what we wrote: relative path → SHA-256, the same bytes every time."""
    listed = json.dumps({"files": dict(sorted(digests.items()))}, ensure_ascii=False, indent=1)
    write_new(folder / LIST, f"{listed}\n".encode())


def read_list(folder: Path) -> Digests | None:
    """Return the list of what we wrote to a folder, or None where there is none of ours."""
    if not is_regular(folder / LIST):
        return None
    try:
        files = json.loads((folder / LIST).read_bytes())["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def require_ours(folder: Path) -> None:
    """Refuse a folder that holds something and no list; raises `NotOurFolder`."""
    if folder.exists() and any(folder.iterdir()) and read_list(folder) is None:
        raise NotOurFolder(folder=str(folder))


def lost(old: Path, new: Path) -> list[str]:
    """Return the files of `old` that somebody made or changed and `new` does not hold as they are.

    Asked before an exchange, right after it, and of whatever a killed run left.
    """
    listed = read_list(old) or {}
    return sorted(
        path
        for path in _files_in(old)
        if not _is_untouched(old / path, listed.get(path)) and not _is_same(old / path, new / path)
    )


def carry_over(old: Path, new: Path) -> None:
    """Take the foreign files and folders of `old` along into `new`, and every folder's mode.

    What stands in the way of a file of ours stays behind, and `lost` tells of it.
    """
    listed = read_list(old) or {}
    ours = {str(folder) for path in listed for folder in PurePosixPath(path).parents}
    for path, is_folder in _walk(old):
        if is_folder and path not in ours:
            _make_way(new / path)
        elif not is_folder and path not in listed and path != LIST:
            _carry_file(old / path, new / path)
    _carry_modes(old, new)


def rescue(leftover: Path, folder: Path) -> None:
    """Move what people saved into a tree that is about to go to the one that stays."""
    for path in lost(leftover, folder):
        _put_back(leftover / path, _way_to(folder, path), (read_list(folder) or {}).get(path))


def _put_back(saved: Path, place: Path, digest: str | None) -> None:
    # Somebody saved into both trees: the newer file keeps the name, the other stays beside it.
    if not os.path.lexists(place) or _is_untouched(place, digest):
        saved.replace(place)
    elif is_regular(place) and place.lstat().st_mtime_ns <= saved.lstat().st_mtime_ns:
        place.replace(_beside(place))
        saved.replace(place)
    else:
        saved.replace(_beside(place))


def _way_to(folder: Path, path: str) -> Path:
    place = folder / path
    # Never through a symlink that somebody has put in the folder.
    if _make_way(place.parent) and os.path.realpath(place.parent) == str(place.parent):
        return place
    return _beside(folder / place.name)


def _beside(place: Path) -> Path:
    names = (place.with_name(f"{place.stem} ({n}){place.suffix}") for n in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _carry_file(source: Path, destination: Path) -> None:
    if _make_way(destination.parent) and not os.path.lexists(destination):
        duplicate(source, destination)


def _make_way(folder: Path) -> bool:
    with suppress(FileExistsError, NotADirectoryError):
        folder.mkdir(parents=True)
    return folder.is_dir()


def _carry_modes(old: Path, new: Path) -> None:
    folders = ["", *(path for path, is_folder in _walk(old) if is_folder)]
    # The deepest first: a folder that forbids writing closes what is below it.
    for path in reversed(folders):
        if (old / path).is_dir() and (new / path).is_dir():
            shutil.copystat(old / path, new / path)


def _is_same(one: Path, other: Path) -> bool:
    try:
        if os.path.samestat(one.lstat(), other.lstat()):
            return True
    except (FileNotFoundError, NotADirectoryError):
        return False
    if one.is_symlink():
        return other.is_symlink() and one.readlink() == other.readlink()
    digest = digest_of(one)
    return digest is not None and digest == digest_of(other)


def _is_untouched(path: Path, digest: str | None) -> bool:
    return digest is not None and digest_of(path) == digest


def _files_in(folder: Path) -> Iterator[str]:
    return (path for path, is_folder in _walk(folder) if not is_folder and path != LIST)


def _walk(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield everything below a folder, a folder before what is in it; no symlink is followed."""
    waiting = [""] if folder.exists() else []
    while waiting:
        above = waiting.pop()
        for entry in sorted(os.scandir(folder / above), key=lambda entry: entry.name):
            path, is_folder = f"{above}{entry.name}", entry.is_dir(follow_symlinks=False)
            yield path, is_folder
            if is_folder:
                _require_same_disk(folder / path, folder)
                waiting.append(f"{path}/")


def _require_same_disk(path: Path, folder: Path) -> None:
    # Removing the old tree must not reach into a disk that is mounted inside it.
    if path.lstat().st_dev != folder.lstat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
