"""The XLSForm: pyxform converts it, ODK Validate accepts it, and no cell is left to a dash."""

import html
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from pyxform.xls2xform import ConvertResult, convert
from tests.support.content import edit, shipped_model, write_translated_content
from tests.support.surveys import faults_of_xlsform

from toimintamalli import Language, Model, Occasion, Request, Text, generate, load
from toimintamalli.model.ids import Slug
from toimintamalli.spreadsheets import write_spreadsheet
from toimintamalli.workbook.form import resolve_form

PROFILES: Final = ("meeting", "complete", "theme", "small-workplace")
Sheets = Any
"""openpyxl ships without complete types."""


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def written(model: Model[Text], request: Request | None = None) -> bytes:
    (artifact,) = generate("xlsform", model, request)
    return artifact.content


def converted(content: bytes, *, validate: bool = False) -> ConvertResult:
    return convert(BytesIO(content), validate=validate, file_type=".xlsx")


@pytest.mark.parametrize(
    "name",
    ["now()", "Saha - pojat", "1 + 1", "O'Hara and Sons", "${reinsdyr}", '"', "Saha & pojat"],
)
def test_the_name_of_a_workplace_is_no_expression(tmp_path: Path, name: str) -> None:
    herd = load(write_translated_content(tmp_path))

    form = converted(written(herd, Request(occasion=Occasion(organisation=name)))).xform

    values = re.findall(r'<setvalue[^>]* value="([^"]*)"', form)
    for value in map(html.unescape, values):
        assert value.startswith("concat("), value
    assert values or name in html.unescape(form)


@pytest.mark.parametrize("profile", PROFILES)
def test_pyxform_converts_every_profile_without_a_warning(model: Model[Text], profile: str) -> None:
    result = converted(written(model, Request(profile=Slug(profile))))

    assert result.warnings == []
    assert "<value>-</value>" not in result.xform
    assert result.xform.count("<translation ") == len(model.languages)


def test_odk_validate_accepts_the_largest_form(model: Model[Text]) -> None:
    result = converted(written(model, Request(profile=Slug("complete"))), validate=True)

    assert result.warnings == []


def test_an_untranslated_text_stands_in_the_source_language(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")
    content = written(load(folder))

    assert list(faults_of_xlsform(content, resolve_form(load(folder), Request()))) == []
    assert "<value>-</value>" not in converted(content).xform


def test_the_file_holds_no_moment_and_is_the_same_every_time(model: Model[Text]) -> None:
    content = written(model)

    dates = {each.date_time for each in zipfile.ZipFile(BytesIO(content)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert content == written(model)
    properties = zipfile.ZipFile(BytesIO(content)).read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties)) == {"1980-01-01T00:00:00Z"}


def test_a_text_that_looks_like_a_formula_or_a_reference_stays_a_text() -> None:
    content = write_spreadsheet({"one": [("=1+1", "<a> & ${b}", "")]})

    cell, other, *_ = next(openpyxl.load_workbook(BytesIO(content))["one"].iter_rows())
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert other.value == "<a> & ${b}"


def test_a_wide_row_gets_columns_of_two_letters() -> None:
    content = write_spreadsheet({"wide": [tuple(map(str, range(60)))]})

    row = next(openpyxl.load_workbook(BytesIO(content))["wide"].iter_rows(values_only=True))
    assert row == tuple(map(str, range(60)))


def test_a_reference_in_a_text_points_to_nothing(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "Vurdet.", "Vurdet ${reinsdyr}.")

    assert converted(written(load(folder))).warnings == []


@pytest.mark.parametrize("profile", PROFILES)
def test_our_checks_find_nothing_wrong(model: Model[Text], profile: str) -> None:
    request = Request(profile=Slug(profile))

    assert list(faults_of_xlsform(written(model, request), resolve_form(model, request))) == []


def test_one_language_has_one_column(model: Model[Text]) -> None:
    request = Request(languages=(Language("en"),))

    assert list(faults_of_xlsform(written(model, request), resolve_form(model, request))) == []
    assert converted(written(model, request)).warnings == []


def delete_column(book: Sheets) -> None:
    book["choices"].delete_cols(4)


def clear_cell(book: Sheets) -> None:
    book["survey"]["F5"] = None


def unknown_type(book: Sheets) -> None:
    book["survey"]["A2"] = "likert"


def wrong_default(book: Sheets) -> None:
    book["settings"]["D2"] = "en (en)"


def same_name(book: Sheets) -> None:
    book["survey"]["B7"] = book["survey"]["B6"].value


@pytest.mark.parametrize(
    "spoil", [delete_column, clear_cell, unknown_type, wrong_default, same_name]
)
def test_our_checks_see_the_faults_of_the_peers(
    model: Model[Text], spoil: Callable[[Sheets], None]
) -> None:
    book = openpyxl.load_workbook(BytesIO(written(model)))
    spoil(book)
    spoilt = BytesIO()
    book.save(spoilt)

    assert list(faults_of_xlsform(spoilt.getvalue(), resolve_form(model, Request())))
