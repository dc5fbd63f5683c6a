"""Measure, print and write; or compare with another version: see the package."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.race import browser, cases
from tests.benchmarks.race.cases import Bench, Case
from tests.benchmarks.race.environments import ROOT, install_ours
from tests.benchmarks.race.measuring import Command, Pair, instructions, machine
from tests.benchmarks.race.page import page, picture

WORSE: Final = 4 / 3
"""A case of CI may take so many times the instructions of the version before."""
GROUPS: Final[dict[str, Callable[[Bench], Iterator[Case]]]] = {
    "startup": cases.startup,
    "commands": cases.commands,
    "reading": cases.reading,
    "growth": cases.grown,
    "peers": cases.peers,
}


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.race")
    parser.add_argument("--only", choices=[*GROUPS, "browser"], action="append")
    parser.add_argument("--against", metavar="REF", help="compare instructions with a version")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    if asked.against:
        return _compare(asked.against)
    bench, rows = Bench(), list[tuple[Case, Pair]]()
    opening: browser.Opening | None = None
    for name in asked.only or (*GROUPS, "browser"):
        if name == "browser":
            opening = browser.measure()
            _say(str(opening))
        for case in GROUPS[name](bench) if name in GROUPS else ():
            pair = case.measure()
            rows.append((case, pair))
            met = "" if case.is_met(pair.ratio) else "missed"
            _say(f"{pair.ratio:8.2f}  {case.aim:>6}  {met:6}  {case.what} | {case.beside}")
        if asked.write:
            # After each group, so that a run that is cut short has written something.
            _write(rows, opening)
    _say(machine())
    return 0


def _write(rows: list[tuple[Case, Pair]], opening: browser.Opening | None) -> None:
    (ROOT / "docs/performance.md").write_text(page(rows, opening, machine()), encoding="utf-8")
    (ROOT / "docs/images/performance.svg").write_text(picture(rows), encoding="utf-8")


def _counted(bench: Bench) -> Iterator[tuple[str, Command]]:
    yield "--version", bench.ours("--version")
    yield "check --help", bench.ours("check", "--help")
    yield "Model", bench.statement("import toimintamalli; toimintamalli.Model")
    yield "load()", bench.statement("import toimintamalli; toimintamalli.load()")
    yield "read one.docx", bench.ours("read", bench.workbook)
    given = ("build", "--format", "docx", "--language", "fi", "--profile", "meeting")
    yield "build one", bench.ours(*given, "--out", bench.out("counted"))


def _compare(ref: str) -> int:
    """Count the instructions of this version and of another, and tell what became worse."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        _git("worktree", "add", "--detach", "--quiet", str(before), ref)
        try:
            old, new = Bench(install_ours(before, "before")), Bench(install_ours())
        finally:
            _git("worktree", "remove", "--force", str(before))
        worse = 0
        for (name, then), (_, now) in zip(_counted(old), _counted(new), strict=True):
            ratio = instructions(now) / instructions(then)
            worse += ratio > WORSE
            _say(
                f"{ratio:6.2f} times the instructions of {ref}{' WORSE' * (ratio > WORSE)}: {name}"
            )
    return 1 if worse else 0


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
