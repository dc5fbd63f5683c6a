"""XML that nobody vouches for, read without document types, entities or the network."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from toimintamalli.errors import ToimintamalliError
from toimintamalli.limits import EXCHANGE

Element: TypeAlias = Any
"""An element of lxml, which has no types."""


class BadXml(ToimintamalliError):
    """XML that somebody sent can't be read, or holds more than it may."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


def parse_xml(data: bytes) -> Element:
    """Return the root of a document without comments or processing instructions.

    Raises:
        BadXml: it is no XML, is in an encoding that hardly any tool writes, has a document type,
            or is deeper or richer than any file of texts.
    """
    text = _decode(data)
    # A document type brings entities, which can grow without end or name files of this machine.
    if "<!DOCTYPE" in text:
        raise BadXml("xml-doctype")
    tree = text.encode()
    if is_heavy(tree, EXCHANGE.tags):
        raise BadXml("xml-too-much", limit=str(EXCHANGE.tags))
    return parse_utf8(tree)


def parse_utf8(text: bytes) -> Element:
    """Return the root of XML in UTF-8, whatever it says of itself, of which no type is followed.

    Whoever asks has looked for a document type, and how much it is.

    Raises:
        BadXml: it is no XML, or deeper than 256 levels, where a strict parser stops.
    """
    from lxml import etree  # noqa: PLC0415 -- only who reads XML pays for it

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as reason:
        line, column = reason.position
        raise BadXml("xml-broken", line=str(line), column=str(column)) from reason
    except (etree.LxmlError, ValueError) as reason:
        raise BadXml("xml-broken", line="1", column="1") from reason
    if root is None:
        raise BadXml("xml-broken", line="1", column="1")
    return root


def is_heavy(text: bytes, most: int) -> bool:
    """Tell whether a tree would have too many elements and attributes: each takes memory."""
    if len(text) <= SHORTEST * most:
        return False
    return text.count(b"<") + text.count(b'="') + text.count(b"='") > most


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def descendants(parent: Element, name: str) -> list[Element]:
    """Return the elements below, at any depth, that have a local name in any namespace."""
    return list(parent.iter(f"{{*}}{name}"))


def children(parent: Element, *names: str) -> list[Element]:
    """Return the children that have one of some local names."""
    return [child for child in parent if local(child) in names]


def first(parent: Element, name: str) -> Element | None:
    """Return the first child that has a local name."""
    return next(iter(children(parent, name)), None)


def all_text(element: Element | None) -> str:
    """Return the text of an element and of what is inside it, such as the marks of a tool."""
    return "" if element is None else "".join(map(str, element.itertext()))


SHORTEST: Final = 4
"""Bytes of the shortest element."""
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_ONE_BYTE: Final = frozenset(
    {"us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252"}
)


def _decode(data: bytes) -> str:
    """Return the text of a document without its declaration."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    named = declared[1].decode("ascii", "replace") if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif named.lower() in ("utf-8", "utf8", "utf-16"):
        # What says UTF-16 and has no mark of it was saved anew by a tool that forgot to say so.
        encoding = "utf-8-sig"
    elif named.lower() in _ONE_BYTE:
        encoding = named
    else:
        raise BadXml("xml-encoding", encoding=named)
    try:
        return _DECLARATION.sub("", data.decode(encoding), count=1)
    except UnicodeError as reason:
        raise BadXml("xml-not-encoded", encoding=encoding.removesuffix("-sig").upper()) from reason
