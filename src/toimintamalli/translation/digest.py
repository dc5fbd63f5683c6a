"""A short name for a wording, by which a change of it shows."""

import unicodedata
from hashlib import sha256
from typing import Final, NewType

Digest = NewType("Digest", str)
"""Twelve hexadecimal digits."""

_LENGTH: Final = 12


def digest(text: str) -> Digest:
    """Return the digest of a wording: the same however its lines are wrapped.

    The text is taken in NFC and with each run of white space as one space, so that a re-wrapped
    file, a non-breaking space from Word or an editor's own form of ä raises no alarm.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return Digest(sha256(folded.encode()).hexdigest()[:_LENGTH])
