"""The source language is published, and first."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("model.yaml")
    if file and content.languages[:1] != (content.source,):
        at = file.document.position(("model", "languages"))
        yield error(at, "source-not-first", source=content.source)


RULE: Final = Rule("languages", "The source language comes first among the published ones.", _check)
