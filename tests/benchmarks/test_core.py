"""How long people and programs wait, measured in one run; `make bench` shows the figures.

The limits are several times what a two-core machine takes: they catch a change of kind (a
quadratic loop, a library imported too early), not a busy minute.
"""

import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Final

import pytest

from toimintamalli import generate, load
from toimintamalli.content import check_content, open_content
from toimintamalli.generation import generator_names

REPEATS: Final = 5


def best_seconds(work: Callable[[], object]) -> float:
    """Return the time of the fastest of several runs: the others were disturbed."""
    return min(seconds(work) for _ in range(REPEATS))


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def interpreter_running(statement: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", statement], check=True)


def report(what: str, measured: float) -> None:
    print(f"\n{what}: {measured * 1000:.0f} ms")


def test_importing_the_package_costs_next_to_nothing() -> None:
    bare = best_seconds(interpreter_running("import importlib, typing"))
    ours = best_seconds(interpreter_running("import toimintamalli"))
    report("import toimintamalli, beyond Python's start", ours - bare)
    assert ours - bare < 0.05


def test_the_content_loads_within_a_second() -> None:
    measured = best_seconds(load)
    report("load()", measured)
    assert measured < 1


def test_an_editor_has_all_findings_within_two_seconds() -> None:
    measured = best_seconds(lambda: check_content(open_content()))
    report("every check of the shipped content", measured)
    assert measured < 2


@pytest.mark.parametrize("name", generator_names())
def test_a_format_in_every_language_takes_at_most_five_seconds(name: str) -> None:
    model = load()
    measured = best_seconds(lambda: list(generate(name, model)))
    report(f"{name}, every file of every language in memory", measured)
    assert measured < 5
