"""Our own content with one text replaced, and what a rule says about it."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.support.content import edit

from toimintamalli.checks.rule import Rule
from toimintamalli.content import open_content
from toimintamalli.findings import Finding
from toimintamalli.model.ids import Language

THEME: Final = "themes/prerequisites.yaml"
TEXTS: Final = {
    "fi": "Vaivaton yhteistyö helpottaa työn arkea.",
    "en": "Cooperation without fuss makes the working day easier.",
}
"""A text that stands once in each language's file, unquoted on a line of its own."""


def write(folder: Path, language: str, text: str) -> None:
    """Write another text in its place, as it would stand after the key and the colon."""
    edit(folder, f"{language}/{THEME}", TEXTS.get(language, TEXTS["en"]), text)


def review(folder: Path, rule: Rule, *languages: str) -> list[Finding]:
    """Return what a rule finds in some languages, by place."""
    content = open_content(folder)
    return sorted(rule.check(replace(content, languages=tuple(map(Language, languages)))))


def fact(finding: Finding, name: str) -> str:
    """Return one fact of a finding."""
    return dict(finding.facts)[name]


def text_at(finding: Finding, length: int) -> str:
    """Return what stands in the file where the finding points."""
    return line_of(finding)[finding.position.column - 1 :][:length]


def line_of(finding: Finding) -> str:
    """Return the line of the file that the finding points to."""
    lines = Path(finding.position.file).read_text(encoding="utf-8").splitlines()
    return lines[finding.position.line - 1]
