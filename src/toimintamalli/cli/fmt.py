"""`toimintamalli fmt`: text files in one order and with the fewest quotes."""

from collections.abc import Iterator

import click

from toimintamalli.cli.folder import content_option
from toimintamalli.cli.translations.workspace import open_workspace
from toimintamalli.cli.ui import Ui
from toimintamalli.formatting import find_order, format_texts
from toimintamalli.output import editing
from toimintamalli.translation.workspace import Workspace, workspace_folder


@click.command()
@content_option()
@click.option("--check", "is_check", is_flag=True, help="Only tell which files would change.")
@click.pass_obj
def fmt(ui: Ui, folder: str | None, *, is_check: bool) -> int:
    """Put the keys of every text file in the structure's order, and quote only what needs it."""
    place = workspace_folder(folder)
    if is_check:
        files = dict(_changed(open_workspace(folder)))
    else:
        with editing(place) as edit:
            files = dict(_changed(open_workspace(folder)))
            edit.replace(files)
    for name in files:
        click.echo(f"{place.as_posix()}/{name}")
    ui.tell(ui.say("would-format" if is_check else "formatted", count=len(files)))
    return 1 if files and is_check else 0


def _changed(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    content = workspace.content
    for file in dict.fromkeys(unit.file for unit in content.units):
        order = find_order(content, file)
        for language in (content.source, *workspace.languages):
            before = workspace.read(language, file)
            name = f"{workspace.folder.as_posix()}/{language}/{file}"
            after = format_texts(before, name, order) if before else before
            if after != before:
                yield f"{language}/{file}", after
