"""Every example in the documentation does what the page says."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from reference import PAGES as WRITTEN_BY_THE_SITE
from tests.support.commands import run as in_this_process

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *DOCS.rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
    ]
)
EXAMPLE: Final = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


STORIES: Final = ("story.md", "own-model.md")
"""Their commands build on each other: `test_story.py` and `test_own_model.py` run them."""


OURS: Final = re.compile(r"toimintamalli (?P<arguments>[^|&;<>$`*\\]+)")


class Example(NamedTuple):
    """A fenced block, and where a reader finds it."""

    page: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def examples_in(page: Path) -> Iterator[Example]:
    written = page.read_text(encoding="utf-8")
    for found in EXAMPLE.finditer(written):
        line = written.count("\n", 0, found.start("text")) + 1
        yield Example(page, line, found["kind"], found["text"])


EXAMPLES: Final = [example for page in PAGES for example in examples_in(page)]


def examples_of(kind: str) -> list[Example]:
    return [example for example in EXAMPLES if example.kind == kind]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader would try an example: a folder with a copy of the content."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": programs},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("example", examples_of("python"), ids=str)
def test_a_program_in_the_documentation_runs(example: Example) -> None:
    program = compile("\n" * (example.line - 1) + example.text, example.page, "exec")
    exec(program, {"__name__": "example"})  # noqa: S102 -- running it is the test


def test_the_programs_in_the_documentation_are_typed_strictly(tmp_path: Path) -> None:
    for number, example in enumerate(examples_of("python")):
        (tmp_path / f"example_{number}.py").write_text(f"# {example}\n{example.text}", "utf-8")
    # As a stranger's own project has it: no settings of ours.
    done = run("python -m mypy --strict --config-file= .", tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("example", examples_of("pycon"), ids=str)
def test_a_python_session_in_the_documentation_goes_as_written(example: Example) -> None:
    session = doctest.DocTestParser().get_doctest(
        example.text, {}, str(example), str(example.page), example.line
    )
    outcome = doctest.DocTestRunner().run(session)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize(
    "example", [each for each in examples_of("console") if each.page.name not in STORIES], ids=str
)
def test_a_command_in_the_documentation_succeeds(
    example: Example, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [line.removeprefix("$ ") for line in example.text.splitlines() if line[:2] == "$ "]
    assert commands
    for command in commands:
        # One of ours that asks nothing of a shell needs no process of its own.
        if ours := OURS.fullmatch(command):
            here = in_this_process(*shlex.split(ours["arguments"]), capsys=capsys)
            assert here.status == 0, here.messages
        else:
            done = run(command, folder)
            assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("example", examples_of("js"), ids=str)
def test_a_script_in_the_documentation_reads_what_build_writes(
    example: Example, folder: Path
) -> None:
    (folder / "example.mjs").write_text(example.text, encoding="utf-8")
    done = run("toimintamalli build --format json --out out && node example.mjs", folder)
    assert done.returncode == 0, done.stderr
    assert "act-and-develop.question.well-being-considered" in done.stdout


def test_the_make_commands_in_the_documentation_exist() -> None:
    named = {
        target
        for example in examples_of("sh")
        for target in re.findall(r"^make ([\w-]+)", example.text, re.MULTILINE)
    }
    targets = re.findall(
        r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {"build", "test"} <= named <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_to_a_file_of_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    # A part of a page that the site writes stands at the top of it there.
    folder = DOCS if page.parent == DOCS / "site" else page.parent
    written = {DOCS / name for name in WRITTEN_BY_THE_SITE}
    lost = (link for link in links if not (folder / link).exists() and folder / link not in written)
    assert list(lost) == []


def test_the_finding_that_editors_are_shown_is_what_check_says(folder: Path) -> None:
    shown = next(
        example.text for example in examples_of("text") if example.page == DOCS / "editors.md"
    )
    file, line, _ = shown.split(":", 2)
    misspell(folder / file, int(line))
    done = run("toimintamalli --ui en check --content content", folder)
    assert done.returncode == 1
    assert shown.strip() in done.stdout


def misspell(file: Path, line: int) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace("title:", "titel:")
    file.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("example", examples_of("files"), ids=str)
def test_the_files_that_a_recipe_names_are_there(example: Example) -> None:
    assert [name for name in example.text.split() if not (ROOT / name).is_file()] == []
