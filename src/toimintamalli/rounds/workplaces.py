"""Whose sheets they are: two workplaces are never one follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.errors import ToimintamalliError
from toimintamalli.rounds.likeness import likeness, same

_SPELLING: Final = 0.8
"""How alike two names are that are two spellings of one."""


class MixedWorkplaces(ToimintamalliError):
    """The sheets are of several workplaces; `names` says of which."""

    code = "follow-up-mixed"


def sheets_of_one(
    sheets: Sequence[AnswerSheet], organisation: str | None = None
) -> tuple[AnswerSheet, ...]:
    """Return the sheets of one workplace: of the one that is named, or of all if they agree.

    A sheet that names none goes with the others.

    Raises:
        MixedWorkplaces: they name several, and nobody says which is meant.
    """
    if organisation is not None:
        return tuple(
            sheet
            for sheet in sheets
            if not sheet.organisation or is_one(sheet.organisation, organisation)
        )
    names = workplaces(sheet.organisation for sheet in sheets if sheet.organisation)
    if len(names) > 1:
        raise MixedWorkplaces(names=", ".join(f"\u201d{name}\u201d" for name in names))
    return tuple(sheets)


def workplaces(names: Iterable[str]) -> tuple[str, ...]:
    """Return each workplace once, by the longest of its spellings, in the order of the alphabet."""
    found: list[str] = []
    for name in sorted(set(names), key=lambda spelling: (-len(spelling), spelling)):
        if not any(is_one(name, known) for known in found):
            found.append(name)
    return tuple(sorted(found))


def is_one(name: str, other: str) -> bool:
    """Tell whether two names are of one workplace, whatever their capitals, spaces and signs.

    Numbers tell workplaces apart that share a name: "Koulu 12", "Koulu 13".
    """
    bare, others = same(name), same(other)
    if bare.replace(" ", "") == others.replace(" ", ""):
        return True
    return _numbers(bare) == _numbers(others) and likeness(name, other) >= _SPELLING


def _numbers(name: str) -> list[str]:
    """Return the numbers in a name, as they are written in it."""
    return re.findall(r"\d+", name)
