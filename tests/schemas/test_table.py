"""The table of docs/tool-builders.md names every schema and tool, and none refuses one."""

import re
from pathlib import Path
from typing import Final

import pytest
from tests.schemas.table import GENERATORS, VALIDATORS, documents, outcome
from tests.schemas.test_tools import PUBLISHED

from toimintamalli.schema import schema_names

PAGE: Final = Path(__file__).parents[2] / "docs" / "tool-builders.md"
TABLE: Final = re.compile(r"^\| schema \|.*\n\|[ -|]*\n((?:\|.*\n)+)", re.MULTILINE)
TOOLS: Final = (*VALIDATORS, *GENERATORS)


def test_the_page_says_of_every_schema_what_each_tool_took() -> None:
    found = TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert found
    head, _, *body = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in found[0].splitlines()
    )
    assert tuple(head) == ("schema", *TOOLS)
    assert {row[0] for row in body} == set(schema_names())
    for name, *cells in body:
        last = len(VALIDATORS) if name not in PUBLISHED else len(TOOLS)
        assert all(cell.isdigit() and int(cell) > 0 for cell in cells[:last]), name
        assert set(cells[last:]) <= {"–"}


def test_a_tool_that_refuses_stands_in_the_table_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(documents(), "index", [{"nothing": "known"}])
    for tool in ("python-jsonschema", "jsonschema-rs"):
        assert not outcome(VALIDATORS[tool], "index").isdigit()
