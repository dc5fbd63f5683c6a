"""`python -m tests.kills COUNT [COMMAND…]`: each command that writes, killed COUNT times by chance.

Whenever a command is killed, the next one finds the files as they were before it or as it leaves
them, never between; and given again, it leaves what it leaves undisturbed. Prints a line for each
command, and ends with exit status 1 where a folder was neither.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.cli.test_every_command import CALLS, CONTENT
from tests.support.content import write_translated_content

from toimintamalli.cli import main

Call = Sequence[str]
Files = Mapping[str, bytes]

OURS: Final = ".toimintamalli"
"""What names everything that is there for the next command and not for people."""
READING: Final = {"check", "generators", "readers", "reports", "changes", "preview"}
"""Commands that write nothing."""
BAD: Final = ("mixed", "not repeated")
UNREAD: Final = {"schema"}
"""Commands whose folder no other command reads: who kills one has some files until the next."""
THREADED: Final = {"build", "report"}
"""Commands that leave threads behind, which a process that is copied would wait for in vain."""
LOOK: Final[Sequence[Call]] = (
    ("translations", "status", *CONTENT),
    ("changes", "releases/1.2.3", "content"),
    ("translations", "status", "--content", "garden"),
    ("translations", "status", "--content", "trial"),
)
"""Commands that a person gives next: they settle what a killed one left where they look."""


@dataclass(frozen=True)
class Case:
    """A command, and the files before it and after it."""

    call: Call
    before: Path
    after: Files
    seconds: float
    """How long it takes undisturbed."""

    @property
    def name(self) -> str:
        """What people call the command."""
        return " ".join(word for word in self.call[:2] if word in _NAMES)


_NAMES: Final = {name for call in CALLS for name in call[:2] if name.isalpha()}


def start(call: Call, folder: Path) -> int:
    """Give a command in a process of its own, which has everything imported already."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        status = main(call)
    except BaseException:  # noqa: BLE001 -- whatever it is, this process must not go on
        status = 3
    os._exit(status)


def finish(child: int) -> int:
    """Wait for a command; return how it ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def files_in(folder: Path) -> Files:
    """Return what a person finds in a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(OURS in part for part in name.split("/")):
            found[name] = path.read_bytes()
    return found


def prepared(folder: Path) -> Path:
    """Return a folder with content to work on."""
    folder.mkdir()
    write_translated_content(folder / "content")
    return folder


def load_everything(folder: Path) -> None:
    """Give commands once in this process, so that those that follow import nothing."""
    os.chdir(prepared(folder))
    with open(os.devnull, "w") as silent, redirect_stdout(silent), redirect_stderr(silent):  # noqa: PTH123 -- no file of ours
        for call in CALLS:
            if call[0] not in THREADED:
                main(call)


def cases(base: Path) -> Iterator[Case]:
    """Yield each command that writes, after those that come before it."""
    folder = prepared(base / "work")
    for number, call in enumerate(CALLS):
        before = base / f"before-{number}"
        shutil.copytree(folder, before)
        began = time.perf_counter()
        status = finish(start(call, folder))
        seconds = time.perf_counter() - began
        if call[0] in READING or "--dry-run" in call:
            continue
        if status:
            sys.exit(f"{' '.join(call)} ended with {status}")
        yield Case(call, before, files_in(folder), seconds)


def kill(case: Case, base: Path, chance: random.Random) -> str:
    """Kill a command at a random moment; return which state was found."""
    folder = base / "killed"
    shutil.copytree(case.before, folder)
    child = start(case.call, folder)
    time.sleep(chance.uniform(0, case.seconds))
    os.kill(child, signal.SIGKILL)
    finish(child)
    for look in LOOK:
        finish(start(look, folder))
    found = files_in(folder)
    state = _state(found, files_in(case.before), case.after)
    again = finish(start(case.call, folder))
    # What is done already may be refused, and is not done twice.
    if files_in(folder) != case.after or (again and state != "after"):
        state = "not repeated"
    elif state == "mixed" and case.call[0] in UNREAD:
        state = "some until repeated"
    shutil.rmtree(folder)
    return state


def _state(found: Files, before: Files, after: Files) -> str:
    """Tell which of two states was found; a folder is changed as one, and one after another."""
    tops = {name.partition("/")[0] for name in (*before, *after, *found)}
    states = {
        "both" if old == new else "before" if here == old else "after" if here == new else "mixed"
        for here, old, new in (
            [_below(top, files) for files in (found, before, after)] for top in tops
        )
    } - {"both"}
    return "mixed" if "mixed" in states else "before" if "before" in states else "after"


def _below(top: str, files: Files) -> Files:
    return {name: content for name, content in files.items() if name.partition("/")[0] == top}


def run(count: int, names: Sequence[str]) -> int:
    """Kill every command so many times, and tell how often what was found."""
    chance = random.Random(1)  # noqa: S311 -- no secret
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        load_everything(base / "trial")
        for case in cases(base):
            if names and case.name not in names:
                continue
            states = [kill(case, base, chance) for _ in range(count)]
            told = {state: states.count(state) for state in sorted(set(states))}
            bad += sum(map(states.count, BAD))
            sys.stdout.write(f"{case.name}: {told}\n")
            sys.stdout.flush()
    sys.stdout.write(f"neither before nor after, or not to be repeated: {bad}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2:]))
