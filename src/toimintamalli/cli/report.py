"""`toimintamalli report`: what became of what was agreed, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date as calendar_date
from pathlib import Path
from typing import Final

import click

from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import LEAST
from toimintamalli.cli.findings import for_form, form_option, tell_findings
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import read_files
from toimintamalli.cli.jobs import jobs_option
from toimintamalli.cli.settings import Settings, choose_settings, installed
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import BadOption, UnknownName
from toimintamalli.findings import has_errors
from toimintamalli.model.ids import Date, Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.output import write_tree
from toimintamalli.report.composing import compose
from toimintamalli.reporting import find_reporter, render, reporter_names
from toimintamalli.rounds.figures import sum_up
from toimintamalli.rounds.follow_up import FollowUp

DEFAULT_FORMATS: Final = ("docx", "pdf", "html", "ics")
"""What is made unless told otherwise; PDF only where what makes it is installed."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", "languages", multiple=True, metavar="L", help="A language to write.")
@click.option("--format", "formats", multiple=True, metavar="F", help="A format to write.")
@click.option("--organisation", metavar="NAME", help="The workplace whose files count.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Day of the follow-up.")
@click.option(
    "--least",
    type=click.IntRange(1),
    default=LEAST,
    metavar="N",
    help="Fewer respondents than this are not shown.",
)
@click.option(
    "--missing",
    type=click.Choice([way.value for way in Missing]),
    default=Missing.SOURCE.value,
    help="What to do where a translation is missing.",
)
@click.option(
    "--set", "settings", multiple=True, metavar="F.OPTION=VALUE", help="A format's option."
)
@content_option()
@jobs_option()
@form_option()
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("report"),
    help="Folder to write; by default report.",
)
@click.pass_obj
def report(  # noqa: PLR0913, PLR0917 -- click passes one argument an option
    ui: Ui,
    files: tuple[Path, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    organisation: str | None,
    day: str | None,
    least: int,
    missing: str,
    settings: tuple[str, ...],
    folder: str | None,
    jobs: int | None,
    form: str,
    out: Path,
) -> int:
    """Write a follow-up report from filled workbooks and answers files, all of it or nothing.

    Take the files of both parties and of every round. Exit status 1 if a file can't be used.
    """
    ui = for_form(ui, form)
    names = tuple(dict.fromkeys(formats or installed(DEFAULT_FORMATS)))
    chosen = choose_settings(settings, names, reporter_names(), find_reporter)
    asked = _day(day)
    model = load(folder)
    spoken = _known(model, languages)
    sheets, findings = read_files(ui, files, model, jobs=jobs)
    tell_findings(ui, findings, form)
    if has_errors(findings):
        return 1
    follow_up = sum_up(sheets, model, date=asked, least=least, organisation=organisation)
    told = spoken or (_usual(model, sheets),)
    made: list[str] = []
    write_tree(out, _files(follow_up, model, told, chosen, Missing(missing), made))
    ui.remark(ui.say("built", count=len(made), folder=out))
    return 0


def _files(  # noqa: PLR0913, PLR0917 -- each says what to write, and has nothing to do with the rest
    follow_up: FollowUp,
    model: Model[Text],
    languages: Iterable[Language],
    settings: Settings,
    missing: Missing,
    made: list[str],
) -> Iterator[tuple[str, bytes]]:
    """Yield each file, noting its name in `made`."""
    for language in languages:
        told = compose(follow_up, model, language, missing)
        for name, options in settings.items():
            for artifact in render(name, told, options):
                made.append(artifact.path)
                yield artifact.path, artifact.content


def _known(model: Model[Text], languages: Iterable[str]) -> tuple[Language, ...]:
    for language in languages:
        if language not in model.languages:
            raise UnknownName("language", language, model.languages)
    return tuple(map(Language, dict.fromkeys(languages)))


def _usual(model: Model[Text], sheets: Iterable[AnswerSheet]) -> Language:
    """Return the language that most sheets are in, of those that the content speaks."""
    counts = Counter(sheet.language for sheet in sheets)
    # Of equally many the one that the content names first, whatever the order of the files.
    return max(model.languages, key=lambda language: counts[language])


def _day(given: str | None) -> Date | None:
    if given is None:
        return None
    try:
        day = calendar_date.fromisoformat(given)
    except ValueError:
        raise BadOption(option="--date", found=given, reason="2026-11-21") from None
    return Date(day.isoformat())
