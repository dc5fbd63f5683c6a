"""The standard streams as programs may find them: closed, full, or in an old encoding."""

import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper


def make_ready() -> None:
    """Make the standard streams such that what can't be shown is shown otherwise.

    A stream that was closed before we began stays a place that refuses what is written to it: it
    must neither swallow an answer nor be some file that we open later.
    """
    if sys.stdout is None:
        # What is opened to be read refuses to be written to.
        sys.stdout = _to_nowhere(os.O_RDONLY)
    if sys.stderr is None:
        # What is said there is no result; nobody wants to hear it.
        sys.stderr = _to_nowhere(os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            # A terminal of old Windows knows no arrow, and a file's name need not be UTF-8.
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Write out what waits in standard output.

    Raises:
        OSError: it refuses.
    """
    sys.stdout.flush()


def give_up() -> None:
    """Let go of standard output, so that Python does not complain of it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_nowhere(way: int) -> TextIOWrapper:
    file = FileIO(os.open(os.devnull, way), "w", closefd=False)
    return TextIOWrapper(BufferedWriter(file), encoding="utf-8", write_through=True)
