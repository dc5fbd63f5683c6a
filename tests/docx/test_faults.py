"""The checks are themselves checked: each seeded fault is caught by the check that is for it."""

from copy import deepcopy

import pytest
from tests.docx.checks import CHECKS, problems
from tests.docx.faults import FAULTS, Fault
from tests.docx.word_file import WordFile

_SAMPLE = "fi/workbook-complete.docx"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.name)
def test_a_seeded_fault_is_caught(fault: Fault, files: dict[str, WordFile]) -> None:
    sound = files[_SAMPLE]
    assert list(fault.caught_by(sound)) == []
    broken = WordFile(dict(sound.parts))
    fault.seed(broken)
    assert list(fault.caught_by(broken)) != []


def test_every_check_catches_some_fault() -> None:
    assert {fault.caught_by for fault in FAULTS} == set(CHECKS)


def test_a_sound_file_has_no_problems_even_when_written_again(files: dict[str, WordFile]) -> None:
    again = WordFile.open(deepcopy(files[_SAMPLE]).bytes())
    assert problems(again) == []
