"""What readers say of files that people filled in: in words, or as JSON for a program."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final, TypeVar

import click

from toimintamalli.cli.ui import Ui
from toimintamalli.findings import Finding

FORMS: Final = ("text", "json")
Command = TypeVar("Command", bound=Callable[..., Any])


def form_option() -> Callable[[Command], Command]:
    """Return the option, for each command that reads what people filled in."""
    return click.option(
        "--report",
        "form",
        type=click.Choice(FORMS),
        default="text",
        help="Form of the findings.",
    )


def for_form(ui: Ui, form: str) -> Ui:
    """Return what shows messages, which says nothing else where a program reads them."""
    return replace(ui, is_terse=form != "text")


def tell_findings(ui: Ui, findings: Iterable[Finding], form: str = "text") -> None:
    """Show what readers say, as messages that are no result."""
    if form == "json":
        ui.tell(as_json(findings, ui.language).rstrip())
        return
    for finding in findings:
        ui.tell(finding.as_told(ui.language))


def as_json(findings: Iterable[Finding], language: str) -> str:
    """Return findings as a JSON array, each with its place, code and words."""
    values = [
        {
            "file": finding.position.file,
            "line": finding.position.line,
            "column": finding.position.column,
            "severity": finding.severity,
            "code": finding.code,
            "message": finding.message(language),
            "hint": finding.hint(language),
        }
        for finding in findings
    ]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
