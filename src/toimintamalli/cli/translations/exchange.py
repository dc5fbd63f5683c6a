"""The commands by which texts go to translators and come back."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from toimintamalli import messages
from toimintamalli.archives import BadArchive
from toimintamalli.checks.reminders import reminders
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import bytes_of
from toimintamalli.cli.translations.history import find_previous
from toimintamalli.cli.translations.workspace import editing_workspace, open_workspace, save
from toimintamalli.cli.ui import Ui
from toimintamalli.errors import ToimintamalliError, UnknownName
from toimintamalli.languages import known_languages
from toimintamalli.limits import EXCHANGE
from toimintamalli.model.ids import Language
from toimintamalli.output import replace_files
from toimintamalli.spreadsheets import BadSpreadsheet
from toimintamalli.translation.exchange.forms import FORMS, read_return
from toimintamalli.translation.exchange.package import BadExchangeFile, Return
from toimintamalli.translation.exchange.receiving import (
    Kind,
    Reception,
    receive,
)
from toimintamalli.translation.exchange.sending import pack, source_for
from toimintamalli.translation.others import find_other_language
from toimintamalli.translation.state import State
from toimintamalli.translation.wording import compare_words
from toimintamalli.translation.workspace import Workspace
from toimintamalli.translation.writing import put_changes
from toimintamalli.xml import BadXml


class OtherLanguage(ToimintamalliError):
    """A file was translated from another language than the content's source."""

    code = "exchange-other-source"


class OtherTarget(ToimintamalliError):
    """A file says that it is in another language than it was said to be in."""

    code = "exchange-other-target"


class NoLanguage(ToimintamalliError):
    """A file does not tell its language, and nobody else did."""

    code = "exchange-no-language"


@click.command("export")
@content_option()
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
        [
            translation
            for translation in workspace.translations
            if translation.state in _states(only)
        ],
        lambda unit: find_previous(workspace, unit),
        Language(language),
        ui.language,
    )
    file = out or Path(f"toimintamalli-{language}.{FORMS[form].ending}")
    replace_files(file.parent, {file.name: FORMS[form].write(package)})
    ui.tell(ui.say("exported", count=len(package.texts), file=file))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@content_option()
@click.option("--language", metavar="L", help="The language, where the file does not tell it.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--anyway", is_flag=True, help="Take also what looks like a mistake.")
@click.pass_obj
def import_(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui, *, file: Path, folder: str | None, language: str | None, dry_run: bool, anyway: bool
) -> None:
    """Take translations from a file that a translator's tool has saved: all of it or nothing."""
    returned = _read(file)
    name = file.as_posix()
    held = nullcontext() if dry_run else editing_workspace(folder)
    with held as edit:
        target = _choose_language(returned, folder, language, file, anyway=anyway)
        workspace = open_workspace(folder, [target], may_begin=True)
        _refuse_other_source(returned, workspace, file)
        reception = receive(
            returned,
            workspace.translations,
            workspace.locks,
            find_other_language(workspace.content),
            reminders(known_languages(workspace.content.model)),
            file=name,
            anyway=anyway,
        )
        if reception.damage is None:
            texts = put_changes(workspace, reception.changes)
            if edit is not None:
                save(edit, workspace, reception.locks, texts)
    ui.tell(
        _summary(
            ui,
            reception,
            is_done=edit is not None
            and reception.damage is None
            and any(change.is_new for change in reception.changes),
        )
    )
    for line in _lines(ui, reception, name):
        click.echo(line)
    if reception.damage is not None:
        count = str(reception.counts[reception.damage])
        raise MassDamage(reception.damage, file=name, count=count, language=target)


class MassDamage(ToimintamalliError):
    """So many texts of a file would do harm that it can't be meant."""

    def __init__(self, kind: Kind, **facts: str) -> None:
        self.code = f"damage-{kind}"
        super().__init__(**facts)


def _read(file: Path) -> Return:
    try:
        return read_return(bytes_of(file, EXCHANGE.file_bytes))
    except (BadArchive, BadXml, BadSpreadsheet, BadExchangeFile) as problem:
        raise UnusableFile(file, problem) from problem


class UnusableFile(ToimintamalliError):
    """A file from a translator can't be read, for a reason that the reader of it told."""

    def __init__(self, file: Path, problem: ToimintamalliError) -> None:
        self.code = problem.code
        self.file = file.as_posix()
        super().__init__(**problem.facts)

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the file's name, and what is wrong with it."""
        return f"{self.file}: {super().message(language)}"


def _choose_language(
    returned: Return, folder: str | None, asked: str | None, file: Path, *, anyway: bool
) -> str:
    """Return the language of a file: what it says itself, or what it was said to be."""
    told = returned.target
    if asked and told and not _is_near(asked, told) and not anyway:
        raise OtherTarget(file=str(file), found=told, asked=asked)
    if asked:
        return asked
    if not told:
        raise NoLanguage(file=str(file))
    # Tools add a region of their own: en becomes en-US, which is no language to begin.
    opened = open_workspace(folder)
    known = (*opened.languages, opened.content.source)
    return (
        told
        if told in known
        else next((language for language in known if _is_near(language, told)), told)
    )


def _is_near(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _states(only: str | None) -> list[State]:
    names = [state.strip() for state in only.split(",")] if only else list(State)
    for name in names:
        if name not in list(State):
            raise UnknownName("state", name, list(State))
    return [State(name) for name in names]


def _refuse_other_source(returned: Return, workspace: Workspace, file: Path) -> None:
    source = source_for(workspace.content, workspace.languages[0])
    if returned.source and not _is_near(returned.source, source):
        raise OtherLanguage(file=str(file), found=returned.source, source=source)


def _lines(ui: Ui, reception: Reception, name: str) -> Iterator[str]:
    for change in reception.changes:
        if change.is_new:
            state = ui.say(f"state-{State.STALE if change.is_late else State.CURRENT}")
            yield f"{change.translation.position}: {state}: {change.translation.key}"
            yield f"  {compare_words(change.translation.target, change.target)}"
    for told in reception.remarks:
        yield told.as_text(name, ui.language)


def _summary(ui: Ui, reception: Reception, *, is_done: bool) -> str:
    counts = [
        ui.say(f"import-{kind}", count=reception.counts[kind])
        for kind in Kind
        if reception.counts.get(kind)
    ]
    counts.append(ui.say("imported" if is_done else "would-import"))
    return " ".join(counts)
