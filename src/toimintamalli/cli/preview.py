"""`toimintamalli preview`: texts and translations in a browser, shown anew on every save."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus

import click

from toimintamalli.cli.folder import content_option
from toimintamalli.cli.translations.history import find_previous
from toimintamalli.cli.translations.workspace import open_workspace
from toimintamalli.cli.ui import Ui
from toimintamalli.content import check_content, load, open_content
from toimintamalli.errors import ContentError, SavedMeanwhile, ToimintamalliError
from toimintamalli.generation import generate
from toimintamalli.model.text import Missing
from toimintamalli.output import editing
from toimintamalli.preview.page import Page, View
from toimintamalli.preview.saving import Edit, NotSaved, change
from toimintamalli.preview.server import Outcome, Preview
from toimintamalli.translation.history import find_release
from toimintamalli.translation.state import State
from toimintamalli.translation.workspace import workspace_folder
from toimintamalli.workbook.request import Request


@click.command()
@content_option()
@click.option("--port", default=8765, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.pass_obj
def preview(ui: Ui, folder: str | None, port: int) -> None:
    """Show the texts beside their translations in a browser, on this machine only."""
    place = workspace_folder(folder)
    shown, saved = partial(show, ui.language, folder), partial(save, ui.language, folder)
    readers = partial(show_readers, ui.language, folder)
    with Preview(place, shown, port, saved, readers) as server:
        ui.tell(ui.say("previewing", address=server.address))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            ui.tell(ui.say("preview-ended"))


def show(reader: str, folder: str | None, asked: Mapping[str, str]) -> str | None:
    """Return the page that an address asks for, or nothing where there is none."""
    token, stamp = asked.get("token", ""), asked.get("stamp", "")
    try:
        workspace = open_workspace(folder, forgiving=True)
    except ContentError as problem:
        return Page(reader, lambda _: "", token, stamp).show_findings(problem.findings)
    if not workspace.languages:
        return Page(reader, lambda _: "", token, stamp).show_findings(workspace.content.findings)
    names = {str(language): language for language in workspace.languages}
    language = names.get(asked.get("language", workspace.languages[0]))
    state = next((known_state for known_state in State if known_state == asked.get("state")), None)
    if language is None or ("state" in asked and state is None):
        return None
    released = find_release(workspace.folder)
    page = Page(reader, lambda unit: find_previous(workspace, unit), token, stamp, released)
    findings = check_content(open_content(folder))
    since = released is not None and asked.get("since") == "release"
    file, words = asked.get("file", ""), asked.get("words", "").strip()
    view = View(language, state, file, words, since, readers="readers" in asked)
    return page.show(workspace, findings, view)


def show_readers(reader: str, folder: str | None, asked: Mapping[str, str]) -> str | None:
    """Return what readers get of the content as it stands, or nothing in a language of none."""
    try:
        model = load(folder)
        language = next(
            (
                known_language
                for known_language in model.languages
                if known_language == asked.get("language")
            ),
            None,
        )
        if language is None:
            return None
        request = Request(languages=(language,), missing=Missing.MARK)
        return next(iter(generate("html", model, request))).content.decode()
    except ContentError as problem:
        return Page(reader, lambda _: "").show_findings(problem.findings)


def save(reader: str, folder: str | None, wish: Edit) -> Outcome:
    """Put a text that was edited in the page into its file and its lock, or say why not."""
    try:
        with editing(workspace_folder(folder)) as edit:
            edit.replace(change(open_workspace(folder, forgiving=True), wish))
    except (NotSaved, SavedMeanwhile) as problem:
        return Outcome(HTTPStatus.CONFLICT, problem.message(reader))
    except ToimintamalliError as problem:
        return Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, problem.message(reader))
    return Outcome(HTTPStatus.OK, "")
