#!/usr/bin/env python3
"""Make everything that a release carries, the same bytes from every clone of a commit.

usage: release.py FOLDER

FOLDER gets the wheel and the sdist; for people, a ZIP of each language with a start page; for
tools, `v1` and the npm package; the documentation; what the package needs, as CycloneDX; what the
release changes; and the digests of them all.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from toimintamalli import __version__, load
from toimintamalli.archives import write_zip

ROOT: Final = Path(__file__).resolve().parents[1]
SUMS: Final = "SHA256SUMS"
NOTES: Final = "release-notes.md"
BILL: Final = "toimintamalli.cdx.json"
EPOCH: Final = "SOURCE_DATE_EPOCH"
FOR_PEOPLE: Final = ("docx", "html", "pdf")
LIST: Final = ".toimintamalli.json"
"""What `build` keeps of what it wrote: of use to the next build, not to who unpacks a ZIP."""


def release(folder: Path) -> None:
    """Write all files of a release to a folder that holds nothing else."""
    folder.mkdir(parents=True)
    model = load(ROOT / "content")
    _package(folder)
    with TemporaryDirectory() as room:
        made = Path(room)
        for language in model.languages:
            ours = made / language
            formats = [word for name in FOR_PEOPLE for word in ("--format", name)]
            _build("--language", language, *formats, "--out", str(ours))
            _pack(folder / f"toimintamalli-{model.version}-{language}.zip", ours)
        data = str(made / "data")
        _build("--format", "json", "--format", "npm", "--out", data)
        _refuse_what_was_not_kept(made / "data" / "v1", ROOT / "releases" / model.version / "v1")
        _pack(folder / f"toimintamalli-{model.version}-v1.zip", made / "data" / "v1")
        _pack(folder / f"toimintamalli-{model.version}-npm.zip", made / "data" / "npm")
        subprocess.run([sys.executable, ROOT / "docs/site/make_site.py", made / "docs"], check=True)
        _pack(folder / f"toimintamalli-{__version__}-docs.zip", made / "docs" / "site")
    (folder / BILL).write_text(_bill_of_materials(), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (folder / NOTES).write_text(notes_of(changes, __version__), encoding="utf-8")
    (folder / SUMS).write_text(_sums(folder), encoding="utf-8")


def _refuse_what_was_not_kept(made: Path, kept: Path) -> None:
    """Stop if the data is not what `toimintamalli release` has kept of this version."""
    names = {path.relative_to(each) for each in (made, kept) for path in each.rglob("*.json")}
    _, other, missing = filecmp.cmpfiles(made, kept, map(str, names), shallow=False)
    if other or missing:
        said = ", ".join(sorted([*other, *missing])[:3])
        sys.exit(
            f"{kept} is not what this content says ({said}): see docs/developers.md, Releasing"
        )


def notes_of(changelog: str, version: str) -> str:
    """Return what the changelog says of a version."""
    parts = re.split(r"^## \[(.+?)\].*\n", changelog, flags=re.MULTILINE)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    return said[version].strip() + "\n"


def _package(folder: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    # The one clock that builders of packages look at: the day of the commit.
    subprocess.run(command, check=True, env={**os.environ, EPOCH: str(_committed())})


def _build(*arguments: str) -> None:
    beside = Path(sys.executable).with_name("toimintamalli")
    # Ours would print that day on every cover, as the day of a meeting.
    dateless = {name: each for name, each in os.environ.items() if name != EPOCH}
    subprocess.run([beside, "build", *arguments], check=True, env=dateless, cwd=ROOT)


def _committed() -> int:
    """Return when the commit was made, in seconds since 1970."""
    return int(_said("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))


def _bill_of_materials() -> str:
    """Return what the package needs with all its extras, as CycloneDX, the same bytes each time."""
    options = ("--no-dev", "--all-extras", "--no-emit-project", "--format", "cyclonedx1.5")
    beside = Path(sys.executable).with_name("uv")
    bill = json.loads(_said(str(beside), "export", *options, "--quiet"))
    # Of one run alone: its number, and its clock.
    del bill["serialNumber"]
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(_committed(), UTC).isoformat()
    return json.dumps(bill, indent=2) + "\n"


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _pack(file: Path, folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    # Unpacked, everything lies in one folder that says what it is.
    named = ((f"{file.stem}/{path.relative_to(folder).as_posix()}", path) for path in files)
    file.write_bytes(write_zip((name, path.read_bytes()) for name, path in named))


def _sums(folder: Path) -> str:
    files = sorted(folder.iterdir())
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    return "".join(lines)


if __name__ == "__main__":
    release(Path(sys.argv[1]).resolve())
