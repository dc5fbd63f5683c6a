"""`toimintamalli read`: filled workbooks and what other tools gathered, as answer sheets."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from toimintamalli.answers.file import BadAnswers, read_answers, write_answers
from toimintamalli.answers.sheet import AnswerFile, AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json, Kept, keep
from toimintamalli.cli.findings import for_form, form_option, tell_findings
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import bytes_of, read_files
from toimintamalli.cli.jobs import jobs_option
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import has_errors
from toimintamalli.limits import ANSWERS
from toimintamalli.reading import annotate_file, find_reader


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "name", metavar="F", help="What wrote the files; known by itself.")
@content_option()
@jobs_option()
@form_option()
@click.option(
    "--comment",
    metavar="DOCX",
    type=click.Path(path_type=Path),
    help="Word file to write: the workbook with comments at what was unclear.",
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def read(  # noqa: PLR0913, PLR0917 -- click passes one argument an option
    ui: Ui,
    files: tuple[Path, ...],
    name: str | None,
    folder: str | None,
    jobs: int | None,
    form: str,
    comment: Path | None,
    out: Path | None,
) -> int:
    """Turn filled-in files into answer sheets, as JSON.

    What fits no place is kept as unrecognised and told. More than one answers file holds becomes
    several, numbered. Exit status 1 if a file can't be used; nothing is written then. With
    --comment, one workbook comes back with a Word comment at each place that was unclear.
    """
    ui = for_form(ui, form)
    if name:
        find_reader(name)
    if comment:
        _check(comment, files)
    model = load(folder)
    sheets, findings = read_files(ui, files, model, name, jobs)
    tell_findings(ui, findings, form)
    if has_errors(findings):
        return 1
    parts = list(_divide(sheets, _kept_around(files)))
    if len(parts) > 1 and out is None:
        ui.tell(ui.say("answers-in-several", count=len(parts)))
        return 1
    for number, content in enumerate(parts, 1):
        written = _numbered(out, number) if out else files[0]
        try:
            read_answers(content, written.as_posix())
        except BadAnswers as problem:
            # What nobody could open again is better not written.
            tell_findings(ui, problem.findings, form)
            return 1
    if comment:
        data = bytes_of(files[0])
        annotated = annotate_file(data, model, files[0].as_posix(), ui.language, name)
        ui.save(comment, annotated)
    for number, content in enumerate(parts, 1):
        if out:
            ui.save(_numbered(out, number), content)
        else:
            click.echo(content, nl=False)
    return 0


class BadComment(ToimintamalliError):
    """A workbook with comments can't be written where it was asked for."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


def _check(comment: Path, files: Sequence[Path]) -> None:
    """Raise if the workbook with comments is asked for more than one, or would replace a file."""
    if len(files) > 1:
        raise BadComment("comment-of-several", count=str(len(files)))
    # Somebody may have filled in more there, or answered the comments.
    if comment.exists():
        raise BadComment("comment-exists", file=str(comment))


def _divide(sheets: Sequence[AnswerSheet], around: Kept) -> Iterator[bytes]:
    """Yield answers files that can be opened again: as few as hold the sheets in their order."""
    middle = ANSWERS.sheets
    if len(sheets) <= ANSWERS.sheets:
        content = write_answers(AnswerFile(sheets=tuple(sheets), unrecognised=around))
        if len(content) <= ANSWERS.file_bytes or len(sheets) <= 1:
            yield content
            return
        middle = len(sheets) // 2
    yield from _divide(sheets[:middle], around)
    yield from _divide(sheets[middle:], FrozenMap())


def _numbered(out: Path, number: int) -> Path:
    return out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")


def _kept_around(files: Iterable[Path]) -> Kept:
    """Return what the given answers files hold outside their sheets and this version can't name."""
    kept: dict[str, Json] = {}
    for file in files:
        try:
            around = read_answers(bytes_of(file)).unrecognised
        except BadAnswers:
            continue
        for key, value in around.items():
            keep(kept, key, value)
    return FrozenMap(kept)
