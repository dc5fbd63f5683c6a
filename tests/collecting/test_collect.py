"""`toimintamalli collect`: many workbooks in, a tidy data set out, and nobody given away."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from frictionless import Package, system
from tests.support.commands import Result, run
from tests.support.content import shipped_model
from tests.support.workbooks import filled

from toimintamalli import AnswerFile, write_answers
from toimintamalli.answers.answer import TextAnswer
from toimintamalli.answers.values import FrozenMap
from toimintamalli.messages import say
from toimintamalli.model.ids import PlaceId

TABLES = (
    "sheets",
    "answers",
    "needs",
    "goals",
    "measures",
    "indicators",
    "places",
    "choices",
    "withheld",
)
Collect = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six workplaces of one round, in folders of their own."""
    root = tmp_path / "in"
    for number in range(6):
        save(root / f"Työpaikka {number}" / "vastaukset.json", number)
    return root


def save(file: Path, workplace: int, round_: int = 1) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(write_answers(filled(workplace, round_)))


def collect(folder: Path, *more: str, capsys: Collect) -> Result:
    out = folder.parent / "out"
    return run("--ui", "en", "collect", str(folder), "--out", str(out), *more, capsys=capsys)


def ask(out: Path, query: str) -> list[tuple[object, ...]]:
    """Return what DuckDB answers about the tables in a folder."""
    with duckdb.connect() as base:
        for table in TABLES:
            # A question's number is no number: 4.10 is not 4.1.
            text = ", types = {'number': 'VARCHAR'}" if table == "places" else ""
            base.execute(f"CREATE VIEW {table} AS FROM read_csv('{out}/{table}.csv'{text})")
        return base.execute(query).fetchall()


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name[0] != "."}


def test_every_answer_is_a_row(folder: Path, capsys: Collect) -> None:
    done = collect(folder, capsys=capsys)

    assert done.status == 0
    assert "Read 6 files, left out 0." in done.messages
    out = folder.parent / "out"
    expected = [
        (sheet.party, place.partition("@")[0], answer.kind)
        for number in range(6)
        for sheet in filled(number).sheets
        for place, answer in sheet.answers.items()
        if place != "cover.occasion.organisation"
    ]
    kept = ask(out, "SELECT party, place, kind FROM answers")
    left = ask(out, "SELECT party, place FROM withheld WHERE \"table\" = 'answers'")
    assert len(kept) > 300
    assert sorted(kept, key=str) == sorted(
        (each for each in expected if (each[0], each[1]) not in set(left)), key=str
    )


@pytest.mark.parametrize("language", shipped_model().languages)
def test_frictionless_finds_the_data_as_the_dictionary_says(
    folder: Path, language: str, capsys: Collect
) -> None:
    collect(folder, "--with", "text", "--with", "organisation", capsys=capsys)

    with system.use_context(trusted=True):
        package = Package(str(folder.parent / "out" / f"datapackage.{language}.json"))
        checked = package.validate()

    assert [resource.name for resource in package.resources] == list(TABLES)
    assert checked.flatten(["note", "message"]) == []


def test_words_and_names_are_left_out_unless_asked_for(folder: Path, capsys: Collect) -> None:
    out = folder.parent / "out"
    collect(folder, capsys=capsys)
    told = b"".join(written(out).values()).decode()
    assert "Salaisuus" not in told
    assert "Työpaikka " not in told.replace("Työpaikka palauttaa", "")
    assert "vastaukset.json" not in told

    collect(folder, "--with", "text", "--with", "organisation", capsys=capsys)
    assert ask(out, "SELECT count(*) FROM answers WHERE text LIKE '%Salaisuus%'") > [(50,)]
    assert ask(out, "SELECT count(DISTINCT organisation) FROM sheets") == [(6,)]
    assert ask(out, "SELECT min(file) FROM sheets") == [("Työpaikka 0/vastaukset.json",)]


def test_words_that_a_spreadsheet_would_run_stay_words(folder: Path, capsys: Collect) -> None:
    collect(folder, "--with", "text", capsys=capsys)
    content = (folder.parent / "out" / "answers.csv").read_text(encoding="utf-8")
    assert "'=Salaisuus" in content
    assert ",=Salaisuus" not in content


def test_a_group_that_is_too_small_is_withheld(folder: Path, capsys: Collect) -> None:
    for number in range(4):
        save(folder / f"{number}.json", number, round_=2)
    out = folder.parent / "out"

    collect(folder, capsys=capsys)
    for table in ("sheets", "answers", "measures", "needs", "goals", "indicators"):
        assert ask(out, f"SELECT DISTINCT round FROM {table}") == [(1,)]
    assert ask(out, "SELECT count(*) > 100 FROM withheld WHERE round = 2") == [(True,)]

    collect(folder, "--least", "4", capsys=capsys)
    assert ask(out, "SELECT DISTINCT round FROM measures ORDER BY round") == [(1,), (2,)]


def test_no_group_in_the_data_is_smaller_than_asked(folder: Path, capsys: Collect) -> None:
    collect(folder, capsys=capsys)
    smallest = ask(
        folder.parent / "out",
        "SELECT min(n) FROM (SELECT count(DISTINCT workbook) AS n FROM answers "
        "GROUP BY round, party, view, place)",
    )
    assert smallest == [(5,)]


def test_no_table_tells_a_day(folder: Path, capsys: Collect) -> None:
    assert collect(folder, "--least", "1", capsys=capsys).status == 0

    tables = b"".join(
        each for name, each in written(folder.parent / "out").items() if "csv" in name
    )
    assert re.findall(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}", tables) == []
    assert re.search(rb"\b[0-9]{4}-[0-9]{2}\b", tables)


def test_files_that_are_no_answers_lift_no_group_over_the_threshold(
    folder: Path, capsys: Collect
) -> None:
    for number in range(1, 6):
        (folder / f"Työpaikka {number}" / "vastaukset.json").write_text(
            '{"name": "settings", "editor.tab.size": 4}', encoding="utf-8"
        )

    done = collect(folder, capsys=capsys)

    assert done.status == 1
    assert done.messages.count(say("survey-no-places", "en")) == 5
    assert ask(folder.parent / "out", "SELECT * FROM answers UNION ALL SELECT * FROM answers") == []
    assert ask(folder.parent / "out", "SELECT * FROM sheets") == []


def test_a_bad_file_is_named_and_the_rest_goes_on(folder: Path, capsys: Collect) -> None:
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "torn.docx").write_bytes(b"PK\x03\x04 and no more")

    done = collect(folder, capsys=capsys)

    assert done.status == 1
    assert "broken.json" in done.messages
    assert "torn.docx: " in done.messages
    assert "Read 6 files, left out 2." in done.messages
    assert ask(folder.parent / "out", "SELECT count(DISTINCT workbook) FROM sheets") == [(6,)]


def test_names_and_order_of_the_files_make_no_difference(folder: Path, capsys: Collect) -> None:
    collect(folder, capsys=capsys)
    before = written(folder.parent / "out")
    for number, file in enumerate(sorted(folder.rglob("*.json"), reverse=True)):
        file.rename(folder / f"{number}.json")

    collect(folder, capsys=capsys)

    assert written(folder.parent / "out") == before


def test_a_copy_of_a_workbook_counts_once(folder: Path, capsys: Collect) -> None:
    save(folder / "copy.json", 3)

    done = collect(folder, capsys=capsys)

    assert done.status == 0
    assert "another file is the same workbook" in done.messages
    assert ask(folder.parent / "out", "SELECT count(DISTINCT workbook) FROM sheets") == [(6,)]


def save_of(file: Path, document: str, revision: int, text: str) -> None:
    """Save a workbook that names its document and not its workplace."""
    name = "cover.occasion.organisation"
    sheets = []
    for sheet in filled(3).sheets:
        answers = {id_: answer for id_, answer in sheet.answers.items() if id_ != name}
        talk = TextAnswer(kind="text", value=text)
        answers[PlaceId("prerequisites.question.building-trust")] = talk
        facts = {"document": document, "revision": revision, "organisation": ""}
        sheets.append(sheet.model_copy(update={**facts, "answers": FrozenMap(answers)}))
    file.write_bytes(write_answers(AnswerFile(sheets=tuple(sheets))))


def test_of_the_saves_of_one_document_the_latest_counts_also_without_a_name(
    folder: Path, capsys: Collect
) -> None:
    one, other = "11111111-aaaa", "22222222-bbbb"
    save_of(folder / "b-first.json", one, 4, "ensin")
    save_of(folder / "a-last.json", one, 9, "viimeksi")
    save_of(folder / "c-other.json", other, 1, "toinen työpaikka")

    done = collect(folder, "--with", "text", "--with", "organisation", capsys=capsys)

    assert done.status == 0
    files = ask(folder.parent / "out", "SELECT DISTINCT file FROM sheets WHERE file LIKE '_-%'")
    assert sorted(files) == [("a-last.json",), ("c-other.json",)]
    assert "b-first.json" in done.messages


def test_of_one_state_of_a_document_what_differs_is_two_peoples(
    folder: Path, capsys: Collect
) -> None:
    save_of(folder / "a-one.json", "11111111-aaaa", 4, "minun")
    save_of(folder / "b-other.json", "11111111-aaaa", 4, "sinun")

    collect(folder, "--with", "organisation", "--with", "text", capsys=capsys)

    files = ask(folder.parent / "out", "SELECT DISTINCT file FROM sheets WHERE file LIKE '_-%'")
    assert sorted(files) == [("a-one.json",), ("b-other.json",)]


def test_what_is_no_workbook_is_passed_over(folder: Path, capsys: Collect) -> None:
    save(folder.parent / "elsewhere.json", 9)
    (folder / "link.json").symlink_to(folder.parent / "elsewhere.json")
    (folder / "~$open.docx").write_bytes(b"Word's own")
    (folder / "notes.txt").write_text("notes", encoding="utf-8")
    os.mkfifo(folder / "pipe.json")

    done = collect(folder, capsys=capsys)

    assert done.status == 0
    assert "Read 6 files" in done.messages


def test_a_page_without_answers_is_passed_over_with_a_word(folder: Path, capsys: Collect) -> None:
    (folder / "start.html").write_text("<!DOCTYPE html><title>Start</title>", encoding="utf-8")

    done = collect(folder, capsys=capsys)

    assert done.status == 0
    assert "start.html: the file is not known" in done.messages


def test_what_other_programs_save_is_never_passed_over_without_a_word(
    folder: Path, capsys: Collect
) -> None:
    (folder / "filled.rtf").write_bytes(rb"{\rtf1 filled}")
    (folder / "scanned.pdf").write_bytes(b"%PDF-1.7")

    done = collect(folder, capsys=capsys)

    assert done.status == 1
    assert "filled.rtf: the file is in RTF (.rtf) – open it in Word" in done.messages
    assert "scanned.pdf: the file is a PDF" in done.messages
    assert "Read 6 files, left out 1" in done.messages


def test_parquet_holds_the_same_as_csv(folder: Path, capsys: Collect) -> None:
    collect(folder, "--parquet", "--with", "organisation", capsys=capsys)

    out = folder.parent / "out"
    for table in TABLES:
        rows = f"SELECT * FROM '{out}/{table}.parquet'"
        assert ask(out, rows) == ask(out, f"SELECT * FROM {table}")
    [(kind,)] = ask(out, f"SELECT typeof(\"end\") FROM '{out}/measures.parquet' LIMIT 1")
    # A month is no day.
    assert kind == "VARCHAR"


@pytest.mark.parametrize("library", ["duckdb", "pyarrow"])
@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_without_the_extra_it_says_what_to_install_before_anything_is_done(
    folder: Path, library: str, language: str
) -> None:
    # As after a plain `pip install`: in a process that finds no such library.
    without = f"import sys; sys.modules[{library!r}] = None; import toimintamalli.cli as c; "
    asked = ["--ui", language, "collect", str(folder), "--out", str(folder.parent / "out")]
    done = subprocess.run(
        [sys.executable, "-c", f"{without}sys.exit(c.main({asked!r}))"],
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert done.returncode == 1
    assert "pip install 'toimintamalli[data]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder.parent / "out").exists()


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path, capsys: Collect) -> None:
    done = collect(tmp_path, capsys=capsys)
    assert done.status == 1
    assert "there are no filled workbooks" in done.messages
