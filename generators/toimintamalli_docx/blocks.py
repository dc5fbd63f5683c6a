"""How each kind of block of a workbook looks in Word."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from toimintamalli.workbook.block import Block
from toimintamalli_docx.asking import checklist, questions, scales
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.forms import cards, fields, form_table
from toimintamalli_docx.telling import agenda, contents, definitions, items, path, prose

# Each function takes its own kind of block, which a mapping of kinds can't say.
_WRITERS: Final[Mapping[str, Callable[[Draft, Any], str]]] = {
    "text": prose,
    "path": path,
    "agenda": agenda,
    "items": items,
    "scales": scales,
    "questions": questions,
    "checklist": checklist,
    "fields": fields,
    "cards": cards,
    "table": form_table,
    "definitions": definitions,
    "contents": contents,
}


def write_block(draft: Draft, block: Block) -> str:
    """Return a block of any kind as paragraphs and tables."""
    return _WRITERS[block.kind](draft, block)
