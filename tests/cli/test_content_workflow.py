"""The workflow for content pull requests: its steps do on any machine what they do at GitHub."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml
from tests.support.content import SHIPPED, copy_shipped, edit

WORKFLOW: Final = SHIPPED.parent / ".github/workflows/content.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_shipped(tmp_path / "content")
    return tmp_path


def run_step(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == name)
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    given = {"RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "step.md")}
    # GitHub's own way to run a step: https://docs.github.com/actions (defaults.run.shell).
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **given, "PATH": programs, "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_a_mistake_fails_the_check_beside_its_line_and_in_the_summary(folder: Path) -> None:
    edit(folder, "content/fi/themes/plan-ahead.yaml", "theme:\n  title:", "theme:\n  titel:")
    done = run_step("Check the content", folder)
    assert done.returncode == 1
    assert "::error file=content/fi/themes/plan-ahead.yaml,line=3," in done.stdout
    summary = (folder / "step.md").read_text(encoding="utf-8")
    assert "### Korjattava ennen julkaisua" in summary
    assert "plan-ahead.yaml#L3): tuntematon kenttä" in summary


def test_the_state_of_the_translations_is_in_the_summary_and_a_page_of_the_preview(
    folder: Path,
) -> None:
    done = run_step("State of the translations", folder)
    assert done.returncode == 0, done.stderr
    assert "\nen  " in (folder / "step.md").read_text(encoding="utf-8")
    assert (folder / "out/translations.html").read_text(encoding="utf-8").startswith("<!doctype")
