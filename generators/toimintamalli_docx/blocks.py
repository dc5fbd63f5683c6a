"""How each kind of block of a workbook looks in Word."""

from typing import assert_never

from toimintamalli.workbook.block import (
    Agenda,
    Asking,
    Block,
    Contents,
    Definitions,
    Items,
    Path,
    Prose,
)
from toimintamalli_docx.asking import checklist, questions, scales
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.forms import cards, fields, form_table
from toimintamalli_docx.telling import agenda, contents, definitions, items, path, prose


def write_block(draft: Draft, block: Block, *, large: bool = False) -> str:  # noqa: PLR0911 -- one case a kind of block, so that none is forgotten
    """Return a block of any kind as paragraphs and tables; `large` is for a page of prose only."""
    match block:
        case Prose():
            return prose(draft, block, large=large)
        case Path():
            return path(draft, block)
        case Agenda():
            return agenda(draft, block)
        case Items():
            return items(draft, block)
        case Definitions():
            return definitions(draft, block)
        case Contents():
            return contents(draft, block)
        case Asking():
            return _write_asking(draft, block)
        case _:
            assert_never(block)


def write_beside(draft: Draft, block: Asking, width: int) -> str:
    """Return a form or a table in a column that is narrower than the page."""
    return (fields if block.layout == "fields" else form_table)(draft, block, width)


def _write_asking(draft: Draft, block: Asking) -> str:
    match block.layout:
        case "scales":
            return scales(draft, block)
        case "questions":
            return questions(draft, block)
        case "checklist":
            return checklist(draft, block)
        case "fields":
            return fields(draft, block)
        case "cards":
            return cards(draft, block)
        case "table":
            return form_table(draft, block)
        case _:
            assert_never(block.layout)
