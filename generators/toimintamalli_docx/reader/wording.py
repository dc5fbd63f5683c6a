"""Comparing what people typed with what was printed."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

UNFIT: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]"
)
"""What the format of answers leaves out, and no keyboard types."""
MARKS_OF_ORDER: Final = re.compile("[\u200b\u2060\ufeff]")
"""What comes along from web pages and Excel, and is no part of what somebody wrote."""
LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")


UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]")
"""What nobody sees, and programs leave between letters."""


def plain(text: str) -> str:
    """Return a text as it is compared with what was printed: as it looks, on one line."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", text)).split())


def squeeze(text: str) -> str:
    """Return a text on one line with single spaces."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return a text as it is compared: without case, spaces and a full stop at its end."""
    return plain(text).casefold().rstrip(".,;:").rstrip()


def tidy(text: str, blanks: tuple[str, ...]) -> str:
    """Return what somebody typed, without prompts left over at its ends."""
    said = text.strip()
    if not said.isprintable():
        said = MARKS_OF_ORDER.sub("", said)
        said = UNFIT.sub("", LINE_ENDS.sub("\n", said)).strip()
    while said and said.startswith(blanks):
        said = said[max(len(blank) for blank in blanks if said.startswith(blank)) :].lstrip()
    while said and said.endswith(blanks):
        said = said[: -max(len(blank) for blank in blanks if said.endswith(blank))].rstrip()
    return said


def without(text: str, printed: Iterable[str]) -> str | None:
    """Return what is left of a text without what was printed there, or nothing where it is not.

    Longer wordings are tried first: one may begin with another.
    """
    said = plain(text)
    for printed_text in sorted({plain(text) for text in printed} - {""}, key=len, reverse=True):
        if printed_text in said:
            return squeeze(said.replace(printed_text, " ", 1))
    return None
