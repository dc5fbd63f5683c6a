"""XML out of strings, and strings out of XML that nobody vouches for."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from toimintamalli.translation.exchange.package import BadExchangeFile

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_DEEPEST: Final = 100


def element(name: str, attributes: Mapping[str, str], content: str = "", indent: str = "") -> str:
    """Return an element on a line of its own; `content` is XML."""
    given = "".join(f" {key}={quote(value)}" for key, value in attributes.items())
    return f"{indent}<{name}{given}>{content}</{name}>\n"


def quote(value: str) -> str:
    """Return a value as an attribute's, in quotes."""
    return f'"{escape(value).replace(chr(34), "&quot;")}"'


def escape(text: str) -> str:
    """Return a text as XML; a line break by its number, which no reader folds."""
    named = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return named.replace("\r", "&#13;")


def parse_xml(data: bytes) -> Element:
    """Return the root of a document without a document type, and so without entities of its own.

    Names come as `{namespace}name`.

    Raises:
        BadExchangeFile: it is no such XML, or nested deeper than any that translators' tools write.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = _Builder()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    # A document type brings entities, which can grow without end or name files of this machine.
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- the C function takes no keywords
    except expat.ExpatError as reason:
        raise BadExchangeFile(reason=f"XML, {reason.lineno}:{reason.offset + 1}") from reason
    return builder.tree.close()


def all_text(found: Element | None) -> str:
    """Return the text of an element and of what is inside it, such as the marks of a tool."""
    return "" if found is None else "".join(found.itertext())


def named(parent: Element, name: str) -> Iterator[Element]:
    """Yield the elements below, at any depth, that have a local name in any namespace."""
    return (each for each in parent.iter() if local(each.tag) == name)


def first(parent: Element, name: str) -> Element | None:
    """Return the first child that has a local name."""
    return next((each for each in parent if local(each.tag) == name), None)


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


class _Builder:
    """Makes the tree, no deeper than what is read recursively elsewhere."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadExchangeFile(reason=f"XML > {_DEEPEST}")
        self.tree.start(_tag(name), {_tag(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(_tag(name))

    def data(self, text: str) -> None:
        self.tree.data(text)


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse(*_: object) -> None:
    raise BadExchangeFile(reason="<!DOCTYPE>")
