"""The styles of a document: our own small set, under the names that Word knows."""

from collections.abc import Iterator
from typing import Final

from toimintamalli import design
from toimintamalli.design import Colour, Shade
from toimintamalli.languages.typefaces import EAST_ASIAN, script_of, typefaces_of
from toimintamalli.model.ids import Language
from toimintamalli_docx.borders import border, no_border, shade
from toimintamalli_docx.paragraph_styles import paragraph_styles
from toimintamalli_docx.tables import tinted

FONT: Final = "Calibri"
"""In every Word; LibreOffice has Carlito of the same widths."""
SYMBOLS: Final = "Segoe UI Symbol"
"""In every Windows; others show the same signs from a font of theirs."""
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY: Final = round(design.BODY * 2)


def styles_part(
    ink: Shade, language: str, *, is_rtl: bool = False, tints: tuple[Colour, ...] = ()
) -> str:
    """Return `word/styles.xml` in an organisation's colours, for a document in one language.

    `tints` are the grounds of lists about a theme.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:styles xmlns:w="{_NAMESPACE}">{_defaults(language, is_rtl=is_rtl)}'
        f"{''.join(paragraph_styles(ink))}{''.join(_character_styles(ink))}"
        f"{_table_styles(ink)}"
        f"{''.join(map(_tinted, dict.fromkeys((ink.tint, *tints))))}</w:styles>"
    )


def _defaults(language: str, *, is_rtl: bool) -> str:
    # Word finds the letters of other scripts by itself; for these it would take its serif.
    is_east_asian = script_of(Language(language)) in EAST_ASIAN
    east = typefaces_of(Language(language))[0] if is_east_asian else FONT
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{east}" w:cs="{FONT}"/>'
    bidi = language if is_rtl else "ar-SA"
    tag = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{bidi}"/>'
    direction = "<w:bidi/>" if is_rtl else ""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{design.TEXT}"/>'
        f'<w:sz w:val="{_BODY}"/><w:szCs w:val="{_BODY}"/>{tag}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{direction}"
        '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _character_styles(ink: Shade) -> Iterator[str]:
    symbols = (
        f'<w:rFonts w:ascii="{SYMBOLS}" w:hAnsi="{SYMBOLS}"'
        f' w:eastAsia="{SYMBOLS}" w:cs="{SYMBOLS}"/>'
    )
    muted = f'<w:color w:val="{design.SOFT_TEXT}"/>'
    accent = f'<w:color w:val="{ink.dark}"/>'
    yield _character("Strong", "Strong", "<w:b/><w:bCs/>")
    yield _character("Hyperlink", "Hyperlink", accent + '<w:u w:val="single"/>')
    yield _character("PlaceholderText", "Placeholder Text", muted)
    yield _character("TmNumber", "Item Number", muted + '<w:sz w:val="18"/><w:szCs w:val="18"/>')
    yield _character("TmRing", "Ring", symbols + '<w:sz w:val="36"/><w:szCs w:val="36"/>')
    yield _character("TmSymbol", "Mark", symbols + '<w:sz w:val="28"/><w:szCs w:val="28"/>')


def _character(style: str, name: str, run: str) -> str:
    custom = ' w:customStyle="1"' if style.startswith("Tm") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
    )


def _table_styles(ink: Shade) -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>" + _plain(ink) + _boxed()
    )


def _plain(ink: Shade) -> str:
    rules = "".join(border(side, design.HAIR, 4) for side in ("bottom", "insideH"))
    under = border("bottom", ink.dark, 12)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="TmTable">'
        '<w:name w:val="Workbook Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{under}</w:tcBorders>'
        f'<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:tcPr>{shade(design.PAPER)}</w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def _tinted(tint: Colour) -> str:
    # A ground in each cell would look as if somebody had marked it.
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{tinted(tint)}">'
        f'<w:name w:val="Workbook List {tint}"/><w:basedOn w:val="TmTable"/>'
        f"<w:tcPr>{shade(tint)}</w:tcPr></w:style>"
    )


def _boxed() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(border(side, design.LINE, 4) for side in sides)
    none = "".join(no_border(side) for side in ("top", "left", "right", "insideV"))
    under = border("bottom", design.LINE, 4)
    order = none.replace(no_border("right"), under + no_border("right"))
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="TmBoxes">'
        '<w:name w:val="Workbook Boxes"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{order}</w:tcBorders>'
        f'<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
