"""What answers can tell follows from the types of the plan, in Python and in the pages alike."""

from importlib.resources import files

from toimintamalli.answers.facts import as_script, columns
from toimintamalli.answers.plan import Plan


def test_the_pages_have_the_same_columns() -> None:
    script = files("toimintamalli_html").joinpath("static", "plan_columns.js").read_text("utf-8")
    assert script == as_script(), "run make script"


def test_every_column_of_an_answers_file_is_told() -> None:
    schema = Plan.model_json_schema(by_alias=True)["$defs"]
    rows = {"needs": "Need", "goals": "Goal", "measures": "Measure", "indicators": "Indicator"}
    told = {part: set(schema[row]["properties"]) for part, row in rows.items()}
    assert {part: set(held) for part, held in columns().items()} == told
