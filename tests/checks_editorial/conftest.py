"""A copy of our own content to write mistakes into."""

from pathlib import Path

import pytest
from tests.support.content import copy_shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path / "content")
