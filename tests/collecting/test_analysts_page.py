"""The queries in docs/analysts.md give what the page shows, on twelve invented workplaces."""

import re
from pathlib import Path
from typing import Final

import duckdb
import pytest
from tests.support.content import shipped_model
from tests.support.workbooks import filled

from toimintamalli import Selection, collect, write_answers
from toimintamalli.output import write_tree

PAGE: Final = Path(__file__).parents[2] / "docs" / "analysts.md"
QUERY: Final = re.compile(r"^```sql\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)
EXAMPLES: Final = QUERY.findall(PAGE.read_text(encoding="utf-8"))
WORKPLACES: Final = 12


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set of twelve workplaces over two rounds."""
    root = tmp_path_factory.mktemp("analysts")
    workbooks = (
        (f"{number:02}-{round_}.json", write_answers(filled(number, round_)))
        for number in range(WORKPLACES)
        for round_ in (1, 2)
    )
    made = collect(workbooks, shipped_model(), Selection(parquet=True))
    assert made.findings == ()
    write_tree(root / "data", ((path, iter([content])) for path, content in made.files.items()))
    return root


@pytest.mark.parametrize(("query", "shown"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_a_query_gives_the_table_below_it(
    query: str, shown: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data)
    with duckdb.connect() as base:
        found = base.execute(query)
        names = [each[0] for each in found.description or ()]
        rows = [[str(cell) for cell in row] for row in found.fetchall()]
    head, _, *body = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in shown.splitlines()
    ]
    assert (names, rows) == (head, body)


def test_every_query_on_the_page_is_run() -> None:
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```sql") > 4
