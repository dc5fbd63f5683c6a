"""`toimintamalli build`: from content to a folder of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from toimintamalli.batch import Workplace, read_batch
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import bytes_of
from toimintamalli.cli.jobs import in_processes, jobs_option
from toimintamalli.cli.settings import Settings, choose_settings, installed
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import BadOption, BadRequest
from toimintamalli.generation import find_generator, generate, generator_names, index, settle
from toimintamalli.model.ids import Language, ThemeId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.output import write_tree
from toimintamalli.plugins import Artifact
from toimintamalli.workbook.request import Occasion, Request

if TYPE_CHECKING:
    from toimintamalli.rounds.next_round import NextRound

DEFAULT_FORMATS: Final = ("docx", "pdf", "html", "json")
"""What is made unless told otherwise; PDF only where what makes it is installed."""
BATCH_FORMATS: Final = ("docx",)
"""What each of many workplaces gets unless told otherwise: what bears its name and is filled in."""


class NotWithBatch(BadOption):
    """An option says of all workplaces what the table has to say of each."""

    code = "not-with-batch"


@click.command()
@content_option()
@click.option("--language", "languages", multiple=True, metavar="L", help="A language to write.")
@click.option("--format", "formats", multiple=True, metavar="F", help="A format to write.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="A theme to include.")
@click.option(
    "--for", "workplaces", multiple=True, metavar="TAG", help="What kind of workplace it is for."
)
@click.option("--profile", metavar="P", help="One kind of workbook only.")
@click.option(
    "--missing",
    type=click.Choice([missing.value for missing in Missing]),
    default=Missing.SOURCE.value,
    help="What to do where a translation is missing.",
)
@click.option("--organisation", default="", help="Name of the workplace, for the cover.")
@click.option("--party", metavar="ID", help="The party that fills in the workbook.")
@click.option("--round", "round_", type=click.IntRange(1), help="Number of the follow-up round.")
@click.option("--date", metavar="YYYY-MM-DD", help="Day of the meeting.")
@click.option(
    "--continue", "continued", multiple=True, metavar="FILE", help="Answers of earlier rounds."
)
@click.option(
    "--batch",
    metavar="CSV",
    type=click.Path(path_type=Path),
    help="A table of workplaces: a folder of workbooks for each.",
)
@jobs_option()
@click.option(
    "--set", "settings", multiple=True, metavar="F.OPTION=VALUE", help="A format's option."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("out"),
    help="Folder to write; by default out.",
)
@click.pass_obj
def build(ui: Ui, /, out: Path, batch: Path | None, **asked: Any) -> int:  # noqa: ANN401 -- click passes one argument an option
    """Write workbooks, web pages and data to a folder, all of it or nothing."""
    if batch and (asked["organisation"] or asked["continued"]):
        option = "--organisation" if asked["organisation"] else "--continue"
        raise NotWithBatch(option=option)
    model = load(asked["folder"])
    formats = asked["formats"] or tuple(installed(BATCH_FORMATS if batch else DEFAULT_FORMATS))
    settings = choose_settings(asked["settings"], formats, generator_names(), find_generator)
    request = _request(ui, model, asked)
    made: list[str] = []
    if batch is None:
        write_tree(out, _noted(_Order(model, settings).files(request, _tell_format(ui)), made))
    else:
        workplaces, findings = read_batch(bytes_of(batch), batch.as_posix(), model, request)
        for finding in findings:
            ui.tell(finding.as_text(ui.language))
        if findings:
            return 1
        order = _Order(model, settings)
        write_tree(out, _noted(_files_of_all(ui, order, workplaces, asked["jobs"]), made))
    ui.tell(ui.say("built", count=len(made), folder=out))
    return 0


_Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class _Order:
    """What to make for whoever asks, checked."""

    model: Model[Text]
    settings: Settings

    def files(self, request: Request, begin: Callable[[str], None] = lambda _: None) -> _Files:
        """Yield each file, in the end the pages that tell of all of them."""
        made: list[Artifact] = []
        for name, options in self.settings.items():
            begin(name)
            yield from _passed(generate(name, self.model, request, options), made)
        for name, options in self.settings.items():
            pages = index(name, self.model, request, options, tuple(made))
            yield from _passed(pages, made)


def _files_of_all(
    ui: Ui, order: _Order, workplaces: Sequence[Workplace], jobs: int | None
) -> _Files:
    """Yield the files of each workplace in its own folder, and show how far that is."""
    each_done = in_processes(_files_of, order, workplaces, jobs)
    for number, files in enumerate(each_done, 1):
        yield from files
        ui.count(number, len(workplaces))


def _files_of(order: _Order, workplace: Workplace) -> list[tuple[str, bytes]]:
    files = order.files(workplace.request)
    return [(f"{workplace.folder}/{path}", content) for path, content in files]


def _tell_format(ui: Ui) -> Callable[[str], None]:
    def tell(name: str) -> None:
        if sys.stderr.isatty():
            ui.tell(f"  {name} …")

    return tell


def _noted(files: _Files, made: list[str]) -> _Files:
    for path, content in files:
        made.append(path)
        yield path, content


def _passed(artifacts: Iterable[Artifact], made: list[Artifact]) -> _Files:
    for artifact in artifacts:
        made.append(replace(artifact, content=b""))
        yield artifact.path, artifact.content


def _request(ui: Ui, model: Model[Text], asked: Mapping[str, Any]) -> Request:
    occasion = _occasion(asked)
    if asked["continued"]:
        from toimintamalli.cli.continuing import hand_on  # noqa: PLC0415 -- few ask for it

        occasion = _continued(occasion, hand_on(ui, model, map(Path, asked["continued"])))
    request = Request(
        languages=tuple(map(Language, asked["languages"])),
        themes=tuple(map(ThemeId, asked["themes"])),
        workplaces=tuple(asked["workplaces"]),
        profile=asked["profile"],
        missing=Missing(asked["missing"]),
        occasion=occasion,
    )
    return settle(model, request)


def _occasion(asked: Mapping[str, Any]) -> Occasion:
    try:
        return Occasion(
            organisation=asked["organisation"],
            party=asked["party"],
            round=asked["round_"],
            date=asked["date"] or _reproducible_date(),
        )
    except BadRequest as problem:
        option, found = f"--{problem.facts['option']}", problem.facts["found"]
        raise BadOption(option=option, found=found, reason="2026-11-21") from None


def _continued(occasion: Occasion, before: NextRound) -> Occasion:
    """Return the occasion with what the rounds before hand on; what was asked for goes first."""
    return occasion.model_copy(
        update={
            "organisation": occasion.organisation or before.organisation,
            "round": occasion.round or before.round,
            "known": before.known,
            "earlier": before.earlier,
        }
    )


def _reproducible_date() -> str | None:
    """Return the day that a reproducible build asks for; without one the place stays blank.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        # The specification wants a malformed value to stop the build.
        raise BadOption(option="SOURCE_DATE_EPOCH", found=seconds, reason="1700000000") from None
