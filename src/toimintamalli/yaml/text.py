"""From the bytes of a file to text that any YAML parser reads alike, and places in that text."""

import re
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from toimintamalli.findings import Finding, Position, error

Spot: TypeAlias = tuple[int, int]
"""A line and a column, both from 1."""


class Decoded(NamedTuple):
    """The text of a file with every forbidden character blotted out, and what was found."""

    text: str
    findings: list[Finding]


def decode(data: bytes, file: str) -> Decoded:
    """Return the text of `data` (UTF-8, a byte order mark is fine); `file` names it in findings."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return Decoded("", [_not_utf8(problem, file)])
    # The letters of a text are few and quick to gather; the pattern is slow on a whole file.
    if not FORBIDDEN.search("".join(set(text))):
        return Decoded(text, [])
    return Decoded(FORBIDDEN.sub(BLOT, text), _find_forbidden(text, file))


def spot_of(text: str, index: int) -> Spot:
    """Return the line and column of a character."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def name_of(character: str) -> str:
    """Return a character's number as people look it up, such as `U+00A0`."""
    return f"U+{ord(character):04X}"


# Control characters, line breaks that only some tools break at, byte order marks inside the text,
# halves of characters and code points that Unicode promises never to use.
FORBIDDEN: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr((plane << 16) + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

# Keeps the columns, and is ordinary text to both parsers, which differ in what they refuse.
BLOT: Final = "\N{REPLACEMENT CHARACTER}"

# A file of another kind has them by the million; its reader needs to see only that.
_MOST_FORBIDDEN: Final = 20


def _not_utf8(problem: UnicodeDecodeError, file: str) -> Finding:
    # `object` and `start` leave out the byte order mark, as a person's editor does.
    readable = problem.object[: problem.start].decode("utf-8")
    return error(Position(file, *spot_of(readable, len(readable))), "not-utf8")


def _find_forbidden(text: str, file: str) -> list[Finding]:
    found = islice(FORBIDDEN.finditer(text), _MOST_FORBIDDEN)
    return [_forbidden(text, match.start(), file) for match in found]


def _forbidden(text: str, index: int, file: str) -> Finding:
    position = Position(file, *spot_of(text, index))
    return error(position, "forbidden-character", character=name_of(text[index]))
