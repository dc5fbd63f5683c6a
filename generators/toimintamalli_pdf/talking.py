"""What a talk card says of its theme: one question, and a few practices to take up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from toimintamalli import Language, LocalizedText, Model, Theme
from toimintamalli.model.item import Item, OpenQuestion, Practice
from toimintamalli_pdf.plain import Json, plain

TALK_MINUTES: Final = 15
"""Minutes for one card: what can be found in any meeting."""
_PRACTICES: Final = 3

_Kept = TypeVar("_Kept", bound=Item)


def talk_cards(themes: Iterable[Theme[LocalizedText]], language: Language) -> Iterator[Json]:
    """Yield the card of each theme that has something to talk about."""
    for theme in themes:
        questions = _kept(question for question in theme.questions if question.kind == "open")
        if questions:
            practices = _kept(theme.practices)[:_PRACTICES]
            yield {
                "minutes": TALK_MINUTES,
                "practices": [_entry(practice, language) for practice in practices],
                "question": _entry(questions[0], language),
                "theme": theme.id,
            }


def practices_title(view: Model[LocalizedText]) -> LocalizedText | None:
    """Return the model's own name for its practices, where a workbook lists them."""
    blocks = (block for section in view.sections for block in section.blocks)
    lists = (block for block in blocks if block.kind == "checklist" and block.of == "practices")
    return next((checklist.title for checklist in lists), None)


def _kept(items: Iterable[_Kept]) -> tuple[_Kept, ...]:
    """Return what stays where there is little time, or all where nothing is marked so."""
    every = tuple(items)
    return tuple(item for item in every if item.small_workplace) or every


def _entry(item: OpenQuestion[LocalizedText] | Practice[LocalizedText], language: Language) -> Json:
    return {
        "number": item.number,
        "ours": item.origin == "ours",
        "text": plain(item.text, language),
    }
