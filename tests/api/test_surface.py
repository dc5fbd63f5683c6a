"""What programs that ran with the last release may rely on: names, signatures and commands."""

import pytest
from tests.api.surface import KEPT, TYPED, breakages, read_commands, read_surface

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


def test_what_could_be_typed_at_the_last_release_can_be_typed_now() -> None:
    released = TYPED.read_text(encoding="utf-8").splitlines()
    assert "toimintamalli build --profile" in released
    assert set(released) - set(read_commands().splitlines()) == set()
