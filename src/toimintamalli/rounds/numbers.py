"""Numbers in the words that people wrote, and figures to one decimal."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]+(?:[ \u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)*")
_MINUS: Final = "-−"
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_SPACES: Final = re.compile(r"[ \u00a0\u202f]")


def number_in(text: str) -> float | None:
    """Return the number in a text, if there is exactly one and it can be read one way only.

    A comma is a decimal comma; `3/5`, `1.12.2026` and `1,200` are not one number.
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    digits = _SPACES.sub("", found[0].group())
    if len(re.findall(r"[.,]", digits)) > 1 or _THOUSANDS.fullmatch(digits):
        return None
    before = text[: found[0].start()]
    # A hyphen after a letter joins, as in `covid-19`.
    is_negative = before[-1:] in _MINUS and before != "" and not before[-2:-1].isalnum()
    return (-1 if is_negative else 1) * float(digits.replace(",", "."))


def tenths(value: float) -> float:
    """Return a difference of figures to one decimal."""
    return round(value * 10) / 10 or 0.0


def has_digit(text: str) -> bool:
    """Tell whether a text has any number."""
    return re.search(r"[0-9]", text) is not None
