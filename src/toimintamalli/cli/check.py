"""`toimintamalli check`: everything that is wrong with a content folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from toimintamalli import messages
from toimintamalli.cli.findings import as_json
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.summary import as_markdown
from toimintamalli.cli.ui import Ui
from toimintamalli.content import check_content, find_unread, open_content, review_content
from toimintamalli.coverage import Coverage, find_lacking, measure_coverage
from toimintamalli.findings import Finding, Severity
from toimintamalli.loading.content import Content


@click.command()
@content_option()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--report",
    type=click.Choice(["text", "json", "github", "markdown"]),
    default="text",
    help="Form of the findings.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write them to as Markdown as well.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Texts that nothing may be copied from.",
)
@click.pass_obj
def check(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    folder: str | None,
    *,
    strict: bool,
    report: str,
    summary: Path | None,
    sources: Path | None,
) -> int:
    """Check content, and show every problem with its place and what to do."""
    content = open_content(folder)
    copies = _find_copies(content, sources) if sources else ()
    lacking = find_lacking(content)
    findings = sorted({*check_content(content), *review_content(content), *copies, *lacking})
    click.echo(_REPORTS[report](findings, ui.language), nl=False)
    if summary is not None:
        ui.save(summary, as_markdown(findings, ui.language).encode())
    for language, code in find_unread(content):
        ui.tell(_note(ui, language, code))
    if measured := _lacking_words(content):
        ui.tell(_tabulate(ui, measured))
    ui.tell(_summarise(ui, content, findings))
    stopping = [finding for finding in findings if strict or finding.severity is Severity.ERROR]
    return 1 if stopping else 0


def _find_copies(content: Content, folder: Path) -> Sequence[Finding]:
    from toimintamalli.checks.copies import find_copies, read_sources  # noqa: PLC0415 -- only who asks for it pays for it

    files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    texts = {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}
    return find_copies(content, read_sources(texts))


def _lacking_words(content: Content) -> Sequence[Coverage]:
    """Return how far each language has words, if some of them lack any."""
    measured = measure_coverage(content)
    return measured if any(coverage.missing for coverage in measured) else ()


def _tabulate(ui: Ui, measured: Sequence[Coverage]) -> str:
    """Return a table: a row for each owner of words, a column for each language."""
    owners = dict.fromkeys(coverage.owner for coverage in measured)
    languages = dict.fromkeys(coverage.language for coverage in measured)
    given = {
        (coverage.owner, coverage.language): f"{coverage.given}/{coverage.total}"
        for coverage in measured
    }
    rows = [
        [ui.say("words-of"), *languages],
        *([owner, *(given[owner, language] for language in languages)] for owner in owners),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _note(ui: Ui, language: str, code: str) -> str:
    hint = messages.advise(code, ui.language)
    return " – ".join(filter(None, (ui.say(code, of=language), hint)))


def _summarise(ui: Ui, content: Content, findings: Sequence[Finding]) -> str:
    if not findings:
        languages = ", ".join(content.languages)
        return ui.say("all-fine", files=len(content.files), languages=languages)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return ui.say("counts", errors=errors, warnings=len(findings) - errors)


def _as_text(findings: Sequence[Finding], language: str) -> str:
    return "".join(f"{finding.as_text(language)}\n" for finding in findings)


def _as_github(findings: Sequence[Finding], language: str) -> str:
    return "".join(f"{_annotate(finding, language)}\n" for finding in findings)


def _annotate(finding: Finding, language: str) -> str:
    """Return a workflow command, by which GitHub shows the finding beside the line."""
    at = finding.position
    said = " – ".join(filter(None, (finding.message(language), finding.hint(language))))
    place = f"file={_property(at.file)},line={at.line},col={at.column}"
    return f"::{finding.severity} {place},title={finding.code}::{_escape(said)}"


def _property(value: str) -> str:
    return _escape(value).replace(":", "%3A").replace(",", "%2C")


def _escape(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_REPORTS: Final[Mapping[str, Callable[[Sequence[Finding], str], str]]] = {
    "text": _as_text,
    "json": as_json,
    "github": _as_github,
    "markdown": as_markdown,
}
