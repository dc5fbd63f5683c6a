"""What each step on a disk does by itself, and where a system can't do what others can."""

import ctypes
import errno
import json
import os
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from toimintamalli.errors import UnwritableFolder
from toimintamalli.output import KeptParts, _swap, keep_aside, lent_file, write_tree
from toimintamalli.output._contents import LIST, read_list, rescue, write_list
from toimintamalli.output._disk import digest_of, duplicate, remove
from toimintamalli.output._staging import begin

OLD = {"a.txt": b"old", "gone.txt": b"old"}
NEW = {"a.txt": b"new", "b.txt": b"new"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


# --- files that are lent or kept aside --------------------------------------------------------


def test_a_lent_file_lies_alone_and_goes_afterwards() -> None:
    with lent_file("a.docx", b"x") as file:
        assert (file.name, file.read_bytes()) == ("a.docx", b"x")
        assert list(file.parent.iterdir()) == [file]
        assert file.parent.name.startswith("toimintamalli-")
    assert not file.parent.exists()


def test_a_text_is_kept_aside_in_a_new_file_whatever_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, second = (keep_aside("fault-", "ä\ud800\n") for _ in range(2))
    assert first != second
    for kept in (first, second):
        assert kept is not None
        assert (kept.parent, kept.name[:6], kept.suffix) == (tmp_path, "fault-", ".txt")
        assert kept.read_text(encoding="utf-8") == "ä\\ud800\n"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert keep_aside("fault-", "x") is None


def test_parts_are_kept_beside_the_results_until_they_are_forgotten(tmp_path: Path) -> None:
    parts = KeptParts(tmp_path / "deep/out")
    assert parts.get("a") is None
    parts.forget()
    for content in (b"1", b"22", b""):
        parts.put("a", content)
        assert KeptParts(tmp_path / "deep/out").get("a") == content
    assert parts.folder == tmp_path / "deep/.out.parts"
    assert [path.name for path in parts.folder.iterdir()] == ["a"]
    parts.forget()
    assert not parts.folder.exists()
    assert parts.get("a") is None


def test_a_disk_that_keeps_no_parts_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableFolder):
        KeptParts(tmp_path / "file/out").put("a", b"x")
    (tmp_path / ".out.parts/a").mkdir(parents=True)
    with pytest.raises(UnwritableFolder):
        KeptParts(tmp_path / "out").get("a")


# --- single steps -----------------------------------------------------------------------------


def test_only_a_file_has_a_digest(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert digest_of(tmp_path / "file") == digest(b"x")
    for name in ("link", "folder", "pipe", "nothing", "file/below"):
        assert digest_of(tmp_path / name) is None


def test_a_second_name_is_of_the_same_file_and_a_symlink_stays_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    duplicate(tmp_path / "file", tmp_path / "second")
    duplicate(tmp_path / "link", tmp_path / "other")
    assert (tmp_path / "second").samefile(tmp_path / "file")
    assert (tmp_path / "other").readlink() == Path("file")


def test_what_is_removed_is_the_link_and_never_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "theirs/below").mkdir(parents=True)
    (tmp_path / "link").symlink_to("theirs")
    (tmp_path / "ours/below").mkdir(parents=True)
    (tmp_path / "ours/file").touch()
    (tmp_path / "ours/link").symlink_to("../theirs")
    for name in ("link", "ours", "nothing"):
        remove(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]
    assert (tmp_path / "theirs/below").is_dir()


def test_the_list_of_what_was_written_is_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    write_list(tmp_path, {"ä.txt": "2", "a.txt": "1"})
    assert (tmp_path / LIST).read_bytes().decode().splitlines() == [
        "{",
        ' "files": {',
        '  "a.txt": "1",',
        '  "ä.txt": "2"',
        " }",
        "}",
    ]
    assert read_list(tmp_path) == {"a.txt": "1", "ä.txt": "2"}


def test_a_list_that_is_a_symlink_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(json.dumps({"files": {}}))
    (tmp_path / LIST).symlink_to("elsewhere")
    assert read_list(tmp_path) is None


# --- two trees that people saved into ---------------------------------------------------------


def saved(path: Path, content: bytes, moment: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, ns=(moment, moment))


@pytest.mark.parametrize(
    ("here", "named", "beside"),
    [
        (2, b"there", b"here"),
        (1, b"there", b"here"),
        (3, b"there", b"here"),
        (4, b"here", b"there"),
    ],
    ids=["earlier", "much earlier", "at once", "later"],
)
def test_of_two_saves_the_later_keeps_the_name_and_none_is_lost(
    tmp_path: Path, here: int, named: bytes, beside: bytes
) -> None:
    leftover, folder = tmp_path / "leftover", tmp_path / "folder"
    for tree, content, moment in ((leftover, b"there", 3), (folder, b"here", here)):
        saved(tree / "a/b.txt", content, moment)
        write_list(tree, {"a/b.txt": digest(b"as built")})
    rescue(leftover, folder)
    assert files_in(folder) == {"a/b.txt": named, "a/b (1).txt": beside}


def test_what_nobody_touched_gives_way_to_what_somebody_saved(tmp_path: Path) -> None:
    leftover, folder = tmp_path / "leftover", tmp_path / "folder"
    saved(leftover / "a.txt", b"saved", 1)
    saved(folder / "a.txt", b"as built", 2)
    write_list(leftover, {"a.txt": digest(b"before")})
    write_list(folder, {"a.txt": digest(b"as built")})
    rescue(leftover, folder)
    assert files_in(folder) == {"a.txt": b"saved"}


@pytest.mark.parametrize("moment", [9, 4 * 10**18], ids=["long ago", "in a hundred years"])
@pytest.mark.parametrize("in_the_way", ["folder", "symlink", "symlink above", "file above"])
def test_what_was_saved_goes_beside_whatever_else_has_its_place(
    tmp_path: Path, in_the_way: str, moment: int
) -> None:
    leftover, folder, elsewhere = (tmp_path / name for name in ("leftover", "folder", "elsewhere"))
    saved(leftover / "a/b.txt", b"saved", moment)
    (folder / "a").mkdir(parents=True)
    elsewhere.mkdir()
    place = folder / "a/b.txt"
    match in_the_way:
        case "folder":
            place.mkdir()
        case "symlink":
            place.symlink_to("nowhere")
        case "symlink above":
            place.parent.rmdir()
            place.parent.symlink_to(elsewhere)
        case _:
            place.parent.rmdir()
            place.parent.touch()
    rescue(leftover, folder)
    wanted = "b (1).txt" if in_the_way.endswith("above") else "a/b (1).txt"
    assert (folder / wanted).read_bytes() == b"saved"
    match in_the_way:
        case "folder":
            assert place.is_dir()
        case "symlink":
            assert place.readlink() == Path("nowhere")
        case _:
            assert os.path.lexists(folder / "a")
    assert list(elsewhere.iterdir()) == []
    assert files_in(leftover) == {}


def test_further_saves_are_numbered_on(tmp_path: Path) -> None:
    leftover, folder = tmp_path / "leftover", tmp_path / "folder"
    for content in (b"1", b"2", b"3"):
        saved(leftover / "a.tar.gz", content, int(content))
        rescue(leftover, folder)
    assert files_in(folder) == {"a.tar.gz": b"3", "a.tar (1).gz": b"1", "a.tar (2).gz": b"2"}


@pytest.mark.parametrize("tree", ["new", "old"])
@pytest.mark.parametrize("difference", [-1, 0, 1])
def test_a_tree_that_stood_in_place_is_looked_through_before_it_goes(
    tmp_path: Path, tree: str, difference: int
) -> None:
    stage, target = tmp_path / "stage", tmp_path / "out"
    target.mkdir()
    saved(stage / tree / "a.txt", b"saved", 9)
    begin(stage, str((stage / tree).stat().st_ino + difference).encode())
    _swap.settle_swap(stage, target)
    # The journal names the tree that never stood there.
    assert files_in(target) == ({"a.txt": b"saved"} if difference else {})


def test_the_old_tree_goes_back_where_nothing_stands(tmp_path: Path) -> None:
    stage, target = tmp_path / "stage", tmp_path / "out"
    saved(stage / "old/a.txt", b"old", 9)
    _swap.settle_swap(stage, target)
    assert not target.exists()
    begin(stage, b"1")
    _swap.settle_swap(stage, target)
    assert files_in(tmp_path) == {"out/a.txt": b"old", "stage/journal": b"1"}


# --- systems that can't exchange two folders --------------------------------------------------


def answering(number: int) -> object:
    def rename(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    return rename


@pytest.mark.parametrize(
    "rename", [None, *map(answering, (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM))]
)
def test_where_nothing_can_be_exchanged_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: object
) -> None:
    write_tree(tmp_path / "out", OLD.items())
    monkeypatch.setattr(_swap, "_renameat2", lambda: rename)
    write_tree(tmp_path / "out", NEW.items())
    assert files_in(tmp_path / "out") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_disk_that_refuses_to_exchange_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path / "out", OLD.items())
    monkeypatch.setattr(_swap, "_renameat2", lambda: answering(errno.EIO))
    with pytest.raises(UnwritableFolder) as refused:
        write_tree(tmp_path / "out", NEW.items())
    assert refused.value.facts["reason"] == os.strerror(errno.EIO)
    assert files_in(tmp_path / "out") == OLD


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges")
def test_linux_exchanges_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path / "out", OLD.items())
    before = (tmp_path / "out").stat().st_ino
    monkeypatch.setattr(os, "rename", None)
    write_tree(tmp_path / "out", NEW.items())
    assert files_in(tmp_path / "out") == NEW
    assert (tmp_path / "out").stat().st_ino != before


def test_a_power_cut_takes_neither_files_nor_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: set[bool] = set()
    monkeypatch.setattr(os, "fsync", lambda fd: kept.add(stat.S_ISDIR(os.fstat(fd).st_mode)))
    write_tree(tmp_path / "out", NEW.items())
    assert kept == {True, False}


# --- who may read what lies ready -------------------------------------------------------------


def test_nobody_else_reads_what_lies_ready(tmp_path: Path) -> None:
    modes: list[int] = []

    def look() -> bytes:
        stage = tmp_path / ".out.toimintamalli"
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in (stage, stage / "lock"))
        return b"x"

    write_tree(tmp_path / "out", ((name, look()) for name in ["a.txt"]))
    assert modes == [0o700, 0o600]


def test_a_path_as_long_as_windows_takes_is_written(tmp_path: Path) -> None:
    path = "a" * 120 + "/" + "b" * 119
    write_tree(tmp_path / "out", [(path, b"x")])
    assert files_in(tmp_path / "out") == {path: b"x"}
