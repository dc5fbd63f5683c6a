"""What every test may count on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM: Final = Path("/usr/bin/chromium")

# A loaded machine is no bug: only answers count, not how long they took. CI runs the same examples
# each time; a person's machine looks for new ones.
settings.register_profile(
    "toimintamalli",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", settings.get_profile("toimintamalli"), max_examples=20)
settings.load_profile("toimintamalli")

_TIERS: Final = {
    "browser": "browser",
    "soffice": "office",
    "page": "slow",
    "validator": "slow",
    "vnu": "slow",
}
"""What a test asks for → the mark that it gets by itself, so that nobody can forget it."""


_PLACES: Final = {
    "docx/test_faults.py": "fault",
    "docx/test_hostile_files.py": "fault",
    "html/test_hostile_files.py": "fault",
    "output/test_interruptions.py": "fault",
}
"""File → what all of its tests are: they damage files."""
_TESTS: Final = Path(__file__).parent
_SLOW: Final = frozenset((_TESTS / "slow.txt").read_text(encoding="utf-8").split())
"""Files and folders that take three seconds of the processor or more: measured, not guessed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, an office suite or a slow checker, and what is a property."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        marks = {mark for fixture, mark in _TIERS.items() if fixture in asked}
        marks |= _marks_of(item.path)
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            marks.add("property")
        if marks & {"browser", "office"}:
            marks.add("slow")
        for mark in sorted(marks):
            item.add_marker(mark)


@cache
def _marks_of(file: Path) -> frozenset[str]:
    """Return the marks of every test in a file, worked out once for its hundreds of tests."""
    within = file.relative_to(_TESTS) if file.is_relative_to(_TESTS) else Path()
    marks = {mark for place, mark in _PLACES.items() if within.is_relative_to(place)}
    if any(within.is_relative_to(place) for place in _SLOW):
        marks.add("slow")
    return frozenset(marks)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a test process: Playwright runs once in each."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- most tests need no browser

    if not CHROMIUM.exists():
        pytest.fail("chromium is missing: run tests/install-tools")
    with sync_playwright() as playwright:
        # The sandbox of the browser needs rights that a container does not give.
        launched = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()
