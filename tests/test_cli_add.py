"""`toimintamalli add`: one command and a sentence a language make a new item."""

import difflib
from pathlib import Path

import pytest

from tests.support.content import (
    append,
    copy_shipped,
    edit,
    write_content,
    write_translated_content,
)
from toimintamalli.cli import main
from toimintamalli.content import check_content, load, open_content
from toimintamalli.findings import has_errors
from toimintamalli.model.theme import ITEM_KINDS

STRUCTURE = "structure/themes/herd.yaml"
TEXTS = "se/themes/herd.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def add(folder: Path, *arguments: str) -> int:
    return main(["--ui", "en", "add", *arguments, "--content", str(folder)])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def added(before: bytes, after: bytes) -> str:
    """Return the lines that came, having seen that every other one stayed as it was."""
    old, new = (each.decode().splitlines(keepends=True) for each in (before, after))
    changes = [each for each in difflib.ndiff(old, new) if not each.startswith("  ")]
    assert all(change.startswith("+ ") for change in changes), changes
    return "".join(change[2:] for change in changes)


def test_a_practice_takes_one_command_and_two_sentences(tmp_path: Path) -> None:
    root = write_translated_content(tmp_path, "nb")
    texts = ["--text", "se=Vurdet ráfis: beaivi.", "--text", "nb=Vent rolig."]
    assert add(root, "practice", "herd", "wait-calmly", *texts) == 0
    practice = load(root).themes["herd"].practices["herd.practice.wait-calmly"]
    assert dict(practice.text) == {"se": "Vurdet ráfis: beaivi.", "nb": "Vent rolig."}
    assert practice.audience == ("herders", "villages", "buyers")
    assert practice.origin == "ours"
    assert check_content(open_content(root)) == ()


def test_an_item_comes_last_in_its_list_and_no_other_byte_changes(folder: Path) -> None:
    before = contents(folder)
    assert add(folder, "practice", "herd", "sing", "--text", "Juoigat.") == 0
    after = contents(folder)
    assert [each for each in after if after[each] != before.get(each)] == [TEXTS, STRUCTURE]
    assert added(before[STRUCTURE], after[STRUCTURE]) == (
        "  - id: sing\n    audience: [herders, villages, buyers]\n    origin: ours\n"
    )
    assert added(before[TEXTS], after[TEXTS]) == "  sing:\n    text: Juoigat.\n"
    assert load(folder).themes["herd"].practices.ids[-1] == "herd.practice.sing"


@pytest.mark.parametrize("kind", ITEM_KINDS.values())
def test_each_kind_of_item_can_be_added_to_the_shipped_content(tmp_path: Path, kind: str) -> None:
    root = copy_shipped(tmp_path)
    before = contents(root)
    assert add(root, kind, "plan-ahead", "something-new", "--text", "Jotakin uutta.") == 0
    after = contents(root)
    changed = [each for each in after if after[each] != before[each]]
    assert changed == ["fi/themes/plan-ahead.yaml", "structure/themes/plan-ahead.yaml"]
    for each in changed:
        assert "something-new" in added(before[each], after[each])
    model = open_content(root).model
    assert model is not None
    assert f"plan-ahead.{kind}.something-new" in [item.id for item in model.items()]


def test_a_text_that_is_not_written_yet_is_an_error_at_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(folder, "pitfall", "herd", "shout") == 0
    capsys.readouterr()
    assert main(["check", "--content", str(folder)]) == 1
    told = capsys.readouterr().out
    line = (folder / TEXTS).read_text(encoding="utf-8").splitlines().index("  shout:") + 2
    assert f"{TEXTS}:{line}:11: error[empty-text]" in told


def test_a_translation_that_is_not_written_yet_is_a_warning(tmp_path: Path) -> None:
    root = write_translated_content(tmp_path, "nb")
    assert add(root, "practice", "herd", "sing", "--text", "Juoigat.") == 0
    found = check_content(open_content(root))
    assert [finding.code for finding in found] == ["untranslated"]
    assert not has_errors(found)


def test_the_two_places_to_edit_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, "practice", "herd", "sing") == 0
    told = [each.split(": ")[0] for each in capsys.readouterr().out.splitlines()]
    files = [each.rsplit(":", 2) for each in told]
    lines = [Path(name).read_text(encoding="utf-8").splitlines() for name, _, _ in files]
    assert [each[int(line) - 1] for each, (_, line, _) in zip(lines, files, strict=True)] == [
        "  - id: sing",
        "  sing:",
    ]


def test_a_question_is_open_or_on_a_scale_of_the_model(folder: Path) -> None:
    assert add(folder, "question", "herd", "food", "--text", "Biebmu?") == 0
    assert add(folder, "question", "herd", "peace", "--text", "Ráfi?", "--kind", "scale") == 0
    food, peace = list(load(folder).themes["herd"].questions)[-2:]
    assert (food.kind, peace.kind) == ("open", "scale")
    assert getattr(peace, "scale", None) == "calm-7"


def test_a_source_takes_the_place_of_our_own_origin(folder: Path) -> None:
    assert add(folder, "practice", "herd", "sing", "--text", "x", "--source", "elders") == 0
    practice = load(folder).themes["herd"].practices["herd.practice.sing"]
    assert (practice.origin, practice.sources) == ("model", ("elders",))


def test_a_list_that_is_not_there_yet_is_made(folder: Path) -> None:
    before = contents(folder)
    assert add(folder, "note", "herd", "why", "--text", "Danne.") == 0
    after = contents(folder)
    assert added(before[STRUCTURE], after[STRUCTURE]).startswith("\nnotes:\n  - id: why\n")
    assert added(before[TEXTS], after[TEXTS]) == "\nnotes:\n  why:\n    text: Danne.\n"
    assert load(folder).themes["herd"].notes.ids == ("herd.note.why",)


@pytest.mark.parametrize(
    "text",
    [
        "Kysy: miten menee?",
        "Sano \"ei\" ja 'joo'",
        "# ensin",
        "no",
        "010",
        "- viiva",
        "loppu:",
        "{ääkköset} [hakaset] & * ! % @ `",
        "Ensimmäinen kappale.\n\nToinen: # kappale.",
        "C:\\polku",
    ],
)
def test_a_text_of_whatever_characters_is_read_back_as_it_was_given(
    folder: Path, text: str
) -> None:
    assert add(folder, "practice", "herd", "sing", "--text", text) == 0
    assert load(folder).themes["herd"].practices["herd.practice.sing"].text["se"] == text  # type: ignore[index] # a language as typed
    # What looks like markup is warned of, and kept.
    assert not has_errors(check_content(open_content(folder)))


def test_comments_blank_lines_and_a_missing_last_line_break_stay(folder: Path) -> None:
    edit(
        folder, STRUCTURE, "pitfalls:", "  # still of the practices\n\n# of the pitfalls\npitfalls:"
    )
    file = folder / TEXTS
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    before = contents(folder)
    assert add(folder, "practice", "herd", "sing", "--text", "x") == 0
    assert add(folder, "pitfall", "herd", "shout", "--text", "y") == 0
    after = contents(folder)
    assert b"origin: ours\n\n# of the pitfalls\npitfalls:" in after[STRUCTURE]
    added(before[STRUCTURE], after[STRUCTURE])
    added(before[TEXTS] + b"\n", after[TEXTS])


def test_the_line_endings_of_windows_stay(folder: Path) -> None:
    for name in (STRUCTURE, TEXTS):
        file = folder / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert add(folder, "practice", "herd", "sing", "--text", "x") == 0
    for name in (STRUCTURE, TEXTS):
        data = (folder / name).read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
    assert "herd.practice.sing" in load(folder).themes["herd"].practices


def test_a_list_at_the_margin_and_one_of_deeper_indentation_are_continued_alike(
    folder: Path,
) -> None:
    edit(
        folder,
        STRUCTURE,
        """\
pitfalls:
  - id: hurry
    audience: [herders]
    origin: ours
    reasons:
      - id: snow
""",
        "pitfalls:\n- id: hurry\n  audience: [herders]\n  origin: ours\n  reasons:\n  - id: snow\n",
    )
    append(
        folder,
        STRUCTURE,
        "notes:\n      - id: why\n        audience: [herders]\n        origin: ours\n",
    )
    append(folder, TEXTS, "notes:\n     why:\n        text: Danne.\n")
    assert add(folder, "pitfall", "herd", "shout", "--text", "x") == 0
    assert add(folder, "note", "herd", "how", "--text", "x") == 0
    text = (folder / STRUCTURE).read_text(encoding="utf-8")
    assert "\n- id: shout\n  audience:" in text
    assert "\n      - id: how\n        audience:" in text
    assert load(folder).themes["herd"].notes.ids == ("herd.note.why", "herd.note.how")


def test_a_list_in_brackets_is_refused_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(folder, STRUCTURE, "notes: [{id: why, audience: [herders], origin: ours}]\n")
    append(folder, TEXTS, "notes: {why: {text: Danne.}}\n")
    before = contents(folder)
    assert add(folder, "note", "herd", "how") == 1
    assert "herd.yaml" in capsys.readouterr().err
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["practice", "herdd", "sing"], 2, 'unknown theme "herdd" – did you mean "herd"?'),
        (["practise", "herd", "sing"], 2, 'did you mean "practice"?'),
        (["practice", "herd", "Sing Löud"], 2, "a letter first: sing-loud"),
        (["practice", "herd", "4-times"], 2, "a letter first: times"),
        (["practice", "herd", "wait\n"], 2, "can’t be part of an id"),
        (["practice", "herd", "x" * 51], 2, "make its last part 1 shorter"),
        (["practice", "herd", "sing", "--source", "elder"], 2, 'did you mean "elders"?'),
        (["practice", "herd", "wait"], 1, f"in use: {{folder}}/{STRUCTURE}:22:5"),
    ],
)
def test_what_cannot_be_added_is_refused_with_a_reason_and_nothing_changes(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    before = contents(folder)
    assert add(folder, *arguments) == status
    assert said.format(folder=folder.as_posix()) in capsys.readouterr().err
    assert contents(folder) == before


def test_an_id_of_64_characters_can_be_added(folder: Path) -> None:
    slug = "x" * (64 - len("herd.practice."))
    assert add(folder, "practice", "herd", slug, "--text", "x") == 0
    assert f"herd.practice.{slug}" in load(folder).themes["herd"].practices


def test_an_id_that_was_ever_published_is_not_used_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "--content", str(folder)]) == 0
    edit(folder, STRUCTURE, "- id: wait", "- id: rest")
    edit(folder, TEXTS, "  wait:\n", "  rest:\n")
    before = contents(folder)
    assert add(folder, "practice", "herd", "wait") == 1
    assert "herd.practice.wait was in use before" in capsys.readouterr().err
    assert contents(folder) == before


def test_content_that_cannot_be_read_is_refused_with_its_errors(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder, TEXTS, "heading:", "haeding:")
    assert add(folder, "practice", "herd", "sing") == 1
    assert 'did you mean "heading"?' in capsys.readouterr().err


def test_the_places_are_told_in_finnish(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--ui", "fi", "add", "practice", "herd", "sing", "--content", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.err == "Lisätty herd.practice.sing. Muokkaa seuraavaksi:\n"
    assert told.out.splitlines()[1].endswith(": teksti")
