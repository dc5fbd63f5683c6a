"""The answers inside a copy of a page, which the HTML workbook saves for a double click."""

from __future__ import annotations

from typing import Final

from toimintamalli.limits import ANSWERS

_START: Final = b'<template id="answers-inside">'
_END: Final = b"</template>"
_WRITTEN_BY_BROWSERS: Final = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&amp;", b"&"))
"""How a browser that saves a page itself writes what stands in a text, and what it means."""


def answers_inside(data: bytes) -> bytes:
    """Return the answers file in a page, for readers; a file that is no such page as it is."""
    if len(data) > ANSWERS.page_bytes:
        return data
    before, start, behind = data.partition(_START)
    if not start or not before.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return data
    inside = behind.partition(_END)[0]
    for written, meant in _WRITTEN_BY_BROWSERS:
        inside = inside.replace(written, meant)
    return inside
