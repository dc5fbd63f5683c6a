"""XLIFF 2.1: https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from toimintamalli.translation.exchange._xml import (
    HEAD,
    all_text,
    element,
    escape,
    first,
    named,
    parse_xml,
)
from toimintamalli.translation.exchange.package import (
    Package,
    Return,
    ReturnedText,
    SentText,
    safe_name,
)

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
"""Also that of 2.1, which keeps the core of 2.0."""

_FINISHED: Final = {"translated", "reviewed", "final"}


def write(package: Package) -> bytes:
    """Return a package as XLIFF 2.1, one `file` for each file of the content."""
    files = "".join(
        element("file", {"id": safe_name(file), "original": file}, f"\n{_units(texts)}")
        for file, texts in groupby(package.texts, key=lambda each: each.file)
    )
    facts = {
        "xmlns": NAMESPACE,
        "version": "2.1",
        "srcLang": package.source,
        "trgLang": package.target,
    }
    return (HEAD + element("xliff", facts, f"\n{files}")).encode()


def read(data: bytes) -> Return:
    """Return what is in an XLIFF 2.x file.

    Raises:
        BadExchangeFile: it is no XML that we take.
    """
    root = parse_xml(data)
    texts = tuple(_text(each) for each in named(root, "unit"))
    return Return(root.get("srcLang", ""), root.get("trgLang", ""), texts)


def _units(texts: Iterator[SentText]) -> str:
    return "".join(_unit(each) for each in texts)


def _unit(text: SentText) -> str:
    facts = {"id": safe_name(text.key), "name": text.key, "xml:space": "preserve"}
    notes = element("note", {"category": "description"}, escape(text.note))
    if text.previous:
        notes += element("note", {"category": "previous-source"}, escape(text.previous))
    state = {"state": "translated"} if text.is_finished else {"state": "initial"}
    pair = element("source", {}, escape(text.source))
    if text.target:
        pair += element("target", {}, escape(text.target))
    segment = element("segment", state, f"\n{pair}")
    return element("unit", facts, f"\n{element('notes', {}, f'{chr(10)}{notes}')}{segment}")


def _text(unit: Element) -> ReturnedText:
    # A tool may have cut the text into segments; what stands between them is `ignorable`.
    parts = [*_in_order(unit)]
    segments = [each for each in unit if each.tag.endswith("}segment")]
    return ReturnedText(
        name=unit.get("id", ""),
        source="".join(all_text(first(each, "source")) for each in parts),
        target="".join(_target(each) for each in parts) if any(map(_is_done, segments)) else "",
        is_finished=all(each.get("state") in _FINISHED for each in segments),
    )


def _in_order(unit: Element) -> Iterator[Element]:
    return (each for each in unit if each.tag.endswith(("}segment", "}ignorable")))


def _is_done(segment: Element) -> bool:
    return bool(all_text(first(segment, "target")).strip())


def _target(part: Element) -> str:
    found = first(part, "target")
    # What is ignorable is the same in every language unless a translator says otherwise.
    same = part if part.tag.endswith("}ignorable") and found is None else None
    return all_text(first(same, "source") if same is not None else found)
