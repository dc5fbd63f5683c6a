"""`toimintamalli read`: filled workbooks and what other tools gathered, as answer sheets."""

from pathlib import Path

import click

from toimintamalli.answers.file import write_answers
from toimintamalli.answers.limits import SHEETS
from toimintamalli.answers.sheet import AnswerFile
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import read_files
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.findings import Position, error, has_errors
from toimintamalli.reading import find_reader


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "name", metavar="F", help="What wrote the files; known by itself.")
@content_option()
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def read(
    ui: Ui, files: tuple[Path, ...], name: str | None, folder: str | None, out: Path | None
) -> int:
    """Turn filled-in files into answer sheets, as JSON.

    What fits no place is kept as unrecognised and told. Exit status 1 if a file can't be used;
    nothing is written then.
    """
    if name:
        find_reader(name)
    model = load(folder)
    sheets, findings = read_files(files, model, name)
    if len(sheets) > SHEETS:
        at = Position(str(out or files[0].as_posix()))
        findings += (error(at, "answers-too-much", where="/sheets", limit=SHEETS),)
    for each in findings:
        ui.tell(each.as_text(ui.language))
    if has_errors(findings):
        return 1
    content = write_answers(AnswerFile(sheets=sheets))
    if out:
        ui.save(out, content)
    else:
        click.echo(content, nl=False)
    return 0
