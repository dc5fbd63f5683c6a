"""Days as people write them."""

import re
from collections.abc import Mapping
from typing import Final

from toimintamalli_docx.reader.speech import make_day
from toimintamalli_docx.reader.wording import plain

YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DOTTED: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})\.?")
SLASHED: Final = re.compile(r"([0-9]{1,2}) ?([/-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
DIGITS: Final = re.compile(r"[0-9]+")
ORDER: Final = re.compile(r"[dM]+")
_CENTURY: Final = 2000
_SHORT: Final = 2
"""Digits of a year without its century."""
_MONTHS: Final = 12


def read_day(text: str, picture: str) -> str:
    """Return the day that somebody wrote as `2026-11-21`, or nothing where it could be another.

    `picture` is how the document writes days. The points of `21.11.2026` say that the day comes
    first; slashes don't, unless the picture has them too or one number can be no month.
    """
    said = plain(text)
    if found := YEAR_FIRST.fullmatch(said):
        return make_day(*map(int, found.groups()))
    if found := DOTTED.fullmatch(said):
        day, month, year = map(int, found.groups())
        return make_day(year if len(found[3]) > _SHORT else _CENTURY + year, month, day)
    if found := SLASHED.fullmatch(said):
        return _slashed(found[2], int(found[1]), int(found[3]), int(found[4]), picture)
    return ""


def _slashed(separator: str, first: int, second: int, year: int, picture: str) -> str:
    order = "".join(part[0] for part in ORDER.findall(picture))
    if separator in picture and order in ("dM", "Md"):
        day, month = (first, second) if order == "dM" else (second, first)
        return make_day(year, month, day)
    if first == second or first > _MONTHS:
        return make_day(year, second, first)
    return make_day(year, first, second) if second > _MONTHS else ""


def exists(day: str) -> bool:
    """Tell whether a day that a control holds is one."""
    found = YEAR_FIRST.fullmatch(day)
    return bool(found) and make_day(*map(int, found.groups() if found else ())) == day


def tells(text: str, day: str) -> bool:
    """Tell whether a text such as "21. marraskuuta 2026" can be a way of writing a day.

    Its numbers are the day's, the day and the year among them.
    """
    year, month, number = day.split("-")
    numbers = [int(number) for number in DIGITS.findall(text)][:4]
    wanted = [int(number), int(year)]
    return sorted(numbers) in (sorted(wanted), sorted([*wanted, int(month)]))


def picture_for(control: str, language: str, pictures: Mapping[str, str]) -> str:
    """Return how days are written: as the control says, or else as the language does."""
    return control or pictures.get(language, "")
