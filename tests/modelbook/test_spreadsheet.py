"""A model in a spreadsheet: there and back without a difference, and every mistake by its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.support.commands import run
from tests.support.content import SHIPPED

from toimintamalli import load, messages
from toimintamalli.archives import write_zip
from toimintamalli.beginning.starting import Wish, begin
from toimintamalli.content import open_content
from toimintamalli.errors import ToimintamalliError
from toimintamalli.fieldwords import help_for, label, word
from toimintamalli.formatting import find_order, format_texts
from toimintamalli.loading.anatomy import Part, dissect
from toimintamalli.loading.kinds import KINDS
from toimintamalli.loading.shapes import parts_of
from toimintamalli.model.ids import Language, PartyId, ThemeId
from toimintamalli.modelbook.book import BadBook, open_in_memory, read_model
from toimintamalli.modelbook.layout import PLANS, SHEETS, Plan, choices_of, sheet_names, theme_plan
from toimintamalli.modelbook.writing import write_model
from toimintamalli.spreadsheets import BadSpreadsheet, Sheet, read_spreadsheet, write_spreadsheet
from toimintamalli.translation.store import read_locks

Cells = dict[str, list[list[str]]]
"""The cells of each sheet, by its name."""


def book_of(folder: Path, reader: str = "en") -> bytes:
    content = open_content(folder)
    return write_model(content, read_locks(folder, content.languages), reader)


def unpack(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def cells_of(data: bytes) -> Cells:
    return {sheet.name: _grid(sheet) for sheet in read_spreadsheet(data)}


def _grid(sheet: Sheet) -> list[list[str]]:
    last = max((row.number for row in sheet.rows), default=0)
    by_number = {row.number: list(row.cells) for row in sheet.rows}
    return [by_number.get(number, []) for number in range(1, last + 1)]


def put(cells: Cells, sheet: str, cell: str, said: str) -> None:
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", cell)
    assert found
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    rows = cells[sheet]
    while len(rows) < int(found[2]):
        rows.append([])
    row = rows[int(found[2]) - 1]
    row.extend([""] * (column - len(row)))
    row[column - 1] = said


@pytest.fixture(scope="session")
def template() -> bytes:
    wish = Wish(
        name="School garden",
        source=Language("en"),
        languages=(Language("en"), Language("et")),
        themes=(ThemeId("soil"), ThemeId("sharing")),
        parties=(PartyId("school"), PartyId("neighbours")),
        values=(1, 2, 3, 4),
        reader="en",
    )
    return write_model(open_in_memory(begin(wish)), {}, "en")


# There and back.


@pytest.mark.parametrize("reader", messages.LANGUAGES)
def test_the_founding_content_converts_there_and_back_without_a_difference(
    tmp_path: Path, reader: str
) -> None:
    read = read_model(book_of(SHIPPED, reader), "book.xlsx", reader)

    folder = unpack(tmp_path, read.files)
    assert load(folder) == load(SHIPPED)
    assert {problem.code for problem in read.problems} == set()
    if reader == "fi":
        assert texts_of(folder) == texts_of(SHIPPED)
    for name in ("locks", "editorial"):
        assert files_below(folder / name) == files_below(SHIPPED / name)


def texts_of(folder: Path) -> Mapping[str, bytes]:
    """Return every text file as the house's formatter has it, without comments."""
    content = open_content(folder)
    return {
        f"{language}/{file}": uncommented(
            format_texts(data, file, find_order(content, file)),
        )
        for file in dict.fromkeys(unit.file for unit in content.units)
        for language in content.languages
        for data in [(folder / language / file).read_bytes()]
    }


def uncommented(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    # The formatter says nothing of blank lines.
    return b"".join(line for line in lines if line.strip() and not line.startswith(b"#"))


def files_below(folder: Path) -> Mapping[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


# Together a theme and a party are in the id of a place, which has 64 letters at most.
SLUGS: Final = st.from_regex(r"[a-z][a-z0-9-]{0,19}", fullmatch=True)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(SLUGS, min_size=2, max_size=5, unique=True),
    st.lists(st.sampled_from(["fi", "en", "sv", "uk", "ar"]), min_size=1, max_size=2, unique=True),
    st.sampled_from(messages.LANGUAGES),
)
def test_whatever_template_is_asked_for_is_the_model_that_new_would_have_begun(
    ids: list[str], languages: list[str], reader: str
) -> None:
    wish = Wish(
        name="Oma malli",
        source=Language(languages[0]),
        languages=tuple(map(Language, languages)),
        themes=tuple(map(ThemeId, ids[:-1])),
        parties=(PartyId(ids[-1]),),
        values=(0, 1, 2),
        reader="fi",
    )
    begun = open_in_memory(begin(wish))

    read = read_model(write_model(begun, {}, reader), "book.xlsx", "fi")

    assert open_in_memory(read.files).model == begun.model


def test_a_theme_whose_id_is_too_long_or_taken_for_a_sheet_has_one_still() -> None:
    long = "the-theme-of-which-the-name-goes-on-"
    themes = ["guide", "history", "roles", f"{long}one", f"{long}two", "~"]
    names = sheet_names(themes)

    assert len({name.casefold() for name in names.values()}) == len(themes)
    assert max(map(len, names.values())) <= 31
    taken = {
        word("sheet", code, language).casefold()
        for code in SHEETS
        for language in messages.LANGUAGES
    }
    assert not taken & {name.casefold() for name in names.values()}


def test_the_same_model_is_the_same_bytes() -> None:
    assert book_of(SHIPPED) == book_of(SHIPPED)


def test_another_program_may_save_it(template: bytes) -> None:
    book, saved = openpyxl.load_workbook(BytesIO(template)), BytesIO()
    # What a program makes of a day that somebody types.
    at = book["Sources"]["H2"]
    at.value, at.number_format = datetime(2026, 1, 1), "dd.mm.yyyy"  # noqa: DTZ001 -- a day
    book["Workbooks"]["G2"].value = 30.0
    book.save(saved)

    first, second = (read_model(each, "b", "en").files for each in (template, saved.getvalue()))

    assert first == second


def test_columns_may_be_moved_and_a_column_of_ones_own_is_told(template: bytes) -> None:
    cells = cells_of(template)
    rows = cells["soil"]
    width = max(map(len, rows))
    cells["soil"] = [(row + [""] * (width - len(row)))[::-1] for row in rows]
    cells["Roles"][0].append("My notes")

    read = read_model(write_spreadsheet(cells), "book.xlsx", "en")

    assert read.files == read_model(template, "book.xlsx", "en").files
    assert [(problem.code, dict(problem.facts)) for problem in read.problems] == [
        ("book-other-column", {"found": "My notes"})
    ]


def test_an_empty_id_is_made_of_the_first_words_and_stays_single(template: bytes) -> None:
    cells = cells_of(template)
    text, id_ = column(cells, "soil", "Text (en)"), column(cells, "soil", "Id")
    practices = [i for i, row in enumerate(cells["soil"], 1) if row and row[0] == "Practice"]
    for number in practices[:2]:
        put(cells, "soil", f"{id_}{number}", "")
        put(cells, "soil", f"{text}{number}", "Ärgem unustagem Älä unohda kompostia ja muuta!")

    model = open_in_memory(read_model(write_spreadsheet(cells), "b", "en").files).model

    assert model is not None
    made = [practice.id for practice in model.themes["soil"].practices][:2]
    start = "soil.practice.argem-unustagem-ala-unohda-kompostia"
    assert made == [start, f"{start}-2"]


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.from_regex(r"t[a-z0-9-]{0,19}", fullmatch=True),
    st.from_regex(r"p[a-z0-9-]{0,15}", fullmatch=True),
    st.text("abcdefgh ", min_size=1, max_size=200).map(lambda said: f"The {said}"),
)
def test_ids_that_are_made_fit_however_long_the_texts_are(
    theme: str, party: str, said: str
) -> None:
    wish = Wish(
        name="Long",
        source=Language("en"),
        languages=(Language("en"),),
        themes=(ThemeId(theme),),
        parties=(PartyId(party),),
        values=(1, 2, 3),
        reader="en",
    )
    cells = cells_of(write_model(open_in_memory(begin(wish)), {}, "en"))
    sheet = sheet_names([theme])[theme]
    text, id_ = column(cells, sheet, "Text (en)"), column(cells, sheet, "Id")
    at = ord(text) - ord("A")
    rows = [
        i for i, row in enumerate(cells[sheet], 1) if i > 1 and row[at : at + 1] not in ([], [""])
    ]
    for number in rows:
        put(cells, sheet, f"{id_}{number}", "")
        put(cells, sheet, f"{text}{number}", said)

    model = open_in_memory(read_model(write_spreadsheet(cells), "b", "en").files).model

    assert model is not None
    assert len(list(model.themes[theme].items())) == len(rows)


def test_ids_too_long_together_are_told_by_the_cell_where_one_can_be_shortened() -> None:
    wish = Wish(
        name="Long",
        source=Language("en"),
        languages=(Language("en"),),
        themes=(ThemeId("soil"),),
        parties=(PartyId("school"),),
        values=(1, 2, 3),
        reader="en",
    )
    cells = cells_of(write_model(open_in_memory(begin(wish)), {}, "en"))
    id_ = column(cells, "soil", "Id")
    number = next(i for i, row in enumerate(cells["soil"], 1) if row[1:2] == ["works"])
    put(cells, "soil", f"{id_}{number}", "w" * 46)

    with pytest.raises(BadBook) as told:
        read_model(write_spreadsheet(cells), "b", "en")

    found = [
        (problem.cell.sheet, problem.cell.name, problem.code) for problem in told.value.problems
    ]
    assert set(found) == {("soil", f"{id_}{number}", "id-too-long")}


# What is wrong, by sheet and cell.


def column(cells: Cells, sheet: str, heading: str) -> str:
    return chr(ord("A") + cells[sheet][0].index(heading))


class Mistake(NamedTuple):
    """One way to spoil a spreadsheet: a cell and what is typed there, and what is told, where."""

    sheet: str
    cell: str
    said: str
    code: str
    at: str = ""
    """The cell that is named, where it is another."""


MISTAKES: Final = [
    Mistake("Model", "B2", "Oma Malli", "bad-form"),
    Mistake("Model", "B3", "1.2", "bad-version"),
    Mistake("Model", "B4", "de", "book-no-source"),
    Mistake("Model", "B5", "en, et, German", "bad-language"),
    Mistake("Model", "B5", "en, et, de", "book-no-language-column"),
    Mistake("Model", "B6", "free", "unknown-value"),
    Mistake("Model", "A2", "Nimi", "book-unknown-row"),
    Mistake("Model", "C7", "", "book-empty"),
    Mistake("Model", "C1", "", "book-no-language-column", "B5"),
    Mistake("Themes", "A1", "", "book-no-headings"),
    Mistake("Themes", "A3", "soil", "book-theme-twice"),
    Mistake("Themes", "A3", "Jagamine!", "bad-form"),
    Mistake("Themes", "A4", "compost", "book-no-theme-sheet"),
    Mistake("Themes", "B2", "", "book-empty"),
    Mistake("Themes", "H2", "green", "bad-colour"),
    Mistake("Themes", "I2", "nowhere", "broken-link"),
    Mistake("Scales", "E2", "1, two, 3", "book-not-a-number"),
    Mistake("Scales", "F3", "99", "scale-label"),
    Mistake("Scales", "E3", "1", "book-not-of-kind"),
    Mistake("Scales", "A2", "Label of a value", "book-nothing-above"),
    Mistake("Roles", "F2", "school, teachers", "broken-link"),
    Mistake("Roles", "G2", "perhaps", "unknown-value"),
    Mistake("Sources", "F2", "example.org", "bad-address"),
    Mistake("Sources", "H2", "yesterday", "bad-date"),
    Mistake("Concepts", "B3", "school", "id-twice"),
    Mistake("Concepts", "A2", "Friend", "book-unknown-kind"),
    Mistake("Workbooks", "G2", "many", "book-not-a-number"),
    Mistake("Workbooks", "F2", "cover, back", "broken-link"),
    Mistake("soil", "A2", "Thought", "book-unknown-kind"),
    Mistake("soil", "A1", "", "book-no-headings"),
    Mistake("soil", "B3", "So Why", "bad-form"),
    Mistake("soil", "E3", "", "book-empty"),
    Mistake("Words", "B2", "", "missing-word", "A1"),
    Mistake("Words", "A2", "Everybody", "bad-form"),
    Mistake("Model", "B4", "English", "bad-language"),
    Mistake("soil", "E1", "Text (English)", "bad-language"),
    Mistake("soil", "A3", "", "book-no-kind"),
    Mistake("soil", "G3", "The school", "name-not-id"),
]


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda each: f"{each.sheet}-{each.cell}-{each.code}"
)
def test_a_mistake_is_told_by_its_cell(template: bytes, mistake: Mistake) -> None:
    cells = cells_of(template)
    put(cells, mistake.sheet, mistake.cell, mistake.said)

    with pytest.raises(BadBook) as told:
        read_model(write_spreadsheet(cells), "book.xlsx", "en")

    found = {
        (problem.code, problem.cell.sheet, problem.cell.name) for problem in told.value.problems
    }
    assert (mistake.code, mistake.sheet, mistake.at or mistake.cell) in found


@pytest.mark.parametrize("sheet", ["act-and-develop", "succeed-together"])
def test_what_a_sheet_that_cannot_be_read_takes_along_is_not_told_for_each_row(sheet: str) -> None:
    cells = cells_of(book_of(SHIPPED))
    cells["Notes"] = cells.pop(sheet)

    with pytest.raises(BadBook) as told:
        read_model(write_spreadsheet(cells), "book.xlsx", "en")

    assert len(told.value.problems) <= 2, str(told.value)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_whoever_writes_in_cells_is_told_of_columns_that_are_there(language: str) -> None:
    there = {cell for rows in cells_of(book_of(SHIPPED, language)).values() for cell in rows[0]}
    plain = {re.sub(r" \(\w+\)$", "", heading) for heading in there}

    quoted = [
        name
        for entry in messages.catalogue(language).values()
        for name in re.findall(r'"([^"{]+)"', entry.get("cell-hint", ""))
    ]
    assert len(quoted) >= 8
    assert set(quoted) <= plain, set(quoted) - plain


def test_a_scale_may_be_written_as_people_write_it(template: bytes) -> None:
    cells = cells_of(template)
    put(cells, "Scales", "E2", "1–4")

    read = read_model(write_spreadsheet(cells), "book.xlsx", "en")

    assert read.files == read_model(template, "book.xlsx", "en").files


def test_all_problems_are_told_at_once_and_nothing_is_made(
    tmp_path: Path, template: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = cells_of(template)
    for sheet, cell, said in (
        ("Model", "B3", "first"),
        ("Themes", "H2", "green"),
        ("Roles", "G2", "perhaps"),
        ("soil", "E3", ""),
        ("sharing", "M4", "no-such-scale"),
    ):
        put(cells, sheet, cell, said)
    book = tmp_path / "garden.xlsx"
    book.write_bytes(write_spreadsheet(cells))

    result = run("--ui", "fi", "new", str(tmp_path / "aed"), "--from", str(book), capsys=capsys)

    assert result.status == 1
    told = result.messages
    for place in ("”Model”, solu B3", "”Themes”, solu H2", "”Roles”, solu G2", "”soil”, solu E3"):
        assert f"garden.xlsx, taulukko {place}: error[" in told
    assert not (tmp_path / "aed").exists()
    # A scale that is not there is told once the model's head can be read.
    put(cells, "Model", "B3", "1.0.0")
    with pytest.raises(BadBook) as rest:
        read_model(write_spreadsheet(cells), "b", "fi")
    assert ("sharing", "M4") in {
        (problem.cell.sheet, problem.cell.name) for problem in rest.value.problems
    }


def test_a_template_is_filled_in_and_made_a_folder_that_passes_the_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = tmp_path / "malli.xlsx", tmp_path / "malli"

    made = run("--ui", "sv", "new", "--spreadsheet", str(book), "--language", "sv", capsys=capsys)
    again = run("new", "--spreadsheet", str(book), "--language", "sv", capsys=capsys)
    begun = run("new", str(folder), "--from", str(book), capsys=capsys)
    full = run("new", str(folder), "--from", str(book), capsys=capsys)
    checked = run("check", "--content", str(folder), capsys=capsys)
    back = run(
        "new", "--spreadsheet", str(tmp_path / "b.xlsx"), "--content", str(folder), capsys=capsys
    )

    assert [each.status for each in (made, again, begun, full, checked, back)] == [0, 1, 0, 1, 0, 0]
    assert load(folder).parties.ids == ("first-party", "second-party")


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["--spreadsheet", "a.xlsx"],
        ["somewhere", "--from", "a.xlsx", "--content", "."],
        ["somewhere", "--spreadsheet", "a.xlsx"],
        ["--spreadsheet", "a.xlsx", "--from", "b.xlsx"],
        ["--from", "a.xlsx"],
        ["somewhere"],
    ],
)
def test_what_does_not_go_together_is_refused_as_wrong_usage(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", *asked, capsys=capsys).status == 2


# Files that nobody vouches for.


def test_sheets_that_share_a_part_cost_no_more_than_a_file_may(template: bytes) -> None:
    with zipfile.ZipFile(BytesIO(template)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    one = re.search(rb"<sheet [^>]*/>", files["xl/workbook.xml"])
    assert one
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace(one[0], one[0] * 5_000, 1)

    with pytest.raises(BadSpreadsheet) as told:
        read_spreadsheet(write_zip(files.items()))

    assert told.value.code == "sheet-too-many"


def test_a_formula_without_a_value_is_told(template: bytes) -> None:
    book, saved = openpyxl.load_workbook(BytesIO(template)), BytesIO()
    book["soil"]["E3"].value = '=HYPERLINK("https://example.org/"&A1)'
    book.save(saved)

    with pytest.raises(BadBook) as told:
        read_model(saved.getvalue(), "b", "en")

    found = {(problem.code, problem.cell.name) for problem in told.value.problems}
    assert {("book-formula", "E3"), ("book-empty", "E3")} & found


def test_the_sheet_of_bookkeeping_names_no_file_outside(template: bytes) -> None:
    cells = cells_of(template)
    cells["Translated from"] = [
        ["language", "file", "path", "source", "target", "same", "reason"],
        ["et", "../../evil.yaml", "a", "0" * 12, "0" * 12, "", ""],
        ["../..", "model.yaml", "a", "0" * 12, "0" * 12, "", ""],
        ["et", "themes/../../../evil.yaml", "a", "0" * 12, "0" * 12, "", ""],
    ]
    cells["Editorial lists"] = [["list", "line"], ["../../evil", "x"], ["spelling-en", "kale"]]

    files = read_model(write_spreadsheet(cells), "b", "en").files

    assert not [name for name in files if "evil" in name or ".." in name]
    assert files["editorial/spelling-en.txt"] == b"kale\n"


JUNK: Final = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "x", "yes", "1,2", "-1", "9" * 30, "et", "[", "*", "&a", "|", "# ", "'"]),
)


# An example takes a second: to make a failing one smaller would take minutes.
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_whatever_stands_in_the_cells_is_a_valid_model_or_is_told(
    template: bytes, data: st.DataObject
) -> None:
    cells = cells_of(template)
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = data.draw(st.sampled_from(sorted(cells)))
        row = data.draw(st.integers(1, max(len(cells[sheet]), 1)))
        letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQ"))
        put(cells, sheet, f"{letter}{row}", data.draw(JUNK))
    book = write_spreadsheet(cells)

    read, told = None, None
    try:
        read = read_model(book, "book.xlsx", "fi")
    except BadBook as problem:
        told = problem

    if told is not None:
        # A sheet that is missing is named too.
        known = {*cells, *(word("sheet", code, "fi") for code in SHEETS)}
        assert told.problems
        assert {each.cell.sheet for each in told.problems} <= known
        assert told.message("fi").count("\n") >= len(told.problems)
    assert read is None or open_in_memory(read.files).model is not None


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused(template: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(template) - 1))
    junk = data.draw(st.binary(max_size=30))
    damaged = template[:start] + junk + template[start + data.draw(st.integers(0, 400)) :]

    with suppress(ToimintamalliError):
        read_model(damaged, "book.xlsx", "en")


# Words.


def parts() -> Iterator[Part]:
    seen: set[type] = set()
    waiting = [part for kind in KINDS for part in parts_of(kind)]
    while waiting:
        part = waiting.pop()
        if part.role != "derived":
            yield part
        for member in part.members:
            if member not in seen:
                seen.add(member)
                waiting += dissect(member)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_field_is_named_and_explained(language: str) -> None:
    lacking = {
        f"{part.owner.__name__}.{part.name}"
        for part in parts()
        if language != "en" and help_for(part, language) == help_for(part, "en")
    }
    unnamed = {
        part.name
        for plan in (*PLANS, theme_plan("any"))
        for part in (*plan.texts.values(), *plan.facts.values())
        if label(part, language) == part.name
    }
    assert (lacking, unnamed) == (set(), set())


@pytest.mark.parametrize("plan", [*PLANS, theme_plan("any")], ids=lambda plan: plan.name)
def test_a_heading_a_kind_of_row_and_a_choice_mean_one_thing_in_any_language(plan: Plan) -> None:
    facts = plan.facts.values()
    said = {
        "facts": [{label(part, language) for language in messages.LANGUAGES} for part in facts],
        "texts": [
            {label(part, language) for language in messages.LANGUAGES}
            for part in plan.texts.values()
        ],
        "rows": [
            {word("row", row.code, language) for language in messages.LANGUAGES}
            for row in plan.rows
        ],
        **{
            part.name: [
                {word("value", value, language) for language in messages.LANGUAGES}
                for value in choices_of(part)
            ]
            for part in facts
        },
    }
    for names in said.values():
        everything = [name.casefold() for each in names for name in each]
        assert len(everything) == len(set(everything))
