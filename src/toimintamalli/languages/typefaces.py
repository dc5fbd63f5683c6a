"""Which typefaces have the letters of a language: those that systems bring along for its script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from toimintamalli.languages import language_data, packaged_languages
from toimintamalli.languages.cldr import likely_script
from toimintamalli.model.ids import Language

_BY_SCRIPT: Final[Mapping[str, tuple[str, ...]]] = {
    "Arab": ("Arial", "Geeza Pro", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans"),
    "Armn": ("Sylfaen", "Mshtakan", "Noto Sans Armenian", "DejaVu Sans"),
    "Beng": ("Nirmala UI", "Bangla Sangam MN", "Noto Sans Bengali"),
    "Deva": ("Nirmala UI", "Kohinoor Devanagari", "Noto Sans Devanagari"),
    "Ethi": ("Ebrima", "Kefa", "Noto Sans Ethiopic"),
    "Geor": ("Sylfaen", "Helvetica Neue", "Noto Sans Georgian", "DejaVu Sans"),
    "Gujr": ("Nirmala UI", "Gujarati Sangam MN", "Noto Sans Gujarati"),
    "Guru": ("Nirmala UI", "Gurmukhi MN", "Noto Sans Gurmukhi"),
    "Hans": (
        *("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC"),
        *("Source Han Sans SC", "WenQuanYi Micro Hei"),
    ),
    "Hant": (
        *("Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC"),
        *("Source Han Sans TC", "WenQuanYi Micro Hei"),
    ),
    "Hebr": ("Arial", "Arial Hebrew", "Noto Sans Hebrew", "DejaVu Sans"),
    "Jpan": ("Yu Gothic", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "IPAGothic"),
    "Khmr": ("Leelawadee UI", "Khmer Sangam MN", "Noto Sans Khmer"),
    "Knda": ("Nirmala UI", "Kannada Sangam MN", "Noto Sans Kannada"),
    "Kore": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR"),
    "Laoo": ("Leelawadee UI", "Lao Sangam MN", "Noto Sans Lao"),
    "Mlym": ("Nirmala UI", "Malayalam Sangam MN", "Noto Sans Malayalam"),
    "Mymr": ("Myanmar Text", "Myanmar Sangam MN", "Noto Sans Myanmar"),
    "Sinh": ("Nirmala UI", "Sinhala Sangam MN", "Noto Sans Sinhala"),
    "Taml": ("Nirmala UI", "Tamil Sangam MN", "Noto Sans Tamil"),
    "Telu": ("Nirmala UI", "Telugu Sangam MN", "Noto Sans Telugu"),
    "Thai": ("Leelawadee UI", "Thonburi", "Noto Sans Thai"),
}
"""Those of Windows, macOS and Linux in turn. Latin, Greek and Cyrillic are in our own."""
_SCRIPT: Final = 4
"""The letters of a script in the tag of a language (BCP 47)."""
EAST_ASIAN: Final = frozenset({"Hans", "Hant", "Jpan", "Kore"})
"""Scripts that Word has a typeface of its own for beside the one of Latin letters."""


def script_of(language: Language) -> str:
    """Return the script of a language by ISO 15924: as its tag says, or as CLDR thinks likely."""
    base, *further = language.split("-")
    written = next((part for part in further if len(part) == _SCRIPT), "")
    if written or base in packaged_languages():
        return written or "Latn"
    return likely_script("_".join((base, *further))) or likely_script(base)


def typefaces_of(language: Language) -> tuple[str, ...]:
    """Return the typefaces that may have a language's letters, the likeliest first.

    None are named where any typeface of Europe has them.
    """
    found = _BY_SCRIPT.get(script_of(language), ())
    is_mirrored = language_data(language).direction == "rtl"
    return found or (_BY_SCRIPT["Arab"] if is_mirrored else ())
