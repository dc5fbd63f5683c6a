"""Single files of a folder that people edit, replaced together."""

import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from toimintamalli.errors import UnsafePath
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
from toimintamalli.output._staging import NEW, OLD, begin, begun, confirm, staging

_STAGE: Final = ".toimintamalli"


def replace_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Replace or add files under `root`, for whoever edits content: all of them or none.

    `files` are relative POSIX paths with their new bytes; no other file is touched, and one that
    already holds its bytes is left alone. Each file appears in one step and keeps its mode. A
    killed run is undone when the next one begins, except for files that somebody changed since.

    Raises `UnsafePath`, also for a symlink that leads out of `root`, `BusyFolder`, and
    `UnwritableFolder` with the system's reason; nothing is changed then.
    """
    base = resolve(root)
    places = {_place_of(base, path): content for path, content in _checked(files).items()}
    stage = base / _STAGE
    with ExitStack() as held:
        for place in (_STAGE, *places):
            held.enter_context(parents_of(base / place, root))
        held.enter_context(staging(stage, root, partial(_settle, base=base)))
        with reported(root):
            changed = {at: new for at, new in places.items() if not _holds(base / at, new)}
            _replace(stage, base, changed)


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
    for path, content in files.items():
        _make_ready(stage, base, path, content)
    digests = {path: sha256(content).hexdigest() for path, content in files.items()}
    begin(stage, json.dumps(digests).encode())
    for path in files:
        (stage / NEW / path).replace(base / path)
        sync_folder((base / path).parent)
    confirm(stage)


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
            _put_back(stage / OLD / path, base / path)


def _put_back(old: Path, place: Path) -> None:
    if old.exists():
        old.replace(place)
    else:
        place.unlink()
