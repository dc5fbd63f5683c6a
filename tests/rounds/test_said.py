"""What is told beside the figures: all that is none of them, once, and no figure again."""

from typing import Final

import pytest
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet, sum_up
from toimintamalli.rounds.follow_up import Said

STATUS: Final = "follow-up-meeting.measures-1.status"
CARD: Final = "agreed-measures.measures-1"
DAY: Final = "cover.occasion.date"


def said(**facts: object) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return what is told of one sheet: kind, place, words, and what was chosen."""
    model = shipped_model()
    head = {"model": model.id, "content_version": model.version, "language": "fi", "round": 1}
    sheet = AnswerSheet.model_validate({"answers": {}, **head, **facts})
    return [as_row(one) for one in sum_up([sheet], model).said]


def as_row(one: Said) -> tuple[str, str, str, tuple[str, ...]]:
    return one.kind, one.place, one.text, one.chosen


LIST: Final = "prerequisites.practice"


@pytest.mark.parametrize(
    ("kept", "row"),
    [
        ({"text": "Oma", "ticked": True}, ("own", LIST, "Oma", ("x",))),
        ({"text": "Oma", "ticked": False}, ("own", LIST, "Oma", ())),
        ({"text": "Oma", "values": ["3", "5"]}, ("own", LIST, "Oma", ("3", "5"))),
        ({"text": "Oma", "values": "3"}, ("own", LIST, "Oma", ())),
    ],
)
def test_a_row_that_somebody_added_keeps_its_ticks(
    kept: dict[str, object], row: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert said(unrecognised={f"/own/{LIST}": kept}) == [row]


def test_what_counts_as_a_figure_is_not_told_again() -> None:
    answers = {
        f"{CARD}.measure": {"kind": "text", "value": "Tauot"},
        f"{CARD}.date": {"kind": "date", "value": "2027-02-01"},
        STATUS: {"kind": "choice", "value": "under-way"},
        DAY: {"kind": "date", "value": "2026-03-03"},
    }
    assert said(answers=answers) == [("text", f"{CARD}.measure", "Tauot", ())]


def test_a_day_in_words_is_told() -> None:
    answers = {DAY: {"kind": "text", "value": "maaliskuussa"}}
    assert said(answers=answers) == [("text", DAY, "maaliskuussa", ())]
