"""Rows as they were printed, with at most one box ticked or one text typed: most, and read at once.

What this says of a row, `rows.read_row` and `answering.read_answer` say too; they take many times
as long.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

from toimintamalli.answers.answer import CheckAnswer, NoAnswer, ScaleAnswer
from toimintamalli.xml import Element
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.draft import SIGN
from toimintamalli_docx.reader.answering import read_answer
from toimintamalli_docx.reader.cells import TC, TR, Cell, is_earlier
from toimintamalli_docx.reader.glance import Glance
from toimintamalli_docx.reader.locating import LEADS
from toimintamalli_docx.reader.outcome import Found, Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.spots import Spot
from toimintamalli_docx.reader.tree import P, cells_of, up
from toimintamalli_docx.reader.wording import squeeze


def read_statement(glance: Glance, asked: Asked, setting: Setting) -> Outcome | None:
    """Return what the row of a statement says if it is as it was printed, or nothing if not."""
    states, said = glance.states, glance.said
    boxes = "".join(TICKED if state else BOX for state in states)
    printed = f"{asked.number}{asked.prompts.get(setting.language, '')}"
    if f"{printed}{SIGN}" in said:
        printed += SIGN
    if asked.kind == "scale":
        count = len(asked.offers) + bool(setting.has_unsure)
        is_plain = len(states) == count and said == printed + boxes
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
    for text in glance.texts:
        (typed if up(text, TC) is cell else others).append(text)
    return _typed(typed, lambda: _printed(others, above, cell), cell, asked, setting)


def read_side_by_side(
    glance: Glance, above: Glance | None, spots: Sequence[Spot], setting: Setting
) -> list[Found] | None:
    """Return what was typed in boxes side by side, each under its prompt, or nothing if more is.

    `above` is the row before, if it can hold the prompts.
    """
    cells = [spot.cell for spot in spots]
    answers, prompts = _by_cell(glance), _by_cell(above) if above else {}
    if [*answers] != cells or len(prompts) != len(cells) or not _are_all(prompts, cells):
        return None
    found: list[Found] = []
    for spot, typed, prompt in zip(spots, answers.values(), prompts.values(), strict=True):
        outcome = _typed(typed, partial(_joined, prompt), spot.cell, spot.asked, setting)
        if outcome is None:
            return None
        found.append(Found(spot.asked, outcome))
    return found


def _are_all(*rows: Iterable[Element]) -> bool:
    """Tell whether cells are all that their rows have."""
    return all(
        [cell for cell, _ in cells_of(parent)] == cells
        for cells in map(list, rows)
        if (parent := up(cells[0], TR)) is not None
    )


def _typed(
    typed: Sequence[Element],
    printed: Callable[[], str | None],
    cell: Element,
    asked: Asked,
    setting: Setting,
) -> Outcome | None:
    """Return what was typed as one paragraph, or nothing if there is more or another prompt."""
    if asked.kind != "text" or not typed or not _is_one_paragraph(typed, cell):
        return None
    said = _joined(typed)
    # An answer of the round before may stand in the same cell.
    if setting.earlier and _is_about_before(typed[0]):
        return None
    known, prompt = asked.prompts.get(setting.language), printed()
    if not known or prompt is None:
        return None
    shown = squeeze(prompt.removesuffix(SIGN)).removeprefix(LEADS)
    if shown not in (known, f"{asked.number} {known}"):
        return None
    return read_answer(Cell([said]), asked, setting)


def _is_about_before(text: Element) -> bool:
    paragraph = up(text, P)
    return paragraph is not None and is_earlier(paragraph)


def _joined(texts: Sequence[Element]) -> str:
    return "".join([text.text or "" for text in texts])


def _by_cell(glance: Glance) -> dict[Element, list[Element]]:
    cells: dict[Element, list[Element]] = {}
    for text in glance.texts:
        if (cell := up(text, TC)) is not None:
            cells.setdefault(cell, []).append(text)
    return cells


def _printed(others: Sequence[Element], above: Glance | None, cell: Element) -> str | None:
    """Return the text where a prompt is expected, or nothing if it is not all there is."""
    before = cell.getprevious()
    if before is not None and before.tag == TC:
        is_all = all(up(other, TC) is before for other in others)
        return _joined(others) if is_all else None
    return above.said if above and not others else None


def _is_one_paragraph(texts: Sequence[Element], cell: Element) -> bool:
    paragraph = up(texts[0], P)
    is_own = paragraph is not None and up(paragraph, TC) is cell
    return is_own and all(up(text, P) is paragraph for text in texts[1:])


def _scale(asked: Asked, states: Sequence[bool]) -> Outcome:
    if True not in states:
        return Outcome()
    at = states.index(True)
    if at == len(asked.offers):
        return Outcome(NoAnswer(kind="no-answer"))
    return Outcome(_scale_answer(int(asked.offers[at].value)))


@lru_cache(maxsize=32)
def _scale_answer(value: int) -> ScaleAnswer:
    return ScaleAnswer(kind="scale", value=value)


def _check(states: Sequence[bool]) -> Outcome:
    return Outcome(CheckAnswer(kind="check", value=True) if states[0] else None)
