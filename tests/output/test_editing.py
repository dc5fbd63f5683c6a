"""A folder that people edit, held from before it is read until it is written."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from toimintamalli.errors import BusyFolder, NotEmpty, SavedMeanwhile
from toimintamalli.output import (
    _files,
    _staging,
    editing,
    holds_files,
    replace_files,
    require_empty,
    settle,
)
from toimintamalli.output._swap import exchange

STAGE = ".toimintamalli"
BEFORE = {
    "fi/model.yaml": b"old",
    "fi/other.yaml": b"other",
    "notes.txt": b"notes",
    "picture.png": b"picture",
    ".git/config.yaml": b"git",
    "fi/.cache/x.yaml": b"cache",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    for path, content in BEFORE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("path", "theirs"),
    [
        ("fi/model.yaml", b"theirs"),
        ("fi/model.yaml", None),
        ("fi/other.yaml", b"theirs"),
        ("fi/other.yaml", b""),
        ("notes.txt", None),
        ("sv/added.yaml", b"theirs"),
    ],
)
def test_what_an_editor_saved_meanwhile_is_named_and_nothing_written(
    root: Path, path: str, theirs: bytes | None
) -> None:
    (root / "sv").mkdir()
    with editing(root) as edit:
        (root / path).unlink(missing_ok=True)
        if theirs is not None:
            (root / path).write_bytes(theirs)
        there = files_in(root)
        with pytest.raises(SavedMeanwhile) as refused:
            edit.replace({"fi/model.yaml": b"new", "sv/added.yaml": b"new"})
        assert refused.value.files == (path,)
        assert files_in(root) == there


@pytest.mark.parametrize(
    "path",
    ["picture.png", ".git/config.yaml", "fi/.cache/x.yaml", "sv/another.yaml", "fi/model.yaml~"],
)
def test_what_says_nothing_of_the_content_may_change_meanwhile(root: Path, path: str) -> None:
    (root / "sv").mkdir()
    with editing(root) as edit:
        (root / path).write_bytes(b"theirs")
        edit.replace({"fi/model.yaml": b"new", "sv/added.yaml": b"new"})
    assert files_in(root) == {
        **BEFORE,
        "fi/model.yaml": b"new",
        "sv/added.yaml": b"new",
        path: b"theirs",
    }


def test_what_already_holds_its_bytes_is_no_conflict(root: Path) -> None:
    with editing(root) as edit:
        (root / "sv.yaml").write_bytes(b"new")
        edit.replace({"sv.yaml": b"new", "fi/model.yaml": b"new"})
    assert files_in(root) == {**BEFORE, "sv.yaml": b"new", "fi/model.yaml": b"new"}


def test_whoever_has_read_nothing_replaces_whatever_is_there(root: Path) -> None:
    (root / "fi/model.yaml").write_bytes(b"theirs")
    replace_files(root, {"fi/model.yaml": b"new"})
    assert (root / "fi/model.yaml").read_bytes() == b"new"


def test_nobody_else_of_ours_writes_while_a_folder_is_held(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_staging, "_PATIENCE", 0.2)
    with editing(root), pytest.raises(BusyFolder):
        replace_files(root, {"fi/model.yaml": b"new"})
    assert files_in(root) == BEFORE
    replace_files(root, {"fi/model.yaml": b"new"})


def test_a_command_that_fails_leaves_no_folder_that_it_has_made(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), editing(tmp_path / "a/b"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_save_in_the_very_last_moment_is_kept_and_all_is_put_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    def save_first(new: Path, place: Path) -> bool:
        if place.name == "other.yaml" and place.read_bytes() == b"other":
            place.write_bytes(b"theirs")
        return can_exchange and exchange(new, place)

    monkeypatch.setattr(_files, "exchange", save_first)
    with pytest.raises(SavedMeanwhile) as refused:
        replace_files(root, {"fi/model.yaml": b"new", "fi/other.yaml": b"new", "x.yaml": b"new"})
    assert refused.value.files == ("fi/other.yaml",)
    assert files_in(root) == {**BEFORE, "fi/other.yaml": b"theirs"}


# --- what a killed run left -------------------------------------------------------------------


def kill_half_way(root: Path) -> None:
    """Leave what a run leaves that is killed when it has replaced one of two files."""
    stage = root / STAGE
    (stage / "old/fi").mkdir(parents=True)
    (stage / "lock").touch()
    (stage / "old/fi/model.yaml").write_bytes(b"old")
    (stage / "old/fi/other.yaml").write_bytes(b"other")
    (root / "fi/model.yaml").write_bytes(b"new")
    digest = sha256(b"new").hexdigest()
    journal = {"fi/model.yaml": digest, "fi/other.yaml": digest}
    (stage / "journal").write_text(json.dumps(journal))


@pytest.mark.parametrize("look", [settle, holds_files])
def test_what_a_killed_run_left_is_undone_before_anybody_looks(
    root: Path, look: Callable[[Path], object]
) -> None:
    kill_half_way(root)
    look(root)
    assert files_in(root) == BEFORE
    assert not (root / STAGE).exists()


def test_where_nothing_was_begun_nothing_is_settled_and_nobody_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_staging, "_PATIENCE", 0.1)
    settle(root / "not-there")
    assert not (root / "not-there").exists()
    with editing(root):
        settle(root)
        assert holds_files(root)


# --- whether a folder is empty ----------------------------------------------------------------


def is_refused(folder: Path) -> bool:
    """Tell whether a folder is taken for one in which something lies."""
    if not holds_files(folder):
        require_empty(folder)
        return False
    with pytest.raises(NotEmpty) as refused:
        require_empty(folder)
    return refused.value.facts["folder"] == folder.as_posix()


@pytest.mark.parametrize(
    "path", ["a.yaml", ".hidden", "a/b/c.txt", f"a/{STAGE}/lock", f"{STAGE}.txt"]
)
def test_a_folder_with_any_file_in_it_is_not_empty(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).touch()
    assert is_refused(tmp_path)


@pytest.mark.parametrize("path", ["", "a", "a/b/c", STAGE, f"{STAGE}/new/fi"])
def test_empty_folders_are_nobodys(tmp_path: Path, path: str) -> None:
    (tmp_path / path).mkdir(parents=True, exist_ok=True)
    assert not is_refused(tmp_path)
    assert not is_refused(tmp_path / "not-there")


def test_what_waits_in_a_staging_folder_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / STAGE / "new").mkdir(parents=True)
    (tmp_path / STAGE / "lock").touch()
    (tmp_path / STAGE / "new/a.yaml").touch()
    assert not is_refused(tmp_path)


@pytest.mark.parametrize("target", ["..", "nowhere"])
def test_a_symlink_is_something(tmp_path: Path, target: str) -> None:
    (tmp_path / "link").symlink_to(target, target_is_directory=True)
    assert is_refused(tmp_path)


def test_a_symlinked_folder_that_is_being_edited_is_one_folder(root: Path) -> None:
    (root.parent / "link").symlink_to(root.name, target_is_directory=True)
    kill_half_way(root)
    assert holds_files(root.parent / "link")
    assert files_in(root) == BEFORE
    assert (root.parent / "link").is_symlink()
