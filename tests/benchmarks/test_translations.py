"""How long a translator waits for `translations status`, against what reading the content takes."""

from pathlib import Path
from typing import Final

import pytest
from tests.benchmarks.test_core import best_seconds, report
from tests.support.content import copy_shipped

from toimintamalli.cli.translations.report import as_text
from toimintamalli.cli.translations.workspace import editing_workspace, open_workspace, save
from toimintamalli.cli.ui import Ui
from toimintamalli.content import open_content
from toimintamalli.model.ids import Language
from toimintamalli.translation.recording import record

LANGUAGES: Final = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole model in three translations, every text of them recorded."""
    root = copy_shipped(tmp_path_factory.mktemp("content"))
    for language in ("da", "nb", "sv"):
        source = {path.name for path in root.iterdir()}
        if language not in source:
            copy_language(root, Language(language))
    with editing_workspace(str(root)) as edit:
        workspace = open_workspace(str(root))
        save(edit, workspace, record(workspace.translations, workspace.locks))
    return root


def copy_language(root: Path, language: Language) -> None:
    for file in sorted((root / "en").rglob("*.yaml")):
        target = root / language / file.relative_to(root / "en")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())


def test_the_status_of_three_languages_takes_little_more_than_reading_them(folder: Path) -> None:
    languages = ("da", "nb", "sv")
    floor = best_seconds(lambda: open_content(folder))
    measured = best_seconds(lambda: as_text(open_workspace(str(folder), languages), Ui("en")))
    report("translations status of three languages", measured)
    report(
        f"the reading of the content alone, of which that is {measured / floor:.1f} times", floor
    )
    # On a quiet machine 0.3 s; a busy one slows the reading of the content just as much.
    assert measured < max(0.3, 4 * floor)
