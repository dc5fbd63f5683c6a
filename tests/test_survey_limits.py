"""Files of survey tools: only what is ours is taken, twice is told, and each limit is an edge."""

import csv
import json
import time
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.content import shipped_model
from toimintamalli import Model, Text
from toimintamalli.limits import SURVEY
from toimintamalli.plugins import Read
from toimintamalli.reading import find_reader, read_file, recognise
from toimintamalli.weighing import weigh

SCALE = "act-and-develop.question.well-being-considered"
OTHER = "act-and-develop.practice.involve-personnel"


MODEL = shipped_model()


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return MODEL


def read(model: Model[Text], data: bytes) -> Read:
    return read_file(data, model, "answers")


def codes(found: Read) -> list[str]:
    return [finding.code for finding in found[1]]


def filled(column: str, count: int) -> bytes:
    return f"{SCALE};{column}\n".encode() + b"4;x\n" * count


# --- only what is ours ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b'{"name": "esimerkki", "settings": {"theme": "dark"}}',
        b'{"editor.tab.size": 2, "files.auto.save": true}',
        b"host.name.of,address\nlocal.host.here,1\n",
        b'{"sheets": [], "title": "a spreadsheet"}',
        b"[1, 2, 3]",
    ],
    ids=["package", "dotted keys", "dotted columns", "sheets", "numbers"],
)
def test_what_another_program_wrote_gives_no_sheet(model: Model[Text], data: bytes) -> None:
    sheets, findings = read(model, data)
    assert sheets == ()
    assert [finding.severity for finding in findings] == ["error"]


@pytest.mark.parametrize("head", [b"", b'{"a": "', b'{"', SCALE.encode()[:20]])
def test_a_long_word_is_recognised_or_not_at_once(head: bytes) -> None:
    begun = time.process_time()
    recognise(head + b"a" * 1_000_000)
    recognise(head + b"a." * 500_000)
    assert time.process_time() - begun < 2


# --- twice ---------------------------------------------------------------------------------------


def test_of_a_name_that_stands_twice_no_value_is_chosen_and_none_lost(model: Model[Text]) -> None:
    for data in (f'{{"{SCALE}": 2, "{SCALE}": 5}}'.encode(), f"{SCALE};{SCALE}\n2;5\n".encode()):
        (sheet,), (finding,) = read(model, data)
        assert not sheet.answers
        assert [str(value.value) for value in sheet.unrecognised.values()] == ["2", "5"]
        assert finding.code == "survey-name-twice"
        assert SCALE in finding.message("sv")


def test_what_is_said_twice_in_the_same_words_is_an_answer_and_told(model: Model[Text]) -> None:
    (sheet,), (finding,) = read(model, f"{SCALE};{SCALE};{SCALE}\n4;;4\n".encode())
    assert len(sheet.answers) == 1
    assert finding.code == "survey-name-twice"


def test_a_value_beside_the_columns_is_kept(model: Model[Text]) -> None:
    (sheet,), (finding,) = read(model, f"{SCALE};\n4;lisäys\n".encode())
    assert [value.value for value in sheet.unrecognised.values()] == ["lisäys"]
    assert finding.code == "survey-unknown-place"


# --- values as tools write them ------------------------------------------------------------------


@pytest.mark.parametrize("written", ["4", "4,0", "4.0", "4.00"])
def test_a_spreadsheets_decimals_are_the_whole_number(model: Model[Text], written: str) -> None:
    (sheet,), findings = read(model, f"{SCALE};{OTHER}\n{written};true\n".encode())
    assert findings == ()
    assert json.loads(sheet.model_dump_json())["answers"][SCALE]["value"] == 4


@pytest.mark.parametrize("path", ["group/", "page@pre.a-group_b.c-", "a-b-c/", "x-y/z-"])
def test_the_path_of_groups_stands_before_the_name(model: Model[Text], path: str) -> None:
    (kept, sheet), findings = read(model, f"{path}{SCALE}_ohs;Date;KEY\n4;x;y\n".encode())
    assert list(sheet.answers) == [f"{SCALE}@ohs"]
    assert len(kept.unrecognised) == 2
    assert [finding.code for finding in findings] == ["survey-unknown-places"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_each_encoding_that_programs_save(
    model: Model[Text], encoding: str
) -> None:
    data = f"{SCALE};where-we-are.choice.reason\n4;Äidit\n".encode(encoding)
    (sheet,), findings = read(model, data)
    assert findings == ()
    assert "Äidit" in sheet.model_dump_json()


def test_what_excel_in_windows_saves_is_read_and_told(model: Model[Text]) -> None:
    data = f"{SCALE};where-we-are.choice.reason\n4;Äidit\n".encode("cp1252")
    (sheet,), (finding,) = read(model, data)

    assert "Äidit" in sheet.model_dump_json()
    assert finding.code == "survey-encoding"


_TEXTS = st.text(st.characters(codec=None), max_size=30)


@given(_TEXTS, _TEXTS)
def test_nothing_gets_in_that_no_file_can_hold(name: str, value: str) -> None:
    data = json.dumps({SCALE: 4, name: value, "where-we-are.choice.reason": value}).encode()
    sheets, _ = find_reader("surveyjs").read(data, MODEL)
    for sheet in sheets:
        written = sheet.model_dump_json().encode()
        assert not set("\x00\x07\x1b\ufffe") & set(written.decode())


# --- edges ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        (filled("a", SURVEY.respondents), filled("a", SURVEY.respondents + 1)),
        (
            json.dumps({SCALE: 4, **{f"n{n}": 1 for n in range(SURVEY.names - 1)}}).encode(),
            json.dumps({SCALE: 4, **{f"n{n}": 1 for n in range(SURVEY.names)}}).encode(),
        ),
        (
            json.dumps({SCALE: 4, "a": "x" * SURVEY.characters}).encode(),
            json.dumps({SCALE: 4, "a": "x" * (SURVEY.characters + 1)}).encode(),
        ),
        (
            f'{{"{SCALE}": 4, "a": {"[" * (SURVEY.depth - 1)}{"]" * (SURVEY.depth - 1)}}}'.encode(),
            f'{{"{SCALE}": 4, "a": {"[" * SURVEY.depth}{"]" * SURVEY.depth}}}'.encode(),
        ),
    ],
    ids=["respondents", "names", "characters", "depth"],
)
def test_a_limit_is_an_edge(model: Model[Text], inside: bytes, outside: bytes) -> None:
    assert "survey-too-much" not in codes(read(model, inside))
    assert read(model, inside)[0]
    sheets, (finding,) = read(model, outside)
    assert sheets == ()
    assert finding.code in ("survey-too-much", "survey-too-deep")


def test_the_cells_of_a_table_are_an_edge(model: Model[Text]) -> None:
    columns = SURVEY.cells // SURVEY.respondents + 1
    stream = StringIO()
    rows = csv.writer(stream)
    rows.writerow([SCALE, *(f"n{n}" for n in range(columns - 1))])
    rows.writerows([["4"] * columns] * SURVEY.respondents)
    assert codes(read(model, stream.getvalue().encode())) == ["survey-too-much"]


@given(st.recursive(st.none() | st.text(max_size=8) | st.integers(), lambda inner: (
    st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
)))  # fmt: skip
def test_what_json_weighs_is_known_without_parsing_it(value: object) -> None:
    def inside(each: object) -> list[object]:
        match each:
            case dict():
                return [*each.values()]
            case list():
                return each
            case _:
                return []

    def depth(each: object) -> int:
        return 1 + max(map(depth, inside(each)), default=0) if isinstance(each, dict | list) else 0

    def count(each: object) -> int:
        return 1 + sum(map(count, inside(each)))

    found_depth, found_values = weigh(json.dumps(value))
    assert found_depth == depth(value)
    assert count(value) <= found_values <= 2 * count(value) + 1
