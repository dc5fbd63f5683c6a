"""Every text has structure, and every structure has its text."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error, suggest, warning
from toimintamalli.loading.content import Content


def _check(content: Content) -> Iterator[Finding]:
    for orphan in content.orphans:
        yield error(
            orphan.position,
            "orphan-text",
            found=orphan.name,
            suggestion=suggest(orphan.name, orphan.known),
        )
    for unit in content.units:
        if unit.is_optional:
            continue
        for language in unit.places.keys() - unit.strings.keys():
            is_source = language == content.source
            make, code = (error, "missing-text") if is_source else (warning, "untranslated")
            yield make(unit.places[language], code, path=".".join(map(str, unit.path)))


RULE: Final = Rule(
    "texts",
    "Every text has a place in the structure, and every place in the structure its text.",
    _check,
)
