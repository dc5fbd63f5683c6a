"""The wording that a translation was made from, out of git where there is one.

git only helps to show it: whether a translation is stale is known without it, in shallow clones
and in installed packages too.
"""

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from toimintamalli.translation.digest import Digest, digest
from toimintamalli.yaml import Mode, Value, parse

_COMMITS: Final = 200
_SECONDS: Final = 20


def find_wording(folder: Path, file: str, path: str, wanted: Digest) -> str:
    """Return the newest wording with a digest that a text of a file ever had, or nothing.

    `file` is relative to the content root `folder`, `path` the text's dotted path.
    """
    for revision in _revisions(folder, file):
        wording = _text_at(_content(folder, revision, file), path)
        if wording and digest(wording) == wanted:
            return wording.strip()
    return ""


@dataclass(frozen=True)
class Released:
    """The content as it was when it was last released."""

    folder: Path
    revision: str

    def text(self, file: str, path: str) -> str:
        """Return a text by its file, relative to the content root, and its dotted path."""
        return _text_at(_content(self.folder, self.revision, file), path).strip()


def find_release(folder: Path) -> Released | None:
    """Return the last release of a content root that git knows, or nothing.

    A release writes the ledger and a folder beside the content.
    """
    log = ("log", "--max-count=1", "--format=%H", "--", "structure/ledger.yaml")
    # Where the content is all that the repository holds, nothing lies beside it.
    found = _git(folder, *log, "../releases") or _git(folder, *log)
    revision = found.decode("ascii", "ignore").strip()
    return Released(folder, revision) if revision else None


@cache
def _revisions(folder: Path, file: str) -> tuple[str, ...]:
    found = _git(folder, "log", f"--max-count={_COMMITS}", "--format=%H", "--", file)
    return tuple(found.decode("ascii", "ignore").split())


@cache
def _content(folder: Path, revision: str, file: str) -> Value:
    return parse(_git(folder, "show", f"{revision}:./{file}"), file, Mode.TEXT).value


def _text_at(value: Value, path: str) -> str:
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _git(folder: Path, *arguments: str) -> bytes:
    command = ("git", "-C", str(folder), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 -- no shell; every argument is ours or a file of the content root
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
