"""Every Word file of the real content passes our own checks and Microsoft's."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.docx.checks import problems
from tests.docx.word_file import WordFile

from toimintamalli import Artifact


def test_every_file_passes_our_own_checks(files: dict[str, WordFile]) -> None:
    found = {path: problems(file) for path, file in files.items()}
    assert {path: said for path, said in found.items() if said} == {}


def test_the_open_xml_sdk_finds_no_error_in_any_file(
    made: dict[str, Artifact], validator: Path, tmp_path: Path
) -> None:
    def validate(path: str) -> list[str]:
        file = tmp_path / path.replace("/", "_")
        file.write_bytes(made[path].content)
        answer = subprocess.run([validator, file], capture_output=True, check=False)
        verdict = json.loads(answer.stdout)
        return [] if verdict["ok"] else [each["description"] for each in verdict["errors"]]

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(made, pool.map(validate, made), strict=True))
    assert {path: said for path, said in found.items() if said} == {}


def test_the_sdk_sees_a_fault(made: dict[str, Artifact], validator: Path, tmp_path: Path) -> None:
    broken = WordFile.open(made["fi/workbook.docx"].content)
    table = broken.one("//w:tblGrid")
    table.getparent().append(table)
    file = tmp_path / "broken.docx"
    file.write_bytes(broken.bytes())
    answer = subprocess.run([validator, file], capture_output=True, check=False)
    assert not json.loads(answer.stdout)["ok"]


@pytest.mark.parametrize("edition", ["workbook.docx", "workbook-print.docx"])
def test_a_file_is_small(made: dict[str, Artifact], edition: str) -> None:
    assert len(made[f"fi/{edition}"].content) < 60_000
