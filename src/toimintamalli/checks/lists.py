"""What every output needs at least one of is never an empty list."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.yaml import Path, Value

_NEEDED: Final = frozenset(
    {"languages", "themes", "parties", "profiles", "sections", "audience", "values", "preferred"}
)
"""Keys under which a list holds something, wherever they stand."""
_NEEDED_AT_TOP: Final = frozenset({"sources"})
"""Keys of which only the model's own list has to: an item of our own has no sources."""


def _check(content: Content) -> Iterator[Finding]:
    for file in content.files.values():
        if file.language is None:
            yield from _find_empty(file, file.document.value, ())


def _find_empty(file: ContentFile, value: Value, path: Path) -> Iterator[Finding]:
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from _find_empty(file, element, (*path, index))
    if isinstance(value, dict):
        needed = _NEEDED if path else _NEEDED | _NEEDED_AT_TOP
        for key, member in value.items():
            if member == [] and key in needed:
                yield error(file.document.position((*path, key)), "empty-list", key=key)
            yield from _find_empty(file, member, (*path, key))


RULE: Final = Rule("lists", "No list is empty that every output needs something of.", _check)
