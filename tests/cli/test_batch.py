"""`build --batch`: the workbooks of many workplaces from one table, in one run."""

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from tests.support.commands import Result, run, run_process
from tests.support.content import write_translated_content

from toimintamalli import Request, load
from toimintamalli.batch import COLUMNS, Workplace, folder_name, read_batch
from toimintamalli.cli.jobs import LostProcess, in_processes
from toimintamalli.messages import LANGUAGES, say

TABLE: Final = """\
organisation,language,round,date
Työpaja Ääni Oy,se,2,1.4.2027
Raja & Co / <Etelä>,nb,,
Kolmas,,,2027-05-06
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_translated_content(tmp_path_factory.mktemp("content"))


Build = Callable[..., Result]


@pytest.fixture
def build(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """Return the command, with a table and the name of the folder to write to."""

    def asked(table: str, out: str, *more: str) -> Result:
        (tmp_path / "workplaces.csv").write_text(table, encoding="utf-8")
        given = ("--content", str(content), "--batch", str(tmp_path / "workplaces.csv"))
        where = ("--out", str(tmp_path / out))
        return run("--ui", "en", "build", *given, *where, *more, capsys=capsys)

    return asked


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def words(workbook: bytes) -> str:
    with ZipFile(BytesIO(workbook)) as opened:
        return opened.read("word/document.xml").decode()


def test_each_workplace_gets_the_workbooks_that_a_build_of_its_own_would_make(
    build: Build, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(TABLE, "all").status == 0

    made = files(tmp_path / "all")
    assert {path.partition("/")[0] for path in made} == {
        "Työpaja Ääni Oy", "Raja & Co-Etelä", "Kolmas",
    }  # fmt: skip
    assert {path.split("/")[1] for path in made if path.startswith("Kolmas")} == {"se", "nb"}
    for path, organisation in (("Työpaja Ääni Oy", "Työpaja Ääni Oy"), ("Kolmas", "Kolmas")):
        assert organisation in words(made[f"{path}/se/workbook.docx"])

    own = ("--organisation", "Työpaja Ääni Oy", "--language", "se", "--round", "2")
    where = ("--content", str(content), "--out", str(tmp_path / "own"), "--format", "docx")
    run("build", *where, *own, "--date", "2027-04-01", capsys=capsys)
    alone = files(tmp_path / "own")
    assert alone == {
        path.removeprefix("Työpaja Ääni Oy/"): data
        for path, data in made.items()
        if path.startswith("Työpaja")
    }


def test_any_number_of_processes_makes_the_same_bytes(build: Build, tmp_path: Path) -> None:
    for jobs in ("1", "2", "3"):
        assert build(TABLE, jobs, "--jobs", jobs).status == 0
    made = [files(tmp_path / jobs) for jobs in ("1", "2", "3")]
    assert made[0] == made[1] == made[2]
    assert len(made[0]) > 3


def test_everything_that_is_wrong_is_told_at_once_by_row_and_nothing_is_written(
    build: Build, tmp_path: Path
) -> None:
    table = (
        "organisation;language;date;round;party;colour;folder\n"
        "Yksi;se;;;;;\n"
        "\n"
        ";xx;31.2.2027;0;somebody;;\n"
        'yksi;"nb\nfi";;;;;\n'
        "Kaksi;;;;;;Yksi.\n"
    )
    result = build(table, "out")

    assert result.status == 1
    told = [line.partition("workplaces.csv:")[2] for line in result.messages.splitlines()]
    assert [(line.split(":")[0], line.partition("[")[2].partition("]")[0]) for line in told] == [
        ("1", "batch-unknown-column"),
        ("4", "batch-bad-value"),
        ("4", "batch-bad-value"),
        ("4", "batch-no-name"),
        ("4", "batch-unknown-name"),
        ("4", "batch-unknown-name"),
        ("5", "batch-same-folder"),
        ("5", "batch-unknown-name"),
        ("7", "batch-same-folder"),
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("", "batch-empty"),
        ("organisation\n", "batch-empty"),
        ("nimi;kieli\nYksi;se\n", "batch-no-column"),
        ('organisation\n"' + "a" * 200_000 + '"\n', "batch-unreadable"),
    ],
)
def test_a_table_that_is_none_is_refused_with_what_to_do(
    build: Build, table: str, code: str
) -> None:
    result = build(table, "out")
    assert result.status == 1
    assert f"[{code}]" in result.messages
    assert " – " in result.messages


def test_a_name_that_stands_for_all_does_not_go_with_a_table(build: Build) -> None:
    result = build(TABLE, "out", "--organisation", "Yksi")
    assert result.status == 2
    assert "--organisation" in result.messages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_be_as_any_program_saves_it(
    content: Path, language: str, separator: str, encoding: str
) -> None:
    model = load(content)
    head = separator.join(say(f"head-{name}", language).upper() for name in COLUMNS)
    row = separator.join(("Työ Ääni", "", "nb", "", "", model.parties.ids[0], "3", "2027-04-01"))
    data = f"{head}\r\n{row}\r\n".encode(encoding)

    (workplace,), findings = read_batch(data, "t.csv", model, Request())

    assert findings == ()
    assert workplace.folder == "Työ Ääni"
    asked = workplace.request
    occasion = asked.occasion
    assert (asked.languages, occasion.organisation, occasion.party) == (
        ("nb",), "Työ Ääni", model.parties.ids[0],
    )  # fmt: skip
    assert (occasion.round, occasion.date) == (3, "2027-04-01")


def test_what_a_row_does_not_say_is_as_it_was_asked_for_all(content: Path) -> None:
    model = load(content)
    common = Request.model_validate(
        {"languages": ("se",), "occasion": {"round": 4, "date": "2027-01-02"}}
    )
    (workplace,), _ = read_batch(b"organisation\nYksi\n", "t.csv", model, common)
    update = {"occasion": common.occasion.model_copy(update={"organisation": "Yksi"})}
    assert workplace == Workplace("Yksi", common.model_copy(update=update))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("  Oy  Yritys\tAb. ", "Oy Yritys Ab"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../../etc", "etc"),
        ("…", "…"),
        ("A" * 300, "A" * 80),
    ],
)
def test_a_folder_is_called_as_people_read_it_and_as_systems_allow(name: str, folder: str) -> None:
    assert folder_name(name) == folder


# --- in several processes ------------------------------------------------------------------------


def double(shared: int, thing: int) -> int:
    return shared * thing


def die(shared: int, thing: int) -> int:
    if thing == shared:
        os._exit(9)
    return thing


def fail(shared: str, thing: int) -> int:
    # Of the two that fail the later one is sooner.
    if thing in (1, 2):
        raise ValueError(f"{shared} {thing}")
    return thing


@pytest.mark.parametrize("jobs", [1, 2, 3, None])
def test_results_come_in_the_order_of_the_things(jobs: int | None) -> None:
    assert list(in_processes(double, 2, range(50), jobs)) == [2 * thing for thing in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_failure_in_order_is_raised_here(jobs: int) -> None:
    results = in_processes(fail, "said", range(9), jobs)
    assert next(results) == 0
    with pytest.raises(ValueError, match="said 1"):
        next(results)


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(LostProcess) as problem:
        list(in_processes(die, 5, range(9), 2))
    for language in LANGUAGES:
        assert "--jobs 1" in problem.value.message(language)


def test_reading_in_several_processes_gives_the_same_sheets_and_findings(
    build: Build, content: Path, tmp_path: Path
) -> None:
    build(TABLE, "made")
    given = sorted(map(str, (tmp_path / "made").rglob("workbook.docx")))
    (tmp_path / "bad.docx").write_bytes(b"PK no workbook")
    read = ("--ui", "en", "read", "--content", str(content))
    for files_, status in ((given, 0), ([*given, str(tmp_path / "bad.docx")], 1)):
        alone, together = (run_process(*read, "--jobs", jobs, *files_) for jobs in "12")
        assert alone[:3] == together[:3]
        assert alone.status == status
    assert len(json.loads(run_process(*read, *given).output)["sheets"]) == len(given)


def test_a_log_has_no_progress_and_a_terminal_has(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(TABLE, "out").messages.count("\n") == 1
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert "\r  1 / 3\r  2 / 3\r  3 / 3\n" in build(TABLE, "out").messages
