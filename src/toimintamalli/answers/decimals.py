"""Decimal numbers as answers hold them: digits and a point, and no program rounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from toimintamalli.model.ids import NUMBER_LENGTH

_NUMBER: Final = re.compile(r"[0-9]+(?:[ \u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)*")
_SPACES: Final = re.compile(r"[ \u00a0\u202f]")
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_WHOLE: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SIGNS: Final = ("-", "−")
_LOOSE_SIGN: Final = re.compile(r"[-−]\s+$")
"""A minus or a dash: nobody knows."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that somebody typed, and what else they wrote there."""

    value: str
    beside: str = ""


def read_number(text: str) -> TypedNumber | None:
    """Return the number in a text, if there is exactly one and it can be read one way only.

    A comma is a decimal comma; `3/5`, `1.12.2026` and `1,200` are not one number.
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    digits = _SPACES.sub("", found[0].group())
    if len(re.findall(r"[.,]", digits)) > 1 or _THOUSANDS.fullmatch(digits):
        return None
    before, after = text[: found[0].start()], text[found[0].end() :]
    if _LOOSE_SIGN.search(before):
        return None
    # A hyphen after a letter joins, as in `covid-19`.
    is_negative = before.endswith(_SIGNS) and not before[-2:-1].isalnum()
    value = canonical(("-" if is_negative else "") + digits.replace(",", "."))
    if len(value) > NUMBER_LENGTH:
        return None
    beside = f"{before[:-1] if is_negative else before} {after}"
    return TypedNumber(value, " ".join(beside.split()))


def canonical(digits: str) -> str:
    """Return plain decimal digits without what says nothing: `007.50` is `7.50`, `-0` is `0`.

    Raises:
        ValueError: they are no plain decimal digits.
    """
    if not _WHOLE.fullmatch(digits):
        raise ValueError(digits)
    whole, point, part = digits.removeprefix("-").partition(".")
    value = (whole.lstrip("0") or "0") + point + part
    is_negative = digits.startswith("-") and value.strip("0.") != ""
    return f"-{value}" if is_negative else value
