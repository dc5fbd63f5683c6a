"""`toimintamalli collect`: many filled workbooks as one tidy data set."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypeAlias, assert_never

import click

from toimintamalli._version import __version__
from toimintamalli.answers.tally import LEAST
from toimintamalli.cli.findings import tell_findings
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.jobs import in_processes, jobs_option, worth
from toimintamalli.cli.ui import Ui
from toimintamalli.collecting.cluster import on_cluster, require_cluster
from toimintamalli.collecting.data_set import DataSet, Selection
from toimintamalli.collecting.mapping import WorkbookRows, rows_of
from toimintamalli.collecting.parts import Part, read_part, write_part
from toimintamalli.collecting.reducing import require_engine
from toimintamalli.collecting.sources import BESIDE, AnySource, NothingToCollect, source_of
from toimintamalli.collecting.tables import Ask
from toimintamalli.content import load
from toimintamalli.findings import Position, Severity, error, warning
from toimintamalli.messages import printable
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.output import KeptParts, write_tree

PIECE: Final = 50
"""Files that are read and kept together: what is lost at most when a run is killed."""
_NO_WORKBOOK: Final = frozenset({"unknown-file", "docx-pdf"})
"""Codes of findings that say that a file is no filled workbook at all."""
Engine = Literal["processes", "dask"]
Names = tuple[str, ...]


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="To write."
)
@content_option("content")
@click.option("--least", default=LEAST, type=click.IntRange(1), help="Smallest group to show.")
@click.option(
    "--with",
    "asked",
    multiple=True,
    type=click.Choice([ask.value for ask in Ask]),
    help="What to include that is left out otherwise.",
)
@click.option("--parquet", is_flag=True, help="Write Parquet beside CSV.")
@click.option("--xlsx", is_flag=True, help="Write an Excel file in each language beside CSV.")
@jobs_option()
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    help="What the files are read with.",
)
@click.pass_obj
def collect(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    /,
    *,
    folder: str,
    out: Path,
    content: str | None,
    least: int,
    asked: tuple[str, ...],
    parquet: bool,
    xlsx: bool,
    jobs: int | None,
    engine: Engine,
) -> int:
    """Gather the answers of all filled workbooks in a folder as tables.

    Goes on past files that can't be read, and names them; exit status 1 then. After a kill it
    goes on where it was.
    """
    require_engine()
    if engine == "dask":
        require_cluster()
    source = source_of(folder)
    files = source.names()
    if not files:
        raise NothingToCollect(folder=folder)
    selection = Selection(frozenset(map(Ask, asked)), least, parquet, xlsx)
    run = _Run(ui, load(content), source, KeptParts(out), jobs or worth(len(files)), engine)
    with DataSet(run.model, selection, str(run.kept.folder / "spill")) as data:
        read, left_out = run.gather(files, data)
        write_tree(out, data.files())
    run.kept.forget()
    ui.tell(ui.say("collected", count=read, folder=out, left=left_out))
    return 1 if left_out else 0


@dataclass(frozen=True)
class _Run:
    """One run over the files of a source."""

    ui: Ui
    model: Model[Text]
    source: AnySource
    kept: KeptParts
    jobs: int
    engine: Engine

    def gather(self, files: Sequence[str], data: DataSet) -> tuple[int, int]:
        """Take in each file that can be read, tell what is wrong; return how many can and can't.

        What only lies beside filled workbooks is neither.
        """
        read = left_out = done = 0
        for part in self._parts(files):
            data.add(part)
            for file in part.files:
                tell_findings(self.ui, file.findings)
                is_beside = any(finding.code in _NO_WORKBOOK for finding in file.findings)
                read += file.is_read and not is_beside
                left_out += not file.is_read
            done += len(part.files)
            self.ui.count(done, len(files))
        tell_findings(
            self.ui, (warning(Position(name), "collected-twice") for name in data.settle())
        )
        return read, left_out

    def _parts(self, files: Sequence[str]) -> Iterator[Part]:
        """Yield the rows of all files: those that an earlier run has read, then the rest."""
        pieces = [tuple(files[at : at + PIECE]) for at in range(0, len(files), PIECE)]
        keys = {piece: self._key(piece) for piece in pieces}
        there = [piece for piece in pieces if self.kept.get(keys[piece]) is not None]
        if there:
            count = sum(map(len, there))
            self.ui.tell(self.ui.say("collecting-goes-on", count=count, total=len(files)))
        for piece in there:
            yield read_part(self.kept.get(keys[piece]) or b"")
        left = [piece for piece in pieces if piece not in set(there)]
        shared = (self.model, self.source)
        for piece, content in zip(
            left, self._engine()(_read, shared, left, self.jobs), strict=True
        ):
            if len(pieces) > 1:
                self.kept.put(keys[piece], content)
            yield read_part(content)

    def _engine(
        self,
    ) -> Callable[
        [Callable[[_Shared, Names], bytes], _Shared, Sequence[Names], int | None], Iterator[bytes]
    ]:
        match self.engine:
            case "processes":
                return in_processes
            case "dask":
                return on_cluster
            case _:
                assert_never(self.engine)

    @cached_property
    def _model(self) -> str:
        return self.model.model_dump_json()

    def _key(self, piece: Names) -> str:
        """Return a name for the rows of some files: another where they or the content changed."""
        known = sha256(f"{__version__}\0{self._model}".encode())
        for name in piece:
            # What can't be looked at can't be read either, and is told then.
            with suppress(OSError):
                known.update(os.fsencode(f"\0{name}\0{self.source.stamp(name)}"))
        return f"{known.hexdigest()[:32]}.rows"


_Shared: TypeAlias = "tuple[Model[Text], AnySource]"


def _read(shared: _Shared, names: Names) -> bytes:
    """Return the rows of some files, as bytes; in whichever process."""
    model, source = shared
    return write_part(_rows_of(model, source, name) for name in names)


def _rows_of(model: Model[Text], source: AnySource, name: str) -> WorkbookRows:
    # A file's name need not be UTF-8, and the tables are; nor may it move the cursor of who reads.
    shown = printable(os.fsencode(name).decode("utf-8", "backslashreplace"))
    try:
        content = source.read(name)
    except OSError as reason:
        why = reason.strerror or str(reason)
        told = error(Position(shown), "unreadable-file", file=shown, reason=why)
        return WorkbookRows(shown, "", "", (), frozenset(), (told,))
    rows = rows_of(content, model, shown)
    codes = {finding.code for finding in rows.findings if finding.severity is Severity.ERROR}
    if PurePosixPath(name).suffix.lower() in BESIDE and codes <= _NO_WORKBOOK:
        # An empty workbook to print, the follow-up or a start page lies beside what people filled.
        softened = (replace(finding, severity=Severity.WARNING) for finding in rows.findings)
        return replace(rows, findings=tuple(softened))
    return rows
