"""Tables that come back: whatever became of their columns, headings, rows and cells."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import replace

import openpyxl
import pytest

from toimintamalli import messages
from toimintamalli.archives import read_zip, write_zip
from toimintamalli.limits import EXCHANGE
from toimintamalli.model.ids import Language
from toimintamalli.spreadsheets import write_spreadsheet
from toimintamalli.translation.exchange import forms, sheet
from toimintamalli.translation.exchange.forms import read_return
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Return,
    SentText,
)
from toimintamalli.translation.exchange.table import (
    TableRow,
    headings,
    is_key,
    read_table,
    tidy_key,
)
from toimintamalli.translation.state import State

HEAD = headings(Package(Language("fi"), Language("sv-FI"), (), "en"))
KEY, OTHER = "themes.herd:theme.title", "model:model.purpose"


def table(*rows: Sequence[str], head: Sequence[str] | None = HEAD) -> Return:
    """Read a table with the headings of ours, or with others, or with none."""
    given = ([head] if head else []) + list(rows)
    return read_table(
        [
            TableRow(Place("returned-in-row", str(number)), tuple(cells))
            for number, cells in enumerate(given, start=1)
        ]
    )


def texts(found: Return) -> list[tuple[str, str, str]]:
    return [(text.name, text.source, text.target) for text in found.texts]


def told(found: Return) -> list[tuple[str, str, str]]:
    """Return the code, the row and the words of each remark."""
    return [(said.code, said.place.name, said.words) for said in found.remarks]


# --- headings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_headings_of_every_interface_are_known(language: str) -> None:
    head = headings(Package(Language("fi"), Language("sv-FI"), (), language))
    found = table((KEY, "a", "b", "", "", ""), head=[cell.upper() for cell in head])
    assert (found.source.lower(), found.target.lower()) == ("fi", "sv-fi")
    assert texts(found) == [(KEY, "a", "b")]


def test_columns_are_found_wherever_they_are() -> None:
    found = table(("", "b", "x", "a", KEY), head=[HEAD[3], HEAD[2], "mine", HEAD[1], HEAD[0]])
    assert texts(found) == [(KEY, "a", "b")]
    assert (found.source, found.target) == ("fi", "sv-FI")
    assert told(found) == [("returned-beside", "2", "x")]


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    found = table((KEY, "a", "b", "c"), head=[*HEAD[:3], HEAD[2]])
    assert texts(found) == [(KEY, "a", "b")]
    assert told(found) == [("returned-beside", "2", "c")]


def test_headings_in_the_middle_hold_for_what_is_below_them() -> None:
    found = table((KEY, "a", "b"), (HEAD[2], HEAD[1], HEAD[0]), ("d", "c", OTHER))
    assert texts(found) == [(KEY, "a", "b"), (OTHER, "c", "d")]


def test_two_headings_are_enough_and_one_is_a_word() -> None:
    found = table(("a", "b"), head=HEAD[1:3])
    assert (texts(found), found.source, found.target) == ([("", "a", "b")], "fi", "sv-FI")
    words = messages.say("exchange-notes", "en")
    assert texts(table((KEY, words, "b"))) == [(KEY, words, "b")]


@pytest.mark.parametrize("missing", [1, 2])
def test_without_a_column_of_texts_it_is_told_which_one(missing: int) -> None:
    head = [cell for index, cell in enumerate(HEAD) if index != missing]
    with pytest.raises(BadExchangeFile) as refused:
        table((KEY, "a", "", "", ""), head=head)
    assert refused.value.code == "exchange-no-column"
    assert HEAD[missing].partition(" (")[0] in refused.value.facts["column"]


# --- no headings ------------------------------------------------------------------------------


def test_without_headings_the_columns_are_known_by_what_stands_in_them() -> None:
    stale = messages.say("state-stale", "fi")
    rows = [(stale, "a", KEY, "b", "ask"), ("", "c", OTHER, "d", "")]
    found = table(*rows, head=None)
    assert texts(found) == [(KEY, "a", "b"), (OTHER, "c", "d")]
    assert [code for code, _, _ in told(found)] == ["returned-comment"]
    assert (found.source, found.target) == ("", "")


def test_without_states_the_rest_are_texts_and_notes() -> None:
    found = table((KEY, "a", "b", "ask", "context"), (OTHER, "c", "d"), head=None)
    assert texts(found) == [(KEY, "a", "b"), (OTHER, "c", "d")]
    assert [code for code, _, _ in told(found)] == ["returned-comment"]


def test_the_column_with_the_most_keys_is_that_of_the_keys() -> None:
    found = table((KEY, "a", OTHER), (OTHER, "c", "d"), head=None)
    assert texts(found) == [(KEY, "a", OTHER), (OTHER, "c", "d")]


@pytest.mark.parametrize("rows", [[], [("a", "b", "c")], [("",)]])
def test_a_table_of_something_else_is_none_of_ours(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(BadExchangeFile) as refused:
        table(*rows, head=None)
    assert refused.value.code == "exchange-no-table"


# --- rows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "text", "remarks"),
    [
        ((KEY, "a", "b", "", "", "of the page"), (KEY, "a", "b"), []),
        ((KEY, " a ", " b "), (KEY, "a", "b"), []),
        ((KEY, "a"), (KEY, "a", ""), []),
        ((KEY,), (KEY, "", ""), []),
        (("", "a", "b"), ("", "a", "b"), []),
        (("", "a", ""), None, [("returned-row-without-key", "a")]),
        (("", "", "b"), None, [("returned-row-without-key", "b")]),
        (("mine", "a", "b"), None, [("returned-row-without-key", "mine | a | b")]),
        ((f"{KEY} {OTHER}", "a", "b"), None, [("returned-row-merged", f"{KEY} {OTHER} | a | b")]),
        (("", " ", ""), None, []),
        (("", "", "", "", "", ""), None, []),
        ((KEY, "a", "b", "why?"), (KEY, "a", "b"), [("returned-comment", "why?")]),
        ((KEY, "a", "b", "", "done it"), (KEY, "a", "b"), [("returned-beside", "done it")]),
        ((KEY, "a", "b", "", "Approved"), (KEY, "a", "b"), []),
        ((KEY, "a", "b", "", "Needs Review"), (KEY, "a", "b"), []),
        ((KEY, "a", "b", "", "", "", "x", " ", "y"), (KEY, "a", "b"),
         [("returned-beside", "x"), ("returned-beside", "y")]),
    ],
)  # fmt: skip
def test_a_row_is_a_text_or_is_told_and_nothing_of_it_is_lost(
    row: tuple[str, ...], text: tuple[str, str, str] | None, remarks: list[tuple[str, str]]
) -> None:
    found = table(row)
    assert texts(found) == ([text] if text else [])
    assert [(code, words) for code, _, words in told(found)] == remarks
    assert all(number == "2" for _, number, _ in told(found))


def test_what_stands_beside_a_text_without_a_key_is_told_by_its_source() -> None:
    found = table(("", "a", "b", "why?", "", "", "x"))
    assert [dict(said.facts)["key"] for said in found.remarks] == ["a", "a"]
    found = table((KEY, "a", "b", "why?", "", "", "x"))
    assert [dict(said.facts)["key"] for said in found.remarks] == [KEY, KEY]
    assert dict(found.remarks[0].facts)["about"] == "b"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_state_of_ours_is_nobodys_remark(state: State, language: str) -> None:
    said = messages.say(f"state-{state.value}", language)
    assert table((KEY, "a", "b", "", said.upper())).remarks == ()


def test_a_cell_that_was_split_is_one_text_in_order() -> None:
    def row(number: int, *cells: str, continues: bool = False) -> TableRow:
        return TableRow(Place("returned-in-row", str(number)), cells, continues)

    head = row(1, *HEAD)
    whole = [
        head,
        row(2, KEY, "a", "b"),
        row(3, "", "c", "d", "", "", "", "x", continues=True),
        row(4, "", "", "e", continues=True),
        row(5, OTHER, "f", "", continues=True),
        row(6, "", "", "g", continues=True),
    ]
    found = read_table(whole)
    assert texts(found) == [(KEY, "a\n\nc", "b\n\nd\n\ne"), (OTHER, "f", "g")]
    # What goes on from nothing is told like any other row.
    lost = read_table([head, row(2, "", "", "e", continues=True)])
    assert (texts(lost), told(lost)) == ([], [("returned-row-without-key", "2", "e")])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (KEY, KEY),
        (" themes.herd:\u200btheme.\u00adtitle\n", KEY),
        ("themes/herd:theme.title", KEY),
        ("model:a\u2011b\u2010c", "model:a-b-c"),
        ("not a key", "notakey"),
        ("a/b", "a/b"),
    ],
)
def test_a_key_is_known_by_what_a_word_processor_makes_of_it(written: str, meant: str) -> None:
    assert tidy_key(written) == meant


@pytest.mark.parametrize(
    ("word", "is_one"),
    [(KEY, True), ("a:b", True), ("a:B", False), ("A:b", False), ("1a:b", False), ("a:", False),
     (":b", False), ("a", False), ("a b:c", False), ("a:b c", False), ("a.b-c1:d_E.f-2", True)],
)  # fmt: skip
def test_a_key_has_a_file_and_a_path(word: str, is_one: bool) -> None:  # noqa: FBT001 -- of the table
    assert is_key(word) is is_one


# --- CSV and Excel ----------------------------------------------------------------------------


def csv_of(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEAD, *rows])
    return stream.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_whatever_parts_its_columns(delimiter: str) -> None:
    found = read_return(csv_of((KEY, "a; b, c", "d,e;f\ng"), delimiter=delimiter))
    assert texts(found) == [(KEY, "a; b, c", "d,e;f\ng")]
    assert sheet.looks_like_csv(csv_of((KEY, "a", "b"), delimiter=delimiter))
    assert not sheet.looks_like_csv(b"name;address\nlocal;1\n")


@pytest.mark.parametrize(
    ("encoding", "remarks"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["returned-encoding"])],
)
def test_a_csv_is_read_in_the_encodings_of_spreadsheets(encoding: str, remarks: list[str]) -> None:
    found = read_return(csv_of((KEY, "työ", "å – €")).decode().encode(encoding))
    assert texts(found) == [(KEY, "työ", "å – €")]
    assert [said.code for said in found.remarks] == remarks


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_a_spreadsheet_takes_for_a_formula_is_guarded_and_comes_back(start: str) -> None:
    for text in (f"{start}1+1", f"'{start}1", f"a{start}1", f"'a{start}"):
        sent = SentText("model.yaml", OTHER, text, text, State.CURRENT, "")
        data = sheet.write_csv(Package(Language("fi"), Language("nb"), (sent,), "en"))
        [_, row] = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert not row[1].startswith(("=", "+", "-", "@"))
        assert texts(read_return(data)) == [(OTHER, text, text)]


def test_a_csv_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "EXCHANGE", replace(EXCHANGE, cells=12))
    assert texts(sheet.read_csv(csv_of((KEY, "a", "b", "", "", "")))) == [(KEY, "a", "b")]
    with pytest.raises(BadExchangeFile) as refused:
        sheet.read_csv(csv_of((KEY, "a", "b", "", "", "", "")))
    assert refused.value.code == "exchange-too-many"


@pytest.mark.parametrize(
    ("limits", "code", "limit"),
    [
        ({"texts": 2}, None, ""),
        ({"texts": 1}, "exchange-too-many", "1"),
        ({"characters": 5}, None, ""),
        ({"characters": 4}, "exchange-too-long", "4"),
        ({"file_bytes": 10**7}, None, ""),
        ({"file_bytes": 10}, "exchange-too-large", "0"),
    ],
)
def test_a_file_holds_no_more_than_one_of_ours_could(
    monkeypatch: pytest.MonkeyPatch, limits: dict[str, int], code: str | None, limit: str
) -> None:
    monkeypatch.setattr(forms, "EXCHANGE", replace(EXCHANGE, **limits))
    for row in ((OTHER, "12345", "b"), (OTHER, "a", "12345")):
        data = csv_of((KEY, "a", "b"), row)
        if code is None:
            assert len(read_return(data).texts) == 2
            continue
        with pytest.raises(BadExchangeFile) as refused:
            read_return(data)
        assert (refused.value.code, refused.value.facts["limit"]) == (code, limit)


def test_a_file_that_is_too_large_is_told_in_millions_of_bytes() -> None:
    with pytest.raises(BadExchangeFile) as refused:
        read_return(b" " * (EXCHANGE.file_bytes + 1))
    assert refused.value.facts["limit"] == "20"
    with pytest.raises(BadExchangeFile) as refused:
        read_return(b" " * EXCHANGE.file_bytes)
    assert refused.value.code == "exchange-nothing-in-it"


def test_every_sheet_of_a_workbook_is_read_and_each_row_named_by_its_sheet() -> None:
    data = write_spreadsheet(
        {"One": [HEAD, (KEY, "a", "b", "", "", "")], "Two": [HEAD, (OTHER, "c", "d", "", "x", "")]},
        (9,) * 6,
    )
    found = read_return(data)
    assert texts(found) == [(KEY, "a", "b"), (OTHER, "c", "d")]
    assert [(text.place.sheet, text.place.name) for text in found.texts] == [
        ("One", "2"),
        ("Two", "2"),
    ]
    assert told(found) == [("returned-beside", "2", "x")]


def test_source_and_translation_stand_as_wide_beside_one_another() -> None:
    sent = SentText("model.yaml", OTHER, "a", "b", State.CURRENT, "")
    data = sheet.write(Package(Language("fi"), Language("nb"), (sent,), "en"))
    columns = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].column_dimensions
    # Neighbours of one width are one entry.
    widths = [
        column.width
        for column in columns.values()
        for _ in range(column.min or 0, (column.max or 0) + 1)
    ]
    assert widths[1] == widths[2] == max(widths)


def test_whatever_else_lies_in_an_office_file_is_not_looked_at() -> None:
    sent = SentText("model.yaml", OTHER, "a", "b", State.CURRENT, "")
    package = Package(Language("fi"), Language("nb"), (sent,), "en")
    for form in ("docx", "xlsx"):
        parts = dict(read_zip(forms.FORMS[form].write(package), bool, EXCHANGE.unpacked_bytes))
        noise = random.Random(1).randbytes(2_000_000)  # noqa: S311 -- no secret
        for name in ("A.bin", "z.bin"):
            assert texts(read_return(write_zip([(name, noise), *parts.items()]))) == [
                (OTHER, "a", "b")
            ]
