"""How fast and how lean a large Word workbook is written, beside others in the same run."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final

import pytest
from tests.benchmarks import large_workbook as large
from tests.docx.word_file import WordFile

_NODE: Final = Path(__file__).parents[1] / "node"
_RUNS: Final = 9


def milliseconds(work: Callable[[], bytes]) -> float:
    """The fastest of several runs, after one to warm up: what else the machine does only adds."""
    work()
    return min(_timed(work) for _ in range(_RUNS))


def _timed(work: Callable[[], bytes]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


@pytest.fixture(scope="module")
def ours() -> float:
    draft = large.draft
    books = iter([draft() for _ in range(_RUNS + 1)])
    return milliseconds(lambda: large.ours(next(books)))


def report(what: str, theirs: float, ours: float) -> None:
    sys.stdout.write(f"\n{what}: {theirs:.1f} ms, ours {ours:.1f} ms ({theirs / ours:.1f}x)\n")


def test_the_workbook_is_as_large_as_it_says() -> None:
    file = WordFile.open(large.ours(large.draft()))
    assert (large.QUESTIONS, large.TABLES, large.CONTROLS) == (200, 100, 1360)
    assert len(file.find("//w:tbl")) == large.TABLES
    assert len(file.find("//w:sdt")) == large.CONTROLS


def test_it_is_at_least_five_times_faster_than_python_docx(ours: float) -> None:
    theirs = milliseconds(large.python_docx)
    report("python-docx, row.cells, no controls", theirs, ours)
    assert theirs >= 5 * ours


def test_it_is_faster_than_docxtpl(ours: float, tmp_path: Path) -> None:
    template = tmp_path / "template.docx"
    large.docxtpl_template(template)
    theirs = milliseconds(lambda: large.docxtpl(template))
    report("docxtpl, no controls", theirs, ours)
    assert theirs > ours


def test_it_is_faster_than_the_npm_package_docx(ours: float, tmp_path: Path) -> None:
    # Node looks for packages beside the script.
    (tmp_path / "node_modules").symlink_to(_NODE / "node_modules")
    script = shutil.copy(Path(__file__).with_name("npm-docx.mjs"), tmp_path)
    sizes = (large.SCALES, large.STATEMENTS, large.CARDS, large.FORMS, large.FIELDS)
    said = subprocess.run(
        ["node", script, *map(str, sizes)], check=True, capture_output=True, text=True
    )
    theirs = float(said.stdout)
    report("npm docx, 1,000 boxes only", theirs, ours)
    assert theirs > ours


def test_it_is_within_fifteen_times_of_deflating_the_finished_parts(ours: float) -> None:
    parts = large.parts_of(large.ours(large.draft()))
    floor = milliseconds(lambda: large.deflate(parts))
    report("the floor: deflating the finished parts", floor, ours)
    assert ours <= 15 * floor


# Not `ru_maxrss`: it remembers how large the process was that started this one.
_MEASURE: Final = """
from tests.benchmarks import large_workbook as large

def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))

book = large.draft()
before = peak()
large.ours(book)
print(before, peak())
"""


def test_a_process_that_writes_it_takes_less_than_45_megabytes() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _MEASURE], check=True, capture_output=True, text=True
    )
    before, after = (int(each) / 1024 for each in said.stdout.split())
    sys.stdout.write(f"\nmemory: {before:.1f} MB with the workbook, {after:.1f} MB when written\n")
    assert after < 45
