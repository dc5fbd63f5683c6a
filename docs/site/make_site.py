#!/usr/bin/env python3
"""Write the documentation's site: the pages of docs/ and those that the code writes.

usage: make_site.py [FOLDER]

The site is FOLDER/site, and the folder is build/ unless another is named.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from reference import PAGES

HERE: Final = Path(__file__).resolve().parent
DOCS: Final = HERE.parent
BUILD: Final = DOCS.parent / "build"
CONFIG: Final = "zensical.toml"
STYLES: Final = "pages.css"
SHIM: Final = "worker_from_disk.js"
FETCHED: Final = "https://unpkg.com/iframe-worker/shim"


def make(build: Path) -> int:
    """Lay the pages together and have the site made; a warning fails."""
    pages = build / "docs"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(DOCS, pages, ignore=shutil.ignore_patterns("site", "make-*"))
    # Zensical takes nothing from above the folder of its configuration.
    shutil.copy(HERE / CONFIG, build / CONFIG)
    shutil.copy(HERE / STYLES, pages / STYLES)
    for path, write in PAGES.items():
        file = pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(), encoding="utf-8")
    program = str(Path(sys.executable).with_name("zensical"))
    command = [program, "build", "--clean", "--strict", "--config-file", str(build / CONFIG)]
    made = subprocess.run(command, check=False)
    if made.returncode == 0:
        _bring_what_pages_would_fetch(build / "site")
    return made.returncode


def _bring_what_pages_would_fetch(site: Path) -> None:
    """Give the pages a file of ours for the one that Zensical's own search fetches from a disk."""
    shutil.copy(HERE / SHIM, site / "assets" / SHIM)
    for page in site.rglob("*.html"):
        above = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(FETCHED, f"{above}assets/{SHIM}"), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1]).resolve() if sys.argv[1:] else BUILD))
