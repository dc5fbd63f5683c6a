"""What a page needs to tell of a follow-up: the report's own words and names of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from toimintamalli import LocalizedText, Model, Text, Words, words_for
from toimintamalli.model.item import ScaleQuestion
from toimintamalli.report.vocabulary import OWNER, PACKAGE
from toimintamalli.words import packaged_words
from toimintamalli_html._voice import Voice

L = LocalizedText
_ASIDE: Final = frozenset({"page", "skip", "purpose", "title", "untranslated"})
"""Words of a report as a file, which the page has its own for."""

_OF_LANGUAGE: Final = ("contents", "date-shown", "month-names", "decimal-sign", "percent")
"""Words of every format: the name of a list of contents, how days and numbers are written."""


def telling_of(model: Model[Text], view: Model[L], voice: Voice) -> dict[str, object]:
    """Return what the script tells with, in the page's language."""
    words = words_for(OWNER, PACKAGE, model, voice.language, voice.missing)
    return {
        "words": dict(_words(words)),
        "language": voice.language,
        "title": view.title.string,
        "themes": [
            {
                "id": theme.id,
                "number": theme.number,
                "title": theme.title.string,
                "questions": [
                    {"id": question.id, "number": question.number, "text": question.text.string}
                    | {"scale": question.scale}
                    for question in theme.questions
                    if isinstance(question, ScaleQuestion)
                ],
            }
            for theme in view.themes
        ],
        "scales": [
            {
                "id": scale.id,
                "values": [
                    {"value": value} | ({"label": label.string} if label else {})
                    for value in scale.values
                    for label in [scale.label(value)]
                ],
            }
            for scale in view.scales
        ],
        "roles": _titles((role.id, role.title) for role in view.roles),
        "reaches": _titles((reach.id, reach.title) for reach in view.reaches),
        "kinds": _titles((kind.id, kind.title) for kind in view.measure_kinds),
        "timings": _titles((timing.id, timing.title) for timing in view.indicator_timings),
        "statuses": _titles(_statuses(view)),
        "advice": {
            advice.id: list(_advice(view, words, advice.items)) for advice in view.plan_advice
        },
    }


def _words(words: Words) -> Iterator[tuple[str, str]]:
    for name in (*packaged_words(PACKAGE), *_OF_LANGUAGE):
        if name not in _ASIDE:
            yield name, words[name].string


def _titles(named: Iterable[tuple[str, L]]) -> dict[str, str]:
    return {id_: title.string for id_, title in named}


def _statuses(view: Model[L]) -> Iterator[tuple[str, L]]:
    for section in view.sections:
        for block in section.blocks:
            for field in getattr(block, "fields", ()):
                if field.fact == "measures.status":
                    yield from ((option.id, option.text) for option in field.options)


def _advice(view: Model[L], words: Words, ids: Iterable[str]) -> Iterator[dict[str, str]]:
    items = {str(item.id): item for item in view.items()}
    for id_ in ids:
        text: L | None = getattr(items.get(id_), "text", None)
        if text:
            yield {"name": _name(words, id_, items[id_].number), "text": _first(text.string)}


def _name(words: Words, id_: str, number: str) -> str:
    # A pitfall without its heading would read as if the model advised it.
    kind = id_.split(".")[1]
    if kind not in words:
        return number
    return words.fill("advice-item", kind=words[kind].string, number=number).string


def _first(text: str) -> str:
    """Return the first paragraph of a text."""
    return next((paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()), "")
