"""A few kills of every command that writes; `make kills` goes on for as long as you like."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.fault]

ROOT = Path(__file__).parents[2]


def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new() -> None:
    # In a process of its own: threads of other tests would not come along into those it copies.
    command = [sys.executable, "-m", "tests.kills", "2"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
