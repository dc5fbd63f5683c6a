"""The package of docs/generators.md, built, installed beside ours, run, and seen to fail alone."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

PAGE: Final = Path(__file__).parents[2] / "docs" / "generators.md"


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder in which the page's package is installed, as in a user's environment."""
    source, target = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    (source / "pyproject.toml").write_text(block("toml"), encoding="utf-8")
    (source / "practices.py").write_text(block("python"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*pip, *options, str(source)], check=True, capture_output=True)
    return target


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_generator_is_about_ten_lines_long() -> None:
    lines = [each for each in ast.walk(ast.parse(block("python"))) if isinstance(each, ast.stmt)]

    assert len(lines) <= 10


def test_the_package_is_listed_run_and_keeps_what_a_generator_keeps(installed: Path) -> None:
    listed = run(installed, "-m", "toimintamalli", "generators")
    assert "practices" in listed.stdout.split()

    built = run(installed, "-m", "toimintamalli", "build", "--format", "practices")
    assert built.returncode == 0, built.stderr
    text = (installed.parent / "out/fi/practices.txt").read_text(encoding="utf-8")
    assert "- Ottakaa työntekijät mukaan jo suunnitteluvaiheessa" in text

    examined = run(installed, "-c", block("py"))
    assert examined.returncode == 0, examined.stderr


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("import no_such_library", "no_such_library"),
        ("raise RuntimeError('rikki')", "rikki"),
        ("class generator: pass", "options, generate"),
        ("class generator:\n    options, generate = object, print", "options, generate"),
        (
            "import pydantic\nclass generator:\n    options, generate = pydantic.BaseModel, print",
            "PydanticUserError",
        ),
    ],
)
def test_a_package_that_fails_is_named_and_fails_alone(
    installed: Path, fault: str, reason: str
) -> None:
    (installed / "practices.py").write_text(fault, encoding="utf-8")

    asked = run(installed, "-m", "toimintamalli", "build", "--format", "practices")
    assert asked.returncode == 1
    assert "practices" in asked.stderr
    assert reason in asked.stderr
    assert not (installed.parent / "out").exists()

    other = run(installed, "-m", "toimintamalli", "build", "--format", "json")
    assert other.returncode == 0, other.stderr
    listed = run(installed, "-m", "toimintamalli", "generators")
    assert listed.returncode == 0
    assert "json" in listed.stdout


def test_a_generator_that_fails_halfway_leaves_nothing(installed: Path) -> None:
    broken = block("python").replace(
        "for practice in theme.practices", "for practice in theme.no_such_list"
    )
    (installed / "practices.py").write_text(broken, encoding="utf-8")

    asked = run(installed, "-m", "toimintamalli", "build", "--format", "practices")

    assert asked.returncode == 1
    assert "no_such_list" in asked.stderr
    assert not (installed.parent / "out").exists()
