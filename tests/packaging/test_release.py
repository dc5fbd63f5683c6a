"""What is released has been written down: its notes, its data, and what its workbooks print."""

from pathlib import Path
from typing import Final

from tests.support.content import shipped_model

import toimintamalli
from toimintamalli.changes import as_numbers
from toimintamalli.model.ids import Version

ROOT: Final = Path(__file__).parents[2]
RELEASES: Final = ROOT / "releases"


def test_the_version_of_the_package_has_notes() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{toimintamalli.__version__}] - " in changelog


def test_every_release_of_the_content_keeps_what_its_workbooks_print() -> None:
    model = shipped_model()
    printed = ROOT / "generators" / "toimintamalli_docx" / "printed" / model.id
    kept = {folder.name for folder in RELEASES.iterdir()}
    assert kept <= {file.stem for file in printed.glob("*.json")}
    assert all(as_numbers(Version(each)) <= as_numbers(model.version) for each in kept)
