"""The answer in the cell of one place, whatever its kind."""

import re
from collections.abc import Callable
from typing import Final

from toimintamalli.answers.answer import (
    Answer,
    CheckAnswer,
    ChoiceAnswer,
    DateAnswer,
    NumberAnswer,
    ScaleAnswer,
    TextAnswer,
)
from toimintamalli.answers.decimals import read_number
from toimintamalli.limits import WORD
from toimintamalli.model.ids import ID_LENGTH, SLUG_PATTERN, Date, Slug
from toimintamalli.model.kinds import ByKind
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.reader.cells import Cell
from toimintamalli_docx.reader.dates import exists, picture_for, read_day, tells
from toimintamalli_docx.reader.marks import read_marks
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked, Offer
from toimintamalli_docx.reader.printed import fingerprint
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.several import parts_of, read_several
from toimintamalli_docx.reader.wording import fold, squeeze, tidy

_NOT_OFFERED: Final = "docx-not-offered"
_BOXES: Final = re.compile(f"([{BOX}{TICKED}])")


def read_answer(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    """Return what the cell of a place says."""
    aside = ""
    if cell.aside:
        cell, aside = cell.parted()
    outcome = _READERS[asked.kind](cell, asked, setting)
    outcome.beside(aside)
    captions = "\n".join(cell.captions)
    if cell.pictures or captions:
        outcome.doubt("docx-picture", captions, captions or None)
    if cell.rings and outcome.is_empty:
        outcome.doubt("docx-set-off", squeeze(cell.whole))
    struck = tidy(cell.struck, setting.blanks)
    if struck and not _is_unmarked(struck, asked):
        outcome.doubt("docx-struck", struck, struck)
    return outcome


def _text(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    del asked
    outcome = Outcome()
    said = tidy(cell.text, setting.blanks)
    if len(said) > WORD.text:
        outcome.doubt("docx-too-long", said[:100], said)
    elif said:
        outcome.answer = TextAnswer(kind="text", value=said)
    return outcome


def _check(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    del asked
    outcome = Outcome()
    marked = read_marks(cell, setting.blanks)
    if marked.contradictions:
        said = " ".join(marked.contradictions)
        outcome.doubt("docx-box-differs", said, said)
    elif marked.is_crossed or any(marked.boxes):
        outcome.answer = CheckAnswer(kind="check", value=True)
        if marked.looks_empty:
            outcome.doubt("docx-box-looks-empty", BOX)
    outcome.beside(marked.words if marked.number is None else str(marked.number))
    return outcome


def _date(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    del asked
    outcome = Outcome()
    said = tidy(cell.text, setting.blanks)
    control = next((date for date in cell.of("date") if not date.is_blank), None)
    picked = control.day if control and exists(control.day) else ""
    if not said:
        return outcome
    picture = picture_for(control.picture if control else "", setting.language, setting.dates)
    read, rest = read_day(said, picture), ""
    if not read and picked and tells(said, picked):
        read = picked
    if not read:
        read, rest = setting.speech.find_day(said)
    if not read:
        outcome.doubt("docx-bad-date", said, said)
        return outcome
    outcome.answer = DateAnswer(kind="date", value=Date(read))
    outcome.beside(rest)
    if picked and picked != read:
        outcome.doubt("docx-date-differs", f"{said} / {picked}")
    return outcome


def _number(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    del asked
    outcome = Outcome()
    said = tidy(cell.text, setting.blanks)
    read = read_number(said)
    if read:
        outcome.answer = NumberAnswer(kind="number", value=read.value)
        outcome.beside(read.beside)
    elif said:
        outcome.doubt("docx-bad-number", said, said)
    return outcome


def _choice(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    outcome = Outcome()
    typed = tidy(cell.outside("choice"), setting.blanks)
    picked: list[tuple[str, Answer | None]] = []
    for control in cell.of("choice"):
        if shown := tidy(cell.shown(control), setting.blanks):
            value = _listed(shown, control.items, control.last)
            picked.append((shown, _chosen(value, asked) or _meant(shown, asked, setting)))
    found = {answer for _, answer in picked if answer}
    typed_answer = _meant(typed, asked, setting) if typed else None
    everything = squeeze(" ".join([*(shown for shown, _ in picked), typed]))
    if typed_answer:
        found.add(typed_answer)
    if len(found) > 1:
        outcome.doubt("docx-several-choices", everything, everything)
    elif found:
        outcome.answer = next(iter(found))
        unclear = [shown for shown, answer in picked if not answer]
        outcome.beside("\n".join([*unclear, *([] if typed_answer else [typed])]))
    elif (left := _left_over(cell, everything, asked)) is not None:
        outcome.answer = left
        outcome.doubt("docx-read-by-look", everything)
    elif everything and not _is_unmarked(everything, asked):
        code = "docx-several-choices" if _are_several(everything, asked, setting) else _NOT_OFFERED
        outcome.doubt(code, everything, everything)
    elif everything and _looks(cell):
        outcome.doubt("docx-set-off", everything)
    return outcome


def _are_several(text: str, asked: Asked, setting: Setting) -> bool:
    """Tell whether a text names several options and nothing else: two roles in one field."""
    found = [_meant(part, asked, setting) for part in parts_of(text, setting.speech)]
    return None not in found and len(set(found)) > 1


def _left_over(cell: Cell, text: str, asked: Asked) -> Answer | None:
    """Return the printed option that is set off, or the only one that is not struck or deleted."""
    if BOX not in cell.whole or not _is_unmarked(text, asked):
        return None
    set_off = [label for label, look in _labels(cell) if look]
    standing = [label for label, _ in _labels(cell)]
    left = set_off if len(set_off) == 1 else standing if len(standing) == 1 else []
    if not left or len(asked.offers) == 1:
        return None
    own = next((_answer(o.value, asked) for o in asked.offers if _is_called(o, left[0])), None)
    was = _formerly(left[0], asked)
    return own or (None if was is None else _chosen(str(was), asked))


def _labels(cell: Cell) -> list[tuple[str, str]]:
    """Return the options that stand in a cell after their boxes, each with how it is set off."""
    found: list[tuple[str, str]] = []
    for at, said in enumerate(cell.said):
        if at in cell.gone:
            continue
        look = cell.looks.get(at, "")
        for piece in _BOXES.split(said):
            if _BOXES.fullmatch(piece):
                found.append(("", look))
            elif found and piece.strip():
                label, before = found[-1]
                found[-1] = (f"{label} {piece}", before or look)
    return [(squeeze(label), look) for label, look in found if label.strip()]


def _looks(cell: Cell) -> bool:
    return bool(cell.looks or cell.shade)


def _listed(shown: str, items: tuple[tuple[str, str], ...], last: str) -> str:
    """Return the value that a list shows so; of several the one that was picked."""
    values = {value for value, label in items if squeeze(label) == squeeze(shown)}
    if last in values:
        return last
    return values.pop() if len(values) == 1 else ""


def _chosen(value: str, asked: Asked) -> Answer | None:
    """Return the answer with a value that the place offers; one of older content offers any."""
    offered = {str(offer.value): offer.value for offer in asked.offers}
    if value in offered:
        return _answer(offered[value], asked)
    is_id = len(value) <= ID_LENGTH and re.search(SLUG_PATTERN, value) is not None
    return _answer(value, asked) if is_id and not offered else None


def _answer(value: int | str, asked: Asked) -> Answer:
    if asked.kind == "scale":
        return ScaleAnswer(kind="scale", value=int(value))
    return ChoiceAnswer(kind="choice", value=Slug(str(value)))


def _meant(text: str, asked: Asked, setting: Setting) -> Answer | None:
    """Return the answer that a text names, by its label in any language, its id or a typed mark."""
    said = _marked_label(text)
    own = [offer for offer in asked.offers if _is_called(offer, said, setting.language)]
    found = own or [offer for offer in asked.offers if _is_called(offer, said)]
    if len(found) == 1:
        return _answer(found[0].value, asked)
    was = _formerly(said, asked) if not found else None
    return None if was is None else _chosen(str(was), asked)


def _formerly(text: str, asked: Asked) -> int | str | None:
    """Return the value that was called so in a version before."""
    said = fold(text)
    return asked.former.get(fingerprint(said)) if asked.former and said else None


def _is_called(offer: Offer, text: str, language: str = "") -> bool:
    labels = [offer.labels.get(language, "")] if language else list(offer.labels.values())
    names = {fold(label) for label in (*labels, *([] if language else [str(offer.value)]))} - {""}
    return fold(text) in names


def _marked_label(text: str) -> str:
    """Return the label after the only ticked box, for choices that were printed with boxes."""
    pieces = _BOXES.split(text)
    ticked = [label for box, label in zip(pieces[1::2], pieces[2::2], strict=True) if box == TICKED]
    return ticked[0] if len(ticked) == 1 and not pieces[0].strip() else text


def _is_unmarked(text: str, asked: Asked) -> bool:
    """Tell whether a text is what was printed: every choice with an empty box."""
    pieces = _BOXES.split(text)
    labels = {fold(piece) for piece in pieces[2::2]}
    known = {fold(label) for offer in asked.offers for label in offer.labels.values()}
    new = [label for label in labels - known if _formerly(label, asked) is None]
    return not pieces[0].strip() and TICKED not in pieces and not new


_READERS: Final[ByKind[Callable[[Cell, Asked, Setting], Outcome]]] = ByKind(
    scale=_choice,
    text=_text,
    choice=_choice,
    several=read_several,
    check=_check,
    date=_date,
    number=_number,
)
