"""When words are the same, or the same but for how somebody wrote them; alike in the browser."""

import unicodedata
from collections import Counter
from datetime import date
from typing import Final

ALIKE: Final = 0.6
"""Share of pairs of letters in common from which two wordings are of one thing."""
TOGETHER: Final = 31
"""Days within which a party answers, and the other, and both together: one meeting."""


def same(text: str) -> str:
    """Return a text as it is compared: its letters and digits, small, a space between words."""
    small = unicodedata.normalize("NFKC", text).lower()
    words = "".join(sign if sign.isalnum() else " " for sign in small)
    return " ".join(words.split()) or " ".join(small.split())


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, 0–1: of pairs of letters, or a whole beginning."""
    first, second = same(one), same(other)
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0.0
    if shorter == longer or longer.startswith(f"{shorter} "):
        return 1.0
    mine, theirs = _pairs(first), _pairs(second)
    common = sum((mine & theirs).values())
    total = sum(mine.values()) + sum(theirs.values())
    return 2 * common / total if total else 0.0


def are_together(one: str, other: str) -> bool:
    """Tell whether two days can be of one meeting."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= TOGETHER


def _pairs(text: str) -> Counter[str]:
    return Counter(text[index : index + 2] for index in range(len(text) - 1))
