"""The commands by which texts go to translators and come back."""

from collections.abc import Iterator
from pathlib import Path

import click

from toimintamalli.cli.inputs import bytes_of
from toimintamalli.cli.translations.history import find_previous
from toimintamalli.cli.translations.workspace import open_workspace, save
from toimintamalli.cli.ui import Ui
from toimintamalli.errors import UnknownName
from toimintamalli.model.ids import Language
from toimintamalli.output import replace_files
from toimintamalli.translation.exchange.forms import FORMS, read_return
from toimintamalli.translation.exchange.package import BadExchangeFile, Return
from toimintamalli.translation.exchange.receiving import (
    Change,
    Reception,
    receive,
    report_unknown,
)
from toimintamalli.translation.exchange.sending import pack
from toimintamalli.translation.state import State
from toimintamalli.translation.wording import compare_words
from toimintamalli.translation.workspace import Workspace
from toimintamalli.translation.writing import put_changes

_LARGEST = 20_000_000


class OtherLanguage(BadExchangeFile):
    """A file was translated from another language than the content's source."""

    code = "exchange-other-source"


class NoLanguage(BadExchangeFile):
    """A file does not tell its language, and nobody else did."""

    code = "exchange-no-language"


@click.command("export")
@click.option("--content", "folder", metavar="DIR", help="Content root; by default ours.")
@click.option("--language", required=True, metavar="L", help="A language, published or to begin.")
@click.option(
    "--to", "form", type=click.Choice(list(FORMS)), default="xliff", help="Form of the file."
)
@click.option("--only", metavar="STATE,…", help="Texts in these states; by default all of them.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.pass_obj
def export(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui, *, folder: str | None, language: str, form: str, only: str | None, out: Path | None
) -> None:
    """Write the texts of a language to one file for a translator's tool."""
    workspace = open_workspace(folder, [language], may_begin=True)
    package = pack(
        workspace.content,
        [each for each in workspace.translations if each.state in _states(only)],
        lambda each: find_previous(workspace, each),
        Language(language),
        ui.language,
    )
    file = out or Path(f"toimintamalli-{language}.{FORMS[form].ending}")
    replace_files(file.parent, {file.name: FORMS[form].write(package)})
    ui.tell(ui.say("exported", count=len(package.texts), file=file))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--content", "folder", metavar="DIR", help="Content root; by default ours.")
@click.option("--language", metavar="L", help="The language, where the file does not tell it.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.pass_obj
def import_(ui: Ui, file: Path, folder: str | None, language: str | None, *, dry_run: bool) -> None:
    """Take translations from a file that a translator's tool has saved: all of it or nothing."""
    returned = read_return(bytes_of(file, _LARGEST))
    target = language or returned.target
    if not target:
        raise NoLanguage(file=str(file))
    workspace = open_workspace(folder, [target], may_begin=True)
    _refuse_other_source(returned, workspace, file)
    name = file.as_posix()
    reception = receive(returned, workspace.translations, workspace.locks, name)
    texts = put_changes(workspace, reception.changes)
    if not dry_run:
        save(workspace, reception.locks, texts)
    for line in _lines(ui, reception, workspace, name):
        click.echo(line)
    ui.tell(_summary(ui, reception, dry_run=dry_run))


def _states(only: str | None) -> list[State]:
    names = [each.strip() for each in only.split(",")] if only else list(State)
    for each in names:
        if each not in list(State):
            raise UnknownName("state", each, list(State))
    return [State(each) for each in names]


def _refuse_other_source(returned: Return, workspace: Workspace, file: Path) -> None:
    source = workspace.content.source
    if returned.source and returned.source.split("-")[0] != source.split("-")[0]:
        raise OtherLanguage(file=str(file), found=returned.source, source=source)


def _lines(ui: Ui, reception: Reception, workspace: Workspace, name: str) -> Iterator[str]:
    for each in reception.changes:
        yield f"{each.translation.position}: {_outcome(ui, each)}: {each.translation.key}"
        if each.is_new:
            yield f"  {compare_words(each.translation.target, each.target)}"
    unknown = report_unknown(reception, workspace.translations, name)
    for finding, text in zip(unknown, reception.unknown, strict=True):
        yield finding.as_text(ui.language)
        # Whole, so that nobody's work is lost.
        yield f"  {text.target}"


def _outcome(ui: Ui, change: Change) -> str:
    return ui.say(f"state-{State.STALE if change.is_late else State.CURRENT}")


def _summary(ui: Ui, reception: Reception, *, dry_run: bool) -> str:
    late = sum(each.is_late for each in reception.changes)
    new = sum(each.is_new for each in reception.changes)
    code = "would-import" if dry_run else "imported"
    return ui.say(code, count=new, late=late, unknown=len(reception.unknown))
