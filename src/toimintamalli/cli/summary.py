"""The findings as a page for a pull request: in plain words, each with a link to its place."""

import os
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from toimintamalli import messages
from toimintamalli.cli.markdown import plain
from toimintamalli.findings import Finding, Position, Severity


def as_markdown(findings: Sequence[Finding], language: str) -> str:
    """Return findings as GitHub's Markdown: errors first, by file, each linked to its line."""
    title = messages.say("summary-title", language)
    if not findings:
        return f"## {title}\n\n{messages.say('summary-fine', language)}\n"
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    rest = [finding for finding in findings if finding.severity is not Severity.ERROR]
    return (
        f"## {title}\n"
        + _section(errors, messages.say("summary-errors", language, count=len(errors)), language)
        + _section(rest, messages.say("summary-warnings", language, count=len(rest)), language)
    )


def _section(findings: Sequence[Finding], title: str, language: str) -> str:
    if not findings:
        return ""
    files = groupby(sorted(findings), key=lambda finding: finding.position.file)
    listed = "".join(
        f"\n#### {plain(file)}\n\n" + "".join(_line(finding, language) for finding in found)
        for file, found in files
    )
    return f"\n### {title}\n{listed}"


def _line(finding: Finding, language: str) -> str:
    at = finding.position
    where = messages.say("summary-line", language, line=at.line)
    said = " – ".join(filter(None, (finding.message(language), finding.hint(language))))
    return f"- [{where}]({_address(at)}): {plain(said)}\n"


def _address(at: Position) -> str:
    # What GitHub tells every job of a workflow; anywhere else the link is a relative one.
    server, repository, commit = (
        os.environ.get(f"GITHUB_{variable}", "") for variable in ("SERVER_URL", "REPOSITORY", "SHA")
    )
    base = f"{server}/{repository}/blob/{commit}/" if server and repository and commit else ""
    return f"{base}{quote(at.file)}#L{at.line}"
