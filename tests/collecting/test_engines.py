"""Wherever the files are read, the same bytes come out; a run that was killed goes on."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from tests.support.commands import run
from tests.support.content import shipped_model
from tests.support.workbooks import filled, shipped

from toimintamalli import AnswerFile, collect, rows_of, write_answers
from toimintamalli.cli.collect import PIECE
from toimintamalli.collecting.sources import Store

FILES: Final = 60
"""More than one piece, and few enough for a test."""
PAGE: Final = Path(__file__).parents[2] / "docs" / "scale.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks enough for several pieces, a copy, and a file that can't be read."""
    root = tmp_path_factory.mktemp("country") / "in"
    for number in range(FILES):
        file = root / f"region {number % 3}" / f"{number:04}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(write_answers(filled(number % 20, 1 + number // 20)))
    (root / "copy.json").write_bytes(write_answers(filled(1, 1)))
    (root / "torn.docx").write_bytes(b"PK\x03\x04 and no more")
    return root


def command(folder: object, out: Path, *more: str) -> list[str]:
    run = [sys.executable, "-m", "toimintamalli", "--ui", "en", "collect", str(folder)]
    return [*run, "--out", str(out), *more]


def collected(folder: object, out: Path, *more: str) -> tuple[dict[str, bytes], str]:
    done = subprocess.run(command(folder, out, *more), check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.name[0] != "."}
    return files, done.stderr


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The data set as one process makes it."""
    files, told = collected(folder, tmp_path_factory.mktemp("alone") / "out", "--jobs", "1")
    assert "torn.docx: " in told
    assert "another file is the same workbook" in told
    assert f"Read {FILES + 1} files, left out 1." in told
    return files


@pytest.mark.parametrize("how", [("--jobs", "2"), ("--engine", "dask", "--jobs", "2")])
def test_several_processes_and_a_cluster_give_the_same_bytes(
    folder: Path, alone: dict[str, bytes], tmp_path: Path, how: tuple[str, ...]
) -> None:
    files, told = collected(folder, tmp_path / "out", *how)
    assert files == alone
    assert "torn.docx: " in told


def test_files_at_an_address_give_the_same_bytes(
    folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    assert Store(f"file://{folder}").names()[0] == "copy.json"
    assert collected(f"file://{folder}", tmp_path / "out")[0] == alone


def test_the_library_gives_the_same_bytes_in_memory(folder: Path, alone: dict[str, bytes]) -> None:
    names = sorted(path for path in folder.rglob("*.*") if path.is_file())
    made = collect(
        ((name.relative_to(folder).as_posix(), name.read_bytes()) for name in names),
        shipped_model(),
    )
    assert dict(made.files) == alone
    assert {finding.code for finding in made.findings} == {"docx-damaged", "collected-twice"}


def test_a_run_that_was_killed_goes_on_and_gives_the_same_bytes(
    folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    parts = tmp_path / ".out.parts"
    running = subprocess.Popen(
        command(folder, out, "--jobs", "1"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not list(parts.glob("*.rows")):
            assert running.poll() is None
            time.sleep(0.01)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert not out.exists()

    files, told = collected(folder, out)

    going_on = re.search(r"going on where an earlier run ended: (\d+) of 62 files", told)
    assert going_on
    assert int(going_on[1]) >= 50
    assert files == alone
    assert not parts.exists()


def test_a_file_that_changed_meanwhile_is_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, root = tmp_path / "out", tmp_path / "in"
    root.mkdir()
    for number in range(PIECE + 1):
        (root / f"{number:02}.json").write_bytes(one_answer(number, 4))
    out.mkdir()
    (out / "notes.txt").write_text("somebody else's", encoding="utf-8")
    asked = ("--ui", "en", "collect", str(root), "--out", str(out))
    assert run(*asked, capsys=capsys).status == 1

    (out / "notes.txt").unlink()
    (root / "00.json").write_bytes(one_answer(0, 3) + b"\n")
    done = run(*asked, capsys=capsys)

    assert f"going on where an earlier run ended: 1 of {PIECE + 1} files" in done.messages
    lines = (out / "answers.csv").read_text(encoding="utf-8").splitlines()
    assert sorted(line.split(",")[-1] for line in lines[1:]) == ["3", *["4"] * PIECE]


def one_answer(workplace: int, value: int) -> bytes:
    """Return the file of a workplace that answered one question."""
    model = shipped()
    question = next(each for each in model.themes[0].questions if each.kind == "scale")
    sheet = {
        "model": model.id,
        "content_version": model.version,
        "language": model.source_language,
        "party": "ohs",
        "organisation": f"Työpaikka {workplace}",
        "answers": {f"{question.id}@ohs": {"kind": "scale", "value": value}},
    }
    return write_answers(AnswerFile.model_validate({"sheets": [sheet]}))


@pytest.fixture
def spark() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- it starts Java

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("spark")
def test_the_example_for_pyspark_gives_the_same_rows(folder: Path, tmp_path: Path) -> None:
    example = re.search(r"^```py\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert example
    # Spark's own processes import it by name.
    (tmp_path / "example.py").write_text(example[1], encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    try:
        import example as page  # type: ignore[import-not-found] # noqa: PLC0415 -- written just now

        page.SparkSession.builder.getOrCreate().sparkContext.addPyFile(str(tmp_path / "example.py"))
        found = page.rows_in_spark(folder).collect()
    finally:
        sys.path.remove(str(tmp_path))

    model = shipped_model()
    names = sorted(str(path) for path in folder.rglob("*.json"))
    expected = [
        (table, row)
        for name in names
        for table, rows in rows_of(Path(name).read_bytes(), model, name).tables
        for row in rows
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
