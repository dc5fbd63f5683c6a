"""Rows as they were printed, with at most one box ticked or one text typed: most, and read at once.

What this says of a row, `rows.read_row` and `answering.read_answer` say too; they take many times
as long.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from toimintamalli.answers.answer import CheckAnswer, ScaleAnswer
from toimintamalli.xml import Element
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.draft import OURS
from toimintamalli_docx.reader.answering import read_answer
from toimintamalli_docx.reader.cells import TC, Cell
from toimintamalli_docx.reader.glance import Glance
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.tree import P, up
from toimintamalli_docx.reader.wording import squeeze

_OURS: Final = f" {OURS}"
"""What stands behind a statement that this project added."""


def read_statement(glance: Glance, asked: Asked, language: str) -> Outcome | None:
    """Return what the row of a statement says if it is as it was printed, or nothing if not."""
    states, said = glance.states, glance.said
    boxes = "".join(TICKED if each else BOX for each in states)
    printed = f"{asked.number}{asked.prompts.get(language, '')}"
    if f"{printed}{_OURS}" in said:
        printed += _OURS
    if asked.kind == "scale":
        is_plain = len(states) == len(asked.offers) and said == printed + boxes
        return _scale(asked, states) if is_plain and sum(states) <= 1 else None
    return _check(states) if len(states) == 1 and said == boxes + printed else None


def read_typed_answer(
    glance: Glance, above: Glance | None, cell: Element, asked: Asked, setting: Setting
) -> Outcome | None:
    """Return what was typed as one paragraph beside or under a prompt, or nothing if there is more.

    `above` is the row before, if it can hold the prompt of a place that fills its row.
    """
    typed: list[Element] = []
    others: list[Element] = []
    for each in glance.texts:
        (typed if up(each, TC) is cell else others).append(each)
    if asked.kind != "text" or not typed or not _is_one_paragraph(typed, cell):
        return None
    said = "".join([each.text or "" for each in typed])
    # An answer of the round before may stand in the same cell.
    if setting.earlier and said.lstrip().startswith(setting.earlier):
        return None
    printed = _printed(others, above, cell)
    known = asked.prompts.get(setting.language)
    if not known or printed is None or squeeze(printed) not in (known, f"{asked.number} {known}"):
        return None
    return read_answer(Cell([said]), asked, setting)


def _printed(others: Sequence[Element], above: Glance | None, cell: Element) -> str | None:
    """Return the text where a prompt is expected, or nothing if it is not all there is."""
    before = cell.getprevious()
    if before is not None and before.tag == TC:
        is_all = all(up(each, TC) is before for each in others)
        return "".join([each.text or "" for each in others]) if is_all else None
    return above.said if above and not others else None


def _is_one_paragraph(texts: Sequence[Element], cell: Element) -> bool:
    paragraph = up(texts[0], P)
    is_own = paragraph is not None and up(paragraph, TC) is cell
    return is_own and all(up(each, P) is paragraph for each in texts[1:])


def _scale(asked: Asked, states: Sequence[bool]) -> Outcome:
    if True not in states:
        return Outcome()
    return Outcome(_scale_answer(int(asked.offers[states.index(True)].value)))


@lru_cache(maxsize=32)
def _scale_answer(value: int) -> ScaleAnswer:
    return ScaleAnswer(kind="scale", value=value)


def _check(states: Sequence[bool]) -> Outcome:
    return Outcome(CheckAnswer(kind="check", value=True) if states[0] else None)
