"""The cases that Python and the browser share (tests/conformance/answers)."""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from toimintamalli import AnswerSheet, BadAnswers, compare, merge, migrate, read_answers
from toimintamalli.answers.file import write_answers
from toimintamalli.model.ledger import Ledger

FOLDER: Final = Path(__file__).parents[1] / "conformance" / "answers"

Case = dict[str, Any]

CASES: Final[list[Case]] = [
    case for file in sorted(FOLDER.glob("*.json")) for case in json.loads(file.read_bytes())
]


def sheet(value: object) -> AnswerSheet:
    return AnswerSheet.model_validate_json(json.dumps(value), strict=True)


def as_json(value: AnswerSheet) -> object:
    return value.model_dump(mode="json", exclude_defaults=True)


def run_migrate(case: Case) -> object:
    ledger = Ledger.model_validate_json(json.dumps(case["ledger"]))
    return as_json(migrate(sheet(case["input"]), ledger))


def run_merge(case: Case) -> object:
    return [as_json(each) for each in merge(map(sheet, case["inputs"]))]


def run_compare(case: Case) -> object:
    compared = compare(map(sheet, case["inputs"]))
    return [each.model_dump(mode="json", exclude_none=True) for each in compared]


def run_read(case: Case) -> object:
    return json.loads(write_answers(read_answers(given(case))))


def given(case: Case) -> bytes:
    if "base64" in case:
        return base64.b64decode(case["base64"])
    if "parts" in case:
        return "".join(text * times for text, times in case["parts"]).encode()
    return str(case.get("text", json.dumps(case.get("input")))).encode()


RUNS: Final[Mapping[str, Callable[[Case], object]]] = {
    "migrate": run_migrate,
    "merge": run_merge,
    "compare": run_compare,
    "read": run_read,
}


def name_of(case: Case) -> str:
    return f"{case['does']}: {case['name']}"


@pytest.mark.parametrize("case", [each for each in CASES if "expected" in each], ids=name_of)
def test_a_shared_case_comes_out_as_expected(case: Case) -> None:
    assert RUNS[case["does"]](case) == case["expected"]


@pytest.mark.parametrize("case", [each for each in CASES if "error" in each], ids=name_of)
def test_a_bad_file_is_refused_with_a_reason_and_a_place(case: Case) -> None:
    with pytest.raises(BadAnswers) as refused:
        read_answers(given(case), "saved.json")
    first = refused.value.findings[0]
    where = dict(first.facts).get("where")
    assert {"code": first.code, "where": where} == {"where": None, **case["error"]}
    for language in ("fi", "en"):
        assert "saved.json" in refused.value.message(language)


def test_every_case_says_what_is_to_come_out() -> None:
    assert [name_of(each) for each in CASES if ("expected" in each) == ("error" in each)] == []


def test_no_two_cases_have_one_name() -> None:
    names = [name_of(each) for each in CASES]
    assert sorted(set(names)) == sorted(names)
