"""What documents look like unless a house template says otherwise: styles, settings, fonts.

Built here so that it stays small and known: python-docx's own template is US Letter, in English,
in compatibility mode, and 438 KB of styles.
"""

from functools import cache
from typing import Final

from toimintamalli.design import Colour, Shade
from toimintamalli_docx.look import Look
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part
from toimintamalli_docx.styles import FONT, SYMBOLS, styles_part

_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def own_look(
    ink: Shade, language: str, *, is_rtl: bool = False, tints: tuple[Colour, ...] = ()
) -> Look:
    """Return our own look, for a document in one language."""
    return Look(
        (
            _part("styles", styles_part(ink, language, is_rtl=is_rtl, tints=tints)),
            _part("settings", _settings(language)),
            _part("fontTable", _FONTS),
        )
    )


def _part(kind: str, content: str) -> Part:
    return Part(
        id=kind,
        relationship=f"{RELATIONSHIPS}/{kind}",
        name=f"word/{kind}.xml",
        content_type=f"{CONTENT}.wordprocessingml.{kind}+xml",
        content=content.encode(),
    )


def _settings(language: str) -> str:
    # Mode 15 is Word 2013 and later: anything less opens in "Compatibility Mode".
    compatibility = (
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    # Long Finnish compounds leave holes in narrow columns unless they may be divided.
    return (
        f'{HEAD}<w:settings {_NAMESPACE}><w:zoom w:percent="100"/>'
        # The workbook promises no names: Word takes its users' out of comments and properties.
        "<w:removePersonalInformation/>"
        "<w:autoHyphenation/>"
        '<w:hyphenationZone w:val="284"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:noColumnBalance/>{compatibility}</w:compat>"
        f'<w:themeFontLang w:val="{language}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _font(name: str, instead: str, panose: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:panose1 w:val="{panose}"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )


_FONTS: Final = (
    f"{HEAD}<w:fonts {_NAMESPACE}>"
    f"{_font(FONT, 'Carlito', '020F0502020204030204')}"
    f"{_font(SYMBOLS, 'DejaVu Sans', '020B0502040204020203')}</w:fonts>"
)
