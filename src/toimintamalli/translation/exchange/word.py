"""A table for people who review in Word: key, source, translation, notes, state, context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from toimintamalli import messages
from toimintamalli.archives import read_zip, write_zip
from toimintamalli.limits import EXCHANGE
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Remark,
    Return,
    comment,
    remark,
)
from toimintamalli.translation.exchange.table import (
    TableRow,
    cells_of,
    headings,
    is_key,
    read_table,
    tidy_key,
)
from toimintamalli.xml import Element, children, descendants, first, local, parse_xml

_WIDTHS: Final = (2300, 3900, 3900, 1600, 1100, 1600)
"""Of the columns in twentieths of a point: A4 on its side, less the margins."""


def write(package: Package) -> bytes:
    """Return a package as a Word document: a heading and one table, the languages tagged."""
    title = messages.say("exchange-title", package.reader, name=package.target)
    advice = messages.say("exchange-advice", package.reader)
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    body = (
        f"<w:p>{heading}<w:r>{_lines(title)}</w:r></w:p><w:p><w:r>{_lines(advice)}</w:r></w:p>"
        f"{_table(package)}<w:p/>{_PAGE}"
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships(
            (f"{_DOCUMENT}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships((f"{_DOCUMENT}/styles", "styles.xml")),
        "word/styles.xml": _STYLES.format(language=package.reader),
        "docProps/core.xml": _CORE.format(title=escape(title), language=package.reader),
    }
    return write_zip((name, (_HEAD + content).encode()) for name, content in parts.items())


def read(data: bytes) -> Return:
    """Return what is in the tables of a Word document; tracked changes count as accepted.

    Raises:
        BadArchive, BadXml: it is damaged, or holds more than it may.
        BadExchangeFile: there is no table of texts in it.
    """
    parts = read_zip(data, lambda name: name.endswith((".xml", ".rels")), EXCHANGE.unpacked_bytes)
    main = next(iter(_related(parts, "", "officeDocument")), "")
    if main not in parts:
        raise BadExchangeFile("exchange-no-table")
    body = parse_xml(parts[main])
    elements = [row for row in descendants(body, "tr") if not _is_inside(row, "tc")]
    kept = [row for row in elements if not _is_deleted(row)]
    rows = [_read_row(row, number) for number, row in enumerate(kept, start=1)]
    comments = _comments(parts, main)
    remarks = [
        *(
            told
            for row, read in zip(kept, rows, strict=True)
            for told in _asked(row, read, comments)
        ),
        *_outside(body, parts, comments),
    ]
    return read_table(rows, remarks)


def _table(package: Package) -> str:
    languages = ("", package.source, package.target, *[package.reader] * 3)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    rows = "".join(_row(cells_of(text, package.reader), languages) for text in package.texts)
    head = _row(headings(package), ("", *[package.reader] * 5), is_head=True)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(cells: Iterable[str], languages: tuple[str, ...], *, is_head: bool = False) -> str:
    facts = "<w:cantSplit/><w:tblHeader/>" if is_head else "<w:cantSplit/>"
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraphs(cell, language, is_strong=is_head)}</w:tc>"
        for cell, language, width in zip(cells, languages, _WIDTHS, strict=True)
    )
    return f"<w:tr><w:trPr>{facts}</w:trPr>{written}</w:tr>"


def _paragraphs(text: str, language: str, *, is_strong: bool) -> str:
    # The schema wants them in this order: b, noProof, sz, lang.
    strong = "<w:b/>" if is_strong else ""
    size = '<w:sz w:val="18"/>'
    proofing = f"{size}<w:lang w:val={quoteattr(language)}/>" if language else f"<w:noProof/>{size}"
    return "".join(
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr>'
        f"<w:r><w:rPr>{strong}{proofing}</w:rPr>{_lines(paragraph)}</w:r></w:p>"
        for paragraph in text.split("\n\n")
    )


def _lines(paragraph: str) -> str:
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in paragraph.split("\n")
    )


def _relationships(*parts: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _related(parts: Mapping[str, bytes], name: str, *kinds: str) -> Iterator[str]:
    """Yield the parts that one leads to by some kinds of relationship."""
    folder, file = dirname(name), name.rpartition("/")[2]
    relations = join(folder, "_rels", f"{file}.rels")
    if relations not in parts:
        return
    for relation in parse_xml(parts[relations]):
        target = relation.get("Target", "")
        if relation.get("Type", "").rpartition("/")[2] in kinds:
            yield target[1:] if target.startswith("/") else normpath(join(folder, target))


def _read_row(row: Element, number: int) -> TableRow:
    cells: list[str] = [""] * _before(row)
    continues = False
    for cell in (element for element in descendants(row, "tc") if _nearest(element, "tr") is row):
        facts = first(cell, "tcPr")
        cells.append(_text_of(cell))
        cells.extend([""] * (_number(facts, "gridSpan", 1) - 1))
        continues = continues or _is_continued(facts)
    return TableRow(Place("returned-in-row", str(number)), tuple(cells), continues)


def _before(row: Element) -> int:
    return _number(first(row, "trPr"), "gridBefore", 0)


def _number(facts: Element | None, name: str, otherwise: int) -> int:
    found = None if facts is None else first(facts, name)
    said = "" if found is None else _value(found)
    return min(int(said), EXCHANGE.columns) if said.isascii() and said.isdigit() else otherwise


def _is_continued(facts: Element | None) -> bool:
    merged = None if facts is None else first(facts, "vMerge")
    return merged is not None and _value(merged) != "restart"


def _value(element: Element) -> str:
    return next((str(value) for key, value in element.items() if key.endswith("}val")), "")


def _identity(element: Element) -> str:
    return next((str(value) for key, value in element.items() if key.endswith("}id")), "")


def _is_deleted(row: Element) -> bool:
    facts = first(row, "trPr")
    return facts is not None and first(facts, "del") is not None


def _is_inside(element: Element, name: str) -> bool:
    return any(local(above) == name for above in element.iterancestors())


def _nearest(element: Element, name: str) -> Element | None:
    return next((above for above in element.iterancestors() if local(above) == name), None)


def _text_of(parent: Element) -> str:
    paragraphs = (_paragraph(element).strip() for element in descendants(parent, "p"))
    return "\n\n".join(filter(None, paragraphs))


def _paragraph(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    # What is deleted in tracked changes is `delText`, what is inserted is `t` like the rest.
    for piece in paragraph.iter("{*}t", "{*}br", "{*}cr", "{*}tab", "{*}noBreakHyphen"):
        if any(local(above) in _NOT_READ for above in piece.iterancestors()):
            continue
        match local(piece):
            case "t":
                yield str(piece.text or "")
            case "br" | "cr":
                yield "\n"
            case "tab":
                yield "" if _is_inside(piece, "tabs") else " "
            case "noBreakHyphen":
                yield "-"


def _comments(parts: Mapping[str, bytes], main: str) -> Mapping[str, str]:
    return {
        _identity(said): _text_of(said)
        for name in _related(parts, main, "comments")
        if name in parts
        for said in descendants(parse_xml(parts[name]), "comment")
    }


def _asked(row: Element, read: TableRow, comments: Mapping[str, str]) -> Iterator[Remark]:
    marks = row.iter("{*}commentRangeStart", "{*}commentReference")
    key = next((tidy_key(cell) for cell in read.cells if is_key(tidy_key(cell))), "")
    for identity in dict.fromkeys(_identity(mark) for mark in marks):
        if words := comments.get(identity, ""):
            yield comment(read.place, key, words, _about(row, identity))


def _about(row: Element, identity: str) -> str:
    """Return the text of the cell that a comment is at."""
    for mark in row.iter("{*}commentRangeStart", "{*}commentReference"):
        if _identity(mark) == identity:
            cell = _nearest(mark, "tc")
            return "" if cell is None else _text_of(cell)
    return ""


def _outside(
    body: Element, parts: Mapping[str, bytes], comments: Mapping[str, str]
) -> Iterator[Remark]:
    """Tell what somebody wrote beside the tables: paragraphs, notes, and comments on them."""
    for paragraph in descendants(body, "p"):
        if _is_inside(paragraph, "tbl"):
            continue
        words = _paragraph(paragraph).strip()
        if words and not _is_printed(words):
            yield remark(_OUTSIDE, "returned-outside").with_words(words)
        for mark in paragraph.iter("{*}commentReference"):
            if said := comments.get(_identity(mark), ""):
                yield comment(_OUTSIDE, "", said, words)
    for name, data in parts.items():
        if name.endswith(("footnotes.xml", "endnotes.xml")):
            for note in children(parse_xml(data), "footnote", "endnote"):
                if words := _text_of(note):
                    yield remark(_OUTSIDE, "returned-outside").with_words(words)


def _is_printed(words: str) -> bool:
    """Tell whether words outside the table are our own title or advice."""
    for language in messages.LANGUAGES:
        before, _, after = messages.say("exchange-title", language, name="\0").partition("\\u0000")
        if words == messages.say("exchange-advice", language) or (
            words.startswith(before) and words.endswith(after)
        ):
            return True
    return False


_OUTSIDE: Final = Place("returned-in-file")
_NOT_READ: Final = frozenset({"moveFrom", "Fallback", "del"})
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
)
# A4 on its side with margins of 20 mm, in twentieths of a point.
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134"'
    ' w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES: Final = (
    f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    '<w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="120"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style></w:styles>"
)
