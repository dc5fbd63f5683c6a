"""What answers can tell follows from the types of the plan, in Python and in the pages alike."""

from importlib.resources import files

import pytest

from toimintamalli.answers.facts import as_script, code_of, coded_part, columns
from toimintamalli.answers.plan import Plan


def test_the_pages_have_the_same_columns() -> None:
    script = files("toimintamalli_html").joinpath("static", "plan_columns.js").read_text("utf-8")
    assert script == as_script(), "run make script"


def test_every_column_of_an_answers_file_is_told() -> None:
    schema = Plan.model_json_schema(by_alias=True)["$defs"]
    rows = {"needs": "Need", "goals": "Goal", "measures": "Measure", "indicators": "Indicator"}
    told = {part: set(schema[row]["properties"]) for part, row in rows.items()}
    assert {part: set(held) for part, held in columns().items()} == told


@pytest.mark.parametrize(
    ("fact", "part"),
    [
        ("needs.code", "needs"),
        ("goals.code", "goals"),
        ("goals.needs", "needs"),
        ("measures.goals", "goals"),
        ("indicators.goals", "goals"),
        ("goals.checks", None),
        ("goals.text", None),
        ("measures.status", None),
        ("results.achieved", None),
        ("goals.no_such", None),
    ],
)
def test_a_code_is_one_of_its_own_list_or_of_the_list_that_its_row_points_to(
    fact: str, part: str | None
) -> None:
    assert coded_part(fact) == part


def test_the_rows_of_each_list_are_lettered_in_the_order_of_the_plan() -> None:
    parts = ("needs", "goals", "measures", "indicators")
    assert [code_of(part, 2) for part in parts] == ["A2", "B2", "C2", "D2"]
