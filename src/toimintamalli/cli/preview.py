"""`toimintamalli preview`: texts and translations in a browser, shown anew on every save."""

from collections.abc import Mapping

import click

from toimintamalli.cli.folder import content_option
from toimintamalli.cli.translations.history import find_previous
from toimintamalli.cli.translations.workspace import open_workspace
from toimintamalli.cli.ui import Ui
from toimintamalli.content import check_content, open_content
from toimintamalli.errors import ContentError
from toimintamalli.preview.page import Page, View
from toimintamalli.preview.server import Preview
from toimintamalli.translation.state import State


@click.command()
@content_option()
@click.option("--port", default=8765, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.pass_obj
def preview(ui: Ui, folder: str | None, port: int) -> None:
    """Show the texts beside their translations in a browser, on this machine only."""
    place = open_workspace(folder).folder
    with Preview(place, lambda asked: show(ui.language, folder, asked), port) as server:
        ui.tell(ui.say("previewing", address=server.address))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            ui.tell(ui.say("preview-ended"))


def show(reader: str, folder: str | None, asked: Mapping[str, str]) -> str | None:
    """Return the page that an address asks for, or nothing where there is none."""
    try:
        workspace = open_workspace(folder)
    except ContentError as problem:
        return Page(reader, lambda _: "").show_findings(problem.findings)
    if not workspace.languages:
        return Page(reader, lambda _: "").show_findings(workspace.content.findings)
    names = {str(each): each for each in workspace.languages}
    language = names.get(asked.get("language", workspace.languages[0]))
    state = next((each for each in State if each == asked.get("state")), None)
    if language is None or ("state" in asked and state is None):
        return None
    page = Page(reader, lambda each: find_previous(workspace, each))
    findings = check_content(open_content(folder))
    view = View(language, state, asked.get("file", ""), asked.get("words", "").strip())
    return page.show(workspace, findings, view)
