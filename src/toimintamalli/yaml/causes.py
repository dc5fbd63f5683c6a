"""Why a file is no content at all, told before its YAML is: the cause and not the shape of it."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from toimintamalli.findings import Finding, Position, error

_MARKER: Final = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)|^={7}(?=\r?$)", re.MULTILINE)
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_PAGE: Final = re.compile(rb"\s*(?:<!doctype html|<html|<head|<\?xml)", re.IGNORECASE)
_OTHERS: Final = (
    b"PK\x03\x04", b"{\\rtf", b"%PDF", b"\xd0\xcf\x11\xe0",
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF",
)  # fmt: skip
_FENCE: Final = re.compile(rb"^[ \t]*(?:```|~~~)[A-Za-z]*[ \t]*\r?$", re.MULTILINE)
_QUOTED: Final = re.compile(rb"(?:>(?!>{6})[^\r\n]*(?:\r?\n|\Z))+\s*")
"""Every line begins as mail programs begin what they quote."""
_NUMBERED: Final = re.compile(
    rb"\s*1[:|.]?[ \t][^\r\n]*\r?\n\s*2[:|.]?[ \t][^\r\n]*\r?\n\s*3[:|.]?[ \t]"
)
_COMPARED: Final = re.compile(rb"^(?:\+|@@ -[0-9]|diff --git )", re.MULTILINE)
"""Where no text and no key begins, a comparison of two versions marks what was added."""
_BOM: Final = b"\xef\xbb\xbf"

_WHOLE: Final[Mapping[str, Callable[[bytes], object]]] = {
    "lfs-pointer": lambda start: start.startswith(_POINTER),
    "web-page": _PAGE.match,
    "other-format": lambda start: start.startswith(_OTHERS),
    "line-starts": lambda start: _QUOTED.fullmatch(start) or _NUMBERED.match(start),
}
"""What the whole file is instead, and how that is known."""


def find_cause(data: bytes, file: str) -> Finding | None:
    """Return why the bytes of a file are not what anybody wrote into it, or nothing."""
    start = data.removeprefix(_BOM)
    for code, does_match in _WHOLE.items():
        if does_match(start):
            return error(Position(file), code)
    if fence := _FENCE.search(data):
        return error(Position(file, data.count(b"\n", 0, fence.start()) + 1), "code-fence")
    if compared := _COMPARED.search(start):
        return error(Position(file, start.count(b"\n", 0, compared.start()) + 1), "diff-marks")
    # The sign of equality alone may underline something; Git writes one of the others with it.
    found = list(_MARKER.finditer(data)) if b"<<<<<<<" in data or b">>>>>>>" in data else []
    if found:
        line = data.count(b"\n", 0, found[0].start()) + 1
        return error(Position(file, line), "unfinished-merge")
    return None
