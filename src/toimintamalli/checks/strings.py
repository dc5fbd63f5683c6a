"""No text is empty or holds characters that can't be printed."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content

_ALLOWED = {"\n", "\t"}


def _check(content: Content) -> Iterator[Finding]:
    for unit in content.units:
        for language, string in unit.strings.items():
            at = unit.places[language]
            if not string:
                yield error(at, "empty-text", path=".".join(map(str, unit.path)))
            for character in sorted(sign for sign in set(string) if _is_control(sign)):
                yield error(at, "control-character", character=f"U+{ord(character):04X}")


def _is_control(character: str) -> bool:
    # Cc: control, Cs: half of a pair, Cn: unassigned and never to be assigned (U+FFFE …).
    return character not in _ALLOWED and unicodedata.category(character) in {"Cc", "Cs", "Cn"}


RULE: Final = Rule(
    "strings", "No text is empty, and each of its characters can be printed.", _check
)
