"""No text is too long for the room that a layout has for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text


@dataclass(frozen=True)
class Limit:
    """The longest that a kind of text may be."""

    key: str
    """The keys of the texts, with `*` for any part."""
    characters: int
    code: str
    """The message; its hint says why."""
    block: str = ""
    """The kind of block that the texts belong to, where that matters."""


LIMITS: Final = (
    # Three lines of 20 letters, less the number, in a box of the path's picture.
    Limit("themes/*:theme.title", 48, "long-theme-title"),
    # A line of the agenda and of the list of contents, beside the minutes and the page.
    Limit("workbook:sections.*.title", 40, "long-heading"),
    Limit("workbook:profiles.*.title", 40, "long-heading"),
    # A fifth of the text's width, three lines at the size of a table's head.
    Limit("workbook:sections.*.fields.*.prompt", 34, "long-column-heading", "table"),
    # 58 mm beside the answer; a third line would push the third card off the page.
    Limit("workbook:sections.*.fields.*.prompt", 44, "long-prompt", "cards"),
    Limit("workbook:sections.*.fields.*.prompt", 72, "long-prompt", "fields"),
    # Word's drop-down list and the narrow column of a table.
    Limit("workbook:sections.*.options.*.text", 28, "long-choice"),
    # Each end of the scale stands over one narrow column.
    Limit("model:scales.*.labels.*.text", 24, "long-scale-label"),
    # Two lines on a theme sheet, which has two pages for all its questions and lists.
    Limit("themes/*:questions.*.text", 120, "long-question"),
    Limit("themes/*:practices.*.text", 180, "long-list-entry"),
    Limit("themes/*:pitfalls.*.text", 180, "long-list-entry"),
)
"""What each layout has room for, counted in characters, where it runs out first."""


def _check(content: Content) -> Iterator[Finding]:
    blocks = _kinds_of_blocks(content.model) if content.model else {}
    for passage in passages(content):
        limit = _find_limit(passage.unit, blocks)
        length = len(passage.string)
        if limit and length > limit.characters:
            at = passage.unit.places[passage.language]
            yield warning(at, limit.code, length=length, limit=limit.characters)


def _find_limit(unit: Unit, blocks: dict[tuple[str, str], str]) -> Limit | None:
    block = _block_of(unit, blocks)
    fitting = (limit for limit in LIMITS if fnmatchcase(unit.key, limit.key))
    return next((limit for limit in fitting if limit.block in ("", block)), None)


def _block_of(unit: Unit, blocks: dict[tuple[str, str], str]) -> str:
    match unit.path:
        case ("sections", str(section), "blocks", str(block), *_):
            return blocks.get((section, block), "")
    return ""


def _kinds_of_blocks(model: Model[Text]) -> dict[tuple[str, str], str]:
    return {
        (str(section.id), str(block.id)): block.kind
        for section in model.sections
        for block in section.blocks
    }


RULE: Final = Rule("lengths", "Every text fits where the layouts have room for it.", _check)
