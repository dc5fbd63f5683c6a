"""A `{placeholder}` stands in every language or in none."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, Unit
from toimintamalli.patterns import BadPattern, names_in, read_pattern

_WORDS = ("interface", "generators")
"""The first keys under which texts are interface words; elsewhere a brace is just a brace."""


def _check(content: Content) -> Iterator[Finding]:
    for unit in content.units:
        if unit.path[0] in _WORDS:
            yield from _compare(unit, content)


def _compare(unit: Unit, content: Content) -> Iterator[Finding]:
    expected = placeholders(unit.strings.get(content.source, ""))
    for language, string in unit.strings.items():
        try:
            found = names_in(read_pattern(string))
        except BadPattern as problem:
            yield error(unit.places[language], problem.code, found=problem.found, text=string)
            continue
        if found != expected and expected is not None and not unit.is_optional:
            wanted = ", ".join(f"{{{placeholder}}}" for placeholder in sorted(expected))
            yield error(unit.places[language], "placeholders", expected=wanted or "–", text=string)


def placeholders(string: str) -> frozenset[str] | None:
    """Return the names in braces, or nothing where the braces mean nothing."""
    try:
        return names_in(read_pattern(string))
    except BadPattern:
        return None


RULE: Final = Rule(
    "placeholders", "What is filled into a text is the same in every language.", _check
)
