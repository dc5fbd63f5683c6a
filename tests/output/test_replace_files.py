import stat
from pathlib import Path

import pytest

from toimintamalli.errors import UnsafePath, UnwritableFolder
from toimintamalli.output import replace_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    (root / "fi").mkdir(parents=True)
    (root / "fi/model.yaml").write_bytes(b"old")
    (root / "fi/other.yaml").write_bytes(b"other")
    return root


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_replaced_and_added_and_others_left_alone(root: Path) -> None:
    replace_files(root, {"fi/model.yaml": b"new", "locks/en/model.yaml": b"new"})
    assert files_in(root) == {
        "fi/model.yaml": b"new",
        "fi/other.yaml": b"other",
        "locks/en/model.yaml": b"new",
    }
    assert names_in(root) == ["fi", "locks"]


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    replace_files(tmp_path / "a/b", {"answers.json": b"{}"})
    assert files_in(tmp_path) == {"a/b/answers.json": b"{}"}


def test_a_replaced_file_keeps_its_mode(root: Path) -> None:
    (root / "fi/model.yaml").chmod(0o640)
    replace_files(root, {"fi/model.yaml": b"new"})
    assert stat.S_IMODE((root / "fi/model.yaml").stat().st_mode) == 0o640


def test_a_file_that_already_holds_its_bytes_is_left_alone(root: Path) -> None:
    before = (root / "fi/other.yaml").stat()
    replace_files(root, {"fi/other.yaml": b"other", "fi/model.yaml": b"new"})
    after = (root / "fi/other.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_symlink_inside_the_folder_keeps_working(root: Path) -> None:
    (root / "sv").symlink_to("fi")
    (root / "fi/alias.yaml").symlink_to("model.yaml")
    replace_files(root, {"sv/other.yaml": b"new", "fi/alias.yaml": b"new"})
    assert (root / "sv").is_symlink()
    assert (root / "fi/alias.yaml").is_symlink()
    assert (root / "fi/model.yaml").read_bytes() == b"new"
    assert (root / "fi/other.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["sv/model.yaml", "fi/alias.yaml"])
def test_a_symlink_that_leads_out_is_refused(root: Path, tmp_path: Path, path: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "model.yaml").write_bytes(b"not ours")
    (root / "sv").symlink_to(elsewhere)
    (root / "fi/alias.yaml").symlink_to(elsewhere / "model.yaml")
    with pytest.raises(UnsafePath):
        replace_files(root, {"fi/model.yaml": b"new", path: b"new"})
    assert files_in(elsewhere) == {"model.yaml": b"not ours"}
    assert (root / "fi/model.yaml").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["", "../x", "/x", "a/../../x", "a\\x", ".toimintamalli/lock"])
def test_an_unsafe_path_is_refused(root: Path, tmp_path: Path, path: str) -> None:
    before = files_in(tmp_path)
    with pytest.raises(UnsafePath):
        replace_files(root, {"fi/model.yaml": b"new", path: b"new"})
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("path", ["folder", "fi/other.yaml/below"])
def test_all_files_stay_when_one_can_not_be_replaced(root: Path, path: str) -> None:
    (root / "folder").mkdir()
    before = files_in(root)
    with pytest.raises(UnwritableFolder):
        replace_files(root, {"fi/model.yaml": b"new", "new/folder/x.yaml": b"new", path: b"new"})
    assert files_in(root) == before
    assert names_in(root) == ["fi", "folder"]
