"""A copy of our own content to write mistakes into."""

import shutil
from pathlib import Path

import pytest
from tests.support.content import copy_shipped, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Our content in the two languages that have spellers; a test for Swedish adds it itself."""
    folder = copy_shipped(tmp_path / "content")
    shutil.rmtree(folder / "sv")
    edit(folder, "structure/model.yaml", "languages: [fi, en, sv]", "languages: [fi, en]")
    return folder
