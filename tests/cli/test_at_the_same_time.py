"""Commands that change content, at the same time, killed, and beside an editor: nothing is lost."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from tests.support.content import write_translated_content

from toimintamalli.cli import main
from toimintamalli.content import load
from toimintamalli.errors import ContentError, SavedMeanwhile
from toimintamalli.output import editing

pytestmark = [pytest.mark.slow, pytest.mark.fault]

KILLED: Final = Path(__file__).with_name("killed.py")
TEXTS: Final = "se/themes/herd.yaml"
STRUCTURE: Final = "structure/themes/herd.yaml"
WRITERS: Final = 8


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path / "content", "nb")


def add(slug: str, root: Path) -> list[str]:
    texts = ["--text", f"se={slug}", "--text", f"nb=nb-{slug}"]
    return ["add", "practice", "herd", slug, *texts, "--content", str(root)]


def start(arguments: Sequence[str], step: int, act: str, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(KILLED), str(step), act, str(root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Ended(NamedTuple):
    status: int
    output: str
    told: str


def finish(process: subprocess.Popen[str]) -> Ended:
    output, told = process.communicate()
    return Ended(process.returncode, output, told)


def steps_of(arguments: Sequence[str], root: Path) -> int:
    found = re.search(r"steps: (\d+)", finish(start(arguments, -1, "die", root)).output)
    assert found
    return int(found[1])


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_eight_writers_at_once_lose_nothing(root: Path) -> None:
    slugs = [f"try-{'abcdefgh'[number]}" for number in range(WRITERS)]
    running = [start(add(slug, root), -1, "die", root) for slug in slugs]
    assert [finish(process).status for process in running] == [0] * WRITERS
    practices = load(root).themes["herd"].practices
    assert {practice.id.rpartition(".")[2] for practice in practices} >= set(slugs)
    assert ".toimintamalli" not in {path.name for path in root.iterdir()}


@pytest.mark.parametrize(
    "reader", [("translations", "record"), ("translations", "status"), ("check",)]
)
def test_what_a_killed_run_left_is_undone_before_anybody_reads_it(
    root: Path, tmp_path: Path, reader: tuple[str, ...]
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(root, whole)
    count = steps_of(add("sing", whole), whole)
    before, after = contents(root), contents(whole)
    kills = range(0, count, 2 if reader == ("translations", "record") else 8)
    for step in kills:
        work = tmp_path / f"work-{step}"
        shutil.copytree(root, work)
        assert finish(start(add("sing", work), step, "die", work)).status != 0
        assert main([*reader, "--content", str(work)]) == 0
        left = contents(work)
        locks = {name: data for name, data in left.items() if name.startswith("locks")}
        texts = {name: data for name, data in left.items() if name in before}
        assert texts == before or texts == {name: after[name] for name in before}, step
        has_practice = b"sing" in left[TEXTS]
        assert any(b"practices.sing" in data for data in locks.values()) == (
            has_practice and reader == ("translations", "record")
        ), step
        shutil.rmtree(work)
    assert count > 10


def release(base: Path) -> list[str]:
    return ["release", "--content", str(base / "content"), "--releases", str(base / "kept")]


def new(base: Path) -> list[str]:
    return ["new", str(base / "garden"), "--language", "en"]


@pytest.mark.parametrize("command", [release, new])
def test_what_is_made_anew_and_was_killed_is_made_by_the_next_run(
    root: Path, tmp_path: Path, command: Callable[[Path], list[str]]
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(root, whole / "content")
    count = steps_of(command(whole), whole)
    for step in range(0, count, count // 8):
        work = tmp_path / f"work-{step}"
        shutil.copytree(root, work / "content")
        assert finish(start(command(work), step, "die", work)).status != 0
        main(command(work))  # which may refuse what was whole already
        left = {name: data for name, data in contents(work).items() if not name.endswith("/lock")}
        assert left == contents(whole), step
        shutil.rmtree(work)
    assert count > 30


def test_half_a_change_is_told_to_a_program_that_loads_the_content(root: Path) -> None:
    (root / ".toimintamalli").mkdir()
    (root / ".toimintamalli/journal").write_bytes(b"{}")
    with pytest.raises(ContentError, match="another command is changing the content"):
        load(root)
    assert main(["check", "--content", str(root)]) in (0, 1)
    with pytest.raises(ContentError):
        load(root)


def test_a_file_that_an_editor_saved_meanwhile_is_never_overwritten(root: Path) -> None:
    with editing(root) as edit:
        (root / TEXTS).write_bytes(b"theirs")
        with pytest.raises(SavedMeanwhile):
            edit.replace({STRUCTURE: b"ours"})
    assert (root / TEXTS).read_bytes() == b"theirs"
    assert (root / STRUCTURE).read_bytes() != b"ours"


def test_an_editor_who_saves_at_any_moment_keeps_what_was_saved(root: Path, tmp_path: Path) -> None:
    saved = "theme: {title: Theirs}"
    whole = tmp_path / "whole"
    shutil.copytree(root, whole)
    count = steps_of(add("sing", whole), whole)
    for step in range(0, count, 2):
        work = tmp_path / f"work-{step}"
        shutil.copytree(root, work)
        ended = finish(start(add("sing", work), step, f"save:{TEXTS}:{saved}", work))
        assert (work / TEXTS).read_text(encoding="utf-8") == saved, (step, ended)
        shutil.rmtree(work)
