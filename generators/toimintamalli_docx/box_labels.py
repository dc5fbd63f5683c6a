"""Labels of boxes to tick, which no line end parts from their box."""

from dataclasses import replace
from typing import Final

from toimintamalli import LocalizedText
from toimintamalli_docx.letters import line_width
from toimintamalli_docx.page import TEXT_WIDTH

ANSWER_SIZE: Final = 22
_WHOLE: Final = 32
"""Letters of a label that stands on one line with its box."""
_BOX_WIDTH: Final = 330
"""What a box to tick takes before its words, in twips."""


def box_width(label: str) -> int:
    """Return the width in twips of a cell in which a box and its label stand on one line."""
    return line_width(label, ANSWER_SIZE) + _BOX_WIDTH


def unparted(label: str, width: int = TEXT_WIDTH) -> str:
    """Return the label of a box so that no line ends inside it, where a cell has room for that."""
    is_whole = len(label) <= _WHOLE and box_width(label) <= width
    return label.replace(" ", "\u00a0") if is_whole else label


def whole(label: LocalizedText, width: int = TEXT_WIDTH) -> LocalizedText:
    """Return the same of a label in its own language."""
    return replace(label, string=unparted(label.string, width))
