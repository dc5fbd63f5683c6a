"""How high paragraphs of each style come out, as far as letters tell before Word lays out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol, TypeVar

from toimintamalli import design
from toimintamalli.design import shade
from toimintamalli_docx.letters import BODY_LINE, line_height, lines
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.paragraph_styles import paragraph_styles

_BODY: Final = round(design.BODY * 2)
_EASE: Final = 1.02
"""Letters are judged with a little to spare."""
_NAME: Final = re.compile('w:styleId="([^"]*)"')
_CHARACTERS: Final = re.compile("<w:rPr>.*")


@dataclass(frozen=True, slots=True)
class Measure:
    """What the height of a paragraph follows from: sizes in half points, lengths in twips."""

    size: int
    above: int
    below: int
    line: int
    exact: bool
    indent: int
    hanging: int
    keeps: bool
    bold: bool

    def lines(self, text: str, size: int, width: int) -> list[int]:
        """Return the height of each line that a text takes, the first with letters of a size."""
        # The first line begins in the margin unless a number stands there.
        hung = 0 if "\t" in text else self.hanging
        room = round((width - self.indent + hung / 2) * _EASE)
        if self.hanging:
            text = text.rpartition("\t")[2]
        parts = text.split("\n")
        count = sum(lines(part, self.size, room, bold=self.bold) for part in parts)
        first = self._line(text, max(size, self.size))
        return [first, *[self._line(text, self.size)] * (count - 1)]

    def _line(self, text: str, size: int) -> int:
        return self.line if self.exact else line_height(text, size, self.line)


def height(style: str, text: str, width: int = TEXT_WIDTH) -> int:
    """Return how high a text is in a style, with what parts it from its neighbours, in twips."""
    measure = measures()[style]
    return measure.above + sum(measure.lines(text, 0, width)) + measure.below


@cache
def measures() -> Mapping[str, Measure]:
    """Return the measure of each paragraph style by its id."""
    return {
        _NAME.findall(style)[0]: _measure(style) for style in paragraph_styles(shade(design.INK))
    }


def _measure(style: str) -> Measure:
    paragraph = _CHARACTERS.sub("", style)
    return Measure(
        size=_number(style, "sz", "val", _BODY),
        above=_number(paragraph, "spacing", "before", 0),
        below=_number(paragraph, "spacing", "after", 0),
        line=_number(paragraph, "spacing", "line", BODY_LINE),
        exact='w:lineRule="exact"' in paragraph,
        indent=_number(paragraph, "ind", "left", 0) + _number(paragraph, "ind", "right", 0),
        hanging=_number(paragraph, "ind", "hanging", 0),
        keeps="<w:keepNext/>" in paragraph,
        bold="<w:b/>" in style,
    )


def _number(style: str, tag: str, name: str, otherwise: int) -> int:
    found = re.search(rf'<w:{tag} (?:[^>]* )?w:{name}="(\d+)"', style)
    return int(found[1]) if found else otherwise


class _Keeps(Protocol):
    """What may have to stand on the page of what comes after it."""

    @property
    def keeps(self) -> bool: ...


_Piece = TypeVar("_Piece", bound=_Keeps)


def held_together(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield pieces that stand on one page together."""
    held: list[_Piece] = []
    for piece in pieces:
        held.append(piece)
        if not piece.keeps:
            yield held
            held = []
    if held:
        yield held
