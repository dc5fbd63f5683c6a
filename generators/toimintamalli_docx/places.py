"""Room to answer: a control on a screen, a line or a box on paper."""

from typing import Final, assert_never

from toimintamalli.model.kinds import ByKind
from toimintamalli.workbook.place import Choice, Earlier, Place
from toimintamalli_docx.controls import (
    BOX,
    TICKED,
    check_control,
    choice_control,
    date_control,
    several_control,
    show_date,
    text_control,
)
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.tables import LINE_HEIGHT
from toimintamalli_docx.text import paragraph, run

WEIGHTS: Final = ByKind(
    scale=1.0, text=1.0, choice=2.0, several=2.0, check=0.8, date=1.4, number=1.0
)
"""How wide a column is for each kind of place, to the others."""
SYMBOL: Final = '<w:rStyle w:val="TmSymbol"/>'
TYPED_LINE: Final = 300
"""Height of a typed line in twips."""
_CIRCLED_ONE: Final = 0x2460
_CIRCLED: Final = range(1, 21)
_LISTED: Final = 90
"""Letters of choices that fit as boxes to tick; where there are more, one is written by hand."""
_BESIDE: Final = "    "
_BELOW: Final = "\n"


def answer(draft: Draft, place: Place) -> str:
    """Return the paragraph in which a place is answered."""
    return _answer(draft, place, _BESIDE)


def narrow_answer(draft: Draft, place: Place) -> str:
    """Return the same for a column of a table, where choices stand below each other."""
    return _answer(draft, place, _BELOW)


def ruled_answer(draft: Draft, place: Place) -> str:
    """Return ruled lines to write on, or the control that grows with what is typed."""
    if draft.fill:
        return answer(draft, place)
    # One paragraph with a leader on each line: blank paragraphs would be read out one by one.
    lines = "<w:r>" + "<w:br/>".join(["<w:tab/>"] * place.lines) + "</w:r>"
    return paragraph("TmLines", draft.mark(place.id, lines))


def tick(draft: Draft, place: Place) -> str:
    """Return the box of a place that is ticked."""
    return check_control(draft, place) if draft.fill else run(BOX, SYMBOL)


def value(draft: Draft, place: Place, choice: Choice) -> str:
    """Return one value of a scale: a box to tick, or a number to circle."""
    if draft.fill:
        return check_control(draft, place, choice)
    return run(circled(choice.value), SYMBOL)


def circled(number: int | str) -> str:
    """Return a number in a circle, or in brackets where Unicode has no circle for it."""
    if isinstance(number, int) and number in _CIRCLED:
        return chr(_CIRCLED_ONE + number - 1)
    return f"({number})"


def earlier(draft: Draft, place: Place) -> str:
    """Return the answers of the round before, a small grey line each; nothing where none is."""
    return "".join(paragraph("TmEarlier", _told(draft, place, each)) for each in place.earlier)


def _told(draft: Draft, place: Place, before: Earlier) -> str:
    name = "earlier" if before.round else "earlier-some-time"
    # The place of one party says whose answer it is.
    if before.party and not place.party:
        lead = draft.word(f"{name}-of", round=before.round, party=before.party.string)
    else:
        lead = draft.word(name, round=before.round)
    return lead + run(" ") + (draft.runs(before.label) if before.label else run(before.value))


def height(draft: Draft, place: Place, line: int = LINE_HEIGHT) -> int:
    """Return the least height of a place's row in twips, for lines of handwriting so high."""
    if not draft.fill and _has_boxes(place):
        return 0
    return place.lines * (TYPED_LINE if draft.fill else line)


def are_few(place: Place) -> bool:
    """Say whether a place's choices fit as boxes on paper."""
    labels = [each.label.string if each.label else str(each.value) for each in place.choices]
    return 0 < sum(map(len, labels)) + len(_BESIDE) * len(labels) <= _LISTED


def _has_boxes(place: Place) -> bool:
    """Say whether each choice of a place has a box on paper."""
    return place.kind == "several" or (place.kind == "choice" and are_few(place))


def _answer(draft: Draft, place: Place, between: str) -> str:
    if place.kind == "several" and not are_few(place):
        between = _BELOW
    inside = _control(draft, place, between) if draft.fill else _on_paper(draft, place, between)
    return paragraph("TmAnswer", draft.mark(place.id, inside))


def _on_paper(draft: Draft, place: Place, between: str) -> str:
    match place.kind:
        case "check":
            return run(BOX, SYMBOL)
        case "choice" | "several" | "scale" if _has_boxes(place):
            return run(between).join(_box(draft, place, each) for each in place.choices)
        case "choice" | "several" | "scale":
            chosen = (each.label for each in place.choices if str(each.value) == place.given)
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


def _box(draft: Draft, place: Place, choice: Choice) -> str:
    label = draft.runs(choice.label) if choice.label else run(str(choice.value))
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
