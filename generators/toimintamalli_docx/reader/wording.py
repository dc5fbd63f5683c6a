"""Comparing what people typed with what was printed."""

import re
from collections.abc import Iterable
from typing import Final

_UNFIT: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]"
)
"""What the format of answers leaves out, and no keyboard types."""
_LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def squeeze(text: str) -> str:
    """Return a text on one line with single spaces."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return a text as it is compared: without case, spaces and a full stop at its end."""
    return squeeze(text).casefold().rstrip(".,;:").rstrip()


def tidy(text: str, blanks: tuple[str, ...]) -> str:
    """Return what somebody typed, without prompts left over at its ends."""
    said = text.strip()
    if not said.isprintable():
        said = _UNFIT.sub("", _LINE_ENDS.sub("\n", said)).strip()
    while said and said.startswith(blanks):
        said = said[max(len(each) for each in blanks if said.startswith(each)) :].lstrip()
    while said and said.endswith(blanks):
        said = said[: -max(len(each) for each in blanks if said.endswith(each))].rstrip()
    return said


def without(text: str, printed: Iterable[str]) -> str | None:
    """Return what is left of a text without what was printed there, or nothing where it is not.

    Longer wordings are tried first: one may begin with another.
    """
    said = squeeze(text)
    for each in sorted({squeeze(each) for each in printed} - {""}, key=len, reverse=True):
        if each in said:
            return squeeze(said.replace(each, " ", 1))
    return None
