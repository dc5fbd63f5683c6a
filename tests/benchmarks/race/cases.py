"""The cases, row by row: what people wait for, beside what it could cost at the least."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from tests.benchmarks import large_workbook as large
from tests.benchmarks.race import growth, programs
from tests.benchmarks.race.environments import PEERS, ROOT, install, install_ours
from tests.benchmarks.race.measuring import Command, Pair, in_turn, seconds, told, wall
from tests.benchmarks.reading_alone import timed
from tests.benchmarks.test_reading import filled_large

FLOOR_OF_COMMANDS: Final = "import click"
LIBRARIES: Final = "import click, jinja2, lxml.etree, pydantic, typst, yaml; pydantic.BaseModel"
_MANY: Final = 200
_READ: Final = 90
"""An answers file holds a hundred sheets, and a workbook gives at least one."""


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    what: str
    """What people or programs wait for."""
    beside: str
    """The floor or the peer."""
    measure: Callable[[], Pair]
    most: float | None = None
    """The ratio that it may have, where it has a limit."""
    least: float | None = None
    """The ratio that it should have."""

    @property
    def aim(self) -> str:
        """What to reach, as people read it."""
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"

    def is_met(self, ratio: float) -> bool:
        """Tell whether it is reached."""
        return ratio <= self.most if self.most is not None else ratio >= (self.least or 0)


class Bench:
    """The installed programs and the files that the cases need, made when they are needed."""

    def __init__(self, python: Path | None = None) -> None:
        self.python = python or install_ours()
        self.folder = Path(tempfile.mkdtemp(prefix="bench-"))

    def ours(self, *arguments: str) -> Command:
        """Return a command of ours as an installed user runs it."""
        return (self.python.with_name("toimintamalli"), *arguments)

    def statement(self, text: str) -> Command:
        """Return a statement as a process of our environment."""
        return (self.python, "-c", text)

    def out(self, name: str) -> str:
        """Return a folder to write to, which is not there yet or is ours."""
        return str(self.folder / name)

    @cached_property
    def workbook(self) -> str:
        """One workbook as the command makes it."""
        seconds(
            self.ours("build", "--format", "docx", "--language", "fi", "--out", self.out("one"))
        )
        return str(self.folder / "one" / "fi" / "workbook.docx")

    @cached_property
    def table(self) -> str:
        """A table of many workplaces."""
        file = self.folder / "workplaces.csv"
        rows = "".join(f"Työpaikka {number}\n" for number in range(_MANY))
        file.write_text(f"organisation\n{rows}", encoding="utf-8")
        return str(file)

    @cached_property
    def many(self) -> list[str]:
        """As many workbooks as the table has workplaces."""
        given = ("--batch", self.table, "--language", "fi", "--profile", "meeting")
        seconds(self.ours("build", *given, "--out", self.out("many")))
        return sorted(map(str, (self.folder / "many").rglob("workbook.docx")))


def startup(bench: Bench) -> Iterator[Case]:
    """Yield what everybody pays: commands that say something, and the first name of the library."""
    click = bench.statement(FLOOR_OF_COMMANDS)
    beside = f"`{FLOOR_OF_COMMANDS}`"
    for option in ("--version", "--help"):
        ask = partial(in_turn, bench.ours(option), click, 11)
        yield Case(f"`toimintamalli {option}`", beside, ask, most=1.5)
    name = "import toimintamalli; toimintamalli.Model"
    floor = "import pydantic; pydantic.BaseModel"
    model = partial(in_turn, bench.statement(name), bench.statement(floor), 11)
    yield Case(f"`{name}`", f"`{floor}`", model, most=1.3)
    loading = partial(_load, bench)
    yield Case("`load()` of the wheel, in process", "`json.loads` of it", loading, most=5)


def _load(bench: Bench) -> Pair:
    floor, own = told(bench.statement(programs.LOAD))
    return Pair(own, floor, own / floor, "ms")


def commands(bench: Bench) -> Iterator[Case]:
    """Yield the commands that people wait for."""
    click = bench.statement(FLOOR_OF_COMMANDS)
    beside = f"`{FLOOR_OF_COMMANDS}`"
    check = partial(in_turn, bench.ours("check"), click, 5)
    yield Case("`toimintamalli check`", beside, check, most=10)
    # 0.8 of what 0.1.0 needed to tell its version, which was 9.8 times its floor.
    read = partial(in_turn, bench.ours("read", bench.workbook), click, 5)
    yield Case("`toimintamalli read one.docx`", beside, read, most=7.8)
    everything = bench.ours("build", "--out", bench.out("all"))
    build = partial(in_turn, everything, bench.statement(LIBRARIES), 3)
    yield Case("`toimintamalli build`: every file", "importing its libraries", build, most=8)
    for what, command in (
        (f"`read` of {_READ} workbooks, one process (clock)", _read_many),
        (f"`build --batch` of {_MANY} workplaces, one process (clock)", _batch),
    ):
        both = partial(in_turn, command(bench, "1"), command(bench, "2"), 3, wall)
        yield Case(what, "two processes", both, least=1.7)


def _read_many(bench: Bench, jobs: str) -> Command:
    return bench.ours("read", *bench.many[:_READ], "--jobs", jobs)


def _batch(bench: Bench, jobs: str) -> Command:
    given = ("--batch", bench.table, "--language", "fi", "--profile", "meeting")
    return bench.ours("build", *given, "--jobs", jobs, "--out", bench.out(f"batch-{jobs}"))


def reading(bench: Bench) -> Iterator[Case]:
    """Yield how fast a large filled workbook is read, in process."""
    read = partial(_read_large, bench)
    yield Case("1,360 filled controls read, in process", "lxml parses the text", read, most=1.7)


def _read_large(bench: Bench) -> Pair:
    file = bench.folder / "filled.docx"
    file.write_bytes(filled_large())
    command = (sys.executable, "-m", "tests.benchmarks.reading_alone", str(file))
    floor, ours = json.loads(subprocess.check_output(command, cwd=ROOT))
    return Pair(ours, floor, ours / floor, "ms")


def grown(bench: Bench) -> Iterator[Case]:
    """Yield what a part costs in a large model, beside the same in ours."""
    for grow, what in (
        (growth.ITEMS, f"practices and pitfalls × {growth.ITEMS.times}"),
        (growth.LANGUAGES, f"languages × {growth.LANGUAGES.times}"),
    ):
        for cost, unit in ((seconds, "s"), (_megabytes, "MB")):
            measure = partial(_grown, bench, grow, cost, unit)
            beside = "the same in ours"
            yield Case(f"`build`, {what}: {unit} for each", beside, measure, most=1.25)


def _grown(bench: Bench, grow: growth.Growth, cost: Callable[[Command], float], unit: str) -> Pair:
    one, many = (cost(_build_of(bench, grow, times)) for times in (1, grow.times))
    return Pair(many / grow.times, one, many / grow.times / one, unit)


def _build_of(bench: Bench, grow: growth.Growth, times: int) -> Command:
    name = f"{grow.name}-{times}"
    content = bench.folder / name
    if not content.exists():
        grow.write(content, times)
    formats = ("--format", "json", "--format", "docx", "--format", "html")
    out = bench.out(f"out-{name}")
    return bench.ours("build", "--content", str(content), *formats, "--out", out)


def _megabytes(command: Command) -> float:
    seconds(command)
    out = Path(str(command[-1]))
    return sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1_000_000


def peers(bench: Bench) -> Iterator[Case]:
    """Yield what others take for as much, each in an environment of its own."""
    text = "a text in all languages loaded, in process"
    for name, theirs, program in (
        ("compliance-trestle", "a control", programs.TRESTLE),
        ("linkml-runtime", "a class", programs.LINKML),
    ):
        measure = partial(_beside, bench, programs.ITEMS, name, program, "µs")
        yield Case(text, f"{name}: {theirs}", measure, most=1)
    form = partial(_beside, bench, programs.XLSFORM, "pyxform", programs.PYXFORM, "ms")
    yield Case("an XLSForm written, in process", "pyxform makes an XForm of it", form, most=1)
    for peer, other in (("python-docx", large.python_docx), ("docxtpl", None)):
        write = partial(_word, bench, other)
        what = "a workbook of 1,360 controls written, in process"
        yield Case(what, f"{peer}: as many tables", write, most=1)

    npm = partial(_word_by_npm, bench)
    what = "a workbook of 1,360 controls written, in process"
    yield Case(what, "npm docx: 1,000 boxes only", npm, most=1)


def _word_by_npm(bench: Bench) -> Pair:
    # Node looks for packages beside the script.
    script = bench.folder / "npm-docx.mjs"
    script.write_bytes((ROOT / "tests/benchmarks/npm-docx.mjs").read_bytes())
    packages = bench.folder / "node_modules"
    if not packages.exists():
        packages.symlink_to(ROOT / "tests/node/node_modules")
    sizes = (large.SCALES, large.STATEMENTS, large.CARDS, large.FORMS, large.FIELDS)
    theirs = float(subprocess.check_output(["node", str(script), *map(str, sizes)], text=True))
    book = large.draft()
    own = _milliseconds(lambda: large.ours(book))
    return Pair(own, theirs, own / theirs, "ms")


def _beside(bench: Bench, ours: str, name: str, theirs: str, unit: str) -> Pair:
    file = bench.out("form.xlsx")
    (own,) = told((bench.python, "-c", ours, file))
    (other,) = told((install(name, PEERS[name]), "-c", theirs, file))
    return Pair(own, other, own / other, unit)


def _word(bench: Bench, other: Callable[[], bytes] | None) -> Pair:
    template = bench.folder / "template.docx"
    large.docxtpl_template(template)
    book = large.draft()
    own = _milliseconds(lambda: large.ours(book))
    theirs = _milliseconds(other or (lambda: large.docxtpl(template)))
    return Pair(own, theirs, own / theirs, "ms")


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    return min(timed(work) for _ in range(3))
