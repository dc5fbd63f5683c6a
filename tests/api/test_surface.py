"""What a program that ran with the last release may rely on: its names and their signatures."""

import pytest
from tests.api.surface import KEPT, breakages, read_surface

RELEASED = KEPT.read_text(encoding="utf-8")


def test_nothing_that_the_last_release_offered_is_missing_now() -> None:
    # If something is, on purpose: raise the version's first number and `make surface`.
    assert breakages(RELEASED, read_surface()) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("class BadOption(", "class BadOptions(", "BadOption: Public object was removed"),
        ("missing: Missing = Missing.SOURCE", "missing: Missing", "Parameter is now required"),
        ("def get(self, id_: str", "def get(self, name: str", "Parameter was removed"),
    ],
)
def test_a_change_that_breaks_programs_is_told(before: str, after: str, told: str) -> None:
    assert before in RELEASED
    assert any(
        told in breakage for breakage in breakages(RELEASED, RELEASED.replace(before, after))
    )
