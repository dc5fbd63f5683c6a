"""A recipe of docs/recipes.md, followed in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "recipes.md"
FOLDERS: Final = ("src", "generators", "content", "schema")
"""What a recipe may touch; the rest of the project is as it is."""
_FENCE: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Edit:
    """Words put into a file, before or after others that stand there; a new file has none."""

    file: str
    words: str
    after: str = ""
    before: str = ""

    def make(self, folder: Path) -> None:
        """Make the edit in a copy of the project."""
        path = folder / self.file
        if not (self.after or self.before):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.words, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        assert self.after + self.before in text, f"{self.file}: {self.after}{self.before}"
        made = f"{self.after}{self.words}{self.before}"
        path.write_text(text.replace(self.after + self.before, made, 1), encoding="utf-8")


def section(title: str) -> str:
    """Return what the page says under a heading."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def files_of(title: str) -> set[str]:
    """Return the files that a recipe says it touches, by hand or by a command."""
    blocks = (text for kind, text in _FENCE.findall(section(title)) if kind in ("files", "new"))
    return {line for block in blocks for line in block.split()}


def commands_of(title: str) -> list[str]:
    """Return the commands of a recipe."""
    return re.findall(r"^\$ (.+)$", section(title), re.MULTILINE)


def copied(folder: Path) -> Path:
    """Return a copy of what recipes touch, in a folder that is there."""
    for name in FOLDERS:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"), symlinks=True
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def follow(edits: Iterable[Edit], folder: Path) -> Path:
    """Make all edits of a recipe in a copy of the project."""
    for edit in edits:
        edit.make(folder)
    return folder


def touched(folder: Path) -> set[str]:
    """Return the files that are other or more in a copy than in the project."""
    names = (
        path.relative_to(folder).as_posix()
        for part in FOLDERS
        for path in (folder / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    return {name for name in (*names, "pyproject.toml") if _is_other(folder, name)}


def _is_other(folder: Path, name: str) -> bool:
    ours = ROOT / name
    return not ours.is_file() or ours.read_bytes() != (folder / name).read_bytes()


def run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with the code of a copy in place of ours."""
    code = os.pathsep.join([*(str(folder / name) for name in ("src", "generators")), str(ROOT)])
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": code, "PATH": programs, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
