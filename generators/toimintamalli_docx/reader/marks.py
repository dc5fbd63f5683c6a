"""Marks in cells: boxes to tick, and what people type beside or instead of them."""

import re
from dataclasses import dataclass, field
from typing import Final

from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.places import circled
from toimintamalli_docx.reader.cells import Cell, Control
from toimintamalli_docx.reader.wording import tidy

MARKS: Final = frozenset(f"xX×хХ✕✖✗✘❌❎✓✔√☑✅🗸🗹🗴🗵🗷🗶⌧⊠☓╳⨯{TICKED}")
"""What people tick with, from keyboards, fonts of symbols and phones; the Cyrillic x too."""
SIGNS: Final = frozenset(mark for mark in MARKS if not mark.isalpha())
"""Those that are no letter, and so no part of a word."""
EMPTY: Final = frozenset(f"{BOX}□◻▢⬜⬚")
"""Boxes that nobody has ticked."""
AROUND: Final = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff()\\[\\]{}<>/.,;:!]")
"""What stands around a mark without saying anything: brackets, a full stop, a colour of skin."""
NUMBER: Final = re.compile(r"[-−+]?[0-9]{1,7}")


AT_ENDS: Final = "".join(EMPTY) + " \t\n.,()[]"


@dataclass(slots=True)
class Marked:
    """What a cell with boxes says."""

    boxes: list[bool] = field(default_factory=list)
    """Whether each live box is ticked."""
    contradictions: list[str] = field(default_factory=list)
    """What is shown by each box that looks ticked and is not."""
    looks_empty: bool = False
    """Whether a ticked box looks as if it was not."""
    is_crossed: bool = False
    """Whether somebody typed a mark."""
    number: int | None = None
    """The number that somebody typed."""
    words: str = ""
    """What else somebody typed."""


def read_marks(cell: Cell, blanks: tuple[str, ...], value: int | str = "") -> Marked:
    """Return what is marked in a cell; `value` is what its circle shows on paper."""
    found = Marked()
    rest = [cell.outside("box")]
    rest += [_read_box(found, cell, box) for box in cell.of("box")]
    if any(rest):
        _read_typed(found, _without_circle(tidy("".join(rest), blanks), circled(value)))
    return found


def _without_circle(typed: str, printed: str) -> str:
    """Return what stands in a cell without the number that was printed there to be circled."""
    return typed.removeprefix(printed).removesuffix(printed).strip() if printed else typed


def read_typed(text: str) -> Marked:
    """Return what somebody typed where no box is."""
    found = Marked()
    _read_typed(found, text.strip())
    return found


def _read_box(found: Marked, cell: Cell, box: Control) -> str:
    """Note the state of a live box, and return what somebody typed inside it."""
    shown = cell.shown(box).strip()
    if shown == (box.on if box.checked else box.off):
        found.boxes.append(box.checked)
        return ""
    glyph = next((sign for sign in shown if sign in EMPTY | MARKS | {box.on, box.off}), "")
    looks_ticked = glyph == box.on or (glyph in MARKS and glyph != box.off)
    if glyph and looks_ticked and not box.checked:
        found.contradictions.append(glyph)
    else:
        # A program ticked it and forgot what people see: nobody does that by hand.
        found.looks_empty |= bool(glyph) and box.checked and not looks_ticked
        found.boxes.append(box.checked)
    return shown.replace(glyph, "", 1) if glyph else shown


def _is_nothing(typed: str) -> bool:
    """Tell whether somebody typed no more than an empty box or empty brackets."""
    return all(
        sign.isspace() or sign in EMPTY or sign in "[]()" or sign == "\ufe0f" for sign in typed
    )


def _read_typed(found: Marked, typed: str) -> None:
    letters = {sign for sign in AROUND.sub("", typed) if not sign.isspace()} - EMPTY
    if not letters:
        if not _is_nothing(typed):
            found.words = typed
    elif letters <= MARKS:
        found.is_crossed = True
    elif NUMBER.fullmatch(bare := typed.strip(AT_ENDS)):
        found.number = int(bare.replace("−", "-"))
    else:
        found.words = typed
