"""The notebook of examples/notebook runs from its first cell to its last, and draws its plots."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from toimintamalli import Language, load, localize

ROOT: Final = Path(__file__).parents[2]
NAME: Final = "answers.ipynb"
JUPYTER: Final = Path(sys.executable).with_name("jupyter-execute")
Cell = dict[str, Any]
"""One cell, as the format of notebooks has it."""


def cells_of(file: Path) -> list[Cell]:
    cells: list[Cell] = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return cells


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[Cell]:
    """The cells after a run, in a copy of the folders that the notebook reads."""
    root = tmp_path_factory.mktemp("notebook")
    for folder in ("examples/notebook", "docs/story"):
        shutil.copytree(ROOT / folder, root / folder)
    done = subprocess.run(
        [JUPYTER, "--output", "ran.ipynb", NAME],
        cwd=root / "examples/notebook", check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return cells_of(root / "examples/notebook/ran.ipynb")


def shown(cells: list[Cell], kind: str) -> list[str]:
    return [
        "".join(output["data"][kind])
        for cell in cells
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]


def test_every_cell_runs_and_warns_of_nothing(ran: list[Cell]) -> None:
    code = [cell for cell in ran if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    said = [output for cell in code for output in cell["outputs"] if output.get("name") == "stderr"]
    assert said == []


def test_values_show_themselves_and_two_plots_are_drawn(ran: list[Cell]) -> None:
    english = localize(load(), Language("en"))
    tables = shown(ran, "text/html")
    told = (str(english.title), english.themes["act-and-develop"].questions[0].id, "Facilitator")
    assert all(any(each in table for table in tables) for each in (*told, "Kotipihan päiväkodit"))
    assert len(shown(ran, "image/png")) == 2


def test_the_notebook_is_committed_without_results() -> None:
    for cell in cells_of(ROOT / "examples" / "notebook" / NAME):
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
