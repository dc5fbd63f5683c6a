"""What is on the disk when a run is killed, refused or overtaken at any of its steps."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

SCRIPT = Path(__file__).with_name("interrupted.py")

OLD = {"fi/workbook.docx": "old", "fi/gone.docx": "old", "index.html": "old"}
NEW = {"fi/workbook.docx": "new", "fi/added.docx": "new", "index.html": "new"}
FOREIGN = {"fi/notes.txt": "foreign"}
OLD_TEXTS = {f"fi/{name}.yaml": "old" for name in "abc"}
NEW_TEXTS = {f"fi/{name}.yaml": "new" for name in "abc"} | {"sv/d.yaml": "new"}

both_ways = pytest.mark.parametrize("variant", ["exchange", "journal"])
all_ways = pytest.mark.parametrize("variant", ["exchange", "journal", "windows"])


class Seen(NamedTuple):
    """What was on the disk after one interrupted run, and what was said."""

    contents: dict[str, str]
    left: list[str]
    failure: str | list[str] = ""
    found: dict[str, str] | None = None
    settled: dict[str, str] | None = None
    again: str = ""

    def has_all(self, content: str) -> bool:
        """Tell whether what could be saved is in its place, and nowhere else."""
        places = {path for path, found in self.contents.items() if found == content}
        saved = {"fi/workbook.docx", "fi/new-notes.txt"} if self.saved(content) else set()
        return places == saved

    def saved(self, content: str) -> int:
        return sum(name.startswith(f"{content}:") for name in self.left)


def run(scenario: str, variant: str, base: Path) -> list[Seen]:
    command = [sys.executable, str(SCRIPT), scenario, variant, str(base)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [Seen(**json.loads(line)) for line in told.splitlines()]


@all_ways
def test_a_killed_build_leaves_the_old_folder_or_the_new(tmp_path: Path, variant: str) -> None:
    old, new = {**OLD, **FOREIGN}, {**NEW, **FOREIGN}
    runs = run("kill", variant, tmp_path)
    assert all(seen.settled in (old, new) for seen in runs)
    # Without an exchange there is one moment with no folder; the next run puts the old one back.
    moments = [seen.settled for seen in runs if seen.found != seen.settled]
    assert moments == ([] if variant == "exchange" else [old])
    assert {old == seen.settled for seen in runs} == {True, False}
    assert all(seen.again == "" and seen.contents == new for seen in runs)
    assert all(seen.left == ["out"] for seen in runs)


@both_ways
def test_a_build_that_is_refused_never_moves_the_folder(tmp_path: Path, variant: str) -> None:
    filled_in = {**OLD, **FOREIGN, "fi/workbook.docx": "saved"}
    runs = run("kill_refused", variant, tmp_path)
    assert all(seen.contents == filled_in for seen in runs)
    assert len(runs) > 10


@both_ways
def test_a_build_killed_while_it_settles_another_leaves_a_whole_folder(
    tmp_path: Path, variant: str
) -> None:
    for seen in run("kill_twice", variant, tmp_path):
        assert seen.contents in ({**OLD, **FOREIGN}, {**NEW, **FOREIGN})
        assert seen.left == ["out"]


@both_ways
def test_a_slow_build_killed_at_any_time_leaves_one_generation(
    tmp_path: Path, variant: str
) -> None:
    dice = random.Random(1)  # noqa: S311 -- the same moments every time, and no secret
    for _ in range(12):
        told = dice.randrange(1, 4)
        found = generation_after_kill(tmp_path, variant, told, dice.uniform(0, 0.03))
        # Generation 0 was told of first.
        assert found >= told - 1


def generation_after_kill(base: Path, variant: str, told: int, delay: float) -> int:
    """Kill a process that builds on and on, some time after it has told of so many builds."""
    command = [sys.executable, str(SCRIPT), "keep_building", variant, str(base)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as building:
        assert building.stdout
        for _ in range(told):
            building.stdout.readline()
        time.sleep(delay)
        building.kill()
    out = base / "out" if (base / "out").exists() else base / ".out.toimintamalli/old"
    contents = [path.read_bytes() for path in sorted((out / "fi").iterdir())]
    assert len(contents) == 8
    assert len(set(contents)) == 1
    return int(contents[0][:20].split()[0])


@all_ways
def test_a_disk_that_refuses_any_step_leaves_the_old_folder(tmp_path: Path, variant: str) -> None:
    runs = run("refuse_each", variant, tmp_path)
    for seen in runs:
        wanted = OLD if seen.failure == "UnwritableFolder" else NEW
        assert seen.settled == {**wanted, **FOREIGN}
        assert seen.again == ""
        assert seen.contents == {**NEW, **FOREIGN}
        assert seen.left == ["out"]
    assert {seen.failure for seen in runs} == {"", "UnwritableFolder"}


@all_ways
def test_what_is_saved_during_a_build_is_kept(tmp_path: Path, variant: str) -> None:
    runs = run("save_meanwhile", variant, tmp_path)
    assert {seen.failure for seen in runs} == {"", "ChangedFile"}
    for seen in runs:
        assert seen.has_all("saved")
        assert seen.contents.get("fi/notes.txt") == "foreign"
        assert {"old": "ChangedFile", "new": ""}[seen.contents["index.html"]] == seen.failure
    assert sum(seen.saved("saved") == 2 for seen in runs) >= len(runs) - 2


@both_ways
def test_what_is_saved_twice_during_a_build_is_kept_as_saved_last(
    tmp_path: Path, variant: str
) -> None:
    runs = run("save_twice", variant, tmp_path)
    for seen in runs:
        if seen.saved("saved later"):
            assert seen.contents["fi/workbook.docx"] == "saved later"
            assert seen.contents["fi/new-notes.txt"] == "saved later"
        else:
            assert seen.contents["fi/workbook.docx"] == "saved"
    # Where a save went to either tree, the earlier one stays beside the later.
    assert "saved" in [seen.contents.get("fi/workbook (1).docx") for seen in runs]


@all_ways
def test_what_is_saved_just_before_a_kill_is_kept(tmp_path: Path, variant: str) -> None:
    runs = run("save_and_kill", variant, tmp_path)
    for seen in runs:
        assert seen.has_all("saved")
        assert [name for name in seen.left if "saved:" not in name] == ["out"]
    assert any(seen.saved("saved") for seen in runs)


@both_ways
def test_what_is_saved_before_and_after_a_kill_is_all_kept(tmp_path: Path, variant: str) -> None:
    runs = run("save_again_after_kill", variant, tmp_path)
    for seen in runs:
        if seen.saved("saved later"):
            assert seen.contents["fi/workbook.docx"] == "saved later"
    beside = [seen.contents.get("fi/workbook (1).docx") for seen in runs]
    assert "saved" in beside


@both_ways
def test_a_full_disk_leaves_the_old_folder_and_nothing_else(tmp_path: Path, variant: str) -> None:
    (seen,) = run("run_out_of_disk", variant, tmp_path)
    assert seen.failure == "UnwritableFolder"
    assert seen.contents == {**OLD, **FOREIGN}
    assert seen.left == ["out"]


def test_a_folder_that_forbids_writing_is_refused(tmp_path: Path) -> None:
    (seen,) = run("build_where_forbidden", "exchange", tmp_path)
    assert seen.failure == ["UnwritableFolder", "UnwritableFolder"]
    assert seen.contents == {**OLD, **FOREIGN}
    assert seen.left == ["out"]


def test_a_read_only_folder_inside_leaves_nothing_behind(tmp_path: Path) -> None:
    (seen,) = run("carry_read_only", "exchange", tmp_path)
    assert seen.failure == ""
    assert seen.contents == {**NEW, **FOREIGN}
    assert seen.left == ["out"]


@all_ways
def test_builds_of_the_same_folder_wait_for_each_other(tmp_path: Path, variant: str) -> None:
    command = [sys.executable, str(SCRIPT), "build_ten_times", variant, str(tmp_path)]
    builds = [subprocess.Popen(command) for _ in range(4)]
    assert [build.wait() for build in builds] == [0, 0, 0, 0]
    written = {path.read_bytes() for path in (tmp_path / "out/fi").iterdir()}
    assert len(written) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_killed_replacement_of_files_is_undone_by_the_next(tmp_path: Path) -> None:
    runs = run("kill_replacing", "exchange", tmp_path)
    assert all(seen.contents in (OLD_TEXTS, NEW_TEXTS) for seen in runs)
    assert {seen.contents == OLD_TEXTS for seen in runs} == {True, False}


def test_what_is_edited_after_a_killed_replacement_is_kept(tmp_path: Path) -> None:
    for seen in run("edit_after_kill", "exchange", tmp_path):
        assert seen.contents.pop("fi/a.yaml") == "saved"
        assert len(set(seen.contents.values())) == 1


def test_a_disk_that_refuses_any_step_of_a_replacement_leaves_the_old_files(
    tmp_path: Path,
) -> None:
    runs = run("refuse_replacing", "exchange", tmp_path)
    for seen in runs:
        assert seen.contents == (OLD_TEXTS if seen.failure else NEW_TEXTS)
    assert {seen.failure for seen in runs} == {"", "UnwritableFolder"}
