"""The texts as CSV: spreadsheets open them right, and no text becomes anything else."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.content import edit, shipped_model, write_translated_content

from toimintamalli import Model, Request, Text, generate, load, resolve
from toimintamalli_csv import guard


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def content_of(model: Model[Text], request: Request | None = None) -> bytes:
    (artifact,) = generate("csv", model, request)
    return artifact.content


def rows_of(model: Model[Text]) -> list[dict[str, str]]:
    text = content_of(model).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_excel_sees_at_once_that_the_file_is_utf_8_with_semicolons(model: Model[Text]) -> None:
    assert content_of(model).startswith(b"\xef\xbb\xbfid;number;language;field;text\r\n")


def test_every_place_has_its_prompt_in_every_language(model: Model[Text]) -> None:
    found = {(row["id"], row["language"]): row["text"] for row in rows_of(model)
             if row["field"] == "prompt"}  # fmt: skip
    expected = {
        (str(place.id), str(language)): guard(place.prompt.string)
        for language in model.languages
        for place in resolve(model, Request(), language).places()
    }
    assert found == expected


def test_no_row_is_there_twice(model: Model[Text]) -> None:
    keys = Counter((e["id"], e["field"], e["language"]) for e in rows_of(model))

    assert [each for each, count in keys.items() if count > 1] == []


def test_a_text_that_is_not_translated_has_no_row(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    waits = [row for row in rows_of(load(folder)) if row["id"] == "herd.practice.wait"]

    assert [wait["language"] for wait in waits if wait["field"] == "prompt"] == ["se"]


def test_a_number_stays_the_number_that_people_see(model: Model[Text]) -> None:
    numbers = {row["number"] for row in rows_of(model)}

    assert "'4.10" in numbers
    assert all(number == "" or number.startswith("'") for number in numbers)


@pytest.mark.parametrize(
    "text", ["=1+1", "+358", "-2", "@SUM(A1)", "\tx", "4.10", "1/2", "2026-11-21"]
)
def test_what_a_spreadsheet_would_take_for_more_is_kept_as_text(text: str) -> None:
    assert guard(text) == f"'{text}"


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    assert guard(text)[:1] not in tuple("=+-@\t\r")
    assert guard(text).removeprefix("'") == text.removeprefix("'")


def test_a_sentence_is_left_as_it_is() -> None:
    assert guard("Mitä saimme aikaan?") == "Mitä saimme aikaan?"
