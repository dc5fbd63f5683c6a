"""`toimintamalli read`: answers that other tools gathered, as answer sheets."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from toimintamalli.answers.file import write_answers
from toimintamalli.answers.sheet import AnswerFile, AnswerSheet
from toimintamalli.cli.build import UnreadableFile
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.findings import Finding, has_errors
from toimintamalli.reading import find_reader


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "name", required=True, metavar="F", help="What wrote the files.")
@click.option("--content", "folder", metavar="DIR", help="Content root; by default ours.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def read(ui: Ui, files: tuple[Path, ...], name: str, folder: str | None, out: Path | None) -> int:
    """Turn filled-in files into answer sheets, as JSON.

    What fits no place is kept as unrecognised and told. Exit status 1 if a file can't be used;
    nothing is written then.
    """
    reader, model = find_reader(name), load(folder)
    sheets: list[AnswerSheet] = []
    findings: list[Finding] = []
    for file in files:
        found, told = reader.read(_bytes_of(file), model)
        sheets += found
        findings += _named(told, file)
    for each in findings:
        ui.tell(each.as_text(ui.language))
    if has_errors(findings):
        return 1
    content = write_answers(AnswerFile(sheets=tuple(sheets)))
    if out:
        ui.save(out, content)
    else:
        click.echo(content, nl=False)
    return 0


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as reason:
        raise UnreadableFile(file=str(file), reason=reason.strerror or str(reason)) from reason


def _named(findings: tuple[Finding, ...], file: Path) -> Iterator[Finding]:
    """Yield the findings with the name that the file has here; a reader sees bytes only."""
    for each in findings:
        yield replace(each, position=replace(each.position, file=file.as_posix()))
