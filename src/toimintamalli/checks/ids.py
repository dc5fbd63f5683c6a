"""Ids are unique, short enough, and don't get in each other's way."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.loading.kinds import LANGUAGE, THEME
from toimintamalli.model.ids import ID_LENGTH
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.yaml import Path, Value


def _check(content: Content) -> Iterator[Finding]:
    for name, file in content.files.items():
        # What a file says of a language are words, and no ids.
        if file.language is None and file.kind is not LANGUAGE:
            yield from _find_twice(file, file.document.value, ())
            if file.kind is THEME:
                yield from _find_long(file, name.rpartition("/")[2].removesuffix(".yaml"))


def _find_twice(file: ContentFile, value: Value, path: Path) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _find_twice(file, member, (*path, key))
    if isinstance(value, list):
        ids = [element.get("id") if isinstance(element, dict) else element for element in value]
        seen: Counter[object] = Counter()
        for index, (id_, element) in enumerate(zip(ids, value, strict=True)):
            seen[id_] += 1
            if isinstance(id_, str) and seen[id_] == 2:  # noqa: PLR2004 -- the second is one too many
                at = (*path, index, "id") if isinstance(element, dict) else (*path, index)
                yield error(file.document.position(at), "id-twice", id=id_)
            yield from _find_twice(file, element, (*path, index))


def _find_long(file: ContentFile, theme: str) -> Iterator[Finding]:
    value = file.document.value
    for collection, kind in ITEM_KINDS.items():
        items = value.get(collection) if isinstance(value, dict) else None
        for index, item in enumerate(items if isinstance(items, list) else ()):
            id_ = f"{theme}.{kind}.{item['id'] if isinstance(item, dict) else item}"
            if len(id_) > ID_LENGTH:
                at = file.document.position((collection, index, "id"))
                yield error(at, "id-too-long", id=id_, limit=ID_LENGTH, length=len(id_))


RULE: Final = Rule(
    "ids", "Every id stands for one thing, and fits where tools have to keep it.", _check
)
