"""How much a page weighs: it is mailed, carried on sticks and opened on old laptops."""

import gzip
from typing import Final, NamedTuple

import pytest

import toimintamalli
from toimintamalli import Language, Model, Request, Text
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.outline import ChecklistBlock


class Budget(NamedTuple):
    """Bytes as they lie on a disk, and as a server sends them."""

    raw: int
    packed: int


FORTY_QUESTIONS: Final = Budget(60_000, 15_000)
WHOLE_MODEL: Final = Budget(160_000, 40_000)


def weight(page: bytes) -> Budget:
    return Budget(len(page), len(gzip.compress(page, mtime=0)))


def assert_within(page: bytes, budget: Budget) -> None:
    raw, packed = weight(page)
    assert raw <= budget.raw
    assert packed <= budget.packed


def forty_questions(model: Model[Text]) -> Model[Text]:
    """Cut the model to the two parties' ten scales each, and the themes' twenty open questions."""
    sheet = model.sections["theme-sheet"]
    blocks = Keyed([each for each in sheet.blocks if not isinstance(each, ChecklistBlock)])
    profile = model.profiles["complete"].model_copy(
        update={"sections": ("pre-task", "theme-sheet")}
    )
    sections = [
        each.model_copy(update={"blocks": blocks}) if each.id == sheet.id else each
        for each in model.sections
    ]
    return model.model_copy(update={"sections": Keyed(sections), "profiles": Keyed([profile])})


@pytest.fixture(scope="module")
def pages(model: Model[Text]) -> dict[str, bytes]:
    """What `toimintamalli build` writes; a publisher's own addresses add 200 bytes to each."""
    return {each.path: each.content for each in toimintamalli.generate("html", model)}


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_the_whole_model_stays_within_its_budget(pages: dict[str, bytes], language: str) -> None:
    assert_within(pages[f"{language}/workbook.html"], WHOLE_MODEL)


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_a_workbook_of_forty_questions_stays_within_its_budget(
    model: Model[Text], language: str
) -> None:
    request = Request(languages=(Language(language),), profile="complete")
    made = toimintamalli.generate("html", forty_questions(model), request)
    page = next(each.content for each in made if each.path.endswith("workbook.html"))
    assert page.count(b"<form ") == 20
    assert page.count(b"<form ") + page.count(b"<textarea ") == 40
    assert_within(page, FORTY_QUESTIONS)
