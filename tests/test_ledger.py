"""An id that was published stays what it was, or the ledger says what took its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.support.content import append, edit, write_content
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.cli import main
from toimintamalli.content import check_content, load, open_content
from toimintamalli.errors import ContentError
from toimintamalli.findings import Finding

LEDGER: Final = "structure/ledger.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content root that has been released once."""
    root = write_content(tmp_path / "content")
    assert main(["release", "--content", str(root)]) == 0
    return root


def ledger_of(folder: Path) -> str:
    return (folder / LEDGER).read_text(encoding="utf-8")


def findings(folder: Path) -> Sequence[Finding]:
    return check_content(open_content(folder))


def only(folder: Path) -> tuple[str, str]:
    """Return the code of the one finding, and the line of the ledger that it points to."""
    [found] = findings(folder)
    assert found.position.file.endswith(LEDGER)
    return found.code, ledger_of(folder).splitlines()[found.position.line - 1].strip()


def rename_practice(folder: Path, old: str, new: str) -> None:
    edit(folder, "structure/themes/herd.yaml", f"- id: {old}", f"- id: {new}")
    edit(folder, "se/themes/herd.yaml", f"  {old}:\n", f"  {new}:\n")


def retire(folder: Path, id_: str, more: str) -> None:
    kind = "kind: practice\n    since: 1.2.3\n"
    edit(folder, LEDGER, f"- id: {id_}\n    {kind}", f"- id: {id_}\n    {kind}    {more}\n")


def test_a_release_remembers_every_id_that_answers_depend_on(folder: Path) -> None:
    kinds = {entry.id: entry.kind for entry in open_content(folder).ledger.entries}
    assert kinds == {
        "herd": "theme",
        "herd.point.wind": "point",
        "herd.question.calm": "scale-question",
        "herd.question.grazing": "open-question",
        "herd.practice.wait": "practice",
        "herd.practice.talk": "practice",
        "herd.practice.count": "practice",
        "herd.pitfall.hurry": "pitfall",
        "start.where.place": "text-field",
        "start.where.day": "date-field",
        "calm-7": "scale",
        "herders": "party",
        "villages": "party",
        "buyers": "party",
    }
    assert {entry.since for entry in open_content(folder).ledger.entries} == {"1.2.3"}


def test_a_release_remembers_the_fields_of_every_row(tmp_path: Path) -> None:
    root = write_content(tmp_path / "content")
    fields = "        fields:\n          - id: place"
    edit(
        root,
        "structure/workbook.yaml",
        f"kind: fields\n{fields}",
        f"kind: table\n        count: 2\n{fields}",
    )
    assert main(["release", "--content", str(root)]) == 0
    ids = open_content(root).ledger.entries.ids
    assert {"start.where-1.place", "start.where-2.place", "start.where-2.day"} <= set(ids)
    assert "start.where.place" not in ids


def test_released_content_keeps_every_rule(folder: Path) -> None:
    assert findings(folder) == ()


def test_releasing_again_changes_nothing(folder: Path) -> None:
    before = ledger_of(folder)
    assert main(["release", "--content", str(folder)]) == 0
    assert ledger_of(folder) == before


def test_a_later_release_adds_what_is_new_and_keeps_since_when_the_rest_is(folder: Path) -> None:
    before = ledger_of(folder)
    edit(folder, "structure/model.yaml", "version: 1.2.3", "version: 1.3.0")
    assert (
        main(["add", "practice", "herd", "sing", "--text", "Juoigat.", "--content", str(folder)])
        == 0
    )
    assert main(["release", "--content", str(folder)]) == 0
    new = "  - id: herd.practice.sing\n    kind: practice\n    since: 1.3.0\n"
    assert new in ledger_of(folder)
    assert ledger_of(folder).replace(new, "") == before


def test_a_published_id_that_vanished_is_refused(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    assert only(folder) == ("id-vanished", "- id: herd.practice.wait")
    with_guess = findings(folder)[0].as_text("en")
    assert "replaced_by: [herd.practice.wait-calmly]" in with_guess


def test_a_vanished_field_party_scale_and_theme_are_refused(folder: Path) -> None:
    edit(folder, LEDGER, "id: herders", "id: herder")
    edit(folder, LEDGER, "id: calm-7", "id: calm-5")
    edit(folder, LEDGER, "id: start.where.day", "id: start.where.night")
    edit(folder, LEDGER, "id: herd\n", "id: fish\n")
    assert [finding.code for finding in findings(folder)] == ["id-vanished"] * 4


def test_a_theme_that_vanished_is_told_once_with_all_that_was_in_it(folder: Path) -> None:
    edit(folder, LEDGER, "id: herd\n", "id: fish\n")
    append(folder, LEDGER, "  - {id: fish.practice.swim, kind: practice, since: 1.2.3}\n")
    assert only(folder) == ("id-vanished", "- id: fish")


def test_a_replaced_id_may_go(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.wait-calmly]")
    assert findings(folder) == ()


def test_an_id_may_go_with_nothing_in_its_place_when_the_ledger_says_so(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    retire(folder, "herd.practice.wait", "retired: true")
    assert findings(folder) == ()


def test_a_release_marks_what_is_replaced_as_retired_and_keeps_its_successor(folder: Path) -> None:
    edit(folder, "structure/model.yaml", "version: 1.2.3", "version: 2.0.0")
    rename_practice(folder, "wait", "wait-calmly")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.wait-calmly]")
    assert main(["release", "--content", str(folder)]) == 0
    entry = open_content(folder).ledger.entries["herd.practice.wait"]
    assert (entry.retired, entry.replaced_by) == (True, ("herd.practice.wait-calmly",))
    assert findings(folder) == ()


def test_an_answer_made_before_its_id_was_replaced_is_there_afterwards(folder: Path) -> None:
    before = AnswerSheet.model_validate(
        {
            "model": "reindeer",
            "content_version": "1.2.3",
            "language": "se",
            "answers": {"herd.practice.wait": {"kind": "check", "value": True}},
        }
    )
    edit(folder, "structure/model.yaml", "version: 1.2.3", "version: 2.0.0")
    rename_practice(folder, "wait", "wait-calmly")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.wait-calmly]")
    assert main(["release", "--content", str(folder)]) == 0
    after = migrate(before, load(folder).ledger)
    assert dict(after.answers) == {
        "herd.practice.wait-calmly": before.answers["herd.practice.wait"]  # type: ignore[index] # a place's id as typed
    }


def test_a_question_that_is_answered_otherwise_than_before_is_refused(folder: Path) -> None:
    edit(folder, "structure/themes/herd.yaml", "kind: scale\n    scale: calm-7", "kind: open")
    assert only(folder) == ("id-changed-kind", "kind: scale-question")


def test_a_field_that_is_answered_otherwise_than_before_is_refused(folder: Path) -> None:
    edit(
        folder,
        "structure/workbook.yaml",
        "id: day\n            kind: date",
        "id: day\n            kind: text",
    )
    assert only(folder) == ("id-changed-kind", "kind: date-field")


@pytest.mark.parametrize("mark", ["retired: true", "replaced_by: [herd.practice.talk]"])
def test_a_retired_id_that_is_used_again_is_refused(folder: Path, mark: str) -> None:
    retire(folder, "herd.practice.wait", mark)
    assert only(folder) == ("id-back", mark)


def test_a_successor_that_does_not_exist_is_refused_with_the_nearest_id(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.wait-clamly]")
    assert only(folder)[0] == "successor-missing"
    line = ledger_of(folder).splitlines()[findings(folder)[0].position.line - 1]
    assert line[findings(folder)[0].position.column - 1 :] == "herd.practice.wait-clamly]"
    assert 'tarkoititko "herd.practice.wait-calmly"?' in findings(folder)[0].as_text("fi")


def test_a_successor_that_is_retired_with_none_of_its_own_is_refused(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    rename_practice(folder, "talk", "sing")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.talk]")
    retire(folder, "herd.practice.talk", "retired: true")
    assert only(folder)[0] == "successor-missing"


def test_successors_may_be_several_and_have_successors(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    rename_practice(folder, "talk", "sing")
    retire(
        folder, "herd.practice.wait", "replaced_by: [herd.practice.talk, herd.practice.wait-calmly]"
    )
    retire(folder, "herd.practice.talk", "replaced_by: [herd.practice.sing]")
    assert findings(folder) == ()


def test_a_circle_of_successors_is_refused(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    rename_practice(folder, "talk", "sing")
    retire(folder, "herd.practice.wait", "replaced_by: [herd.practice.talk]")
    retire(folder, "herd.practice.talk", "replaced_by: [herd.practice.wait]")
    assert [finding.code for finding in findings(folder)] == ["successor-circle"] * 2


def test_two_things_that_answers_depend_on_have_ids_of_their_own(folder: Path) -> None:
    (folder / LEDGER).unlink()
    for file in ("structure/model.yaml", "se/model.yaml"):
        edit(folder, file, "herders", "herd")
    for old in (
        "[herders, villages, buyers]",
        "[herders]",
        "[herders, villages]",
        "[herders, buyers]",
    ):
        name = "structure/themes/herd.yaml"
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(
            text.replace(old, old.replace("herders", "herd")), encoding="utf-8"
        )
    assert [finding.code for finding in findings(folder)] == ["id-of-two-things"]


def test_content_that_was_never_released_has_no_ledger_to_break(tmp_path: Path) -> None:
    assert findings(write_content(tmp_path / "content")) == ()


def test_a_ledger_that_cannot_be_read_is_refused(folder: Path) -> None:
    edit(folder, LEDGER, "- id: calm-7", "- id: calm..7")
    with pytest.raises(ContentError, match="bad-form"):
        load(folder)


def test_loading_refuses_content_from_which_an_id_vanished(folder: Path) -> None:
    rename_practice(folder, "wait", "wait-calmly")
    with pytest.raises(ContentError, match="id-vanished"):
        load(folder)


def test_a_release_of_content_with_errors_is_refused_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger_of(folder)
    rename_practice(folder, "wait", "wait-calmly")
    assert main(["--ui", "fi", "release", "--content", str(folder)]) == 1
    assert "julkaistu tunnus herd.practice.wait on kadonnut" in capsys.readouterr().err
    assert ledger_of(folder) == before


def test_an_id_that_yaml_would_take_for_something_else_is_quoted(tmp_path: Path) -> None:
    root = write_content(tmp_path / "content")
    for file in ("structure/model.yaml", "se/model.yaml", "structure/themes/herd.yaml"):
        text = (root / file).read_text(encoding="utf-8")
        quoted = "'no'" if file.startswith("structure") else "no"
        (root / file).write_text(text.replace("villages", quoted), encoding="utf-8")
    assert main(["release", "--content", str(root)]) == 0
    assert "  - id: 'no'\n    kind: party\n" in ledger_of(root)
    assert [finding for finding in findings(root) if finding.position.file.endswith(LEDGER)] == []
