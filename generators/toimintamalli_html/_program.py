"""What the script of a page needs to know: facts as data, and every word it shows."""

import json
from collections.abc import Iterator

from toimintamalli import LocalizedText, Model, Text, Workbook
from toimintamalli.model.outline import FieldsBlock
from toimintamalli_html._voice import Voice

_SCRIPT_WORDS = "say-"
"""The words that only the script shows begin with this."""
_NOT_NEEDED = ("id", "since")
_SHARED_WORDS = ("answer", "chosen", "no-answer", "question", "row")
"""Words that page and script both show."""


def program_of(
    model: Model[Text], workbook: Workbook, view: Model[LocalizedText], voice: Voice
) -> str:
    """Return what the page's script works with, as JSON."""
    facts = {
        "model": workbook.model,
        "contentVersion": workbook.version,
        "language": workbook.language,
        "parties": {each.id: each.title.string for each in view.parties},
        "occasion": dict(_occasion(model)),
        "ledger": dict(_gone(model)),
        "words": {
            name.removeprefix(_SCRIPT_WORDS): text.string
            for name, text in voice.words.items()
            if name.startswith(_SCRIPT_WORDS) or name in _SHARED_WORDS
        },
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _occasion(model: Model[Text]) -> Iterator[tuple[str, str]]:
    """Yield which place holds what a sheet says of the occasion."""
    for section in model.sections:
        for block in section.blocks:
            if isinstance(block, FieldsBlock):
                for field in block.fields:
                    if field.given:
                        yield field.given, f"{section.id}.{block.id}.{field.id}"


def _gone(model: Model[Text]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what became of each id that is gone, so that older answers find their places."""
    entries = model.ledger.entries
    gone = [each for each in entries if each.retired or each.replaced_by]
    named = {id_ for each in gone for id_ in (each.id, *each.replaced_by)}
    for each in entries:
        if each.id in named:
            yield (
                each.id,
                each.model_dump(mode="json", exclude_defaults=True, exclude={"id", "since"}),
            )
