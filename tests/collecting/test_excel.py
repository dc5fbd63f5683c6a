"""The data set as an Excel file: the same rows as in CSV, with words beside the ids."""

import csv
from functools import partial
from io import BytesIO, StringIO
from itertools import repeat
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.support.workbooks import filled

from toimintamalli import Ask, Collected, Language, Selection, collect, load, write_answers
from toimintamalli.answers.answer import TextAnswer
from toimintamalli.answers.values import FrozenMap
from toimintamalli.collecting.excel_file import DICTIONARY, TableSheet, write_excel
from toimintamalli.collecting.tables import TABLES, Column
from toimintamalli.model.ids import PlaceId

FORMULA = "=1+1"
OPEN = PlaceId("prerequisites.question.meetings-worthwhile")


def collected() -> Collected:
    """Six workplaces, one of which wrote what a spreadsheet would run."""
    files = [filled(number) for number in range(6)]
    sheet = files[0].sheets[-1]
    answers = FrozenMap({**sheet.answers, OPEN: TextAnswer(kind="text", value=FORMULA)})
    sheets = (*files[0].sheets[:-1], sheet.model_copy(update={"answers": answers}))
    files[0] = files[0].model_copy(update={"sheets": sheets})
    named = [(f"{number}.json", write_answers(file)) for number, file in enumerate(files)]
    return collect(named, load(), Selection(frozenset(Ask), least=1, xlsx=True))


@pytest.fixture(scope="module")
def made() -> Collected:
    return collected()


def rows_of(page: Worksheet) -> list[dict[str, str]]:
    head, *rows = page.iter_rows(values_only=True)
    return [
        {str(name): "" if cell is None else str(cell) for name, cell in zip(head, row, strict=True)}
        for row in rows
    ]


def test_a_sheet_holds_what_the_table_holds(made: Collected) -> None:
    for language in load().languages:
        book = load_workbook(BytesIO(made.files[f"data.{language}.xlsx"]))
        assert book.sheetnames == [DICTIONARY, *(table.name for table in TABLES)]
        for table in TABLES:
            text = made.files[f"{table.name}.csv"].decode()
            there = rows_of(book[table.name])
            assert [
                {name: cell.removeprefix("'") for name, cell in row.items()}
                for row in csv.DictReader(StringIO(text, newline=""))
                if table.name not in ("places", "choices") or row["language"] == language
            ] == [
                {name: cell for name, cell in row.items() if not name.endswith("_label")}
                for row in there
            ]
            assert there or table.name == "withheld"


def test_ids_stand_beside_their_words_in_the_files_language(made: Collected) -> None:
    model = load()
    for language in model.languages:
        book = load_workbook(BytesIO(made.files[f"data.{language}.xlsx"]))
        first = next(
            row for row in rows_of(book["answers"]) if row["kind"] == "scale" and row["party"]
        )
        theme = model.themes[first["place"].partition(".")[0]]
        question = theme.questions[first["place"]]
        assert first["party_label"] == model.parties[first["party"]].title[Language(language)]
        assert first["place_label"] == question.text[Language(language)]
        said = {row["value"]: row["value_label"] for row in rows_of(book["answers"])
                if row["place"] == first["place"]}  # fmt: skip
        labels = {str(each.value): each.text[language] for each in model.scales[0].labels}
        assert {said[value] for value in said if value} == {
            labels.get(value, value) for value in said if value
        }
        reaches = {row["reach"]: row["reach_label"] for row in rows_of(book["measures"])}
        assert reaches.items() >= {
            (each.id, each.title[language]) for each in model.reaches if each.id in reaches
        }
        assert len(reaches) > 1


def test_a_question_keeps_its_number_and_words_are_never_run(made: Collected) -> None:
    book = load_workbook(BytesIO(made.files["data.fi.xlsx"]))
    numbers = {str(row[3].value): row[3].data_type for row in book["places"].iter_rows(min_row=2)}
    assert numbers["4.10"] == "s"
    (cell,) = [cell for row in book["answers"].iter_rows() for cell in row if cell.value == FORMULA]
    # openpyxl itself takes what begins so for a formula; in the file it is a text.
    assert cell.column == [each.value for each in book["answers"][1]].index("text") + 1
    assert b"<f>" not in _part(made.files["data.fi.xlsx"], "xl/worksheets/sheet3.xml")


def _part(book: bytes, name: str) -> bytes:
    from zipfile import ZipFile  # noqa: PLC0415 -- beside its one use

    with ZipFile(BytesIO(book)) as archive:
        return archive.read(name)


def test_the_dictionary_says_every_column(made: Collected) -> None:
    for language in load().languages:
        book = load_workbook(BytesIO(made.files[f"data.{language}.xlsx"]))
        told = {tuple(row[:2]): row[2] for row in book[DICTIONARY].iter_rows(values_only=True)}
        for table in TABLES:
            for (name,) in book[table.name].iter_cols(max_row=1, values_only=True):
                assert told[table.name, name]


def test_the_same_workbooks_give_the_same_bytes(made: Collected) -> None:
    assert collected().files == made.files


def test_a_table_that_is_too_long_is_left_out_whole_and_says_so(tmp_path: Path) -> None:
    columns = (Column("place"),)
    for rows, shown in ((2, ["place", "a", "a"]), (3, ["place", "too long"])):
        sheet = TableSheet("answers", columns, partial(repeat, ("a",), rows), {})
        file = tmp_path / "data.xlsx"
        file.write_bytes(b"".join(write_excel([sheet], [], "too long", most=3)))
        book = load_workbook(file)
        assert [cell for (cell,) in book["answers"].iter_rows(values_only=True)] == shown
