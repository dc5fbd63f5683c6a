"""What became of the content between two versions, told by ids."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.support.commands import run
from tests.support.content import append, edit, write_content, write_translated_content
from toimintamalli import (
    AnswerFile,
    AnswerSheet,
    load,
    migrate,
    read_answers,
    write_answers,
)
from toimintamalli.changes import Bump, Changes, as_numbers, find_changes, raised
from toimintamalli.model.ids import Version

HERD: Final = "structure/themes/herd.yaml"
TEXTS: Final = "se/themes/herd.yaml"
MODEL: Final = "structure/model.yaml"
WORKBOOK: Final = "structure/workbook.yaml"
Json = Any
"""What stands in a JSON file."""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two content folders that hold the same."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    return write_translated_content(tmp_path / "a"), write_translated_content(tmp_path / "b")


def changes_of(folders: tuple[Path, Path]) -> Changes:
    old, new = folders
    return find_changes(load(old), load(new))


def add_practice(folder: Path) -> None:
    edit(
        folder,
        HERD,
        "practices:\n",
        "practices:\n  - id: rest\n    audience: [herders]\n    sources: [elders]\n",
    )
    for language in ("se", "nb"):
        edit(
            folder,
            f"{language}/themes/herd.yaml",
            "practices:\n",
            "practices:\n  rest:\n    text: Vuoiŋŋas.\n",
        )


def remove_practice(folder: Path) -> None:
    edit(folder, HERD, "  - id: wait\n    audience: [herders, villages, buyers]\n"
         "    sources: [elders]\n", "")  # fmt: skip
    for language in ("se", "nb"):
        edit(folder, f"{language}/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")


def reword(folder: Path) -> None:
    edit(folder, TEXTS, "text: Vurdet.", "text: Vurdet guhkit.")


def ask_others(folder: Path) -> None:
    edit(folder, HERD, "scale: calm-7\n    audience: [herders]",
         "scale: calm-7\n    audience: [herders, buyers]")  # fmt: skip


def shorten_scale(folder: Path) -> None:
    edit(folder, MODEL, "values: [1, 2, 3, 4, 5, 6, 7]", "values: [1, 3, 5, 7]")


def change_field(folder: Path) -> None:
    edit(
        folder,
        WORKBOOK,
        "          - id: place\n            kind: text",
        "          - id: place\n            kind: check",
    )


def change_pages(folder: Path) -> None:
    edit(folder, WORKBOOK, "pages: 4", "pages: 5")


def test_content_that_is_the_same_has_no_changes(folders: tuple[Path, Path]) -> None:
    found = changes_of(folders)

    assert (found.bump, found.least) == ("none", "1.2.3")
    assert (found.added, found.removed, found.meant, found.reworded) == ((), (), (), ())
    assert {question.comparable for question in found.questions} == {"yes"}
    assert found.is_new_enough


@pytest.mark.parametrize(
    ("change", "bump", "least"),
    [
        (add_practice, "minor", "1.3.0"),
        (remove_practice, "major", "2.0.0"),
        (reword, "patch", "1.2.4"),
        (ask_others, "major", "2.0.0"),
        (shorten_scale, "major", "2.0.0"),
        (change_field, "major", "2.0.0"),
        (change_pages, "patch", "1.2.4"),
    ],
)
def test_each_kind_of_change_asks_for_its_version(
    folders: tuple[Path, Path], change: Callable[[Path], None], bump: str, least: str
) -> None:
    change(folders[1])

    found = changes_of(folders)

    assert (found.bump, found.least) == (bump, least)
    assert not found.is_new_enough


def test_two_versions_give_exactly_the_expected_lists(folders: tuple[Path, Path]) -> None:
    for change in (add_practice, remove_practice, ask_others, change_field):
        change(folders[1])
    edit(folders[1], TEXTS, "  grazing:\n    text: ", "  grazing:\n    text: Dál ")

    found = changes_of(folders)

    assert [(named.id, named.kind) for named in found.added] == [("herd.practice.rest", "practice")]
    assert [(named.id, named.kind) for named in found.removed] == [
        ("herd.practice.wait", "practice")
    ]
    assert [(meant.id, meant.field, meant.old, meant.new) for meant in found.meant] == [
        ("herd.question.calm", "audience", "herders", "herders, buyers"),
        ("start.where.place", "kind", "text-field", "check-field"),
    ]
    (reworded,) = found.reworded
    assert reworded.path == "themes/herd/questions/herd.question.grazing/text"
    assert reworded.language == "se"
    assert reworded.diff.startswith("{+Dál +}")
    assert {question.id: question.comparable for question in found.questions} == {
        "herd.question.calm": "no",
        "herd.question.grazing": "reworded",
        "start.where.place": "no",
    }


def test_another_scale_makes_its_questions_not_comparable(folders: tuple[Path, Path]) -> None:
    shorten_scale(folders[1])

    comparable = {question.id: question.comparable for question in changes_of(folders).questions}

    assert comparable == {"herd.question.calm": "no", "herd.question.grazing": "yes"}


def test_a_new_question_has_nothing_to_be_compared_with(folders: tuple[Path, Path]) -> None:
    edit(folders[1], HERD, "questions:\n",
         "questions:\n  - id: snow\n    kind: open\n    audience: [herders]\n"
         "    sources: [elders]\n")  # fmt: skip
    for language in ("se", "nb"):
        edit(folders[1], f"{language}/themes/herd.yaml", "questions:\n",
             "questions:\n  snow:\n    text: Movt muohta?\n")  # fmt: skip

    assert ("herd.question.snow", "new") in [
        (question.id, question.comparable) for question in changes_of(folders).questions
    ]
    back = changes_of((folders[1], folders[0]))
    assert ("herd.question.snow", "gone") in [(e.id, e.comparable) for e in back.questions]


def test_a_new_language_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    found = changes_of((write_content(tmp_path / "a"), write_translated_content(tmp_path / "b")))

    assert [named.id for named in found.added] == ["languages.nb"]
    assert found.reworded == ()
    assert found.bump == "minor"


def test_a_removed_id_names_what_took_its_place(folders: tuple[Path, Path]) -> None:
    remove_practice(folders[1])
    (folders[1] / "structure/ledger.yaml").write_text("entries:\n", encoding="utf-8")
    append(
        folders[1],
        "structure/ledger.yaml",
        "  - id: herd.practice.wait\n    kind: practice\n    since: 1.0.0\n"
        "    replaced_by: [herd.practice.talk]\n",
    )

    (removed,) = changes_of(folders).removed

    assert removed.replaced_by == ("herd.practice.talk",)


VERSIONS: Final = st.tuples(*[st.integers(0, 99)] * 3).map(
    lambda parts: Version(".".join(map(str, parts)))
)


@given(VERSIONS)
def test_a_heavier_change_asks_for_a_higher_version(version: Version) -> None:
    least = [as_numbers(raised(version, each)) for each in sorted(Bump)]

    assert least == sorted(set(least))


# --- the command ---------------------------------------------------------------------------------


def test_the_command_reports_as_json_and_refuses_a_version_too_low(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    add_practice(folders[1])
    command = ("changes", *map(str, folders), "--report", "json")

    done = run("--ui", "en", *command, capsys=capsys)

    report = json.loads(done.output)
    assert done.status == 1
    assert "1.3.0" in done.messages
    assert (report["bump"], report["least"], report["meaningChanged"]) == ("minor", "1.3.0", [])
    assert report["added"] == [
        {"id": "herd.practice.rest", "kind": "practice", "replacedBy": [], "answers": "none"}
    ]
    edit(folders[1], MODEL, "version: 1.2.3", "version: 1.3.0")
    assert run(*command, capsys=capsys).status == 0


def test_the_command_reports_as_markdown_in_the_readers_language(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    reword(folders[1])
    edit(folders[1], MODEL, "version: 1.2.3", "version: 1.2.4")

    done = run("--ui", "fi", "changes", *map(str, folders), capsys=capsys)

    assert done.status == 0
    assert done.output.splitlines()[:8] == [
        "## 1.2.3 → 1.2.4",
        "",
        "Pienin versio: 1.2.4",
        "",
        "### Sanamuoto muuttunut",
        "",
        "- `themes/herd/practices/herd.practice.wait/text` (se): Vurdet{+ guhkit+}.",
        "",
    ]
    assert "| `herd.question.calm` | kyllä |" in done.output


def test_a_text_is_no_markup_in_the_report(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folders[1], "se/themes/herd.yaml", "Vurdet.", "Vurdet @all [dá](http://x) <b>|`.")
    edit(folders[1], MODEL, "version: 1.2.3", "version: 1.2.4")

    done = run("--ui", "fi", "changes", *map(str, folders), capsys=capsys)

    (line,) = [each for each in done.output.splitlines() if "Vurdet" in each]
    told = line.partition("): ")[2]
    assert not re.search(r"(?<!\\)[\[\]<>|`]|@all|://", told), told


def test_a_folder_that_holds_no_version_is_refused(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("changes", str(tmp_path), str(folders[1]), capsys=capsys)

    assert done.status == 1
    assert tmp_path.as_posix() in done.messages


# --- releases ------------------------------------------------------------------------------------


def release(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    done = run("--ui", "en", "release", "--content", str(folder), capsys=capsys)
    return done.status, done.messages


def test_a_release_keeps_the_data_as_it_was(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folders[0]
    assert release(folder, capsys)[0] == 0
    kept = folder.parent / "releases" / "1.2.3"
    before = (kept / "v1/model.json").read_bytes()
    ledger = json.loads((kept / "v1/ledger.json").read_bytes())
    assert {"herd.practice.wait", "herd"} <= {each["id"] for each in ledger["entries"]}

    reword(folder)
    edit(folder, MODEL, "version: 1.2.3", "version: 1.2.4")
    assert release(folder, capsys)[0] == 0

    assert (kept / "v1/model.json").read_bytes() == before
    done = run("changes", str(kept), str(folder), "--report", "json", capsys=capsys)
    assert json.loads(done.output)["bump"] == "patch"


def test_a_release_can_be_repeated_and_never_changed(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folders[0]
    assert release(folder, capsys)[0] == 0
    assert release(folder, capsys)[0] == 0
    reword(folder)

    status, said = release(folder, capsys)

    assert status == 1
    assert "has been released with other content" in said


def test_a_release_whose_version_is_too_low_is_refused_and_changes_nothing(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folders[0]
    assert release(folder, capsys)[0] == 0
    add_practice(folder)
    edit(folder, MODEL, "version: 1.2.3", "version: 1.2.4")
    ledger = (folder / "structure/ledger.yaml").read_bytes()

    status, said = release(folder, capsys)

    assert status == 1
    assert "1.3.0" in said
    assert not (folder.parent / "releases" / "1.2.4").exists()
    assert (folder / "structure/ledger.yaml").read_bytes() == ledger


def test_what_read_the_last_release_reads_the_next_one_and_its_answers_open(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folders[0]
    assert release(folder, capsys)[0] == 0
    sheet = AnswerSheet.model_validate(
        {
            "model": "reindeer",
            "content_version": "1.2.3",
            "language": "se",
            "answers": {"herd.practice.wait": {"kind": "check", "value": True}},
        }
    )
    saved = write_answers(AnswerFile(sheets=(sheet,)))
    add_practice(folder)
    reword(folder)
    edit(folder, MODEL, "version: 1.2.3", "version: 1.3.0")
    assert release(folder, capsys)[0] == 0

    old, new = (folder.parent / "releases" / each / "v1" for each in ("1.2.3", "1.3.0"))
    files = [path for path in new.rglob("*.json") if path.parent.name != "schema"]
    assert len(files) > 5
    for file in files:
        data = json.loads(file.read_bytes())
        schema = old / "schema" / data["$schema"].rpartition("/")[2]
        Draft202012Validator(json.loads(schema.read_bytes())).validate(data)
    answers_schema = json.loads((new / "schema/answers.schema.json").read_bytes())
    Draft202012Validator(answers_schema).validate(json.loads(saved))
    (again,) = read_answers(saved).sheets
    assert migrate(again, load(folder).ledger).answers == sheet.answers


def test_an_id_that_is_renamed_without_a_ledger_entry_can_not_be_released(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folders[0]
    assert release(folder, capsys)[0] == 0
    edit(folder, HERD, "  - id: wait\n", "  - id: stay\n")
    for language in ("se", "nb"):
        edit(folder, f"{language}/themes/herd.yaml", "  wait:\n", "  stay:\n")
    edit(folder, MODEL, "version: 1.2.3", "version: 2.0.0")

    status, said = release(folder, capsys)

    assert status == 1
    assert "herd.practice.wait" in said
