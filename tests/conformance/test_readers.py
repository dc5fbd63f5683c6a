"""Every reader reads every kind of place back, on a model with a place of each kind."""

import csv
import json
from io import StringIO
from typing import Final, assert_never

import pytest
from tests.docx.filling import Filler, Given

from toimintamalli import Request, generate, resolve
from toimintamalli.answers.file import write_answers
from toimintamalli.answers.sheet import AnswerFile, AnswerSheet
from toimintamalli.model.kinds import PLACE_KINDS
from toimintamalli.reading import read_file
from toimintamalli.testing.synthetic import synthetic_model
from toimintamalli.workbook.place import Place

BOOK: Final = "whole-book"


def places() -> list[Place]:
    model = synthetic_model()
    return list(resolve(model, Request(profile=BOOK), model.source_language).places())


def answer(place: Place, number: int) -> Given:
    """What somebody answers at a place: something else at each."""
    values = [choice.value for choice in place.choices]
    match place.kind:
        case "scale" | "choice":
            return values[number % len(values)]
        case "several":
            return tuple(str(value) for value in values[number % len(values) :])
        case "check":
            return True
        case "date":
            return f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}"
        case "number":
            return f"-{number}.50"
        case "text":
            return f"vastaus {number}"
        case _:
            assert_never(place.kind)


def told(sheets: tuple[AnswerSheet, ...]) -> dict[str, object]:
    """Every answer of every sheet; the sheets themselves keep nothing apart."""
    assert [dict(sheet.unrecognised) for sheet in sheets] == [{}] * len(sheets)
    return {
        id_: given.value
        for sheet in sheets
        for id_, given in sheet.answers.items()
        if given.kind != "no-answer"
    }


@pytest.fixture(scope="module")
def given() -> dict[str, Given]:
    asked = places()
    assert {place.kind for place in asked} == set(PLACE_KINDS)
    return {place.id: answer(place, number) for number, place in enumerate(asked)}


def test_a_filled_word_file_is_read_back(given: dict[str, Given]) -> None:
    model = synthetic_model()
    request = Request(languages=(model.source_language,), profile=BOOK)
    filler = Filler(next(iter(generate("docx", model, request))).content)
    for place in places():
        filler.answer(place, given[place.id])

    sheets, findings = read_file(filler.bytes(), model, "filled.docx")

    assert findings == ()
    assert told(sheets) == given


def test_an_answers_file_is_read_back(given: dict[str, Given]) -> None:
    model = synthetic_model()
    answers = {
        place.id: {"kind": place.kind, "value": given[place.id]}
        for place in places()
        if place.party is None
    }
    sheet = AnswerSheet.model_validate(
        {
            "model": model.id,
            "content_version": model.version,
            "language": model.source_language,
            "answers": answers,
        }
    )

    sheets, findings = read_file(write_answers(AnswerFile(sheets=(sheet,))), model, "a.json")

    assert findings == ()
    assert told(sheets) == {id_: given[id_] for id_ in answers}


def test_what_surveyjs_sends_is_read_back(given: dict[str, Given]) -> None:
    sent = {id_: list(each) if isinstance(each, tuple) else each for id_, each in given.items()}

    sheets, findings = read_file(json.dumps(sent).encode(), synthetic_model(), "r.json")

    assert findings == ()
    assert told(sheets) == given


def test_a_table_of_responses_is_read_back(given: dict[str, Given]) -> None:
    stream = StringIO()
    rows = csv.writer(stream, delimiter=";")
    rows.writerow(given)
    rows.writerow(
        [" ".join(each) if isinstance(each, tuple) else str(each) for each in given.values()]
    )

    sheets, findings = read_file(stream.getvalue().encode(), synthetic_model(), "r.csv")

    assert findings == ()
    assert told(sheets) == given
