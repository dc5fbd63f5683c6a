"""Run a command with the file system's steps counted, and do something just before one of them.

Run by test_at_the_same_time.py, which judges what is left:

    killed.py STEP ACT ROOT ARGUMENTS…

ACT is `die`, or `save:FILE:TEXT`, which saves a file as an editor does. The number of steps is
printed.
"""

import os
import signal
import sys
from pathlib import Path

from toimintamalli.cli import main

_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate")


class Steps:
    """Counts each step that changes something below a folder."""

    def __init__(self, root: str, stop: int, act: str) -> None:
        self.root, self.stop, self.act = root, stop, act
        self.passed = 0
        self.is_acting = False

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.is_acting or not self._changes(event, arguments):
            return
        if self.passed == self.stop:
            self.is_acting = True
            self._do()
            self.is_acting = False
        self.passed += 1

    def _changes(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            is_ours = str(arguments[0]).startswith(self.root)
            return is_ours and bool(int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR))
        return event in _CHANGING and str(arguments[0]).startswith(self.root)

    def _do(self) -> None:
        if self.act == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        _, file, content = self.act.split(":", 2)
        place = Path(self.root, file)
        part = place.with_name(f"~{place.name}")
        part.write_text(content, encoding="utf-8")
        part.replace(place)


if __name__ == "__main__":
    steps = Steps(sys.argv[3], int(sys.argv[1]), sys.argv[2])
    sys.addaudithook(steps.watch)
    status = main(sys.argv[4:])
    sys.stdout.write(f"\nsteps: {steps.passed}\n")
    sys.exit(status)
