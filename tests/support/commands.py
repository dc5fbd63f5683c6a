"""The command line as a person runs it: in a process of its own, or quickly in this one."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from toimintamalli.cli import main


class Result(NamedTuple):
    """What a run left behind."""

    status: int
    output: str
    messages: str


class Run(NamedTuple):
    """What a run in a process of its own left behind, and the processor seconds it took."""

    status: int
    output: str
    messages: str
    seconds: float


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> Result:
    """Run the command line in this process."""
    capsys.readouterr()
    status = main(arguments)
    seen = capsys.readouterr()
    return Result(status, seen.out, seen.err)


def run_process(
    *arguments: str, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> Run:
    """Run the command line in a process of its own."""
    before = _seconds()
    done = subprocess.run(
        [sys.executable, "-m", "toimintamalli", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
    )
    return Run(done.returncode, done.stdout, done.stderr, _seconds() - before)


def _seconds() -> float:
    # Processor time: a busy machine makes nothing slower that we could mend.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
