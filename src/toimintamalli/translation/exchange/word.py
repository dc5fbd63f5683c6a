"""A table for people who review in Word: key, source, translation, state."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from toimintamalli import messages
from toimintamalli.translation.exchange._xml import escape, local, named, parse_xml, quote
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    ExchangeTooLarge,
    Package,
    Return,
    ReturnedText,
    SentText,
    safe_name,
)

_MEGABYTES: Final = 50
_COLUMNS: Final = (2600, 5200, 5200, 1400)
"""Widths in twentieths of a point: A4 on its side, less the margins."""


def write(package: Package) -> bytes:
    """Return a package as a Word document: a heading and one table, the languages tagged."""
    # Heavy, and only who exports to Word pays for it.
    from docx import Document  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.oxml import parse_xml as parse_part  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    said = messages.say("exchange-title", package.reader, name=package.target)
    document.add_heading(said, level=1)
    document.add_paragraph(messages.say("exchange-advice", package.reader))
    # In one piece: python-docx takes seconds for a table of a thousand rows.
    body = document.element.body
    body.insert(len(body) - 1, parse_part(_table(package)))
    document.core_properties.title = said
    document.core_properties.language = package.reader
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(data: bytes) -> Return:
    """Return what is in the table of a Word document; tracked changes count as accepted.

    Raises:
        BadExchangeFile: there is no table of four columns in it.
        ExchangeTooLarge: it would unpack to more than any table of texts.
    """
    rows = list(_rows(parse_xml(_body(data))))
    if not rows:
        raise BadExchangeFile(reason="Word: table")
    (_, source, target, _), *texts = rows
    found = tuple(
        ReturnedText(re.sub(r"\s", "", key).replace("\u2011", "-"), original, translation)
        for key, original, translation, _ in texts
    )
    return Return(_language(source), _language(target), found)


def _table(package: Package) -> str:
    head = [
        messages.say("exchange-key", package.reader),
        f"{messages.say('exchange-source', package.reader)} ({package.source})",
        f"{messages.say('exchange-target', package.reader)} ({package.target})",
        messages.say("exchange-state", package.reader),
    ]
    languages = ("", package.source, package.target, package.reader)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _COLUMNS)
    rows = "".join(_row(_cells(each, package.reader), languages) for each in package.texts)
    return (
        '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(head, ('', *[package.reader] * 3), is_head=True)}{rows}</w:tbl>"
    )


def _cells(text: SentText, reader: str) -> list[str]:
    state = messages.say(f"state-{text.state.value}", reader)
    return [safe_name(text.key), text.source, text.target, state]


def _row(cells: list[str], languages: tuple[str, ...], *, is_head: bool = False) -> str:
    facts = "<w:cantSplit/><w:tblHeader/>" if is_head else "<w:cantSplit/>"
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraphs(cell, language, is_strong=is_head)}</w:tc>"
        for cell, language, width in zip(cells, languages, _COLUMNS, strict=True)
    )
    return f"<w:tr><w:trPr>{facts}</w:trPr>{written}</w:tr>"


def _paragraphs(text: str, language: str, *, is_strong: bool) -> str:
    proofing = f"<w:lang w:val={quote(language)}/>" if language else "<w:noProof/>"
    look = f"<w:rPr>{'<w:b/>' if is_strong else ''}{_small(proofing)}</w:rPr>"
    return "".join(
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr>'
        f"<w:r>{look}{_lines(each)}</w:r></w:p>"
        for each in text.split("\n\n")
    )


def _small(proofing: str) -> str:
    # The schema wants them in this order: noProof, sz, lang.
    size = '<w:sz w:val="18"/>'
    return f"{proofing}{size}" if "noProof" in proofing else f"{size}{proofing}"


def _lines(paragraph: str) -> str:
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in paragraph.split("\n")
    )


def _body(data: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            # What unpacks to gigabytes is refused by what it says of itself; zipfile reads no more.
            if sum(each.file_size for each in archive.infolist()) > _MEGABYTES * 1_000_000:
                raise ExchangeTooLarge(limit=str(_MEGABYTES))
            return archive.read("word/document.xml")
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError) as reason:
        raise BadExchangeFile(reason=f"Word: {type(reason).__name__}") from reason


def _rows(root: Element) -> Iterator[tuple[str, str, str, str]]:
    for row in named(root, "tr"):
        match [_cell(each) for each in row.iter() if local(each.tag) == "tc"]:
            case [key, source, target, state]:
                yield key.strip(), source, target, state


def _cell(cell: Element) -> str:
    return "\n\n".join(filter(None, (_paragraph(each).strip() for each in named(cell, "p"))))


def _paragraph(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    # What is deleted in tracked changes is `delText`, what is inserted is `t` like the rest.
    for each in paragraph.iter():
        match local(each.tag):
            case "t":
                yield each.text or ""
            case "br" | "cr":
                yield "\n"
            case "tab":
                yield " "
            case "noBreakHyphen":
                yield "-"


def _language(heading: str) -> str:
    found = re.search(r"\(([A-Za-z-]+)\)\s*$", heading)
    return found[1] if found else ""
