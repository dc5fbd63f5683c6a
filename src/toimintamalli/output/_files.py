"""Single files of a folder that people edit, replaced together."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from toimintamalli.errors import NotEmpty, SavedMeanwhile, UnsafePath
from toimintamalli.output._disk import (
    digest_of,
    duplicate,
    parents_of,
    reported,
    resolve,
    sync_folder,
    write_new,
)
from toimintamalli.output._paths import Paths
from toimintamalli.output._staging import NEW, OLD, begin, begun, confirm, is_begun, staging
from toimintamalli.output._swap import exchange

_STAGE: Final = ".toimintamalli"
_EDITED: Final = (".yaml", ".txt")
"""Endings of the files that people edit."""

Digests = Mapping[str, str]


@dataclass(frozen=True)
class Editing:
    """A folder that nobody else of ours changes while it is read, thought over and changed."""

    root: Path
    base: Path
    read: Digests | None
    """What people's files were when the work began; nothing where it does not matter."""

    def replace(self, files: Mapping[str, bytes]) -> None:
        """Replace or add files under the folder: all of them or none.

        `files` are relative POSIX paths with their new bytes; no other file is touched, and one
        that already holds its bytes is left alone. Each file appears in one step, keeps its mode.

        Raises `SavedMeanwhile` where somebody has saved a file since the work began, `UnsafePath`,
        also for a symlink that leads out, and `UnwritableFolder`; nothing is changed then.
        """
        places = {_place_of(self.base, path): new for path, new in _checked(files).items()}
        with ExitStack() as held:
            for place in places:
                held.enter_context(parents_of(self.base / place, self.root))
            with reported(self.root):
                changed = {at: new for at, new in places.items() if not _holds(self.base / at, new)}
                self._refuse_saved(changed)
                if changed:
                    _replace(self.base / _STAGE, self.base, changed)

    def _refuse_saved(self, changed: Mapping[str, bytes]) -> None:
        if self.read is None:
            return
        now = _digests(self.base)
        # A file may have come meanwhile where a new one is to go.
        saved = {path for path, digest in self.read.items() if now.get(path) != digest}
        saved |= {path for path in changed if path in now and path not in self.read}
        if saved:
            raise SavedMeanwhile(sorted(saved))


@contextmanager
def editing(root: Path) -> Iterator[Editing]:
    """Hold a content folder from before it is read until it is written, for one command.

    What a killed run left is undone first, except for files that somebody changed since. Another
    command for the same folder waits.

    Raises `BusyFolder`, and `UnwritableFolder` with the system's reason.
    """
    with _held(root) as base:
        with reported(root):
            read = _digests(base)
        yield Editing(root, base, read)


def replace_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Replace or add files under `root`, whatever they held before: all of them or none.

    As `Editing.replace`, for whoever has read nothing there.
    """
    _checked(files)
    with _held(root) as base:
        Editing(root, base, None).replace(files)


def settle(root: Path) -> None:
    """Undo what a killed run left half done in a content folder, before anybody reads it.

    Waits for a run that is at work right now; does nothing where nothing was left.

    Raises `BusyFolder`, and `UnwritableFolder` with the system's reason.
    """
    if is_begun(resolve(root) / _STAGE):
        with _held(root):
            pass


def holds_files(root: Path) -> bool:
    """Tell whether files lie in a folder; what a killed run left there is undone first.

    The empty folders that such a run has made are nobody's.

    Raises `BusyFolder`, and `UnwritableFolder` with the system's reason.
    """
    settle(root)
    for below, folders, names in os.walk(root):
        if below == str(root) and _STAGE in folders:
            folders.remove(_STAGE)
        if names or any(Path(below, name).is_symlink() for name in folders):
            return True
    return False


def require_empty(folder: Path) -> None:
    """Refuse a folder in which files lie, for what is to be written as something new.

    Raises `NotEmpty`, and what `holds_files` does.
    """
    if holds_files(folder):
        raise NotEmpty(folder=folder.as_posix())


@contextmanager
def _held(root: Path) -> Iterator[Path]:
    base = resolve(root)
    stage = base / _STAGE
    with ExitStack() as held:
        held.enter_context(parents_of(stage, root))
        held.enter_context(staging(stage, root, partial(_settle, base=base)))
        yield base


def _digests(base: Path) -> Digests:
    """Return the SHA-256 of every file that people edit, by its path."""
    found = {}
    for folder, folders, names in os.walk(base):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            digest = digest_of(path) if name.endswith(_EDITED) else None
            if digest:
                found[path.relative_to(base).as_posix()] = digest
    return found


def _checked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    paths = Paths(reserved=_STAGE)
    for path in files:
        paths.add(path)
    return files


def _place_of(base: Path, path: str) -> str:
    # A symlink inside the folder keeps working: its target is what gets replaced.
    place = resolve(base / path)
    if not place.is_relative_to(base):
        raise UnsafePath(path=path)
    return place.relative_to(base).as_posix()


def _holds(path: Path, content: bytes) -> bool:
    return digest_of(path) == sha256(content).hexdigest()


def _replace(stage: Path, base: Path, files: Mapping[str, bytes]) -> None:
    before = {path: digest_of(base / path) for path in files}
    for path, content in files.items():
        _make_ready(stage, base, path, content)
    digests = {path: sha256(content).hexdigest() for path, content in files.items()}
    begin(stage, json.dumps(digests).encode())
    for path in files:
        _put(stage / NEW / path, base / path, path, before[path])
        sync_folder((base / path).parent)
    confirm(stage)


def _put(new: Path, place: Path, path: str, before: str | None) -> None:
    """Put a file in its place, having looked that what it takes the place of is what was read."""
    if before is None or not exchange(new, place):
        if digest_of(place) != before:
            raise SavedMeanwhile([path])
        new.replace(place)
    elif digest_of(new) != before:
        # An editor has saved in the last moment: theirs goes back, and so does all that we did.
        exchange(new, place)
        raise SavedMeanwhile([path])


def _make_ready(stage: Path, base: Path, path: str, content: bytes) -> None:
    write_new(stage / NEW / path, content)
    if (base / path).exists():
        shutil.copymode(base / path, stage / NEW / path)
        (stage / OLD / path).parent.mkdir(parents=True, exist_ok=True)
        duplicate(base / path, stage / OLD / path)


def _settle(stage: Path, base: Path) -> None:
    """Undo a replacement that was not confirmed."""
    digests: dict[str, str] = json.loads(begun(stage) or b"{}")
    for path, digest in digests.items():
        # Somebody may have edited the file since the run was killed: theirs stays.
        if digest_of(base / path) == digest:
            _put_back(stage, base, path, digest)


def _put_back(stage: Path, base: Path, path: str, digest: str) -> None:
    # What the new file was exchanged for is what stood there last, whoever had saved it.
    exchanged = digest_of(stage / NEW / path)
    if exchanged is not None and exchanged != digest:
        (stage / NEW / path).replace(base / path)
    elif (stage / OLD / path).exists():
        (stage / OLD / path).replace(base / path)
    elif exchanged is None:
        (base / path).unlink()
