"""A country's workbooks through every engine, side by side: `python -m tests.benchmarks.country`.

Too long for a test: as many workbooks as asked, by default ten thousand, each engine in a process
of its own; then a run that is killed on its way and goes on. The rows have to be the same.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.workbooks import filled

from toimintamalli import write_answers

PAGE: Final = Path(__file__).parents[2] / "docs" / "scale.md"
ENGINES: Final = {
    "one process": ("--jobs", "1"),
    "two processes": ("--jobs", "2"),
    "Dask, two local workers": ("--engine", "dask", "--jobs", "2"),
}
KINDS: Final = 40
"""Workplaces that answer differently; the others answer like one of them, under their own name."""
_EVERY: Final = 0.5
_SPARK: Final = """
import os, sys
sys.path.insert(0, sys.argv[1])
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["PYTHONPATH"] = os.pathsep.join([sys.argv[1], *sys.path])
from pyspark.sql import SparkSession
SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config(
    "spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
import example
from tests.benchmarks.country import weighed
print(*example.rows_in_spark(sys.argv[2]).map(weighed).fold((0, 0), lambda one, two: (
    one[0] + two[0] & 2**256 - 1, one[1] + two[1])))
"""


@dataclass(frozen=True)
class Run:
    """What a run took, with everything that it started."""

    seconds: float
    processor: float
    memory: float
    told: str

    def row(self, name: str, what: str) -> str:
        return (
            f"| {name} | {self.seconds:.0f} s | {self.processor:.0f} s | {self.memory:.0f} MiB"
            f" | {what} |"
        )


def make(folder: Path, count: int) -> None:
    """Write the workbooks of as many workplaces."""
    kinds = [write_answers(filled(number)).decode() for number in range(KINDS)]
    for number in range(count):
        kind = number % KINDS
        file = folder / f"region {number % 19:02}" / f"{number:05}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        own = kinds[kind].replace(f"Työpaikka {kind}", f"Työpaikka {number}")
        file.write_text(own, encoding="utf-8")


def watched(command: list[str], stop: Callable[[], bool] = lambda: False) -> Run:
    """Run a command, and see how much memory it and its children hold together at most."""
    before, started, most = os.times(), time.monotonic(), 0
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    while running.poll() is None:
        most = max(most, sum(_held(each) for each in _family(running.pid)))
        if stop():
            os.killpg(running.pid, signal.SIGKILL)
            break
        time.sleep(_EVERY)
    told = running.communicate()[0].decode()
    after = os.times()
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    return Run(time.monotonic() - started, processor, most / 2**20, told)


def _family(root: int) -> Iterator[int]:
    yield root
    for path in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _held(process: int) -> int:
    """Return the memory of a process, of what it shares with others only its part."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def collecting(folder: Path, out: Path, *how: str) -> list[str]:
    run = [sys.executable, "-m", "toimintamalli", "--ui", "en", "collect", str(folder)]
    return [*run, "--out", str(out), *how]


def digest(out: Path) -> str:
    """Return one name for the bytes of all files of a data set."""
    known = sha256()
    for path in sorted(out.iterdir()):
        if path.name[0] != ".":
            known.update(path.name.encode() + path.read_bytes())
    return known.hexdigest()[:12]


def race(folder: Path, root: Path, count: int) -> Iterator[str]:
    """Yield a row of the table for each engine, and for the run that is killed."""
    for name, how in ENGINES.items():
        run = watched(collecting(folder, root / "out", *how))
        yield run.row(name, f"`{digest(root / 'out')}`" if "Read" in run.told else run.told)
        shutil.rmtree(root / "out", ignore_errors=True)
    parts, wanted = root / ".out.parts", max(1, count // 100)
    killed = watched(
        collecting(folder, root / "out", "--jobs", "2"),
        lambda: len(list(parts.glob("*.rows"))) >= wanted,
    )
    yield killed.row("two processes, killed half way", "–")
    resumed = watched(collecting(folder, root / "out", "--jobs", "2"))
    went_on = re.search(r"going on where an earlier run ended: (\d+) of", resumed.told)
    kept = f"`{digest(root / 'out')}`, {went_on[1] if went_on else 'none'} were read already"
    yield resumed.row("gone on with", kept)


def in_spark(folder: Path, root: Path) -> str:
    """Return the row of the page's example for PySpark, whose rows are compared one by one."""
    example = re.search(r"^```py\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if not example:
        raise ValueError("the page has no example")
    (root / "example.py").write_text(example[1], encoding="utf-8")
    run = watched([sys.executable, "-c", _SPARK, str(root), str(folder)])
    told = run.told.split()[-2:]
    same = "the same" if told == rows(folder) else "DIFFER"
    # Java is nobody's child at the end: its time is not known.
    return f"| PySpark, `local[2]` | {run.seconds:.0f} s | – | {run.memory:.0f} MiB | {same} |"


def weighed(row: object) -> tuple[int, int]:
    """Return a row's digest as a number, and that it is one: sums of both say if rows are the same.

    Sums ask for no order, and so for no shuffle of all rows, which took most of Spark's time.
    """
    return int.from_bytes(sha256(repr(row).encode()).digest()), 1


def rows(folder: Path) -> list[str]:
    """Return what the rows weigh and how many they are, as this process reads them."""
    from toimintamalli import load, rows_of  # noqa: PLC0415 -- beside what it is for

    model, known, count = load(), 0, 0
    for file in folder.rglob("*.json"):
        for table, own in rows_of(file.read_bytes(), model, str(file)).tables:
            for row in own:
                known += weighed((table, row))[0]
                count += 1
    return [str(known % 2**256), str(count)]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--spark", type=int, help="workbooks for PySpark, if others")
    given = asked.parse_args()
    with TemporaryDirectory() as place:
        root = Path(place)
        folder = root / "in"
        make(folder, given.count)
        print(json.dumps({"workbooks": given.count, "processors": os.cpu_count()}), flush=True)
        for row in race(folder, root, given.count):
            print(row, flush=True)
        if given.spark and given.spark != given.count:
            folder = root / "fewer"
            make(folder, given.spark)
        print(in_spark(folder, root), flush=True)


if __name__ == "__main__":
    main()
