"""One thing has one name, wherever readers meet it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Final

from toimintamalli.checks.prose import Passage, passages
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.yaml import Path

Thing = tuple[Hashable, ...]
"""What a name is the name of; equal for texts that name the same thing."""


def _check(content: Content) -> Iterator[Finding]:
    if content.model is None:
        return
    fields = _fields_of(content.model)
    for language in content.languages:
        first: dict[Thing, Passage] = {}
        for passage in passages(content, language):
            thing = _thing(passage.unit.path, fields)
            if thing is None:
                continue
            other = first.setdefault(thing, passage)
            if _said(other) != _said(passage):
                facts = {"found": passage.string, "other": other.string, "key": other.unit.key}
                yield warning(passage.place(0, len(passage.string)), "two-names", **facts)


def _said(passage: Passage) -> str:
    # A term stands in the middle of a sentence, a title at its beginning.
    return passage.string.strip().casefold()


def _thing(path: Path, fields: Mapping[tuple[str, ...], Thing]) -> Thing | None:
    match tuple(map(str, path)):
        case ("sections", section, "blocks", block, "fields", field, "prompt"):
            return fields.get((section, block, field))
        case ("sections", _, "blocks", _, "fields", field, "options", option, "text"):
            return ("option", field, option)
        case (("roles" | "terms") as collection, id_, ("title" | "term") as what):
            return _NAMED[collection, what](id_)
        case _:
            return None


_NAMED: Final[Mapping[tuple[str, str], Callable[[str], Thing]]] = {
    ("roles", "title"): lambda id_: ("word", id_),
    ("terms", "term"): lambda id_: ("word", id_),
}


def _fields_of(model: Model[Text]) -> dict[tuple[str, ...], Thing]:
    """Return what each field asks for, by its place: one thing in blocks of one kind and name."""
    return {
        (section.id, block.id, field.id): (block.kind, block.id, field.id, field.fact)
        for section in model.sections
        for block in section.blocks
        if block.kind in ("cards", "table", "fields")
        for field in block.fields
        if field.fact
    }


RULE: Final = Rule("names", "One thing has one name in every place.", _check)
