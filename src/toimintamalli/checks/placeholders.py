"""A `{placeholder}` stands in every language or in none."""

from collections.abc import Iterator
from string import Formatter

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, Unit

_WORDS = ("interface", "generators")
"""The first keys under which texts are interface words; elsewhere a brace is just a brace."""


def _check(content: Content) -> Iterator[Finding]:
    for unit in content.units:
        if unit.path[0] in _WORDS:
            yield from _compare(unit, content)


def _compare(unit: Unit, content: Content) -> Iterator[Finding]:
    expected = placeholders(unit.strings.get(content.source, ""))
    for language, string in unit.strings.items():
        found = placeholders(string)
        if found is None or (found != expected and not unit.is_optional):
            wanted = ", ".join(f"{{{each}}}" for each in sorted(expected or ()))
            yield error(unit.places[language], "placeholders", expected=wanted or "–", text=string)


def placeholders(string: str) -> frozenset[str] | None:
    """Return the names in braces, or nothing where the braces hold anything but a name."""
    try:
        fields = [field[1:] for field in Formatter().parse(string) if field[1] is not None]
    except ValueError:
        return None
    # A width such as `{count:>9999999999}` would fill the memory of whoever builds.
    plain = all(str(name).isidentifier() and not (spec or how) for name, spec, how in fields)
    return frozenset(str(name) for name, _, _ in fields) if plain else None


RULE = Rule("placeholders", "What is filled into a text is the same in every language.", _check)
