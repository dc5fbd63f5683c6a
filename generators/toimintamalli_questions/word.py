"""A Word document of plain paragraphs, zipped so that the bytes never vary.

Written directly: python-docx writes the time of day into its archives (python-docx #811).
Format: ECMA-376, part 1, WordprocessingML.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from toimintamalli import Language, LocalizedText
from toimintamalli.archives import write_zip

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE: Final = f"{_PACKAGE}/metadata/core-properties"


class Paragraph(NamedTuple):
    """One paragraph of the document."""

    style: Literal["Title", "Heading1", "Question", "Choice"]
    texts: tuple[LocalizedText, ...]
    """What it says; with a colon between, where there are several."""
    before: str = ""
    """A number or a letter that belongs to no language."""


def write_word(language: Language, title: str, paragraphs: Iterable[Paragraph]) -> bytes:
    """Return the bytes of a Word file in a language, with a title in its properties."""
    body = "".join(_paragraph(paragraph, language) for paragraph in paragraphs)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships(
            (f"{_DOCUMENT}/officeDocument", "word/document.xml"), (_CORE_RELATIONSHIP, _CORE_PART)
        ),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}{_PAGE}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": _relationships((f"{_DOCUMENT}/styles", "styles.xml")),
        "word/styles.xml": _STYLES.format(language=language),
        _CORE_PART: _properties(title, language),
    }
    return write_zip((name, (_HEAD + content).encode()) for name, content in parts.items())


def _paragraph(paragraph: Paragraph, language: Language) -> str:
    before = f"<w:r>{_text(paragraph.before)}</w:r>" if paragraph.before else ""
    runs = f"<w:r>{_text(': ')}</w:r>".join(_run(text, language) for text in paragraph.texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{paragraph.style}"/></w:pPr>{before}{runs}</w:p>'


def _run(text: LocalizedText, language: Language) -> str:
    own = "" if text.language == language else f'<w:rPr><w:lang w:val="{text.language}"/></w:rPr>'
    return f"<w:r>{own}{_text(text.string)}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _relationships(*parts: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _properties(title: str, language: Language) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
        "</cp:coreProperties>"
    )


_CORE_PART: Final = "docProps/core.xml"
_CORE_RELATIONSHIP: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/{_CORE_PART}"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
# A4 with margins of 25 mm, in twentieths of a point.
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417"'
    ' w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def _style(id_: str, name: str, look: str, *, size: int, is_bold: bool = False) -> str:
    bold = "<w:b/>" if is_bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{look}</w:pPr>'
        f'<w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


_STYLES: Final = (
    f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    '<w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    + _style("Title", "Title", '<w:spacing w:after="240"/>', size=36, is_bold=True)
    + _style(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
        size=28,
        is_bold=True,
    )
    + _style("Question", "Question", '<w:keepNext/><w:spacing w:before="160"/>', size=22)
    + _style("Choice", "Choice", '<w:ind w:left="567"/>', size=22)
    + "</w:styles>"
)
