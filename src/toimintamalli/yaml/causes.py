"""Why a file is no content at all, told before its YAML is: the cause and not the shape of it."""

import re
from typing import Final

from toimintamalli.findings import Finding, Position, error

_MARKER: Final = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)|^={7}(?=\r?$)", re.MULTILINE)
_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_PAGE: Final = re.compile(rb"\s*(?:<!doctype html|<html|<head|<\?xml)", re.IGNORECASE)
_OTHERS: Final = (b"PK\x03\x04", b"{\\rtf", b"%PDF", b"\xd0\xcf\x11\xe0")
_FENCE: Final = re.compile(rb"^[ \t]*(?:```|~~~)[A-Za-z]*[ \t]*\r?$", re.MULTILINE)
_BOM: Final = b"\xef\xbb\xbf"


def find_cause(data: bytes, file: str) -> Finding | None:
    """Return why the bytes of a file are not what anybody wrote into it, or nothing."""
    start = data.removeprefix(_BOM)
    if start.startswith(_POINTER):
        return error(Position(file), "lfs-pointer")
    if _PAGE.match(start):
        return error(Position(file), "web-page")
    if start.startswith(_OTHERS):
        return error(Position(file), "other-format")
    if fence := _FENCE.search(data):
        return error(Position(file, data.count(b"\n", 0, fence.start()) + 1), "code-fence")
    # The sign of equality alone may underline something; Git writes one of the others with it.
    found = list(_MARKER.finditer(data)) if b"<<<<<<<" in data or b">>>>>>>" in data else []
    if found:
        line = data.count(b"\n", 0, found[0].start()) + 1
        return error(Position(file, line), "unfinished-merge")
    return None
