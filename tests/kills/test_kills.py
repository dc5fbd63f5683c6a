"""A few kills of every command that writes; `make kills` goes on for as long as you like."""

import pytest
from tests.kills.__main__ import run

pytestmark = [pytest.mark.slow, pytest.mark.fault]


def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new() -> None:
    assert run(2, ()) == 0
