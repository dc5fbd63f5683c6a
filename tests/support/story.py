"""The worked story of docs/story.md: its answers, and the Word files filled in with them."""

from pathlib import Path
from typing import Final

from tests.docx.filling import Filler
from tests.support.content import shipped_model

import toimintamalli
from toimintamalli import AnswerSheet, Language, Request, read_answers, resolve
from toimintamalli.model.ids import PlaceId

FOLDER: Final = Path(__file__).parents[2] / "docs" / "story"
ROUNDS: Final = (1, 2)
_REQUEST: Final = Request(languages=(Language("fi"),), profile="complete")


def sheets_of(round_: int) -> tuple[AnswerSheet, ...]:
    """Return the answers of one round, as they were saved."""
    return read_answers((FOLDER / f"round-{round_}.json").read_bytes()).sheets


def filled_workbook(round_: int) -> bytes:
    """Return the Word file of one round, filled in as Word does it."""
    model = shipped_model()
    sheets = sheets_of(round_)
    made = toimintamalli.generate("docx", model, _REQUEST, {"edition": "fill"})
    filler = Filler(next(made).content)
    given = {id_: getattr(each, "value") for sheet in sheets for id_, each in sheet.answers.items()}  # noqa: B009 -- an answer of any kind that has a value
    given |= _cover(sheets[-1])
    for place in resolve(model, _REQUEST, Language("fi")).places():
        if place.id in given:
            filler.answer(place, given.pop(place.id))
    assert not given, "the workbook has no place for these"
    return filler.bytes()


def _cover(joint: AnswerSheet) -> dict[PlaceId, str]:
    told = {
        "cover.occasion.organisation": joint.organisation,
        "cover.occasion.round": str(joint.round),
        "cover.occasion.date": str(joint.date),
    }
    return {PlaceId(id_): each for id_, each in told.items()}
