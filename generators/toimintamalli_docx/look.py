"""What a document looks like: the parts that hold styles, and how ours are called there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from toimintamalli_docx.package import Part

_STYLE: Final = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")(\w+)(")')


@dataclass(frozen=True, slots=True)
class Look:
    """The parts beside a document's text, ours or an organisation's."""

    parts: tuple[Part, ...]
    headers: str = ""
    """References to the headers of a house template."""
    first_page: bool = False
    """Whether the first page has a header of its own there."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Ids of our styles that a house template calls otherwise: a localised Word does."""

    printed: str = ""
    """Fingerprints of what the template prints itself, for whoever reads the workbook."""

    def dress(self, text: str) -> str:
        """Return a part's text with the styles' names that hold here."""
        if not self.styles:
            return text
        return _STYLE.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        before, style, after = found.groups()
        return before + self.styles.get(style, style) + after
