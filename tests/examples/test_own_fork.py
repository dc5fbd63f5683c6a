"""The folder of examples/own-fork builds its own workbooks, and its workflow runs the same."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import yaml

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "own-fork"
CONTENT: Final = EXAMPLE.parents[1] / "content"


def test_its_workbook_has_its_name_its_colour_its_logo_and_its_practice(tmp_path: Path) -> None:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [EXAMPLE / "build.sh", CONTENT, "sv"],
        env={**os.environ, "PATH": programs, "OUT": str(tmp_path / "out")},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr

    with zipfile.ZipFile(tmp_path / "out/sv/workbook.docx") as package:
        document = package.read("word/document.xml").decode()
        pictures = [name for name in package.namelist() if name.endswith(".png")]
        assert [package.read(name) for name in pictures] == [(EXAMPLE / "logo.png").read_bytes()]
    assert "Birch Health" in document
    assert "Ring under telefontiden innan saken växer." in document
    assert "6A2C70" in document.upper()
    assert "birch-phone-hour" in (tmp_path / "out/sv/workbook.html").read_text(encoding="utf-8")


def test_its_workflow_builds_every_language_of_the_model() -> None:
    file = EXAMPLE / ".github/workflows/workbooks.yml"
    steps = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert sorted(commands[-1].split()[2:]) == ["en", "fi", "sv"]
    assert commands[-1].startswith("./build.sh ")
