"""Write files in a process of its own and have it interrupted at chosen steps.

A step is whatever Python tells its audit hooks: each file that is opened, each rename, each
removal. Run by test_interruptions.py, which judges the JSON lines that this prints:

    interrupted.py SCENARIO VARIANT FOLDER

VARIANT is `exchange`, `journal` for a system without renameat2, or `windows` for what
like_windows.py knows of it.
"""
# ruff: noqa: S311 -- the dice give the same steps every time, and no secret
# ruff: noqa: T201 -- printing is how this tells the test what it saw

import ctypes
import errno
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

if sys.argv[2] == "windows":
    import_module("like_windows")  # before anything looks where it runs

from toimintamalli.errors import OutputError
from toimintamalli.output import _swap, replace_files, write_tree

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike

Files = Mapping[str, bytes]
Action = Callable[[], None]

OLD: Final[Files] = {"fi/workbook.docx": b"old", "fi/gone.docx": b"old", "index.html": b"old"}
NEW: Final[Files] = {"fi/workbook.docx": b"new", "fi/added.docx": b"new", "index.html": b"new"}
FOREIGN: Final[Files] = {"fi/notes.txt": b"foreign"}
OLD_TEXTS: Final[Files] = {"fi/a.yaml": b"old", "fi/b.yaml": b"old", "fi/c.yaml": b"old"}
NEW_TEXTS: Final[Files] = {
    "fi/a.yaml": b"new",
    "fi/b.yaml": b"new",
    "fi/c.yaml": b"new",
    "sv/d.yaml": b"new",
}
LOOKED_AT: Final = re.compile(r"/proc|.*/like_windows\.py")
SAVED: Final = b"saved"
LATER: Final = b"saved later"


class Steps:
    """The steps of this process, each with what is to happen just before it."""

    def __init__(self) -> None:
        self.actions: dict[int, Action] = {}
        self.counting = False
        self.passed = 0

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        # Whoever acts like Windows looks which files are open, which is no step.
        is_look = bool(arguments) and LOOKED_AT.match(str(arguments[0])) is not None
        if self.counting and not is_look and event.startswith(("open", "os.", "shutil.")):
            action = self.actions.pop(self.passed, None)
            self.passed += 1
            if action:
                self.counting = False
                try:
                    action()
                finally:
                    self.counting = True

    def run(self, work: Action, actions: Mapping[int, Action]) -> None:
        self.actions, self.counting, self.passed = dict(actions), True, 0
        try:
            work()
        finally:
            self.counting = False


steps = Steps()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def save(folder: Path, path: str, content: bytes) -> None:
    """Save as an editor does, beside and then renamed; write down what was saved."""
    part = folder / f"~{Path(path).name}"
    with suppress(FileNotFoundError):
        part.write_bytes(content)
        part.replace(folder / path)
        (folder.parent / f"{content.decode()}: {Path(path).name}").touch()


def save_both(folder: Path, content: bytes = SAVED) -> None:
    """Fill in a workbook of ours and add a file of one's own."""
    save(folder, "fi/workbook.docx", content)
    save(folder, "fi/new-notes.txt", content)


def survive(work: Action, actions: Mapping[int, Action]) -> bool:
    """Do the work in a child process; tell whether it came to its end."""
    child = os.fork()
    if child == 0:
        with suppress(OutputError):
            steps.run(work, actions)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def attempt(work: Action, actions: Mapping[int, Action] | None = None) -> str:
    """Do the work here; return the name of the error it ended with."""
    try:
        steps.run(work, actions or {})
    except OutputError as error:
        return type(error).__name__
    return ""


def contents(folder: Path) -> dict[str, str] | None:
    """Return what a person finds in a folder."""
    if not folder.exists():
        return None
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".toimintamalli.json"
    }


def tell(folder: Path, **facts: object) -> None:
    left = sorted(path.name for path in folder.parent.iterdir())
    print(json.dumps({**facts, "contents": contents(folder), "left": left}), flush=True)


def built(base: Path) -> Path:
    """Make a folder with an earlier build and a foreign file in it."""
    folder = Path(tempfile.mkdtemp(dir=base)) / "out"
    write_tree(folder, OLD.items())
    for path, content in FOREIGN.items():
        (folder / path).write_bytes(content)
    return folder


def build(folder: Path) -> None:
    write_tree(folder, NEW.items())


def settle(folder: Path) -> None:
    """Begin a build that fails at once, so that all it does is settle what a killed one left."""
    with suppress(ZeroDivisionError):
        write_tree(folder, ((name, bytes(1 // 0)) for name in ["never"]))


def kill(base: Path) -> None:
    """Kill a build before each of its steps."""
    ended = False
    for step in count():
        folder = built(base)
        ended = survive(partial(build, folder), {step: die})
        found = contents(folder)
        settle(folder)
        settled = contents(folder)
        tell(folder, found=found, settled=settled, again=attempt(partial(build, folder)))
        if ended:
            break


def kill_refused(base: Path) -> None:
    """Kill a build that a filled-in workbook forbids, before each of its steps."""
    ended = False
    for step in count():
        folder = built(base)
        (folder / "fi/workbook.docx").write_bytes(SAVED)
        ended = survive(partial(build, folder), {step: die})
        tell(folder)
        if ended:
            break


def kill_twice(base: Path) -> None:
    """Kill a build, and then the one that settles it, at random steps."""
    dice = random.Random(4)
    for _ in range(80):
        folder = built(base)
        # Around the swap, and in the first steps of the next build.
        survive(partial(build, folder), {dice.randrange(45, 70): die})
        survive(partial(build, folder), {dice.randrange(40): die})
        settle(folder)
        tell(folder)


def refuse_each(base: Path) -> None:
    """Have the disk refuse each step of a build."""
    for step in count():
        folder = built(base)
        failure = attempt(partial(build, folder), {step: refuse})
        settled = contents(folder)
        ended = bool(steps.actions)
        again = attempt(partial(build, folder))
        tell(folder, failure=failure, settled=settled, again=again)
        if ended:
            break


def save_meanwhile(base: Path) -> None:
    """Have somebody save files before each step of a build."""
    for step in count():
        folder = built(base)
        failure = attempt(partial(build, folder), {step: partial(save_both, folder)})
        tell(folder, failure=failure)
        if steps.actions:
            break


def save_twice(base: Path) -> None:
    """Have somebody save files and soon save them again, at random steps of a build."""
    dice = random.Random(3)
    for _ in range(100):
        folder = built(base)
        first = dice.randrange(40, 60)
        again = first + dice.randrange(1, 20)
        saves = {first: partial(save_both, folder), again: partial(save_both, folder, LATER)}
        tell(folder, failure=attempt(partial(build, folder), saves))


def save_and_kill(base: Path) -> None:
    """Have somebody save files and the build killed soon after, at random steps."""
    dice = random.Random(5)
    for _ in range(80):
        folder = built(base)
        saved = dice.randrange(35, 65)
        killed = saved + dice.randrange(1, 20)
        survive(partial(build, folder), {saved: partial(save_both, folder), killed: die})
        tell(folder, failure=attempt(partial(build, folder)))


def save_again_after_kill(base: Path) -> None:
    """Have somebody save files, the build killed soon after, and the files saved once more."""
    dice = random.Random(6)
    for _ in range(80):
        folder = built(base)
        saved = dice.randrange(35, 65)
        killed = saved + dice.randrange(1, 20)
        survive(partial(build, folder), {saved: partial(save_both, folder), killed: die})
        save_both(folder, LATER)
        tell(folder, failure=attempt(partial(build, folder)))


def edited(base: Path) -> Path:
    folder = Path(tempfile.mkdtemp(dir=base)) / "content"
    for path, content in OLD_TEXTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def edit(folder: Path) -> None:
    replace_files(folder, NEW_TEXTS)


def kill_replacing(base: Path) -> None:
    """Kill the replacement of single files before each of its steps, and then begin another."""
    for step in count():
        folder = edited(base)
        ended = survive(partial(edit, folder), {step: die})
        replace_files(folder, {})
        tell(folder)
        if ended:
            break


def edit_after_kill(base: Path) -> None:
    """Kill the replacement of single files, have somebody edit one, and then begin another."""
    for step in count():
        folder = edited(base)
        ended = survive(partial(edit, folder), {step: die})
        (folder / "fi/a.yaml").write_bytes(SAVED)
        replace_files(folder, {})
        tell(folder)
        if ended:
            break


def refuse_replacing(base: Path) -> None:
    """Have the disk refuse each step of the replacement of single files."""
    for step in count():
        folder = edited(base)
        failure = attempt(partial(edit, folder), {step: refuse})
        ended = bool(steps.actions)
        replace_files(folder, {})
        tell(folder, failure=failure)
        if ended:
            break


def carry_read_only(base: Path) -> None:
    """Build where somebody has put a folder that forbids writing."""
    folder = built(base)
    (folder / "fi").chmod(0o555)
    forget_privileges()
    failure = attempt(partial(build, folder))
    (folder / "fi").chmod(0o755)
    tell(folder, failure=failure)


def keep_building(base: Path) -> None:
    """Build for ever, slowly, a new generation each time; tell when the first is there."""
    for generation in count():
        write_tree(base / "out", slowly(generation))
        print(generation, flush=True)


def build_ten_times(base: Path) -> None:
    """Build into a folder that others build into as well."""
    for _ in range(10):
        write_tree(base / "out", slowly(os.getpid()))


def slowly(generation: int) -> Iterator[tuple[str, bytes]]:
    for number in range(8):
        yield f"fi/{number}.docx", b"%d " % generation * 5000
        time.sleep(0.001)


def run_out_of_disk(base: Path) -> None:
    """Build with a limit on how long a file may get."""
    import resource  # noqa: PLC0415 - no Windows has it

    folder = built(base)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    big = {"small.txt": b"x", "big.docx": bytes(5000)}
    failure = attempt(lambda: write_tree(folder, big.items()))
    tell(folder, failure=failure)


def forget_privileges() -> None:
    """Make the modes of files hold for root too: https://man7.org/linux/man-pages/man2/capset.2.html."""
    version, this_process = 0x20080522, 0
    none = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(version, this_process), none) == 0


def build_where_forbidden(base: Path) -> None:
    """Build in and below a folder that nobody may write to."""
    folder = built(base)
    folder.parent.chmod(0o555)
    below = folder.parent / "more/below"
    forget_privileges()
    failures = attempt(partial(build, folder)), attempt(partial(build, below))
    folder.parent.chmod(0o755)
    tell(folder, failure=failures)


SCENARIOS: Final = {
    scenario.__name__: scenario
    for scenario in (
        kill,
        kill_refused,
        kill_twice,
        refuse_each,
        save_meanwhile,
        save_twice,
        save_and_kill,
        save_again_after_kill,
        kill_replacing,
        edit_after_kill,
        refuse_replacing,
        keep_building,
        build_ten_times,
        run_out_of_disk,
        build_where_forbidden,
        carry_read_only,
    )
}


def no_wait(fd: "FileDescriptorLike") -> None:
    del fd


def no_exchange(one: Path, other: Path) -> bool:
    del one, other
    return False


if __name__ == "__main__":
    if sys.argv[2] != "exchange":
        _swap.exchange = no_exchange
    # What a killed process wrote is not lost; only a power cut needs the wait for the disk.
    os.fsync = no_wait
    sys.addaudithook(steps.watch)
    SCENARIOS[sys.argv[1]](Path(sys.argv[3]))
