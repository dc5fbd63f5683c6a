"""A thousand files that nobody should trust are read or refused, and none of them does any harm."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from tests.docx import hostile

from toimintamalli import Model, Text
from toimintamalli_docx.reader import reader

COUNT: Final = 1_000
SECONDS: Final = 2
MEGABYTES: Final = 200

Result = dict[str, Any]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[str, str]]]:
    folder = tmp_path_factory.mktemp("hostile")
    return folder, hostile.write(folder, COUNT)


@pytest.fixture(scope="module")
def result(listed: tuple[Path, dict[str, tuple[str, str]]]) -> Result:
    """What came of reading all of them in one process, which no exception has ended."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.docx.hostile", listed[0]],
        cwd=root,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found: Result = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return hostile.workbook()


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_each_attack_is_refused_for_its_reason_or_does_no_harm(
    kind: str, workbook: bytes, model: Model[Text]
) -> None:
    attacks = dict(hostile.attacks(workbook, [kind]))
    said = {
        name: hostile.came_to(reader.read(content, model), name)
        for name, (content, _) in attacks.items()
    }
    # Whether an archive that lies of itself can be read is Python's affair.
    assert said == {name: code or said[name] for name, (_, code) in attacks.items()}
    assert len(said) > 8


def test_a_thousand_changed_workbooks_are_read_or_refused(result: Result) -> None:
    said = [each for file, each in result["said"].items() if file.startswith("mutant")]
    assert len(said) == COUNT
    # Most of the changes must reach what they are meant to try.
    assert said.count(hostile.READ) > COUNT / 5
    assert len(set(said)) > 5


def test_none_takes_two_seconds_of_the_processor(result: Result) -> None:
    slow = {file: each for file, each in result["seconds"].items() if each >= SECONDS}
    assert slow == {}


def test_the_memory_of_the_process_stays_under_200_megabytes(result: Result) -> None:
    assert max(result["kilobytes"].values()) / 1024 < MEGABYTES
