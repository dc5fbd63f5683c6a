import os
import shutil
import stat
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from toimintamalli.errors import (
    BusyFolder,
    ChangedFile,
    MountedFolder,
    NotOurFolder,
    UnsafePath,
    UnwritableFolder,
)
from toimintamalli.output import _staging, write_tree
from toimintamalli.output._contents import lost

LIST = ".toimintamalli.json"
OLD = {"fi/workbook.docx": b"old", "fi/gone.docx": b"old", "index.html": b"old"}
NEW = {"fi/workbook.docx": b"new", "fi/added.docx": b"new", "index.html": b"new"}


def build(folder: Path, files: Mapping[str, bytes] = NEW) -> None:
    write_tree(folder, files.items())


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / LIST
    }


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with an earlier build; nothing may be left beside it afterwards."""
    folder = tmp_path / "out"
    build(folder, OLD)
    yield folder
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_build_makes_the_folder_and_the_folders_above_it(tmp_path: Path) -> None:
    build(tmp_path / "a/b/out")
    assert files_in(tmp_path / "a/b/out") == NEW
    assert names_in(tmp_path / "a/b") == ["out"]


def test_a_build_drops_what_it_no_longer_writes(folder: Path) -> None:
    build(folder)
    assert files_in(folder) == NEW


def test_the_same_build_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    build(tmp_path / "one")
    write_tree(tmp_path / "other", reversed(NEW.items()))
    listed = (tmp_path / "one" / LIST).read_bytes()
    assert listed == (tmp_path / "other" / LIST).read_bytes()
    build(tmp_path / "one")
    assert listed == (tmp_path / "one" / LIST).read_bytes()


@pytest.mark.usefixtures("usual_umask")
def test_others_may_read_what_the_umask_lets_them_read(tmp_path: Path) -> None:
    build(tmp_path / "out")
    assert mode_of(tmp_path / "out") == mode_of(tmp_path / "out/fi") == 0o755
    assert mode_of(tmp_path / "out/index.html") == 0o644


@pytest.mark.usefixtures("usual_umask")
def test_folders_keep_their_modes(folder: Path) -> None:
    folder.chmod(0o700)
    (folder / "fi").chmod(0o2750)
    build(folder)
    assert (mode_of(folder), mode_of(folder / "fi")) == (0o700, 0o2750)


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    build(tmp_path / "out")
    assert files_in(tmp_path / "out") == NEW


@pytest.mark.parametrize("listed", [None, b"", b"[]", b'{"files": 1}', b"\xff", b"[" * 100_000])
def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path, listed: bytes | None) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    if listed is not None:
        (tmp_path / LIST).write_bytes(listed)
    with pytest.raises(NotOurFolder, match=str(tmp_path)):
        build(tmp_path)
    assert files_in(tmp_path) == {"thesis.docx": b"years of work"}


def test_somebody_elses_folder_is_refused_before_anything_is_generated(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    asked = iter(NEW.items())
    with pytest.raises(NotOurFolder):
        write_tree(tmp_path, asked)
    assert len(list(asked)) == len(NEW)


def test_filled_in_workbooks_are_refused_and_every_one_named(folder: Path) -> None:
    (folder / "fi/workbook.docx").write_bytes(b"filled in")
    (folder / "fi/gone.docx").write_bytes(b"filled in, and no longer written")
    before = files_in(folder)
    with pytest.raises(ChangedFile) as refusal:
        build(folder)
    assert refusal.value.files == ("fi/gone.docx", "fi/workbook.docx")
    for language in ("fi", "en"):
        assert {"  fi/gone.docx", "  fi/workbook.docx"} <= set(
            refusal.value.message(language).splitlines()
        )
    assert files_in(folder) == before


def test_a_file_that_already_holds_the_new_bytes_is_no_change(folder: Path) -> None:
    (folder / "fi/workbook.docx").write_bytes(NEW["fi/workbook.docx"])
    build(folder)
    assert files_in(folder) == NEW


def test_a_file_of_ours_that_somebody_removed_comes_back(folder: Path) -> None:
    (folder / "index.html").unlink()
    build(folder)
    assert files_in(folder) == NEW


def test_what_people_put_in_the_folder_stays(folder: Path) -> None:
    (folder / "fi/notes.txt").write_bytes(b"mine")
    (folder / "scans/2026").mkdir(parents=True)
    (folder / "scans/signed.pdf").write_bytes(b"mine")
    (folder / "scans/signed.pdf").chmod(0o400)
    (folder / "scans" / LIST).write_bytes(b"a list of somebody else's")
    (folder / "scans").chmod(0o500)
    build(folder)
    build(folder, {"only.html": b"x"})
    assert files_in(folder) == {
        "only.html": b"x",
        "fi/notes.txt": b"mine",
        "scans/signed.pdf": b"mine",
        f"scans/{LIST}": b"a list of somebody else's",
    }
    assert (folder / "scans/2026").is_dir()
    assert (mode_of(folder / "scans"), mode_of(folder / "scans/signed.pdf")) == (0o500, 0o400)


def test_foreign_files_stay_where_the_disk_has_no_hard_links(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "elsewhere").symlink_to("notes.txt")
    build(folder)
    assert files_in(folder) == {**NEW, "notes.txt": b"mine", "elsewhere": b"mine"}
    assert (folder / "elsewhere").is_symlink()


@pytest.mark.parametrize(
    ("foreign", "written"),
    [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b"), (f"a/{LIST}", "a")],
)
def test_a_foreign_file_in_the_way_is_refused(folder: Path, foreign: str, written: str) -> None:
    (folder / foreign).parent.mkdir(parents=True, exist_ok=True)
    (folder / foreign).write_bytes(b"mine")
    with pytest.raises(ChangedFile) as refusal:
        build(folder, {written: b"new"})
    assert refusal.value.files == (foreign,)
    assert files_in(folder) == {**OLD, foreign: b"mine"}


def test_a_file_of_ours_may_become_a_folder_and_a_folder_a_file(folder: Path) -> None:
    build(folder, {"fi": b"a file now", "index.html/a": b"a folder now"})
    assert files_in(folder) == {"fi": b"a file now", "index.html/a": b"a folder now"}


def test_a_symlinked_output_folder_keeps_working(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("out")
    build(link)
    assert link.is_symlink()
    assert files_in(folder) == NEW


def test_a_symlink_to_a_folder_that_is_not_there_yet_keeps_working(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("made/now")
    build(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert files_in(tmp_path / "made/now") == NEW


def test_symlinks_in_the_folder_stay_symlinks(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_bytes(b"mine")
    (folder / "shared").symlink_to(elsewhere)
    (folder / "dangling").symlink_to("nowhere")
    build(folder)
    build(folder)
    assert (folder / "shared").readlink() == elsewhere
    assert (folder / "dangling").is_symlink()
    assert files_in(elsewhere) == {"kept.txt": b"mine"}


@pytest.mark.parametrize("place", ["fi", "fi/workbook.docx"])
def test_nothing_is_written_through_a_symlink(folder: Path, tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(folder / place, elsewhere)
    (folder / place).symlink_to(elsewhere)
    before = files_in(tmp_path)
    with pytest.raises(ChangedFile) as refusal:
        build(folder)
    assert refusal.value.files == (place,)
    assert files_in(tmp_path) == before
    assert (folder / place).is_symlink()


@pytest.mark.parametrize("error", [ValueError, FileNotFoundError, KeyboardInterrupt])
def test_a_generator_that_fails_changes_nothing(
    folder: Path, tmp_path: Path, error: type[BaseException]
) -> None:
    def fail() -> Iterator[tuple[str, bytes]]:
        yield from NEW.items()
        raise error

    with pytest.raises(error):
        write_tree(folder, fail())
    with pytest.raises(error):
        write_tree(tmp_path / "more/below", fail())
    assert files_in(folder) == OLD
    assert names_in(tmp_path) == ["out"]


def test_a_large_build_need_not_fit_in_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    write_tree(tmp_path / "out", ((f"{n}.bin", bytes(1_000_000)) for n in range(40)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for folder in (tmp_path / "file", tmp_path / "file/out"):
        with pytest.raises(UnwritableFolder, match="in the place of a folder") as refusal:
            build(folder)
        assert refusal.value.facts["folder"] == str(folder)
    assert files_in(tmp_path) == {"file": b"mine"}
    assert names_in(tmp_path) == ["file"]


def test_a_loop_of_symlinks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("out")
    with pytest.raises(UnwritableFolder):
        build(tmp_path / "out")
    assert names_in(tmp_path) == ["out"]


def test_the_root_of_a_disk_is_refused() -> None:
    with pytest.raises(MountedFolder):
        build(Path("/"))


def test_a_folder_with_another_disk_mounted_inside_is_not_walked(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cross-device"):
        lost(Path("/dev"), tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../out.txt", "a/../b", "./a", "a//b", "a/", "a\\b", "C:a"),
        *("nul", "a/COM1.txt", "lpt¹", "a.", "a ", "what?", "a*", "a" * 241),
        *("a\nb", "a\0", "\ud800", "a\u202eb", LIST, LIST.upper()),
    ],
)
def test_an_unsafe_path_is_refused(folder: Path, path: str) -> None:
    with pytest.raises(UnsafePath):
        build(folder, {"fine.txt": b"", path: b""})
    assert files_in(folder) == OLD


@pytest.mark.parametrize(
    ("path", "other"),
    [("a", "A"), ("a", "a"), ("a", "a/b"), ("a/b", "A"), ("FI/a", "fi/b"), ("ä", "a\u0308")],
)
def test_paths_that_are_one_on_some_systems_are_refused(
    folder: Path, path: str, other: str
) -> None:
    for paths in ((path, other), (other, path)):
        with pytest.raises(UnsafePath):
            write_tree(folder, [(each, b"") for each in paths])
    assert files_in(folder) == OLD


def test_a_build_that_waits_too_long_for_another_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_staging, "_PATIENCE", 0.2)

    def build_in_between() -> Iterator[tuple[str, bytes]]:
        with pytest.raises(BusyFolder):
            build(folder, {"other.txt": b""})
        yield from NEW.items()

    write_tree(folder, build_in_between())
    assert files_in(folder) == NEW


def test_a_lock_of_a_run_that_has_just_cleaned_up_is_not_trusted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = _staging._lock  # noqa: SLF001 -- the moment between opening and locking
    finishing = iter([folder.with_name(".out.toimintamalli")])

    def lock_late(file: int) -> bool:
        for stage in finishing:
            shutil.rmtree(stage)
        return lock(file)

    monkeypatch.setattr(_staging, "_lock", lock_late)
    build(folder)
    assert files_in(folder) == NEW


def test_a_staging_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    stage = tmp_path / ".out.toimintamalli"
    (stage / "new").mkdir(parents=True)
    (stage / "new/thesis.docx").write_bytes(b"years of work")
    with pytest.raises(NotOurFolder):
        build(tmp_path / "out")
    assert files_in(stage) == {"new/thesis.docx": b"years of work"}
    assert not (tmp_path / "out").exists()


def test_a_staging_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".out.toimintamalli").symlink_to("elsewhere")
    with pytest.raises(NotOurFolder):
        build(tmp_path / "out")
    assert names_in(tmp_path / "elsewhere") == []


def test_a_file_that_comes_in_pieces_is_the_same_file(tmp_path: Path) -> None:
    write_tree(tmp_path / "whole", [("a.csv", b"12")])
    write_tree(tmp_path / "pieces", [("a.csv", iter([b"1", b"", b"2"]))])
    assert (tmp_path / "pieces" / "a.csv").read_bytes() == b"12"
    assert (tmp_path / "pieces" / LIST).read_bytes() == (tmp_path / "whole" / LIST).read_bytes()


def test_a_large_file_in_pieces_never_stands_in_memory(tmp_path: Path) -> None:
    pieces = (bytes(1_000_000) for _ in range(50))
    tracemalloc.start()
    write_tree(tmp_path / "out", [("large.bin", pieces)])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_what_fails_between_two_pieces_leaves_the_old_folder(tmp_path: Path) -> None:
    def torn() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("torn")

    out = tmp_path / "out"
    build(out, OLD)
    with pytest.raises(ValueError, match="torn"):
        write_tree(out, [("fi/workbook.docx", torn())])
    assert files_in(out) == OLD
