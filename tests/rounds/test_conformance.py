"""The cases of follow-ups that Python and the browser share (tests/conformance/follow-up)."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from toimintamalli.answers.plan import Plan
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import LEAST
from toimintamalli.model.value import Value
from toimintamalli.rounds.facts import Facts
from toimintamalli.rounds.figures import summarise
from toimintamalli.rounds.next_round import continue_from
from toimintamalli.rounds.plan import plan_of
from toimintamalli.rounds.remarks import check_plan

FOLDER: Final = Path(__file__).parents[1] / "conformance" / "follow-up"

Case = dict[str, Any]


def read(name: str) -> Any:  # noqa: ANN401 -- any JSON value
    return json.loads((FOLDER / f"{name}.json").read_bytes())


FACTS: Final = {
    name: Facts.model_validate_json(json.dumps(each)) for name, each in read("facts").items()
}
CASES: Final[list[tuple[str, Case]]] = [
    (does, case) for does in ("plan", "figures", "remarks", "next-round") for case in read(does)
]


def answer(short: object) -> object:
    """Return an answer that a case writes in short."""
    match short:
        case int():
            return {"kind": "scale", "value": short}
        case str():
            return {"kind": "text", "value": short}
        case {"choice": value}:
            return {"kind": "choice", "value": value}
        case {"date": value}:
            return {"kind": "date", "value": value}
    raise AssertionError(short)


def sheet(short: Case, facts: Facts) -> AnswerSheet:
    answers = {id_: answer(each) for id_, each in short["answers"].items()}
    head = {"model": facts.model, "contentVersion": facts.version, "language": "en"}
    return AnswerSheet.model_validate_json(json.dumps({**head, **short, "answers": answers}))


def sheets(case: Case) -> list[AnswerSheet]:
    return [sheet(each, FACTS[case["facts"]]) for each in case["sheets"]]


def as_json(value: Value) -> Any:  # noqa: ANN401 -- any JSON value
    return value.model_dump(mode="json", exclude_defaults=True)


def run_plan(case: Case) -> object:
    return as_json(plan_of(sheets(case), FACTS[case["facts"]]))


def run_figures(case: Case) -> object:
    facts = FACTS[case["facts"]]
    figures = summarise(sheets(case), facts, date=case.get("date"), least=case.get("least", LEAST))
    shown = figures.model_dump(mode="json")
    made = as_json(figures)
    return {key: made.get(key, shown[key]) for key in case["expected"]}


def run_remarks(case: Case) -> object:
    plan = Plan.model_validate_json(json.dumps(case["plan"]))
    return [as_json(remark) for remark in check_plan(plan, FACTS[case["facts"]])]


def run_next_round(case: Case) -> object:
    facts = FACTS[case["facts"]]
    made = continue_from(sheets(case), facts, least=case.get("least", LEAST))
    shown = {
        **made.model_dump(mode="json"),
        "known": {known.id: known.value for known in made.known},
        "earlier": {earlier.id: [as_json(a) for a in earlier.answers] for earlier in made.earlier},
        "sheets": [as_json(each) for each in made.sheets],
    }
    return {key: shown[key] for key in case["expected"]}


def in_full(case: Case) -> object:
    """Return what is expected, with the sheets in it written in full."""
    expected = dict(case["expected"])
    if "sheets" in expected:
        facts = FACTS[case["facts"]]
        expected["sheets"] = [as_json(sheet(each, facts)) for each in expected["sheets"]]
    return expected


RUNS: Final[Mapping[str, Callable[[Case], object]]] = {
    "plan": run_plan,
    "figures": run_figures,
    "remarks": run_remarks,
    "next-round": run_next_round,
}


@pytest.mark.parametrize(
    ("does", "case"), CASES, ids=[f"{does}: {case['name']}" for does, case in CASES]
)
def test_a_shared_case_comes_out_as_expected(does: str, case: Case) -> None:
    expected = in_full(case) if does == "next-round" else case["expected"]

    assert RUNS[does](case) == expected


OF_SHEETS: Final = [(does, case) for does, case in CASES if does in ("figures", "next-round")]


@pytest.mark.parametrize(
    ("does", "case"), OF_SHEETS, ids=[f"{does}: {case['name']}" for does, case in OF_SHEETS]
)
def test_the_order_of_sheets_does_not_matter(does: str, case: Case) -> None:
    turned = {**case, "sheets": case["sheets"][::-1]}

    assert RUNS[does](turned) == RUNS[does](case)


def test_no_two_cases_have_one_name() -> None:
    names = [(does, case["name"]) for does, case in CASES]

    assert sorted(set(names)) == sorted(names)
