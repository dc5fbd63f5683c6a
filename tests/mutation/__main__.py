"""`python -m tests.mutation [--write] [--seed=NUMBER] [MOST] [SET…]`: do tests notice faults?

MOST bounds how many faults of each set of modules.toml are tried, by chance, and always the same
for a seed. Tests are written from what a sample finds, so that only another one is an honest judge.
All happens in a copy of the checkout, since a fault may write or remove files.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.mutation.faults import SEED, Fault

ROOT: Final = Path(__file__).parents[2]
TABLE: Final = Path(__file__).with_name("modules.toml")
PAGE: Final = ROOT / "docs/reliability.md"
_END_OF_SCORES: Final = "<!-- scores -->\n"
_END_OF_SURVIVORS: Final = "<!-- survivors -->\n"


class Score(NamedTuple):
    """What came of the faults of one set: how many were tried and what nobody noticed."""

    name: str
    seed: int
    tried: int
    changing_nothing: int
    survivors: tuple[str, ...]

    @property
    def percent(self) -> float:
        """How many of a hundred faults that change anything were noticed."""
        counted = self.tried - self.changing_nothing
        return 100 * (counted - len(self.survivors)) / max(counted, 1)

    @property
    def whose(self) -> str:
        """How its row of docs/reliability.md begins."""
        return f"| {self.name} | {self.seed} |"

    def row(self, first: str = "") -> str:
        """Return its row of docs/reliability.md, which keeps the score that was the first."""
        counted = self.tried - self.changing_nothing
        now = f"{self.percent:.0f} %"
        return (
            f"{self.whose} {self.tried} | {self.changing_nothing} |"
            f" {counted - len(self.survivors)} | {now} | {first or now} |"
        )


def copy_to(folder: Path) -> None:
    """Copy the checkout, without what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    # Some tests run the scripts of the pages.
    (folder / "tests/node/node_modules").symlink_to(ROOT / "tests/node/node_modules")


def told(name: str, most: int, seed: int, copy: Path) -> Iterator[tuple[Fault, bool]]:
    """Try the faults of a set in a copy; yield each, and whether a test noticed."""
    path = os.pathsep.join(map(str, (copy / "src", copy / "generators", copy)))
    environment = {**os.environ, "PYTHONPATH": path, "CI": "true"}
    command = [sys.executable, "-m", "tests.mutation.trying", name, str(most), str(seed)]
    failing = "all"
    with subprocess.Popen(
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        for line in running.stdout or ():
            row = json.loads(line)
            if "fault" in row:
                yield Fault(*row["fault"]), bool(row["noticed"])
            failing = row.get("fails without a fault", failing)
    if running.returncode:
        sys.exit(f"{name}: tests do not pass without a fault: {failing}")


def score(name: str, most: int, seed: int, same: dict[str, str]) -> Score:
    """Try the faults of a set and print each that nobody noticed."""
    survivors: list[str] = []
    tried = changing_nothing = 0
    with tempfile.TemporaryDirectory() as folder:
        copy_to(Path(folder))
        for fault, is_noticed in told(name, most, seed, Path(folder)):
            tried += 1
            if is_noticed:
                continue
            changed = fault.changed_line()
            if changed in same:
                changing_nothing += 1
                continue
            survivors.append(f"`{'/'.join(Path(fault.file).parts[-2:])}`: `{changed}`")
            sys.stdout.write(f"{name}: line {fault.line} of {survivors[-1]}\n")
            sys.stdout.flush()
    return Score(name, seed, tried, changing_nothing, tuple(survivors))


def write(found: Score) -> None:
    """Put a score and its survivors into docs/reliability.md, in place of earlier ones."""
    page = PAGE.read_text(encoding="utf-8")
    earlier = re.search(rf"^{re.escape(found.whose)}.*\| ([^|]+) \|\n", page, re.MULTILINE)
    if earlier:
        page = page.replace(earlier[0], f"{found.row(earlier[1])}\n")
    else:
        page = page.replace(f"\n{_END_OF_SCORES}", f"{found.row()}\n\n{_END_OF_SCORES}")
    name = f"- {found.name} {found.seed}, "
    page = re.sub(rf"^{re.escape(name)}.*\n", "", page, flags=re.MULTILINE)
    listed = "".join(f"{name}{survivor}\n" for survivor in found.survivors)
    page = page.replace(_END_OF_SURVIVORS, f"{listed}{_END_OF_SURVIVORS}")
    PAGE.write_text(page, encoding="utf-8")


def main(*given: str) -> int:
    """Score the sets that are named, or all."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    most = next((int(word) for word in given if word.isdigit()), 70)
    seeds = (word.removeprefix("--seed=") for word in given if word.startswith("--seed="))
    seed = int(next(seeds, SEED))
    lowest = 100.0
    for name in [word for word in given if word in table] or table:
        found = score(name, most, seed, table[name].get("same", {}))
        sys.stdout.write(f"{found.row()}\n")
        lowest = min(lowest, found.percent)
        if "--write" in given:
            write(found)
    return 0 if lowest >= 90 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
