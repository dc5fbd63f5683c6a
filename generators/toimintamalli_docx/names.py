"""The names by which answers are found again in a Word file."""

import re
import unicodedata
from base64 import b32encode
from functools import cache
from hashlib import sha256
from typing import Final

from toimintamalli.languages import language_data
from toimintamalli.model.ids import Language

MANIFEST: Final = "toimintamalli"
"""Custom document property that says which workbook a file is."""


@cache
def bookmark_name(place: str) -> str:
    """Return the bookmark of a place: the hash of its id, since Word's names end at 40 letters."""
    return "tm_" + b32encode(sha256(place.encode()).digest()).decode().lower()[:16]


def section_bookmark(key: str) -> str:
    """Return the bookmark of a section's heading, which the list of contents leads to."""
    return "_Toc" + str(int.from_bytes(sha256(key.encode()).digest()[:4]) % 10**9).zfill(9)


@cache
def language_tag(language: Language) -> str:
    """Return the tag with a region, since Word chooses its dictionary by both."""
    return language_data(language).tag


def file_name(*parts: str) -> str:
    """Return a name to save a file under, of small ASCII letters, digits, dots and hyphens."""
    plain = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower()).strip("-")
