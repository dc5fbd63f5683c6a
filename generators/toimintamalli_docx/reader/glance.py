"""What a row says at a glance: its text and its boxes, and whether there is anything else."""

from dataclasses import dataclass, field
from typing import Final

from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import EMPHASES, NOTES, STRIKES, TR
from toimintamalli_docx.reader.tree import up
from toimintamalli_docx.reader.xml import MATH, MC, W14, W

TEXT: Final = f"{W}t"
CHECKED: Final = f"{W14}checked"
ODD: Final = (
    *(f"{MC}AlternateContent", *NOTES),
    *(f"{W}{tag}" for tag in ("br", "cr", "tab", "sym", "noBreakHyphen", "drawing", "pict")),
    *(f"{W}{tag}" for tag in ("object", "showingPlcHdr", "dropDownList", "comboBox", "date")),
    *(f"{W}{tag}" for tag in ("del", "moveFrom", "fldChar")),
    *(f"{MATH}t", *STRIKES),
)
"""Whatever else can change what a row says, but a table inside it."""
SET_OFF: Final = frozenset(EMPHASES)
"""What changes nothing that a row says, but can mark one of several alternatives in it."""


@dataclass(slots=True)
class Glance:
    """What stands between the start of a row and the start of the next one."""

    texts: list[Element] = field(default_factory=list)
    states: list[bool] = field(default_factory=list)
    """Whether each box is ticked."""
    is_odd: bool = False
    """Whether it holds anything that changes what its text and boxes say."""
    is_set_off: bool = False
    """Whether anything in it is in bold, coloured or the like."""

    def keep_to(self, row: Element) -> None:
        """Leave out the text that follows after a row that is the last of its table."""
        while self.texts and up(self.texts[-1], TR) is not row:
            self.texts.pop()

    @property
    def said(self) -> str:
        """All the text."""
        return "".join([text.text or "" for text in self.texts])
