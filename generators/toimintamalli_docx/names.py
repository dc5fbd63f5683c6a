"""The names by which answers are found again in a Word file."""

import re
from functools import cache
from hashlib import sha256
from typing import Final

from toimintamalli.languages import language_data
from toimintamalli.model.ids import Language
from toimintamalli.workbook.places import bookmark_of

bookmark_name: Final = bookmark_of
"""The bookmark of a place."""
MANIFEST: Final = "toimintamalli"
"""Custom document property that says which workbook a file is."""


MARK: Final = "tm_"
"""How the bookmark of a place begins."""
UNSURE_MARK: Final = "tmx_"
"""How the bookmark of a box for who can't say begins."""


WAITING: Final = "\ue000"
"""Stands before each bookmark whose page is waited for."""
_WAITING: Final = f"{WAITING}{{}}\ue001"
WAITED: Final = re.compile(_WAITING.format("(_Toc[0-9]+)"))
"""What waits for the page of a bookmark."""


def unsure_name(bookmark: str) -> str:
    """Return the bookmark, and the tag, of the box of who can't say at the place of a bookmark."""
    return UNSURE_MARK + bookmark.removeprefix(MARK)


def page_waited_for(bookmark: str) -> str:
    """Return what stands for the page of a bookmark until all is written and it is known."""
    return _WAITING.format(bookmark)


def section_bookmark(key: str) -> str:
    """Return the bookmark of a section's heading, which the list of contents leads to."""
    return "_Toc" + str(int.from_bytes(sha256(key.encode()).digest()[:4]) % 10**9).zfill(9)


@cache
def language_tag(language: Language) -> str:
    """Return the tag with a region, since Word chooses its dictionary by both."""
    return language_data(language).tag
