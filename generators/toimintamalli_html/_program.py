"""What the script of a page needs to know: facts as data, and every word it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from toimintamalli import LocalizedText, Model, Text, Workbook, words_for
from toimintamalli.model.outline import FieldsBlock
from toimintamalli.rounds.facts import facts_of
from toimintamalli.words import WORD_FILES, WORD_FILES_PACKAGE, packaged_words
from toimintamalli.workbook.tree import places_of
from toimintamalli_html._assets import script
from toimintamalli_html._reading import Reading
from toimintamalli_html._table import table_of
from toimintamalli_html._telling import telling_of
from toimintamalli_html._voice import Voice

_SCRIPT_WORDS = "say-"
"""The words that only scripts show begin with this."""
_NAME = re.compile(r"[\"'`]([a-z0-9-]+)(?:[\"'`]|(\$\{))")
"""A name that a script says in quotes, or the beginning of one that it puts together."""
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
    facts["facts"] = _for_next_round(facts_of(model).as_data())
    if document:
        facts["document"] = document
    if known:
        facts["known"] = known
    return _as_json({**facts, "words": _words(voice, "workbook")})


def follow_up_of(
    model: Model[Text], workbook: Workbook, view: Model[LocalizedText], voice: Voice
) -> Markup:
    """Return what the script works with that opens several files, as JSON."""
    return _as_json(
        {
            **_facts(model, workbook, view),
            "views": dict(_views(workbook)),
            "words": {**_of_word_files(model, voice), **_words(voice, "follow_up")},
        }
    )


def known_of(model: Model[Text], view: Model[LocalizedText], voice: Voice) -> Markup:
    """Return what that script knows of every workbook of the model, whatever was asked for.

    People open workbooks of any themes and in any language, and see of it only what they answered.
    """
    reading = Reading(model)
    return _as_json(
        {
            "facts": _apart_from_places(facts_of(model).as_data()),
            "telling": telling_of(model, view, voice),
            "table": table_of(model, reading.asides()),
            "reading": reading.as_data(),
        }
    )


def _apart_from_places(facts: dict[str, object]) -> dict[str, object]:
    """Return what the script can't work out from the table of places."""
    return {name: value for name, value in facts.items() if name != "blocks"}


def _for_next_round(facts: dict[str, object]) -> dict[str, object]:
    """Return what the next round is made from: without what only a report warns of."""
    return {name: value for name, value in facts.items() if not name.startswith("vague")}


def _facts(model: Model[Text], workbook: Workbook, view: Model[LocalizedText]) -> dict[str, object]:
    return {
        "model": workbook.model,
        "contentVersion": workbook.version,
        "language": workbook.language,
        "parties": {party.id: party.title.string for party in view.parties},
        "occasion": {**_first(_occasion(model)), **_first(_occasion_in(workbook))},
        "ledger": dict(_gone(model)),
    }


def _of_word_files(model: Model[Text], voice: Voice) -> dict[str, str]:
    words = words_for(WORD_FILES, WORD_FILES_PACKAGE, model, voice.language, voice.missing)
    return {code: words[code].string for code in packaged_words(WORD_FILES_PACKAGE)}


def _words(voice: Voice, page: str) -> dict[str, str]:
    """Return the words that a page's script says, by the name that it calls them."""
    said = list(_NAME.finditer(script(page)))
    names = {found[1] for found in said}
    beginnings = tuple(found[1] for found in said if found[2])
    words = {name.removeprefix(_SCRIPT_WORDS): text for name, text in voice.words.items()}
    return {
        name: text.string
        for name, text in words.items()
        if name in names or name.startswith(beginnings)
    }


def _as_json(facts: dict[str, object]) -> Markup:
    plain = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Markup(plain.translate(_ESCAPES))  # noqa: S704 -- escaped here, for a template


def _known(workbook: Workbook) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what the round before hands on: the script makes rows of its own for it."""
    for place in workbook.places():
        if place.given and place.fact:
            yield place.id, {"kind": place.kind, "value": place.given}


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
    gone = [entry for entry in entries if entry.retired or entry.replaced_by]
    named = {id_ for entry in gone for id_ in (entry.id, *entry.replaced_by)}
    for entry in entries:
        if entry.id in named:
            yield (
                entry.id,
                entry.model_dump(mode="json", exclude_defaults=True, exclude={"id", "since"}),
            )
