"""What a person has looked at and an editorial rule leaves alone: a plain list, one a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toimintamalli.findings import Position


@dataclass(frozen=True)
class Exceptions:
    """One list of exceptions, and where each of them stands."""

    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Each exception and its line, from 1."""

    def position(self, exception: str) -> Position:
        """Return where an exception stands in its list."""
        return Position(self.file, self.lines[exception])


def parse_exceptions(data: bytes, file: str) -> Exceptions:
    """Read a list in UTF-8, `file` by name: an exception a line; `#` starts a comment."""
    # What can't be read covers nothing, so the rule reports it as needless.
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    entries = ((written.partition("#")[0].strip(), line) for line, written in enumerate(lines, 1))
    return Exceptions(file, {entry: line for entry, line in entries if entry})
