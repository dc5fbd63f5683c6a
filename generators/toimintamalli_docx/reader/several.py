"""Which of several options somebody marked: boxes with words beside them, live or on paper."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from toimintamalli.answers.answer import SeveralAnswer
from toimintamalli.model.ids import Slug
from toimintamalli_docx.reader.cells import Cell
from toimintamalli_docx.reader.marks import EMPTY, MARKS
from toimintamalli_docx.reader.outcome import Outcome
from toimintamalli_docx.reader.place_table import Asked
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.speech import Speech
from toimintamalli_docx.reader.wording import squeeze, tidy

_SIGNS: Final = "".join(sorted(MARKS | EMPTY))
_BOXES: Final = "".join(sign for sign in _SIGNS if not sign.isalpha())
BETWEEN: Final = re.compile("[,;/\n]")


def read_several(cell: Cell, asked: Asked, setting: Setting) -> Outcome:
    """Return the options that are ticked, or that somebody wrote down."""
    outcome = Outcome()
    said = squeeze(tidy(cell.text, setting.blanks))
    named = _named(asked, setting.language)
    if not said:
        return outcome
    if any(_differs(cell.shown(box).strip(), is_on=box.checked) for box in cell.of("box")):
        outcome.doubt("docx-box-differs", said, said)
        return outcome
    pieces = _split(said, named)
    ticked = {
        named[label]
        for before, label in zip(pieces[::2], pieces[1::2], strict=False)
        if _is_marked(before.rstrip())
    }
    # A letter can be a mark, and it can be part of a word.
    if ticked or any(sign in said for sign in _BOXES):
        _answer(outcome, ticked, asked)
        beside = map(_without_signs, pieces[::2])
        outcome.beside("\n".join(filter(None, beside)))
    else:
        _read_words(outcome, said, named, asked, setting.speech)
    return outcome


def parts_of(text: str, speech: Speech) -> list[str]:
    """Return what a text names one by one: parted at commas and the like, and at `and`."""
    parts: list[list[str]] = []
    for piece in BETWEEN.split(text):
        parts.append([])
        for word in piece.split():
            if word.casefold() in speech.conjunctions:
                parts.append([])
            else:
                parts[-1].append(word)
    return [" ".join(part) for part in parts if part]


def _without_signs(piece: str) -> str:
    words = re.sub(f"[{re.escape(_BOXES)}]", " ", piece).split()
    return " ".join(word for word in words if word not in MARKS)


def _differs(shown: str, *, is_on: bool) -> bool:
    """Tell whether a live box shows something else than it holds."""
    sign = next((sign for sign in shown if sign in _SIGNS), "")
    return bool(sign) and (sign in MARKS) != is_on


def _named(asked: Asked, language: str) -> Mapping[str, str]:
    """Return the option of each wording; those of the document's language come before others."""
    named: dict[str, str] = {}
    for offer in asked.offers:
        for label in (*offer.labels.values(), *(() if offer.labels else (str(offer.value),))):
            named.setdefault(squeeze(label), str(offer.value))
    own = {squeeze(offer.labels.get(language, "")): str(offer.value) for offer in asked.offers}
    return {label: value for label, value in {**named, **own}.items() if label}


def _split(said: str, named: Mapping[str, str]) -> Sequence[str]:
    """Return a text parted at the wordings, with them: every other piece is one."""
    if not named:
        return (said,)
    wordings = "|".join(re.escape(wording) for wording in sorted(named, key=len, reverse=True))
    return re.split(rf"(?<!\w)({wordings})(?!\w)", said)


def _is_marked(before: str) -> bool:
    """Tell whether what stands before an option ends with a mark."""
    sign, last = before[-1:], before[-2:-1]
    return sign in MARKS and sign != "" and not (sign.isalpha() and last.isalnum())


def _read_words(
    outcome: Outcome, said: str, named: Mapping[str, str], asked: Asked, speech: Speech
) -> None:
    folded = {label.casefold(): value for label, value in named.items()}
    found: list[str | None] = []
    for piece in BETWEEN.split(said):
        # What an option is called may have an `and` in it.
        whole = folded.get(_bare(piece))
        parts = parts_of(piece, speech)
        found += [whole] if whole else [folded.get(_bare(part)) for part in parts]
    if None in found:
        outcome.doubt("docx-not-offered", said, said)
    else:
        _answer(outcome, {value for value in found if value}, asked)


def _bare(text: str) -> str:
    return squeeze(text).casefold().rstrip(".")


def _answer(outcome: Outcome, values: set[str], asked: Asked) -> None:
    chosen = tuple(Slug(str(offer.value)) for offer in asked.offers if str(offer.value) in values)
    if chosen:
        outcome.answer = SeveralAnswer(kind="several", value=chosen)
