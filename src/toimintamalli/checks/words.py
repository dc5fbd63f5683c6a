"""Every interface word that the core needs is there."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content

NEEDED: Final = ("audience-all",)
"""The words that the workbook tree itself shows; a generator brings its own along."""


def _check(content: Content) -> Iterator[Finding]:
    file = content.files.get(f"{content.source}/interface.yaml")
    value = file.document.value if file else None
    words = value["interface"] if isinstance(value, dict) else None
    for each in NEEDED:
        if file and isinstance(words, dict) and each not in words:
            yield error(file.document.position(("interface",), key=True), "missing-word", id=each)


RULE = Rule("words", "Every interface word that outputs need is there.", _check)
