"""The commands that look at translations and keep their locks."""

from collections.abc import Iterable
from pathlib import Path

import click

from toimintamalli.cli.folder import content_option
from toimintamalli.cli.speech import SpokenGroup
from toimintamalli.cli.translations.history import show_change
from toimintamalli.cli.translations.report import REPORTS
from toimintamalli.cli.translations.workspace import editing_workspace, open_workspace, save
from toimintamalli.cli.ui import Ui
from toimintamalli.content import open_content
from toimintamalli.coverage import find_format_words
from toimintamalli.errors import BadOption, ContentError, UnknownName
from toimintamalli.loading.files import STRUCTURE
from toimintamalli.loading.kinds import MODEL, path_of
from toimintamalli.model.ids import Language
from toimintamalli.output import replace_files, require_empty
from toimintamalli.translation import recording
from toimintamalli.translation.pseudo import PSEUDO, pseudo_files, published
from toimintamalli.translation.state import Translation
from toimintamalli.translation.workspace import Workspace, is_language, workspace_folder

_content = content_option()
_languages = click.option("--language", "languages", multiple=True, metavar="L", help="A language.")


class NoFurtherLanguage(BadOption):
    """What was asked for is no language, or one that the content has; `code` says which."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


@click.group(cls=SpokenGroup)
def translations() -> None:
    """See what is translated and what is out of date, and work with other tools."""


@translations.command()
@_content
@_languages
@click.option("--report", type=click.Choice(list(REPORTS)), default="text", help="Its form.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.pass_obj
def status(
    ui: Ui, folder: str | None, languages: tuple[str, ...], report: str, out: Path | None
) -> None:
    """Show how far each language is, and each text that needs work."""
    workspace = open_workspace(folder, languages)
    text = REPORTS[report](workspace, ui)
    if out is None:
        click.echo(text, nl=False)
    else:
        ui.save(out, text.encode())


@translations.command()
@click.argument("keys", nargs=-1, required=True)
@_content
@_languages
def diff(keys: tuple[str, ...], folder: str | None, languages: tuple[str, ...]) -> None:
    """Show what changed in the source since each text was translated."""
    workspace = open_workspace(folder, languages)
    for translation in _named(workspace, keys):
        click.echo(
            f"{translation.position}: {translation.language} {translation.key}"
            f" [{translation.state}]"
        )
        click.echo(f"  {workspace.content.source}: {show_change(workspace, translation)}")
        click.echo(f"  {translation.language}: {translation.target or '–'}")


@translations.command()
@click.argument("keys", nargs=-1, required=True)
@_content
@_languages
@click.option("--reason", required=True, help="Why the translation is right as it is.")
@click.pass_obj
def accept(
    ui: Ui, keys: tuple[str, ...], folder: str | None, languages: tuple[str, ...], reason: str
) -> None:
    """Say that translations fit as they are: the source had a typo, or a name stays a name."""
    with editing_workspace(folder) as edit:
        workspace = open_workspace(folder, languages)
        named = list(_named(workspace, keys))
        locks = recording.accept(workspace.translations, workspace.locks, keys, reason)
        save(edit, workspace, locks)
    ui.tell(ui.say("accepted", count=len(named)))


@translations.command()
@_content
@_languages
@click.pass_obj
def record(ui: Ui, folder: str | None, languages: tuple[str, ...]) -> None:
    """Note for every translation the wording that it was made from; stale ones stay stale."""
    with editing_workspace(folder) as edit:
        workspace = open_workspace(folder, languages)
        count = save(edit, workspace, recording.record(workspace.translations, workspace.locks))
    ui.tell(ui.say("recorded", count=count))


@translations.command()
@_content
@_languages
@click.pass_obj
def prune(ui: Ui, folder: str | None, languages: tuple[str, ...]) -> None:
    """Forget what was noted of texts that no longer exist."""
    with editing_workspace(folder) as edit:
        workspace = open_workspace(folder, languages)
        count = save(edit, workspace, recording.prune(workspace.translations, workspace.locks))
    ui.tell(ui.say("recorded", count=count))


@translations.command()
@_content
@_languages
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write.")
@click.pass_obj
def pseudo(ui: Ui, folder: str | None, languages: tuple[str, ...], out: Path) -> None:
    """Copy the content with two languages that show what translating will do to the outputs."""
    root = workspace_folder(folder)
    require_empty(out)
    content = open_content(folder)
    if content.model is None:
        raise ContentError(content.findings)
    chosen = tuple(map(Language, dict.fromkeys(languages))) or PSEUDO
    for language in chosen:
        if language in content.languages or not is_language(language):
            code = "new-twice" if language in content.languages else "new-bad-language"
            raise NoFurtherLanguage(code, found=language)
    words = {language: tuple(find_format_words(content, language)) for language in chosen}
    head = published(content, chosen)
    made = {**pseudo_files(content, words), f"{STRUCTURE}/{path_of(MODEL)}": head}
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }
    replace_files(out, files | made)
    ui.tell(ui.say("pseudo-made", folder=out.as_posix(), languages=", ".join(chosen)))


def _named(workspace: Workspace, keys: Iterable[str]) -> Iterable[Translation]:
    known = {translation.key for translation in workspace.translations}
    for key in keys:
        if key not in known:
            raise UnknownName("text", key, known)
    return (translation for translation in workspace.translations if translation.key in keys)
