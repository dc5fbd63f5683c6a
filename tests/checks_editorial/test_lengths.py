"""A text may be as long as the layout has room for, and not one character longer."""

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import SHIPPED

from toimintamalli.checks import lengths
from toimintamalli.checks.lengths import LIMITS, Limit
from toimintamalli.content import open_content
from toimintamalli.findings import Finding, Severity
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.ids import Language

CONTENT: Final = open_content(SHIPPED)
FINNISH: Final = Language("fi")


def covered(limit: Limit) -> list[Unit]:
    """Return the texts that a limit is for: of a block of its kind, where it names one."""
    assert CONTENT.model is not None
    return [
        unit
        for unit in CONTENT.units
        if fnmatchcase(unit.key, limit.key) and (not limit.block or block_of(unit) == limit.block)
    ]


def block_of(unit: Unit) -> str:
    assert CONTENT.model is not None
    _, section, _, block, *_ = unit.path
    return CONTENT.model.sections[str(section)].blocks[str(block)].kind


def findings(unit: Unit, length: int) -> list[Finding]:
    """Return what is said when one text has so many characters."""
    longer = replace(unit, strings={**unit.strings, FINNISH: "x" * length})
    changed: Content = replace(CONTENT, units=(longer,))
    return list(lengths.RULE.check(changed))


@pytest.mark.parametrize("limit", LIMITS, ids=[f"{each.key} {each.block}" for each in LIMITS])
def test_a_text_is_too_long_from_the_first_character_over_its_limit(limit: Limit) -> None:
    units = covered(limit)
    assert units, "a limit for texts that there are none of"
    for unit in units:
        assert findings(unit, limit.characters) == []
        (found,) = findings(unit, limit.characters + 1)
        assert (found.code, found.severity) == (limit.code, Severity.WARNING)
        assert found.position == unit.places[FINNISH]
        for language in ("fi", "en"):
            assert str(limit.characters) in found.message(language)
            assert found.hint(language)


ROWS: Final = {
    "title of a theme": ["themes/*:theme.title"],
    "title of a section or a profile": [
        "workbook:sections.*.title", "workbook:profiles.*.title",
    ],
    "heading of a table's column": ["workbook:sections.*.fields.*.prompt table"],
    "prompt of a card": ["workbook:sections.*.fields.*.prompt cards"],
    "prompt of a form": ["workbook:sections.*.fields.*.prompt fields"],
    "option to choose from": ["workbook:sections.*.options.*.text"],
    "label of a scale's value": ["model:scales.*.labels.*.text"],
    "question": ["themes/*:questions.*.text"],
    "practice or pitfall": ["themes/*:practices.*.text", "themes/*:pitfalls.*.text"],
}  # fmt: skip
"""What a row of the editors' table is about."""


def test_editors_are_told_how_long_each_text_may_be() -> None:
    page = (Path(__file__).parents[2] / "docs/editors.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([^|]+) \| (\d+) \|$", page, re.MULTILINE)

    expected = {key: int(most) for text, most in told for key in ROWS[text]}
    assert len(told) == len(ROWS)
    assert {f"{limit.key} {limit.block}".strip(): limit.characters for limit in LIMITS} == expected
