"""The sheets of paper that a document is laid out for."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from toimintamalli import design

TEXT_WIDTH: Final = round(design.TEXT_WIDTH * 1440 / 25.4)
"""Width of the text in twips."""
_CLOSE: Final = 10
"""What parts a statement from its rules where there is little room, in twips."""


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
    header: int = 397
    """How far from the edge of the paper what stands above the text begins."""
    footer: int = 454
    between: int = 40
    """What parts a statement from the rules above and below it."""
    has_samples: bool = True
    """Whether a page of cards has room for what an invented workplace wrote."""
    is_close: bool = False
    """Whether texts stand closer than their styles say, since they would run over a little."""

    @property
    def outer(self) -> int:
        """The margin on the other side."""
        return self.width - TEXT_WIDTH - self.binding

    @property
    def room(self) -> int:
        """The height that text can take."""
        return self.height - self.top - self.bottom

    def without_samples(self) -> "Page":
        """Return the page without what an invented workplace wrote."""
        return replace(self, has_samples=False)

    def closer(self) -> "Page":
        """Return the page with all that stands on it closer together."""
        return replace(self, has_samples=False, between=_CLOSE, is_close=True)

    def described(self, *, is_rtl: bool) -> str:
        """Return the size and the margins as a section of the document says them."""
        left, right = (self.outer, self.binding) if is_rtl else (self.binding, self.outer)
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/>'
            f'<w:pgMar w:top="{self.top}" w:right="{right}" w:bottom="{self.bottom}"'
            f' w:left="{left}" w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"/>'
        )


PAGES: Final = {
    Paper.A4: Page(11906, 16838, 1134),
    # 18 mm shorter: half of that comes off the margins, the rest off the samples.
    Paper.LETTER: Page(
        12240,
        15840,
        1310,
        top=567,
        bottom=760,
        header=284,
        footer=284,
        between=_CLOSE,
        has_samples=False,
    ),
}
