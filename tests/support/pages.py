"""A page of the docs as its reader goes through it: its commands, in a folder of their own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROGRAMS: Final = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def commands_of(page: Path) -> Iterator[str]:
    """Yield what a page tells its reader to type after `$`."""
    for found in re.finditer(r"^\$ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield found[1]


def type_in(command: str, folder: Path) -> None:
    """Run a command in a folder; it has to succeed."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": _PROGRAMS},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
