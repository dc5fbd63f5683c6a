"""What the script of a page needs to know: facts as data, and every word it shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from toimintamalli import LocalizedText, Model, Text, Workbook
from toimintamalli.findings import sentences
from toimintamalli.model.outline import FieldsBlock
from toimintamalli.rounds.facts import facts_of
from toimintamalli.workbook.tree import places_of
from toimintamalli_html._reading import reading_of
from toimintamalli_html._telling import telling_of
from toimintamalli_html._voice import Voice

_OF_WORD_FILES = "docx-"
_SCRIPT_WORDS = "say-"
"""The words that only scripts show begin with this."""
_OF_WORKBOOK = ("say-tool-",)
"""Words that only the script of the workbook says."""
_OF_FOLLOW_UP = ("say-docx-",)
"""Words that only the script of the follow-up says."""
_ONLY_IN_TEMPLATES = ("accessibility", "index-", "start-", "finish-", "sending", "unscripted")
_ESCAPES = str.maketrans({"<": "\\u003c", "&": "\\u0026"})
"""What would be markup or an entity in a template."""


def program_of(
    model: Model[Text],
    workbook: Workbook,
    view: Model[LocalizedText],
    voice: Voice,
    document: str,
) -> Markup:
    """Return what the script of a workbook works with, as JSON; `document` is what it is for."""
    known = dict(_known(workbook))
    facts = _facts(model, workbook, view)
    if document:
        facts["document"] = document
    if known:
        facts["known"] = known
    return _as_json({**facts, "words": _words(voice, _OF_FOLLOW_UP)})


def follow_up_of(
    model: Model[Text], workbook: Workbook, view: Model[LocalizedText], voice: Voice
) -> Markup:
    """Return what the script works with that opens several files, as JSON."""
    return _as_json(
        {
            **_facts(model, workbook, view),
            "places": dict(_questions(workbook)),
            "views": dict(_views(workbook)),
            "words": _words_of_reading(voice),
        }
    )


def known_of(model: Model[Text], view: Model[LocalizedText], voice: Voice) -> Markup:
    """Return what that script knows of every workbook of the model, whatever was asked for.

    People open workbooks of any themes and in any language, and see of it only what they answered.
    """
    return _as_json(
        {
            "facts": facts_of(model).as_data(),
            "telling": telling_of(model, view, voice),
            "reading": reading_of(model),
        }
    )


def _facts(model: Model[Text], workbook: Workbook, view: Model[LocalizedText]) -> dict[str, object]:
    return {
        "model": workbook.model,
        "contentVersion": workbook.version,
        "language": workbook.language,
        "parties": {each.id: each.title.string for each in view.parties},
        "occasion": {**_first(_occasion(model)), **_first(_occasion_in(workbook))},
        "ledger": dict(_gone(model)),
    }


def _words(voice: Voice, others: tuple[str, ...]) -> dict[str, str]:
    """Return the words that a page's script says, by the name that it calls them."""
    return {
        name.removeprefix(_SCRIPT_WORDS): text.string
        for name, text in voice.words.items()
        if not name.startswith((*_ONLY_IN_TEMPLATES, *others))
    }


def _words_of_reading(voice: Voice) -> dict[str, str]:
    """Return the same, with what is told of Word files, which pages may tell otherwise."""
    return {**sentences(_OF_WORD_FILES, voice.language), **_words(voice, _OF_WORKBOOK)}


def _as_json(facts: dict[str, object]) -> Markup:
    plain = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Markup(plain.translate(_ESCAPES))  # noqa: S704 -- escaped here, for a template


def _known(workbook: Workbook) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what the round before hands on: the script makes rows of its own for it."""
    for each in workbook.places():
        if each.given and each.fact:
            yield each.id, {"kind": each.kind, "value": each.given}


def _questions(workbook: Workbook) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what each place asks, whosever view it asks for: id without a view → question."""
    for place in workbook.places():
        prompt = f"{place.number} {place.prompt.string}".strip()
        question: dict[str, object] = {"kind": place.kind, "prompt": prompt}
        if place.choices:
            question["choices"] = [
                [str(each.value), each.label.string if each.label else ""] for each in place.choices
            ]
        yield place.id.partition("@")[0], question


def _views(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """Yield what views that are no party's are called: by the section that asks for them."""
    for section in workbook.sections:
        for block in section.blocks:
            for place in places_of(block):
                if view := place.id.partition("@")[2]:
                    yield view, section.title.string


def _occasion(model: Model[Text]) -> Iterator[tuple[str, str]]:
    """Yield which places of any workbook hold what a sheet says of the occasion."""
    for section in model.sections:
        for block in section.blocks:
            if isinstance(block, FieldsBlock):
                for field in block.fields:
                    if field.given:
                        yield field.given, f"{section.id}.{block.id}.{field.id}"


def _occasion_in(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """Yield the same of this workbook."""
    for place in workbook.places():
        if place.tells:
            yield place.tells, place.id


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first place that tells each fact."""
    found: dict[str, str] = {}
    for fact, place in pairs:
        found.setdefault(fact, place)
    return found


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
