"""`toimintamalli collect`: many filled workbooks as one tidy data set."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from toimintamalli.answers.tally import LEAST
from toimintamalli.cli.findings import tell_findings
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import UnreadableFile, bytes_of
from toimintamalli.cli.ui import Ui
from toimintamalli.collecting.data_set import DataSet, Selection
from toimintamalli.collecting.parquet_file import require_parquet
from toimintamalli.collecting.rows import Filled
from toimintamalli.collecting.tables import Ask
from toimintamalli.content import load
from toimintamalli.errors import BrokenPlugin, ToimintamalliError
from toimintamalli.findings import Finding, Position, error, has_errors, warning
from toimintamalli.output import write_tree
from toimintamalli.reading import read_file

SUFFIXES: Final = frozenset({".docx", ".json", ".csv"})
"""What filled workbooks are saved as."""
_ID_LENGTH: Final = 16


class NothingToCollect(ToimintamalliError):
    """The folder holds no file that could be a filled workbook."""

    code = "nothing-to-collect"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="To write."
)
@content_option("content")
@click.option("--least", default=LEAST, type=click.IntRange(1), help="Smallest group to show.")
@click.option(
    "--with",
    "asked",
    multiple=True,
    type=click.Choice([each.value for each in Ask]),
    help="What to include that is left out otherwise.",
)
@click.option("--parquet", is_flag=True, help="Write Parquet beside CSV.")
@click.pass_obj
def collect(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    /,
    *,
    folder: Path,
    out: Path,
    content: str | None,
    least: int,
    asked: tuple[str, ...],
    parquet: bool,
) -> int:
    """Gather the answers of all filled workbooks in a folder as tables.

    Goes on past files that can't be read, and names them; exit status 1 then.
    """
    if parquet:
        require_parquet()
    files = sorted(_find(folder))
    if not files:
        raise NothingToCollect(folder=str(folder))
    selection = Selection(frozenset(map(Ask, asked)), least, parquet)
    with DataSet(load(content), selection) as data:
        left_out = _gather(ui, folder, files, data)
        write_tree(out, data.files())
    taken = len(files) - left_out
    ui.tell(ui.say("collected", count=taken, folder=out, left=left_out))
    return 1 if left_out else 0


def _gather(ui: Ui, folder: Path, files: list[str], data: DataSet) -> int:
    """Take in each file that can be read, and return how many can't."""
    left_out = 0
    for number, name in enumerate(files, 1):
        if sys.stderr.isatty():
            click.echo(f"\r  {number}/{len(files)}", nl=number == len(files), err=True)
        findings = _take(folder, name, data)
        tell_findings(ui, findings)
        left_out += has_errors(findings)
    return left_out


def _take(folder: Path, name: str, data: DataSet) -> tuple[Finding, ...]:
    at = Position(name)
    try:
        content = bytes_of(folder / name)
        sheets, findings = read_file(content, data.model, name)
    except (UnreadableFile, BrokenPlugin) as problem:
        # The next file may be fine, and of another reader.
        return (error(at, problem.code, **problem.facts),)
    if has_errors(findings):
        return findings
    # A file's name need not be UTF-8, and the tables are.
    shown = os.fsencode(name).decode("utf-8", "replace")
    filled = Filled(sha256(content).hexdigest()[:_ID_LENGTH], shown, sheets)
    if not data.add(filled):
        return (*findings, warning(at, "collected-twice"))
    return findings


def _find(folder: Path) -> Iterator[str]:
    """Yield the relative path of each file that may be a filled workbook.

    Links are passed over, since they may lead anywhere, and so are hidden files, among them those
    that Word keeps beside an open document.
    """
    for below, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            path = Path(below, name)
            hidden = name.startswith((".", "~$"))
            if not hidden and path.suffix.lower() in SUFFIXES and _is_plain(path):
                yield path.relative_to(folder).as_posix()


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _raise(problem: OSError) -> None:
    raise NothingToCollect(folder=str(problem.filename)) from problem
