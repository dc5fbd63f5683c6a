"""No text is written and translated for nobody: each stands in some workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.value import Value
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve

_NOT_IN_WORKBOOKS = frozenset({"interface.yaml"})
"""Files whose texts are words of the outputs themselves."""


def _check(content: Content) -> Iterator[Finding]:
    if content.model is None or not any(profile.whole for profile in content.model.profiles):
        return
    source = content.model.source_language
    shown = _shown(content.model)
    for passage in passages(content, source):
        if passage.unit.file not in _NOT_IN_WORKBOOKS and not all(
            _is_in(shown, paragraph) for paragraph in _paragraphs(passage.string)
        ):
            yield warning(passage.place(0, 1), "shown-nowhere", key=passage.unit.key)


def _shown(model: Model[Text]) -> frozenset[str]:
    requests = (Request(profile=id_) for id_ in model.profiles.ids)
    books = (resolve(model, request, model.source_language) for request in requests)
    strings = (string for book in books for string in _strings(book))
    return frozenset(paragraph for string in strings for paragraph in _paragraphs(string))


def _is_in(shown: frozenset[str], paragraph: str) -> bool:
    # A workbook may go on after a text: it tells of which kinds an indicator is.
    return paragraph in shown or any(string.startswith(f"{paragraph} (") for string in shown)


def _paragraphs(text: str) -> Iterator[str]:
    return (paragraph.strip() for paragraph in text.split("\n\n"))


def _strings(value: object) -> Iterator[str]:
    match value:
        case LocalizedText():
            yield value.string
        case Value():
            for name in type(value).model_fields:
                yield from _strings(getattr(value, name))
        case tuple():
            for element in value:
                yield from _strings(element)
        case _:
            return


RULE: Final = Rule(
    "shown",
    "Where a profile is to hold all of the model, every text is in a workbook.",
    _check,
    of_sound=True,
)
