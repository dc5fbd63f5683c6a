"""What an editor and a translator live through, with git as it is: nothing goes stale unseen."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.commands import Result, run
from tests.support.content import copy_shipped, edit, write_translated_content, write_words

from toimintamalli.translation.digest import digest
from toimintamalli.translation.lock import LockEntry
from toimintamalli.translation.state import State, judge
from toimintamalli.translation.workspace import open_workspace

SOURCE = "se/themes/herd.yaml"
TARGET = "nb/themes/herd.yaml"
KEY = "themes/herd:questions.grazing.text"

Command = Callable[..., Result]


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(root), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


def write_otherwise(root: Path, language: str) -> None:
    """Make every text of a language another than the source's."""
    for file in (root / language).rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(
            r"^( +[\w-]+: )('?)([\w\[(].*?)('?)$", r"\1\2x \3\4", text, flags=re.MULTILINE
        )
        # A text of several paragraphs stands below its key.
        text = re.sub(r"^( +[\w-]+: [|>]-?\n +)", r"\1x ", text, flags=re.MULTILINE)
        file.write_text(text.replace(": {", ": x {").replace(": '{", ": 'x {"), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content with a translation in a git repository."""
    root = write_words(write_translated_content(tmp_path / "content"), "se", "nb")
    write_otherwise(root, "nb")
    git(tmp_path, "init", "--quiet")
    return root


@pytest.fixture
def translations(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `translations …` on the content, all of it recorded and committed."""

    def command(*arguments: str) -> Result:
        content = ("--content", str(folder))
        return run("--ui", "en", "translations", *arguments, *content, capsys=capsys)

    assert command("record").status == 0
    commit(folder)
    return command


def unsettled(root: Path) -> dict[str, State]:
    found = open_workspace(str(root)).translations
    return {
        translation.key: translation.state
        for translation in found
        if translation.state is not State.CURRENT
    }


def test_a_changed_source_makes_exactly_that_text_stale_with_what_changed(
    folder: Path, translations: Command
) -> None:
    assert unsettled(folder) == {}
    edit(folder, SOURCE, "Gos lea buorre guohtun?", "Gos lea buorre jeagil?")
    assert unsettled(folder) == {KEY: State.STALE}
    shown = translations("diff", KEY).output
    assert "se: Gos lea buorre [-guohtun-]{+jeagil+}?" in shown
    assert "nb: x Gos lea buorre guohtun?" in shown
    status = translations("status").output
    assert f"out of date: {KEY}\n  Gos lea buorre [-guohtun-]{{+jeagil+}}?\n" in status
    report = json.loads(translations("status", "--report", "json").output)
    assert [each["previous_source"] for each in report["open"]] == ["Gos lea buorre guohtun?"]
    assert "[-guohtun-]{+jeagil+}" in translations("status", "--report", "html").output
    assert "nb 99 %" in translations("status", "--report", "badge").output


def test_a_translated_text_is_updated_and_after_recording_current(
    folder: Path, translations: Command
) -> None:
    edit(folder, SOURCE, "Gos lea buorre guohtun?", "Gos lea buorre jeagil?")
    edit(folder, TARGET, "x Gos lea buorre guohtun?", "Hvor er god lav?")
    assert unsettled(folder) == {KEY: State.UPDATED}
    assert translations("record").status == 0
    assert unsettled(folder) == {}


def test_a_mended_typo_is_accepted_and_disturbs_no_translator(
    folder: Path, translations: Command
) -> None:
    edit(folder, SOURCE, "Gos lea buorre guohtun?", "Gos lea buorre guohttun?")
    assert translations("record").status == 0
    assert unsettled(folder) == {KEY: State.STALE}
    assert translations("accept", KEY, "--reason", "typo").status == 0
    assert unsettled(folder) == {}
    wrong = translations("accept", KEY.replace("grazing", "grasing"), "--reason", "typo")
    assert (wrong.status, f'did you mean "{KEY}"?' in wrong.messages) == (2, True)


def test_other_lines_and_spaces_raise_no_alarm(folder: Path, translations: Command) -> None:
    edit(folder, SOURCE, "text: Gos lea buorre guohtun?", "text: Gos lea\n      buorre guohtun?")
    edit(folder, TARGET, "x Gos lea buorre", "x Gos\N{NO-BREAK SPACE}lea buorre")
    assert unsettled(folder) == {}
    before = git(folder, "status", "--porcelain", "locks")
    assert translations("record").status == 0
    assert git(folder, "status", "--porcelain", "locks") == before == ""


def test_a_removed_text_leaves_an_orphan_and_prune_forgets_it(
    folder: Path, translations: Command
) -> None:
    edit(folder, "structure/themes/herd.yaml", "      - id: snow\n", "      - id: ice\n")
    edit(folder, SOURCE, "      snow:", "      ice:")
    assert unsettled(folder) == {
        "themes/herd:pitfalls.hurry.reasons.ice.text": State.MISSING,
        "themes/herd:pitfalls.hurry.reasons.snow": State.ORPHAN,
    }
    lock = folder / "locks" / TARGET
    assert "snow" in lock.read_text(encoding="utf-8")
    assert translations("prune").status == 0
    assert "snow" not in lock.read_text(encoding="utf-8")


def test_the_allowance_to_be_the_same_goes_when_the_words_change(
    folder: Path, translations: Command
) -> None:
    edit(folder, TARGET, "x Eallu\n", "Eallu\n")
    key = "themes/herd:theme.title"
    assert unsettled(folder) == {key: State.SAME_AS_SOURCE}
    assert translations("accept", key, "--reason", "a name").status == 0
    assert unsettled(folder) == {}
    # Said once more, with a better reason, it is still allowed.
    assert translations("accept", key, "--reason", "the name of a herd").status == 0
    assert unsettled(folder) == {}
    edit(folder, TARGET, "title: Eallu\n", "title: Flokk\n")
    assert translations("record").status == 0
    assert "accepted" not in (folder / "locks" / TARGET).read_text(encoding="utf-8")


def test_two_branches_that_translate_fifteen_texts_each_merge_without_conflict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_shipped(tmp_path / "content")
    content = ("--content", str(root))
    assert run("translations", "record", *content, capsys=capsys).status == 0
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    file = "en/themes/plan-ahead.yaml"
    # Each branch every other text; the theme's own stand on neighbouring lines, as in any file.
    found = open_workspace(str(root), ["en"]).translations
    written = (root / file).read_text(encoding="utf-8")
    # Those on one line, which the file holds as they are read.
    own = (
        translation
        for translation in found
        if translation.file in file and not translation.path.startswith("theme.")
    )
    paths = [translation for translation in own if translation.target in written][:30]
    for branch, share in (("one", paths[0::2]), ("two", paths[1::2])):
        git(tmp_path, "switch", "--quiet", "--create", branch, "main")
        text = (root / file).read_text(encoding="utf-8")
        for translation in share:
            assert translation.target in text
            text = text.replace(translation.target, f"{translation.target} Branch {branch}.", 1)
        (root / file).write_text(text, encoding="utf-8")
        assert run("translations", "record", *content, capsys=capsys).status == 0
        commit(tmp_path)
    git(tmp_path, "merge", "--quiet", "--no-edit", "one")
    assert {len(paths[0::2]), len(paths[1::2])} == {15}
    states = {
        translation.key: translation.state
        for translation in open_workspace(str(root), ["en"]).translations
    }
    assert {states[path.key] for path in paths} == {State.CURRENT}


@pytest.mark.parametrize(
    ("source", "target", "lock", "state"),
    [
        ("a", "", None, State.MISSING),
        ("a", "b", None, State.UNVERIFIED),
        ("a", "b", ("a", "b"), State.CURRENT),
        ("a", "c", ("a", "b"), State.CURRENT),
        ("a2", "b", ("a", "b"), State.STALE),
        ("a2", "c", ("a", "b"), State.UPDATED),
        ("a", "a", None, State.SAME_AS_SOURCE),
        ("a  a", "a\na", ("a a", "a a"), State.SAME_AS_SOURCE),
        ("{value} = {label}", "{value} = {label}", None, State.UNVERIFIED),
        ("{value} = {label}", "{value} = {label}", ("{value} = {label}",) * 2, State.CURRENT),
        ("{count} min", "{count} min", None, State.SAME_AS_SOURCE),
    ],
)
def test_the_state_follows_from_both_wordings_and_the_lock(
    source: str, target: str, lock: tuple[str, str] | None, state: State
) -> None:
    entry = LockEntry(digest(lock[0]), digest(lock[1])) if lock else None
    assert judge(source, target, entry) is state
