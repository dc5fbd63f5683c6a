"""Every format that we ship keeps what the conformance suite asks of any generator."""

from functools import cache
from typing import Final

import pytest

from toimintamalli.testing.suite import (
    RULES,
    Examination,
    Subject,
    examine,
    find_differences,
    model_texts,
)

SUBJECTS: Final = {
    "docx": Subject("toimintamalli_docx:generator"),
    "html": Subject("toimintamalli_html:generator"),
    "json": Subject("toimintamalli_json:generator", expected=model_texts),
}


@cache
def examinations(name: str) -> tuple[Examination, ...]:
    return tuple(examine(SUBJECTS[name]))


@pytest.mark.parametrize("rule", RULES, ids=[each.__name__ for each in RULES])
@pytest.mark.parametrize("name", SUBJECTS)
def test_a_format_keeps_each_rule(name: str, rule: object) -> None:
    assert callable(rule)
    assert sorted({fault for each in examinations(name) for fault in rule(each)}) == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_format_gives_the_same_bytes_everywhere_and_writes_nothing(name: str) -> None:
    assert list(find_differences(SUBJECTS[name])) == []
