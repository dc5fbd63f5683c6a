"""The styles of a document: our own small set, under the names that Word knows."""

from collections.abc import Iterator
from typing import Final

from toimintamalli_docx.borders import border, shade
from toimintamalli_docx.colours import Palette
from toimintamalli_docx.paragraph_styles import paragraph_styles

FONT: Final = "Arial"
"""In every Word; LibreOffice has Liberation Sans of the same widths."""
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles_part(palette: Palette, language: str) -> str:
    """Return `word/styles.xml` in an organisation's colours, for a document in one language."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:styles xmlns:w="{_NAMESPACE}">{_defaults(language)}'
        f"{''.join(paragraph_styles(palette))}{''.join(_character_styles(palette))}"
        f"{_table_styles(palette)}</w:styles>"
    )


def _defaults(language: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    tag = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="20"/><w:szCs w:val="20"/>{tag}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _character_styles(palette: Palette) -> Iterator[str]:
    symbols = (
        '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"'
        ' w:eastAsia="Segoe UI Symbol" w:cs="Segoe UI Symbol"/>'
    )
    muted = f'<w:color w:val="{palette.muted}"/>'
    accent = f'<w:color w:val="{palette.accent}"/>'
    yield _character("Strong", "Strong", "<w:b/><w:bCs/>")
    yield _character("Hyperlink", "Hyperlink", accent + '<w:u w:val="single"/>')
    yield _character("PlaceholderText", "Placeholder Text", muted)
    yield _character("TmNumber", "Item Number", muted + '<w:sz w:val="18"/><w:szCs w:val="18"/>')
    yield _character("TmSymbol", "Mark", symbols + '<w:sz w:val="24"/><w:szCs w:val="24"/>')


def _character(style: str, name: str, run: str) -> str:
    custom = ' w:customStyle="1"' if style.startswith("Tm") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
    )


def _table_styles(palette: Palette) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(border(each, palette.line, 4) for each in sides)
    under = border("bottom", palette.accent, 12)
    head = f"<w:tcPr><w:tcBorders>{under}</w:tcBorders>{shade(palette.tint)}</w:tcPr>"
    named = f"<w:tcPr>{shade('F4F6F6')}</w:tcPr>"
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="TmTable">'
        '<w:name w:val="Workbook Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol">{named}</w:tblStylePr></w:style>'
    )
