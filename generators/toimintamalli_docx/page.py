"""The sheets of paper that a document is laid out for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TEXT_WIDTH: Final = 9808
"""Width of the text in twips, 173 mm: the same on each paper, so that no column changes."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper upright, in twips, with its margins."""

    width: int
    height: int
    binding: int
    """The margin on the side that is punched: at least 20 mm."""
    top: int = 850
    bottom: int = 964

    @property
    def outer(self) -> int:
        """The margin on the other side."""
        return self.width - TEXT_WIDTH - self.binding

    @property
    def room(self) -> int:
        """The height that text can take."""
        return self.height - self.top - self.bottom

    def described(self, *, is_rtl: bool, header: int = 397) -> str:
        """Return the size and the margins as a section of the document says them."""
        left, right = (self.outer, self.binding) if is_rtl else (self.binding, self.outer)
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/>'
            f'<w:pgMar w:top="{self.top}" w:right="{right}" w:bottom="{self.bottom}"'
            f' w:left="{left}" w:header="{header}" w:footer="454" w:gutter="0"/>'
        )


PAGES: Final = {
    Paper.A4: Page(11906, 16838, 1134),
    Paper.LETTER: Page(12240, 15840, 1310),
}
