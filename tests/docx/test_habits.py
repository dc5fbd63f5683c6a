"""A hundred people, seven programs, three languages: no answer is wrong, and no word is lost.

The pages' reader goes through the same; `pytest -s` says the figures.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from tests.differential.twin import Page, Python
from tests.docx.habits import Filling, fillings

from toimintamalli import Model, Text

COUNT: Final = 100
Reply = Any


def come_to(filling: Filling, reply: Reply) -> Iterator[tuple[str, str]]:
    """Yield what became of each thing that somebody did, and which it was."""
    answers = {
        id_: each for sheet in reply["sheets"] for id_, each in sheet.get("answers", {}).items()
    }
    kept = json.dumps(reply, ensure_ascii=False)
    for place, value in filling.sure.items():
        answer = answers.get(place, {}).get("value")
        came = judge(answer, value, is_kept=_is_there(value, reply))
        yield came if came != "told" else "clear, but only told", place
    for place, (value, words) in filling.unsure.items():
        answer = answers.get(place, {}).get("value")
        is_kept = all(word in kept for word in words) and _is_told(place, reply)
        yield judge(answer, value, is_kept=is_kept), place
    for word in filling.own:
        yield ("kept" if word in kept else "lost"), word


def judge(answer: object, meant: object, *, is_kept: bool) -> str:
    if answer is not None:
        return "right" if answer == meant else "wrong"
    return "told" if is_kept else "lost"


def _is_there(value: object, reply: Reply) -> bool:
    """Tell whether words are kept anywhere; a mark has none, so that it must be told."""
    return isinstance(value, str) and value in json.dumps(reply, ensure_ascii=False)


def _is_told(place: str, reply: Reply) -> bool:
    """Tell whether a finding is about a place, or its words are kept beside it."""
    kept = [key for sheet in reply["sheets"] for key in sheet.get("unrecognised", ())]
    about = any(each.get("place") == place for each in reply["findings"])
    return about or any(f"/{place}" in key for key in kept)


@pytest.mark.slow
def test_a_hundred_fillings_give_no_wrong_answer_and_lose_no_word(
    model: Model[Text], page: Page, record_property: Callable[[str, object], None]
) -> None:
    python = Python(model)
    figures: Counter[str] = Counter()
    bad, differ = [], []
    for filling in fillings(model, COUNT):
        reply = python.read(filling.content)
        assert "refused" not in reply, (filling.title, reply)
        for came, what in come_to(filling, reply):
            figures[came] += 1
            if came in ("wrong", "lost"):
                bad.append(f"{filling.title}: {came} {what}")
        if page.read(filling.content) != reply:
            differ.append(filling.title)
    record_property("figures", dict(figures))
    sys.stdout.write(f"{dict(figures)}\n")
    assert bad == []
    assert differ == []
    assert figures["right"] > COUNT * 10
