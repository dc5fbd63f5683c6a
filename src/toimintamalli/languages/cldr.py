"""What CLDR says of a language that there is no file of: names, dates and signs, no phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.core import Locale

_ISO: Final = "yyyy-MM-dd"
_PARTS: Final = re.compile(r"(.)\1*")
_PART: Final = re.compile(r"d{1,2}|M{1,2}|y{1,4}|[^A-Za-z]+")
_MONTHS: Final = range(1, 13)
_WEEKDAYS: Final = range(7)


def known_elsewhere(language: str) -> dict[str, object]:
    """Return the fields of a language that CLDR knows, as its file would give them."""
    from babel.core import Locale, UnknownLocaleError, get_global  # noqa: PLC0415 -- rarely needed

    likely = str(get_global("likely_subtags").get(language, ""))
    base = language.partition("-")[0]
    for name in filter(None, (language.replace("-", "_"), likely, base)):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        return {"id": language, **_fields(locale, base, likely)}
    return {"id": language}


def likely_script(language: str) -> str:
    """Return the script that a language is likely written in, by its ISO 15924 code, or nothing."""
    from babel.core import get_global  # noqa: PLC0415 -- rarely needed

    parts = str(get_global("likely_subtags").get(language, "")).split("_")
    return next((part for part in parts[1:] if len(part) == 4), "")  # noqa: PLR2004 -- BCP 47


def _fields(locale: Locale, base: str, likely: str) -> dict[str, object]:
    numbers = locale.number_symbols.get(locale.default_numbering_system, {})
    order, picture = _picture(str(locale.date_formats["short"].pattern))
    percent = str(locale.percent_formats[None].pattern)
    gap = " " if percent[-2:-1].isspace() else ""
    signs = [character for character in picture if character in "./-"]
    in_dates, alone = locale.months["format"], locale.months["stand-alone"]
    days = locale.days["format"]
    fields: dict[str, object] = {
        "name": locale.languages.get(base, ""),
        "region": likely.rpartition("_")[2] if "_" in likely else locale.territory or "",
        "direction": locale.text_direction,
        "decimal_sign": str(numbers.get("decimal", ".")),
        "percent": f"{{count}}{gap}%",
        "date_order": order,
        "date_separators": tuple(dict.fromkeys(signs)) or ("-",),
        "date_picture": picture,
        "date_shown": _shown(picture),
        "months": tuple(
            _forms(in_dates["wide"][month], alone["wide"][month], in_dates["abbreviated"][month])
            for month in _MONTHS
        ),
        "weekdays": tuple(
            _forms(days["wide"][weekday], days["abbreviated"][weekday]) for weekday in _WEEKDAYS
        ),
    }
    return {name: value for name, value in fields.items() if value}


def _forms(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


def _picture(short: str) -> tuple[str, str]:
    """Return the order and the picture of a date of three numbers, its year in full."""
    plain = "".join(character for character in short if character.isprintable())
    parts = [found.group() for found in _PARTS.finditer(plain)]
    order = "".join(part[0].lower() for part in parts if part[0] in "dMy")
    is_known = order in ("dmy", "mdy", "ymd") and all(_PART.fullmatch(part) for part in parts)
    if not is_known or plain.startswith("y-"):
        return "ymd", _ISO
    written = ("yyyy" if part[0] == "y" else part[0] if part[0] in "dM" else part for part in parts)
    return order, "".join(written).strip(" .")


def _shown(picture: str) -> str:
    if picture == _ISO:
        return "{date}"
    for sign, name in (("yyyy", "{year}"), ("M", "{month}"), ("d", "{day}")):
        picture = picture.replace(sign, name, 1)
    return picture
