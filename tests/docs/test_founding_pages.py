"""What the founding pages say has a place: each id that the docs name for it is in the content."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.content.test_founding_items import FOUNDING
from tests.support.content import SHIPPED, shipped_model

from toimintamalli import Request, generate
from toimintamalli.content import open_content

PAGE: Final = Path(__file__).parents[2] / "docs" / "founding-pages.md"
FILES: Final = {"path.html": "html", "workbook.html": "html", "path.pdf": "pdf"}


def rows() -> list[list[str]]:
    lines = PAGE.read_text("utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in each.strip("|").split("|")] for each in table]


def named() -> list[str]:
    return sorted({each for row in rows() for each in re.findall("`([^`]+)`", row[2])})


def known() -> Iterator[str]:
    for theme in shipped_model().themes:
        for items in (theme.points, theme.notes, theme.questions, theme.practices, theme.pitfalls):
            yield from (item.id for item in items)
    for section in shipped_model().sections:
        yield section.id
        yield from (f"{section.id}.{block.id}" for block in section.blocks)
    yield from (unit.key for unit in open_content(SHIPPED).units)


@pytest.fixture(scope="module")
def ids() -> set[str]:
    return set(known())


@pytest.mark.parametrize("id_", [each for each in named() if each not in FILES])
def test_what_the_page_names_is_in_the_content(id_: str, ids: set[str]) -> None:
    assert id_ in ids


@pytest.mark.parametrize("name", [each for each in named() if each in FILES])
def test_a_file_that_the_page_names_is_made(name: str) -> None:
    request = Request.model_validate({"languages": ["en"]})
    made = {
        artifact.path.rpartition("/")[2]
        for artifact in generate(FILES[name], shipped_model(), request)
    }
    assert name in made


def test_each_founding_item_stands_in_the_table() -> None:
    assert set(FOUNDING) <= set(named())


def test_nothing_of_the_pages_is_missing_or_weakened() -> None:
    for page, idea, where, verdict in rows():
        assert page in {"act", "model", "succeed"}, idea
        assert where, idea
        assert verdict.startswith(("whole", "our own", "names and times")), idea
