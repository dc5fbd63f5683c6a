"""XLIFF 1.2, which the most tools read, and 2.1 for those that ask for it.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Remark,
    Return,
    ReturnedText,
    SentText,
    comment,
    safe_name,
)
from toimintamalli.xml import Element, all_text, children, descendants, first, local

_NAMESPACE_1: Final = "urn:oasis:names:tc:xliff:document:1.2"
_NAMESPACE_2: Final = "urn:oasis:names:tc:xliff:document:2.0"
"""Also that of 2.1, which keeps the core of 2.0."""
_SPACE: Final = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_FINISHED_1: Final = {"translated", "final", "signed-off"}
_FINISHED_2: Final = {"translated", "reviewed", "final"}
_OURS: Final = "developer"
_CATEGORIES: Final = ("description", "previous-source")


def write(package: Package) -> bytes:
    """Return a package as XLIFF 1.2, one `file` for each file of the content."""
    make = _maker(_NAMESPACE_1)
    root = make.xliff({"version": "1.2"})
    for file, texts in groupby(package.texts, key=lambda text: text.file):
        facts = {
            "original": file,
            "source-language": package.source,
            "target-language": package.target,
            "datatype": "plaintext",
        }
        root.append(make.file(facts, make.body(*(_write_unit_1(make, text) for text in texts))))
    return _bytes_of(root)


def write_2(package: Package) -> bytes:
    """Return a package as XLIFF 2.1, one `file` for each file of the content."""
    make = _maker(_NAMESPACE_2)
    root = make.xliff({"version": "2.1", "srcLang": package.source, "trgLang": package.target})
    for file, texts in groupby(package.texts, key=lambda text: text.file):
        facts = {"id": safe_name(file), "original": file}
        root.append(make.file(facts, *(_write_unit_2(make, text) for text in texts)))
    return _bytes_of(root)


def read(root: Element) -> Return:
    """Return what is in an XLIFF document of either version.

    Raises:
        BadExchangeFile: there is nothing in it, or it holds several languages.
    """
    if not descendants(root, "file"):
        raise BadExchangeFile("exchange-nothing-in-it")
    return _read_2(root) if root.get("version", "").startswith("2") else _read_1(root)


def _maker(namespace: str) -> Any:  # noqa: ANN401 -- lxml's maker of elements has no types
    from lxml.builder import ElementMaker  # noqa: PLC0415 -- only who exchanges texts pays for it

    return ElementMaker(namespace=namespace, nsmap={None: namespace})


def _bytes_of(root: Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 -- the same

    etree.indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + bytes(etree.tostring(root, encoding="UTF-8")) + b"\n"


def _write_unit_1(make: Any, text: SentText) -> Element:  # noqa: ANN401 -- see `_maker`
    approved = {"approved": "yes"} if text.is_finished else {}
    facts = {"id": safe_name(text.key), "resname": text.key, **_SPACE, **approved}
    unit = make("trans-unit", facts, make.source(text.source))
    if text.target:
        state = "translated" if text.is_finished else "needs-review-translation"
        unit.append(make.target({"state": state}, text.target))
    unit.append(make.note({"from": _OURS}, text.note))
    if text.previous:
        # By the standard: a translation of an earlier version of the source.
        earlier = (make.source(text.previous), make.target(text.target))
        unit.append(make("alt-trans", {"alttranstype": "previous-version"}, *earlier))
    return unit


def _write_unit_2(make: Any, text: SentText) -> Element:  # noqa: ANN401 -- see `_maker`
    said = (text.note, text.previous)
    notes = (
        make.note({"category": category}, note)
        for category, note in zip(_CATEGORIES, said, strict=True)
        if note
    )
    pair = [make.source(text.source), *([make.target(text.target)] if text.target else [])]
    segment = make.segment({"state": "translated" if text.is_finished else "initial"}, *pair)
    facts = {"id": safe_name(text.key), "name": text.key, **_SPACE}
    described = [make.notes(*notes)] if any(said) else []
    return make.unit(facts, *described, segment)


def _read_1(root: Element) -> Return:
    files = descendants(root, "file")
    units = [unit for file in files for unit in descendants(file, "trans-unit")]
    return Return(
        _only({file.get("source-language", "") for file in files}),
        _only({file.get("target-language", "") for file in files}),
        tuple(map(_read_unit_1, units)),
        tuple(
            _comment(unit, note)
            for unit in units
            for note in children(unit, "note")
            if note.get("from") != _OURS
        ),
    )


def _read_unit_1(unit: Element) -> ReturnedText:
    target = first(unit, "target")
    state = "" if target is None else target.get("state", "")
    return ReturnedText(
        name=unit.get("id", ""),
        source=all_text(first(unit, "source")),
        target=all_text(target),
        is_finished=unit.get("approved") == "yes" or state in _FINISHED_1,
        place=_place(unit),
    )


def _read_2(root: Element) -> Return:
    units = descendants(root, "unit")
    return Return(
        root.get("srcLang", ""),
        root.get("trgLang", ""),
        tuple(map(_read_unit_2, units)),
        tuple(
            _comment(unit, note)
            for unit in units
            for note in descendants(unit, "note")
            if note.get("category") not in _CATEGORIES
        ),
    )


def _read_unit_2(unit: Element) -> ReturnedText:
    # A tool may have cut the text into segments; what stands between them is `ignorable`.
    parts, segments = children(unit, "segment", "ignorable"), children(unit, "segment")
    is_begun = any(all_text(first(segment, "target")).strip() for segment in segments)
    return ReturnedText(
        name=unit.get("id", ""),
        source="".join(all_text(first(part, "source")) for part in parts),
        target="".join(map(_target_2, parts)) if is_begun else "",
        is_finished=all(segment.get("state") in _FINISHED_2 for segment in segments),
        place=_place(unit),
    )


def _target_2(part: Element) -> str:
    found = first(part, "target")
    # What is ignorable is the same in every language unless a translator says otherwise.
    is_same = local(part) == "ignorable" and found is None
    return all_text(first(part, "source") if is_same else found)


def _only(languages: set[str]) -> str:
    if len(languages) > 1:
        raise BadExchangeFile("exchange-several-languages", found=", ".join(sorted(languages)))
    return next(iter(languages))


def _place(unit: Element) -> Place:
    return Place("returned-in-unit", unit.get("id", ""))


def _comment(unit: Element, note: Element) -> Remark:
    return comment(
        _place(unit), unit.get("id", ""), all_text(note), all_text(first(unit, "target"))
    )
