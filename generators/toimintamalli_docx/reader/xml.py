"""XML that nobody vouches for, and the names of its elements in a Word file."""

import re
from typing import Final

from toimintamalli.limits import WORD
from toimintamalli.xml import BadXml, Element, is_heavy, parse_utf8
from toimintamalli_docx.reader.refusal import Refused

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VAL: Final = f"{W}val"
VAL14: Final = f"{W14}val"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
BEGINNING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^<>]*\?>\s*)?<[A-Za-z_]")
"""How nearly all parts begin: with an element, after a declaration at most."""
STRICT: Final = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
STRICT_NAMES: Final = {
    name.replace(b"/2006", b"").replace(b"custom-properties", b"customProperties"): name
    for name in (
        b"wordprocessingml/2006/main",
        b"officeDocument/2006/relationships",
        b"officeDocument/2006/math",
        b"officeDocument/2006/custom-properties",
        b"officeDocument/2006/docPropsVTypes",
        b"drawingml/2006/main",
        b"drawingml/2006/wordprocessingDrawing",
        b"drawingml/2006/chart",
        b"drawingml/2006/diagram",
        b"drawingml/2006/picture",
    )
}
"""Namespaces of Strict Open XML, and the ones that nearly all files have for the same things."""
OFF: Final = frozenset({"0", "false", "off"})


def parse(data: bytes, part: str) -> Element:
    """Return the root of a part without comments, processing instructions or entities.

    Raises:
        Refused: it is no XML, has a document type, or is more than any workbook holds.
    """
    text = _as_usual(as_utf8(data, part))
    # It stands before the first element or nowhere: most parts need not be searched for it.
    if not BEGINNING.match(text) and b"<!DOCTYPE" in text:
        raise Refused("docx-doctype", part=part)
    if is_heavy(text, WORD.tags):
        raise Refused("docx-too-much", part=part, limit=WORD.tags)
    try:
        # The encoding is ours: what the part says of itself could hide tags from the count.
        return parse_utf8(text)
    except BadXml:
        raise Refused("docx-bad-xml", part=part) from None


def _as_usual(text: bytes) -> bytes:
    """Return Strict Open XML as the transitional one, whose elements are called the same."""
    if STRICT not in text:
        return text
    for strict, usual in STRICT_NAMES.items():
        for quote in (b'"', b"'"):
            text = text.replace(STRICT + strict + quote, TRANSITIONAL + usual + quote)
    return text


def mentions(data: bytes, word: str) -> bool:
    """Tell whether a part has a word somewhere, faster than looking in its tree."""
    return word.encode() in data or data.startswith(_UTF16)


def as_utf8(data: bytes, part: str) -> bytes:
    """Return a part in UTF-8, whichever of the two encodings of Open XML it is in.

    Raises:
        Refused: it is in neither.
    """
    if not data.startswith(_UTF16):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        raise Refused("docx-bad-xml", part=part) from None


def is_on(element: Element, name: str = VAL) -> bool:
    """Tell whether a switch is on, which it is without saying so."""
    return element.get(name, "1") not in OFF
