"""The forms that texts can be exchanged in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.archives import read_zip
from toimintamalli.limits import EXCHANGE
from toimintamalli.translation.exchange import po, sheet, word, xliff
from toimintamalli.translation.exchange.package import BadExchangeFile, Package, Return
from toimintamalli.xml import local, parse_xml


@dataclass(frozen=True)
class Form:
    """One kind of file that translators' tools read and write."""

    ending: str
    write: Callable[[Package], bytes]


FORMS: Final[Mapping[str, Form]] = {
    "xliff": Form("xlf", xliff.write),
    "xliff2": Form("xlf", xliff.write_2),
    "po": Form("po", po.write),
    "docx": Form("docx", word.write),
    "xlsx": Form("xlsx", sheet.write),
    "csv": Form("csv", sheet.write_csv),
}


def read_return(data: bytes) -> Return:
    """Return what came back from a translator, in whichever form, by what is in the file.

    Raises:
        BadExchangeFile, BadArchive, BadXml, BadSpreadsheet: it is of none of the forms, is
            damaged, or is larger than any that this tool writes.
    """
    if len(data) > EXCHANGE.file_bytes:
        raise BadExchangeFile("exchange-too-large", limit=str(EXCHANGE.file_bytes // 1_000_000))
    returned = _read(data)
    if len(returned.texts) > EXCHANGE.texts:
        raise BadExchangeFile("exchange-too-many", limit=str(EXCHANGE.texts))
    for text in returned.texts:
        if max(len(text.source), len(text.target)) > EXCHANGE.characters:
            raise BadExchangeFile(
                "exchange-too-long", key=text.name, limit=str(EXCHANGE.characters)
            )
    return returned


def _read(data: bytes) -> Return:
    if not data.strip():
        raise BadExchangeFile("exchange-nothing-in-it")
    if data.startswith(b"PK"):
        return _read_office(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadExchangeFile("exchange-old-office")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        root = parse_xml(data)
        if local(root) != "xliff":
            raise BadExchangeFile("exchange-other-xml", found=local(root))
        return xliff.read(root)
    # Tables quote the texts of others, PO files none of ours but between quotes.
    if any(line.startswith(b"msgid") for line in data.splitlines()):
        return po.read(data)
    if sheet.looks_like_csv(data):
        return sheet.read_csv(data)
    raise BadExchangeFile("exchange-unknown")


def _read_office(data: bytes) -> Return:
    found = read_zip(data, lambda name: name == "[Content_Types].xml", 1_000_000)
    types = found.get("[Content_Types].xml", b"")
    if b"wordprocessingml" in types:
        return word.read(data)
    if b"spreadsheetml" in types:
        return sheet.read(data)
    raise BadExchangeFile("exchange-unknown")
