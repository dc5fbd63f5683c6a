"""XLIFF 1.2, which the most tools read: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html."""

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
    BadExchangeFile,
    Package,
    Return,
    ReturnedText,
    SentText,
    safe_name,
)

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"

_FINISHED: Final = {"translated", "final", "signed-off"}


def write(package: Package) -> bytes:
    """Return a package as XLIFF 1.2, one `file` for each file of the content."""
    files = "".join(
        element("file", _file_facts(package, file), f"\n<body>\n{_units(texts)}</body>\n")
        for file, texts in groupby(package.texts, key=lambda each: each.file)
    )
    return (HEAD + element("xliff", {"version": "1.2", "xmlns": NAMESPACE}, f"\n{files}")).encode()


def read(data: bytes) -> Return:
    """Return what is in an XLIFF 1.x file.

    Raises:
        BadExchangeFile: it is none.
    """
    root = parse_xml(data)
    files = list(named(root, "file"))
    if not files:
        raise BadExchangeFile(reason="XLIFF: <file>")
    texts = tuple(_text(each) for file in files for each in named(file, "trans-unit"))
    languages = (files[0].get("source-language", ""), files[0].get("target-language", ""))
    return Return(*languages, texts)


def _file_facts(package: Package, file: str) -> dict[str, str]:
    return {
        "original": file,
        "source-language": package.source,
        "target-language": package.target,
        "datatype": "plaintext",
    }


def _units(texts: Iterator[SentText]) -> str:
    return "".join(_unit(each) for each in texts)


def _unit(text: SentText) -> str:
    approved = {"approved": "yes"} if text.is_finished else {}
    facts = {"id": safe_name(text.key), "resname": text.key, "xml:space": "preserve"}
    parts = element("source", {}, escape(text.source))
    if text.target:
        state = "translated" if text.is_finished else "needs-review-translation"
        parts += element("target", {"state": state}, escape(text.target))
    parts += element("note", {"from": "developer"}, escape(text.note))
    if text.previous:
        # By the standard: a translation of an earlier version of the source.
        earlier = element("source", {}, escape(text.previous)) + element(
            "target", {}, escape(text.target)
        )
        parts += element("alt-trans", {"alttranstype": "previous-version"}, f"\n{earlier}")
    return element("trans-unit", {**facts, **approved}, f"\n{parts}")


def _text(unit: Element) -> ReturnedText:
    target = first(unit, "target")
    state = "" if target is None else target.get("state", "")
    return ReturnedText(
        name=unit.get("id", ""),
        source=all_text(first(unit, "source")),
        target=all_text(target),
        is_finished=unit.get("approved") == "yes" or state in _FINISHED,
    )
