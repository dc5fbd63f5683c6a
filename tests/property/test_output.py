import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.errors import UnsafePath
from toimintamalli.output import write_tree

LIST = ".toimintamalli.json"


@pytest.fixture(autouse=True, scope="module")
def no_waiting_for_the_disk() -> Iterator[None]:
    """Leave out what only a power cut needs: hundreds of examples would wait minutes for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


names = st.sampled_from(["a", "b", "c.txt", "ä", "x y"])
paths = st.lists(names, min_size=1, max_size=3).map("/".join)


def are_apart(files: dict[str, bytes]) -> bool:
    return not any(str(folder) in files for path in files for folder in PurePosixPath(path).parents)


builds = st.dictionaries(paths, st.binary(max_size=9), max_size=5).filter(are_apart)
foreign = st.dictionaries(paths.map("theirs/{}".format), st.binary(max_size=9)).filter(are_apart)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def put(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@given(st.lists(builds, min_size=1, max_size=3), foreign)
def test_the_folder_holds_the_last_build_and_every_foreign_file(
    series: list[dict[str, bytes]], theirs: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "out"
        write_tree(folder, [])
        put(folder, theirs)
        for files in series:
            write_tree(folder, files.items())
            assert files_in(folder) == files | theirs
            assert list(Path(base).iterdir()) == [folder]


@given(
    st.text(max_size=12) | st.lists(st.sampled_from(["..", ".", "a", "", "~", "\\"])).map("/".join)
)
def test_a_path_is_refused_or_is_where_it_says(path: str) -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "out"
        try:
            write_tree(folder, [(path, b"x")])
        except UnsafePath:
            assert list(Path(base).iterdir()) == []
        else:
            assert files_in(Path(base)) == {f"out/{path}": b"x"}
