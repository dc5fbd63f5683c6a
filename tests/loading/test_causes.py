"""What editors, Git and other tools do to a file: the message names the cause and its line."""

import shutil
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import copy_shipped, write_translated_content

from toimintamalli.cli import main
from toimintamalli.content import check_content, open_content, review_content
from toimintamalli.findings import Finding

TEXTS: Final = "nb/themes/herd.yaml"
SOURCE: Final = "se/themes/herd.yaml"
STRUCTURE: Final = "structure/themes/herd.yaml"
LOCK: Final = "locks/nb/themes/herd.yaml"
CONFLICT: Final = "<<<<<<< HEAD\n  a: b\n=======\n  a: c\n>>>>>>> other\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path / "content", "nb")


def change(root: Path, name: str, old: str, new: str) -> int:
    """Replace the first place of some letters, and return its line."""
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def found(root: Path) -> tuple[Finding, ...]:
    return check_content(open_content(root))


def codes(root: Path) -> list[tuple[str, int]]:
    return [(finding.code, finding.position.line) for finding in found(root)]


@pytest.mark.parametrize("name", [TEXTS, SOURCE, STRUCTURE, "structure/model.yaml", LOCK])
def test_an_unfinished_merge_is_told_once_in_every_kind_of_file(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    before = (root / name).read_text(encoding="utf-8") if (root / name).exists() else ""
    (root / name).write_text(before + CONFLICT, encoding="utf-8")
    told = [finding for finding in found(root) if finding.code == "unfinished-merge"]
    assert [
        (finding.position.file.rpartition("content/")[2], finding.position.line) for finding in told
    ] == [(name, before.count("\n") + 1)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n", "lfs-pointer"),
        (b"\n<!DOCTYPE html>\n<html><body>404</body></html>", "web-page"),
        (b"\xef\xbb\xbf<html>", "web-page"),
        (b"PK\x03\x04\x14\x00", "other-format"),
        (b"\x89PNG\r\n\x1a\n\x00", "other-format"),
        (b"> theme:\n>   title: a\n", "line-starts"),
        (b"  1 theme:\n  2   title: a\n  3   lead: b\n", "line-starts"),
        (b"+theme:\n+  title: a\n", "diff-marks"),
        (b"@@ -1,3 +1,4 @@\n theme:\n", "diff-marks"),
        (b"Here is the file, as you asked\ntheme:\n  title: a\n", "stray-line"),
        (b"", "empty-file"),
        (b"# only a remark\n", "empty-file"),
    ],
)
@pytest.mark.parametrize("name", [TEXTS, SOURCE, STRUCTURE])
def test_what_is_no_content_at_all_is_called_by_its_name(
    root: Path, name: str, data: bytes, code: str
) -> None:
    (root / name).write_bytes(data)
    assert [each for each in codes(root) if each[0] != "untranslated"] == [(code, 1)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    text: Vurdet.", "    text:Vurdet.", "no-space-after-colon"),
        ("  title: Eallu", "  title:Eallu", "no-space-after-colon"),
        ("    text: Vurdet.", "    text\uff1a Vurdet.", "odd-colon"),
        ("    text: Vurdet.", "    text:\u00a0Vurdet.", "odd-space"),
        ("    text: Vurdet.", "   \u00a0text: Vurdet.", "odd-space"),
        ("    text: Vurdet.", "  \u3000text: Vurdet.", "odd-space"),
    ],
)
@pytest.mark.parametrize("name", [TEXTS, SOURCE])
def test_a_small_slip_of_the_hand_is_told_at_its_line_and_nothing_that_follows_from_it(
    root: Path, name: str, old: str, new: str, code: str
) -> None:
    line = change(root, name, old, new)
    assert codes(root) == [(code, line)]


def test_a_language_without_files_is_told_once(root: Path) -> None:
    shutil.rmtree(root / "nb")
    (missing,) = found(root)
    assert (missing.code, missing.position.file) == ("missing-language", (root / "nb").as_posix())


@pytest.mark.parametrize("name", ["herd (1)", "herd - Kopio", "herd copy", "Copy of herd"])
def test_a_copy_that_a_system_named_is_called_one(root: Path, name: str) -> None:
    shutil.copy(root / TEXTS, (root / TEXTS).with_stem(name))
    assert codes(root) == [("copied-file", 1)]


def test_a_file_of_another_language_is_told_as_a_whole(tmp_path: Path) -> None:
    root = copy_shipped(tmp_path)
    theme = "themes/plan-ahead.yaml"
    shutil.copy(root / "en" / theme, root / "sv" / theme)
    told = [(f.code, Path(f.position.file).relative_to(root).as_posix()) for f in found(root)]
    assert told == [("file-in-other-language", f"sv/{theme}")]


@pytest.mark.parametrize("key", ["nb", "en-GB", "se"])
def test_a_file_that_a_tool_put_below_its_language_is_told_so(root: Path, key: str) -> None:
    text = (root / TEXTS).read_text(encoding="utf-8")
    moved = "".join(f"  {line}" for line in text.splitlines(keepends=True))
    (root / TEXTS).write_text(f"{key}:\n{moved}", encoding="utf-8")
    assert codes(root) == [("language-as-key", 1)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("._herd.yaml", "leftover-file"),
        (".#herd.yaml", "leftover-file"),
        ("herd.yaml~", "leftover-file"),
        (".herd.yaml.swp", "leftover-file"),
        ("herd.yaml.orig", "leftover-file"),
        ("new.yml", "wrong-ending"),
        ("new.yaml.txt", "wrong-ending"),
        ("translation.docx", "foreign-file"),
        ("texts.XLSX", "foreign-file"),
        ("picture.png", "foreign-file"),
    ],
)
@pytest.mark.parametrize("folder", ["nb/themes", "structure/themes"])
def test_a_file_beside_the_content_is_told_and_not_read(
    root: Path, folder: str, name: str, code: str
) -> None:
    (root / folder / name).write_bytes(b"\x00\x05\x16\x07")
    assert codes(root) == [(code, 1)]


@pytest.mark.parametrize("name", ["returned.xlsx", "en.po", "old.ZIP"])
def test_a_document_beside_the_folders_is_told(root: Path, name: str) -> None:
    (root / name).write_bytes(b"PK")
    (root / "README.md").write_text("For editors.", encoding="utf-8")
    (root / "nb/README.md").write_text("For editors.", encoding="utf-8")
    assert codes(root) == [("foreign-file", 1)]


def test_a_folder_of_old_versions_is_told(root: Path) -> None:
    (root / "nb/old").mkdir()
    assert codes(root) == [("foreign-file", 1)]


@pytest.mark.parametrize("ending", [".yml", ".yaml.txt", ".txt"])
def test_a_file_that_was_renamed_is_asked_back_under_its_name(root: Path, ending: str) -> None:
    (root / TEXTS).rename(root / TEXTS.replace(".yaml", ending))
    told = [finding for finding in found(root) if finding.code == "wrong-ending"]
    assert [finding.hint("en") for finding in told] == ["rename it to herd.yaml"]
    assert "missing-file" not in dict(codes(root))


def test_a_folder_of_a_language_in_capitals_is_told_once(root: Path) -> None:
    (root / "nb").rename(root / "NB")
    assert [(each.code, each.hint("en")) for each in found(root)] == [
        ("wrong-folder", "rename the folder to nb")
    ]


def test_a_file_that_was_moved_is_asked_back_into_its_folder(root: Path) -> None:
    (root / TEXTS).rename(root / "nb/herd.yaml")
    told = [finding for finding in found(root) if finding.code == "stray-file"]
    assert [finding.hint("en") for finding in told] == ['did you mean "themes/herd.yaml"?']


def test_a_field_of_another_kind_is_not_taken_for_a_misspelt_one(root: Path) -> None:
    change(root, STRUCTURE, "kind: scale", "kind: open")
    (told,) = [finding for finding in found(root) if finding.code == "not-of-this-kind"]
    assert told.message("en") == 'a question of the kind "open" has no "scale"'
    assert "scale" in told.hint("en")


def test_an_unknown_name_is_told_with_those_that_there_are(root: Path) -> None:
    change(root, STRUCTURE, "audience: [herders", "audience: [nobody")
    (told,) = [finding for finding in found(root) if finding.code == "broken-link"]
    assert told.hint("en") == "use one of these, or add it: herders, villages, buyers"


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("TODO", "reminder-left", "TODO"),
        ("Vent ???", "reminder-left", "???"),
        ("Vent <br/> litt", "markup-in-text", "<br/>"),
        ("Vent &nbsp; litt", "markup-in-text", "&nbsp;"),
        ("Ve\u200bnt", "odd-character", "U+200B ZERO WIDTH SPACE"),
        ("Ve\u00adnt", "odd-character", "U+00AD SOFT HYPHEN"),
        ("Ve\u202ent", "odd-character", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("Ve\ue000nt", "odd-character", "U+E000"),
        ("Ve\ufffdnt", "odd-character", "U+FFFD REPLACEMENT CHARACTER"),
        ("Ra\u030adet venter.", "parted-letters", "Rådet"),
        ("RÃ¸kt", "mangled-letters", "ø"),
        ("dâ€™accord", "mangled-letters", "’"),
    ],
)
def test_what_an_editor_cannot_have_meant_is_a_warning_at_its_column(
    root: Path, typed: str, code: str, said: str
) -> None:
    line = change(root, TEXTS, "text: Vurdet.", f"text: {typed}")
    (told,) = found(root)
    assert (told.code, told.position.line, told.severity) == (code, line, "warning")
    assert said in told.message("en")


@pytest.mark.parametrize("typed", ["Vent < 5 & > 3", "می\u200cخواهم", "a\u00a0b", "Todo mundo"])
def test_what_only_looks_alike_is_left_alone(root: Path, typed: str) -> None:
    change(root, TEXTS, "text: Vurdet.", f'text: "{typed}"')
    assert codes(root) == []


def test_a_translation_that_is_still_the_source_is_told_until_somebody_accepts_it(
    root: Path,
) -> None:
    change(root, TEXTS, "text: Vurdet.", "text: Vent litt.")
    told = {
        dict(finding.facts)["path"]
        for finding in review_content(open_content(root))
        if finding.code == "same-as-source" and TEXTS in finding.position.file
    }
    assert "practices.talk.text" in told
    assert "practices.wait.text" not in told
    keys = ["themes/herd:practices.talk.text", "--reason", "a name"]
    assert main(["translations", "accept", *keys, "--content", str(root)]) == 0
    left = {dict(finding.facts).get("path") for finding in review_content(open_content(root))}
    assert "practices.talk.text" not in left


def test_a_text_in_another_language_is_told_when_the_languages_are_known(tmp_path: Path) -> None:
    root = copy_shipped(tmp_path)
    theme = "en/themes/plan-ahead.yaml"
    swedish = "Kom överens om hur arbetsplatsen och företagshälsovården håller kontakt under året."
    file = root / theme
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if line.startswith("    text: "))
    lines[at] = f"    text: {swedish}\n"
    file.write_text("".join(lines), encoding="utf-8")
    told = [finding for finding in found(root) if finding.code == "text-in-other-language"]
    assert [(finding.position.line, dict(finding.facts)["other"]) for finding in told] == [
        (at + 1, "sv")
    ]
