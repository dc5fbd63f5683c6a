"""The forms that texts can be exchanged in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.translation.exchange import po, word, xliff, xliff2
from toimintamalli.translation.exchange._xml import parse_xml
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    ExchangeTooLarge,
    Package,
    Return,
)

_MEGABYTES: Final = 20


@dataclass(frozen=True)
class Form:
    """One kind of file that translators' tools read and write."""

    ending: str
    write: Callable[[Package], bytes]
    read: Callable[[bytes], Return]


FORMS: Final[Mapping[str, Form]] = {
    "xliff": Form("xlf", xliff.write, xliff.read),
    "xliff2": Form("xlf", xliff2.write, xliff2.read),
    "po": Form("po", po.write, po.read),
    "docx": Form("docx", word.write, word.read),
}


def read_return(data: bytes) -> Return:
    """Return what came back from a translator, in whichever form, by what is in the file.

    Raises:
        BadExchangeFile: it is of none of the forms.
        ExchangeTooLarge: it is larger than any that this tool writes.
    """
    if len(data) > _MEGABYTES * 1_000_000:
        raise ExchangeTooLarge(limit=str(_MEGABYTES))
    return FORMS[_recognise(data)].read(data)


def _recognise(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "docx"
    if (
        data.removeprefix(b"\xef\xbb\xbf")
        .lstrip()
        .startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<"))
    ):
        root = parse_xml(data)
        if root.tag.rpartition("}")[2] != "xliff":
            raise BadExchangeFile(reason=f"XML: <{root.tag.rpartition('}')[2]}>")
        return "xliff2" if root.get("version", "").startswith("2") else "xliff"
    if b"msgid" in data:
        return "po"
    raise BadExchangeFile(reason="XLIFF, PO, Word")
