"""Room to answer: a control on a screen, a line or a box on paper."""

from dataclasses import replace
from functools import partial
from typing import Final, assert_never

from toimintamalli.design import MOST_TICKED
from toimintamalli.model.kinds import ByKind
from toimintamalli.workbook.place import Choice, Earlier, Place
from toimintamalli_docx.box_labels import whole
from toimintamalli_docx.controls import (
    BOX,
    TICKED,
    check_control,
    choice_control,
    date_control,
    several_control,
    show_date,
    text_control,
    unsure_control,
    value_controls,
)
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.names import bookmark_name, unsure_name
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.tables import LINE_HEIGHT
from toimintamalli_docx.text import paragraph, run

WEIGHTS: Final = ByKind(
    scale=1.0, text=1.0, choice=2.0, several=2.0, check=0.8, date=1.4, number=1.0
)
"""How wide a column is for each kind of place, to the others."""
SYMBOL: Final = '<w:rStyle w:val="TmSymbol"/>'
UNSURE: Final = "?"
"""Stands above the boxes of who can't say, and in their place where somebody writes it."""
RING: Final = '<w:rStyle w:val="TmRing"/>'
_CIRCLED_ONE: Final = 0x2460
_CIRCLED: Final = range(1, 21)
_BESIDE: Final = "   "
_BELOW: Final = "\n"
BOX_LINE: Final = 300
"""The height of a line of boxes in twips: Word makes it as high as their sign would like."""
_BOX_LINES: Final = f'<w:spacing w:line="{BOX_LINE}" w:lineRule="exact"/>'
_ABOVE_LINES: Final = 230
"""What the first ruled line is lower for than the others, if its box has room for that."""
_BELOW_LINES: Final = 60
"""What the style of ruled lines leaves below them."""
_NARROW: Final = 70
"""Letters of choices that have room as boxes in a column of a table."""


def answer(draft: Draft, place: Place) -> str:
    """Return the paragraph in which a place is answered."""
    return _answer(draft, place, _BESIDE)


def stacked_answer(draft: Draft, place: Place) -> str:
    """Return the same for a narrow box, where choices stand below each other."""
    return _answer(draft, place, _BELOW)


def narrow_answer(draft: Draft, place: Place, width: int) -> str:
    """Return the same for a column of a table, where many choices leave no room for boxes."""
    return _answer(draft, place, _BESIDE, width, narrow=True)


def ruled_answer(draft: Draft, place: Place, count: int = 0) -> str:
    """Return ruled lines to write on, or the control that grows with what is typed."""
    if draft.fill:
        return answer(draft, place)
    # One paragraph with a leader on each line: blank paragraphs would be read out one by one.
    lines = "<w:r>" + "<w:br/>".join(["<w:tab/>"] * (count or place.lines)) + "</w:r>"
    return paragraph("TmLines", draft.mark(place.id, lines), _lowered(draft, place, count))


def _lowered(draft: Draft, place: Place, count: int) -> str:
    """Return how lines stand in a box of a form, whose first one would be close to its frame."""
    if count:
        return ""
    above = min(_ABOVE_LINES, max(_BELOW_LINES, draft.taller))
    apart = LINE_HEIGHT + max(0, draft.taller - above) // (place.lines + 1)
    spacing = f'w:before="{above}" w:after="0" w:line="{apart}" w:lineRule="exact"'
    return f"<w:spacing {spacing}/>"


def tick(draft: Draft, place: Place) -> str:
    """Return the box of a place that is ticked."""
    return check_control(draft, place) if draft.fill else run(BOX, SYMBOL)


def values(draft: Draft, place: Place) -> list[str]:
    """Return each value of a scale: a box to tick, or a number to circle."""
    if draft.fill:
        return value_controls(draft, place)
    return [run(circled(choice.value), RING) for choice in place.choices]


def unsure(draft: Draft, place: Place) -> str:
    """Return the box of who can't say what a scale asks."""
    box = unsure_control(draft, place) if draft.fill else run(BOX, SYMBOL)
    return draft.bookmark(unsure_name(bookmark_name(place.id)), box)


def circled(number: int | str) -> str:
    """Return a number in a circle, or in brackets where Unicode has no circle for it."""
    if isinstance(number, int) and number in _CIRCLED:
        return chr(_CIRCLED_ONE + number - 1)
    return f"({number})"


def earlier(draft: Draft, place: Place) -> str:
    """Return the answers of the round before, a small grey line each; nothing where none is."""
    return "".join(map(partial(_before, draft, place), place.earlier))


def sample(draft: Draft, place: Place) -> str:
    """Return what an invented workplace wrote at a place, a small grey line; nothing if none."""
    if not place.sample or not draft.page.has_samples:
        return ""
    said = draft.words.fill("sample", text=place.sample.string)
    return paragraph("TmEarlier", draft.runs(replace(place.sample, string=said.string)))


def _before(draft: Draft, place: Place, before: Earlier) -> str:
    name = "earlier" if before.round else "earlier-some-time"
    facts: dict[str, object] = {"round": before.round}
    # The place of one party says whose answer it is.
    if before.party and not place.party:
        name, facts["party"] = f"{name}-of", before.party.string
    lead = draft.words.fill(name, **facts)
    said = before.label.string if before.label else before.value
    draft.show_earlier(f"{lead.string} {said}")
    answered = draft.runs(before.label) if before.label else run(said)
    return paragraph("TmEarlier", draft.runs(lead) + run(" ") + answered)


def height(draft: Draft, place: Place, *, narrow: bool = False) -> int:
    """Return the least height of a place's row in twips."""
    if has_boxes(draft, place, narrow=narrow):
        return 0
    return place.lines * LINE_HEIGHT


def are_few(place: Place) -> bool:
    """Say whether a place's choices are so few that each has a box on paper."""
    return 0 < len(place.choices) <= MOST_TICKED


def has_boxes(draft: Draft, place: Place, *, narrow: bool = False) -> bool:
    """Say whether each choice of a place has a box."""
    if draft.fill or place.kind == "several":
        return place.kind == "several"
    # One box alone would read like the option that is left when all others are struck out.
    is_choice = place.kind == "choice" and len(place.choices) > 1
    return is_choice and (are_short(place) if narrow else are_few(place))


def are_short(place: Place) -> bool:
    """Say whether a place's choices have room as boxes in a column of a table."""
    labels = [
        choice.label.string if choice.label else str(choice.value) for choice in place.choices
    ]
    return are_few(place) and sum(map(len, labels)) <= _NARROW


def _answer(
    draft: Draft, place: Place, between: str, width: int = TEXT_WIDTH, *, narrow: bool = False
) -> str:
    if place.kind == "several" and not are_few(place):
        between = _BELOW
    boxes = has_boxes(draft, place, narrow=narrow)
    inside = (
        _control(draft, place, between)
        if draft.fill
        else _on_paper(draft, place, between, width, boxes=boxes)
    )
    return paragraph("TmAnswer", draft.mark(place.id, inside), _BOX_LINES if boxes else "")


def _on_paper(draft: Draft, place: Place, between: str, width: int, *, boxes: bool) -> str:
    match place.kind:
        case "check":
            return run(BOX, SYMBOL)
        case "choice" | "several" | "scale" if boxes:
            return run(between).join(_box(draft, place, choice, width) for choice in place.choices)
        case "choice" | "several" | "scale":
            chosen = (choice.label for choice in place.choices if str(choice.value) == place.given)
            label = next(chosen, None)
            return draft.runs(label) if label else _known(place.given)
        case "date":
            return _known(show_date(draft, place.given))
        case "text" | "number":
            return _known(place.given)
        case _:
            assert_never(place.kind)


def _known(given: str) -> str:
    return run(given) if given else ""


def _box(draft: Draft, place: Place, choice: Choice, width: int) -> str:
    label = draft.runs(whole(choice.label, width)) if choice.label else run(str(choice.value))
    box = TICKED if str(choice.value) in place.given.split() else BOX
    # A no-break space keeps each box with its first word.
    return run(box, SYMBOL) + run("\u00a0") + label


def _control(draft: Draft, place: Place, between: str) -> str:
    match place.kind:
        case "text" | "number":
            return text_control(draft, place)
        case "choice" | "scale":
            return choice_control(draft, place)
        case "several":
            return several_control(draft, place, between)
        case "date":
            return date_control(draft, place)
        case "check":
            return check_control(draft, place)
        case _:
            assert_never(place.kind)
