"""Rows as they were printed, with at most one box ticked: nearly all of them, and read at once.

What this says of a row, `rows.read_row` says too; it only takes six times as long.
"""

from typing import Final

from toimintamalli.answers.answer import CheckAnswer, ScaleAnswer
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.reader.cells import NOTES, TBL
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.xml import MC, VAL14, W14, Element, W, is_on

_TEXT: Final = f"{W}t"
_CHECKED: Final = f"{W14}checked"
_WATCHED: Final = (
    *(_TEXT, _CHECKED, TBL, f"{MC}AlternateContent", *NOTES),
    *(f"{W}{each}" for each in ("br", "cr", "tab", "sym", "noBreakHyphen", "drawing", "pict")),
    *(f"{W}{each}" for each in ("object", "showingPlcHdr", "dropDownList", "comboBox", "date")),
    *(f"{W}{each}" for each in ("del", "moveFrom")),
)
"""Whatever can change what a row says."""


def read_plain_row(row: Element, asked: Asked, language: str) -> Outcome | None:
    """Return what the row of a statement says if it is as it was printed, or nothing if not."""
    said: list[str] = []
    states: list[bool] = []
    for each in row.iter(*_WATCHED):
        tag = each.tag
        if tag == _TEXT:
            said.append(each.text or "")
        elif tag == _CHECKED:
            states.append(is_on(each, VAL14))
        else:
            return None
    boxes = "".join(TICKED if each else BOX for each in states)
    printed = f"{asked.number}{asked.prompts.get(language, '')}"
    if asked.kind == "scale":
        is_plain = len(states) == len(asked.offers) and "".join(said) == printed + boxes
        return _scale(asked, states) if is_plain and sum(states) <= 1 else None
    return _check(states) if len(states) == 1 and "".join(said) == boxes + printed else None


def _scale(asked: Asked, states: list[bool]) -> Outcome:
    if True not in states:
        return Outcome()
    value = int(asked.offers[states.index(True)].value)
    return Outcome(ScaleAnswer(kind="scale", value=value))


def _check(states: list[bool]) -> Outcome:
    return Outcome(CheckAnswer(kind="check", value=True) if states[0] else None)
