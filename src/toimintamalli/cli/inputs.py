"""Files that people hand over, read no further than they may be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.cli.jobs import in_processes
from toimintamalli.cli.ui import Ui
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Finding
from toimintamalli.limits import FILES
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import Read
from toimintamalli.reading import read_file


class UnreadableFile(ToimintamalliError):
    """A file that was named can't be read."""

    code = "unreadable-file"


def bytes_of(file: Path, limit: int = FILES.file_bytes) -> bytes:
    """Return the content of a file, or of one that is over the limit its beginning.

    Raises:
        UnreadableFile: the disk refuses.
    """
    try:
        with file.open("rb") as stream:
            # One byte more than is read says that the file is too large, whatever its size.
            return stream.read(limit + 1)
    except OSError as reason:
        raise UnreadableFile(file=str(file), reason=reason.strerror or str(reason)) from reason


def read_files(
    ui: Ui,
    files: Sequence[Path],
    model: Model[Text],
    format_: str | None = None,
    jobs: int | None = 1,
) -> Read:
    """Return the sheets in some files, and what there is to say about them.

    Raises:
        UnreadableFile: the disk refuses one.
        UnknownName: no installed reader is called `format_`.
        BrokenPlugin: the reader's package can't be loaded, or fails.
        LostProcess: one of several processes was ended from outside.
    """
    sheets: list[AnswerSheet] = []
    findings: list[Finding] = []
    for done, (found, told) in enumerate(in_processes(_read, (model, format_), files, jobs), 1):
        ui.count(done, len(files))
        sheets += found
        findings += told
    return tuple(sheets), tuple(findings)


def _read(shared: tuple[Model[Text], str | None], file: Path) -> Read:
    model, format_ = shared
    return read_file(bytes_of(file), model, file.as_posix(), format_)
