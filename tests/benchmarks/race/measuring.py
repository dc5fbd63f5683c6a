"""Processor time and instructions of whole processes, and ratios of pairs that ran in turn."""

import json
import os
import platform
import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Command = Sequence[str | Path]
# Instructions are the same for the same order of what is hashed.
_ENVIRONMENT: Mapping[str, str] = {**os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Pair:
    """A figure of ours beside a floor or a peer, and how they stand to each other."""

    ours: float
    other: float
    ratio: float
    unit: str = "s"


def seconds(command: Command) -> float:
    """Return the processor time of a process and those that it starts: user and system."""
    before = _used()
    subprocess.run(
        list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(), env=dict(_ENVIRONMENT),
    )  # fmt: skip
    return _used() - before


def _used() -> float:
    # Not `os.times`, which counts in hundredths of a second.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wall(command: Command) -> float:
    """Return the time that a person waits."""
    start = perf_counter()
    seconds(command)
    return perf_counter() - start


def in_turn(
    ours: Command, other: Command, runs: int, cost: Callable[[Command], float] = seconds
) -> Pair:
    """Measure two commands A B A B, after one of each to warm up: machines change their pace."""
    pairs = [(cost(ours), cost(other)) for _ in range(runs + 1)][1:]
    return Pair(
        median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)
    )


def told(command: Command) -> tuple[float, ...]:
    """Return what a program measured in itself and printed: a list of numbers as its last line."""
    said = subprocess.run(
        list(map(str, command)), check=True, capture_output=True, text=True,
        env=dict(_ENVIRONMENT),
    ).stdout  # fmt: skip
    return tuple(json.loads(said.splitlines()[-1]))


def instructions(command: Command) -> int:
    """Return the instructions of a process, which a busy machine does not change.

    Raises:
        RuntimeError: valgrind, which counts them, is missing or failed.
    """
    if shutil.which("valgrind") is None:
        raise RuntimeError("valgrind is missing: run tests/install-tools")
    counting = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    done = subprocess.run(
        [*counting, *map(str, command)], check=True, capture_output=True, text=True,
        cwd=tempfile.gettempdir(), env=dict(_ENVIRONMENT),
    )  # fmt: skip
    if found := re.search(r"Collected : (\d+)", done.stderr):
        return int(found[1])
    raise RuntimeError(done.stderr)


def machine() -> str:
    """Return what the figures were measured on."""
    cores = len(os.sched_getaffinity(0))
    model = next(
        (
            line.partition(":")[2].strip()
            for line in _lines("/proc/cpuinfo")
            if "model name" in line
        ),
        platform.machine(),
    )
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{model}, {cores} cores, {system}, Python {platform.python_version()}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
