"""What becomes of locks, counts and wordings, and what a translator is told of a text."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.content import append, edit, write_content, write_translated_content

from toimintamalli import messages
from toimintamalli.content import open_content
from toimintamalli.errors import ContentError, UnknownName
from toimintamalli.findings import Position
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.ids import Language
from toimintamalli.translation.digest import digest
from toimintamalli.translation.doubts import locate
from toimintamalli.translation.exchange.package import (
    WHOLE,
    Package,
    Place,
    SentText,
    comment,
    remark,
)
from toimintamalli.translation.exchange.sending import pack, source_for
from toimintamalli.translation.history import find_release, find_wording
from toimintamalli.translation.lock import LockEntry, lock_path, read_lock, write_lock
from toimintamalli.translation.others import find_other_language
from toimintamalli.translation.progress import Progress, measure
from toimintamalli.translation.recording import accept, note, prune, record
from toimintamalli.translation.state import Locks, State, Translation
from toimintamalli.translation.store import changed_files
from toimintamalli.translation.wording import compare_words
from toimintamalli.translation.workspace import open_workspace

NB, SE = Language("nb"), Language("se")
FILE = "themes/herd.yaml"


def text_of(
    state: State, path: str = "theme.title", source: str = "new", target: str = "ny"
) -> Translation:
    return Translation(FILE, path, NB, state, source, target, Position("x"))


def locked(**entries: LockEntry) -> Locks:
    return {(NB, FILE): {path.replace("_", "."): entry for path, entry in entries.items()}}


def entry(source: str, target: str, *, same: bool = False, reason: str = "") -> LockEntry:
    return LockEntry(digest(source), digest(target), same, reason)


FITTING = entry("new", "ny")
BEFORE = entry("old", "ny", reason="agreed")


# --- locks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(State))
def test_only_what_fits_its_source_is_recorded(state: State) -> None:
    after = record([text_of(state)], locked(theme_title=BEFORE))
    is_settled = state in {State.UNVERIFIED, State.UPDATED, State.CURRENT}
    assert after[NB, FILE]["theme.title"] == (FITTING if is_settled else BEFORE)


@pytest.mark.parametrize("state", list(State))
def test_a_named_translation_is_accepted_while_there_is_one(state: State) -> None:
    others = locked(theme_title=BEFORE, theme_lead=BEFORE)
    told = [text_of(state), text_of(state, "theme.lead")]
    after = accept(told, others, {"themes/herd:theme.title"}, "a name")
    is_gone = state in {State.MISSING, State.ORPHAN}
    accepted = entry("new", "ny", same=state is State.SAME_AS_SOURCE, reason="a name")
    assert after[NB, FILE]["theme.title"] == (BEFORE if is_gone else accepted)
    assert after[NB, FILE]["theme.lead"] == BEFORE


@pytest.mark.parametrize("state", list(State))
def test_what_is_gone_is_pruned(state: State) -> None:
    after = prune([text_of(state)], locked(theme_title=FITTING, theme_lead=FITTING))
    is_gone = state in {State.MISSING, State.ORPHAN}
    assert after == {(NB, FILE): {} if is_gone else {"theme.title": FITTING}}


@pytest.mark.parametrize(
    ("before", "pair", "after"),
    [
        (None, ("a", "a"), entry("a", "a")),
        (
            entry("a", "a", same=True, reason="r"),
            ("a", "a"),
            entry("a", "a", same=True, reason="r"),
        ),
        (entry("a", "a", same=True, reason="r"), ("b", "b"), entry("b", "b", same=True)),
        (entry("a", "a", same=True, reason="r"), ("a", "b"), entry("a", "b")),
        (entry("a", "b", reason="r"), ("a", "b"), entry("a", "b", reason="r")),
        (entry("a", "b", reason="r"), ("a", "c"), entry("a", "c")),
        (entry("a", "b", reason="r"), ("c", "b"), entry("c", "b")),
    ],
)
def test_a_reason_and_an_allowance_belong_to_one_pair_of_wordings(
    before: LockEntry | None, pair: tuple[str, str], after: LockEntry
) -> None:
    locks = locked(theme_title=before) if before else {}
    assert note({text_of(State.CURRENT): pair}, locks)[NB, FILE]["theme.title"] == after


digests = st.text("0123456789abcdef", min_size=12, max_size=12)
entries = st.builds(
    LockEntry, digests, digests, st.booleans(), st.sampled_from(["", "a name", 'a "ä" : #\n b'])
)


@given(st.dictionaries(st.sampled_from(["a.b", "theme.title", "interface.no"]), entries))
def test_a_lock_comes_back_as_it_was_written_in_the_order_of_its_paths(
    lock: dict[str, LockEntry],
) -> None:
    written = write_lock(lock)
    assert read_lock(written, "lock") == lock
    assert write_lock(dict(reversed(lock.items()))) == written
    assert written.startswith(b"# ")
    # As people read it in a comparison of versions.
    assert ("ä".encode() in written) == any("ä" in entry.reason for entry in lock.values())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- a\n",
        b"a: b\n",
        b"a:\n  source: x\n",
        b"a:\n  source: x\n  target:\n    b: c\n",
        b"\xff",
    ],
)
def test_what_is_no_entry_of_a_lock_counts_as_not_recorded(data: bytes) -> None:
    assert read_lock(data, "lock") == {}


def test_only_the_files_that_differ_are_written() -> None:
    before = {(NB, FILE): {"a": FITTING}, (NB, "model.yaml"): {"a": FITTING}}
    after = {**before, (NB, FILE): {"a": BEFORE}, (NB, "new.yaml"): {"b": FITTING}}
    assert set(changed_files(before, after)) == {lock_path(NB, FILE), "locks/nb/new.yaml"}


# --- numbers ----------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(list(State)), max_size=30))
def test_of_hundred_percent_nothing_is_left_to_do(states: list[State]) -> None:
    [found] = measure(map(text_of, states), [NB])
    asked = [state for state in states if state is not State.ORPHAN]
    done = [state for state in asked if state in {State.CURRENT, State.UPDATED, State.UNVERIFIED}]
    assert (found.total, found.done) == (len(asked), len(done))
    assert (found.percent == 100) == (len(done) == len(asked))
    assert found.percent <= 100 * len(done) / max(len(asked), 1) or not asked


def test_a_share_is_rounded_down() -> None:
    assert Progress(NB, {State.CURRENT: 199, State.STALE: 1}).percent == 99
    assert [each.language for each in measure([], [SE, NB])] == ["se", "nb"]


# --- what changed, in words -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("a b", "a b", "a b"),
        ("a b c", "a c", "a [-b -]c"),
        ("a c", "a b c", "a {+b +}c"),
        ("one two", "one three", "one [-two-]{+three+}"),
        ("a.", "a!", "a[-.-]{+!+}"),
        ("word", "words", "[-word-]{+words+}"),
    ],
)
def test_a_change_is_shown_word_by_word(old: str, new: str, shown: str) -> None:
    assert compare_words(old, new) == shown


@given(*[st.lists(st.sampled_from(["a", "b", " ", ".", "ä", "\n"]), max_size=12).map("".join)] * 2)
def test_both_wordings_are_in_what_is_shown(old: str, new: str) -> None:
    shown = compare_words(old, new)
    without_new = "".join(part.split("+}")[-1] for part in shown.split("{+"))
    without_old = "".join(part.split("-]")[-1] for part in shown.split("[-"))
    assert without_new.replace("[-", "").replace("-]", "") == old
    assert without_old.replace("{+", "").replace("+}", "") == new


def test_one_word_that_changed_in_a_long_text_is_shown_alone() -> None:
    # Python's own guess takes what is frequent in a long text for noise.
    before, after = ["the cat "] * 150, ["the cat "] * 150
    after[75] = "the dog "
    assert compare_words("".join(before), "".join(after)).count("[-") == 1


# --- what is sent -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path / "content")


def sent(folder: Path, language: str = "nb", reader: str = "en") -> Package:
    opened = open_workspace(str(folder), [language])
    return pack(
        opened.content, opened.translations, lambda text: text.key, Language(language), reader
    )


def test_texts_go_out_in_the_order_of_the_files_each_with_what_it_is(folder: Path) -> None:
    package = sent(folder)
    assert (package.source, package.target, package.reader) == ("se", "nb", "en")
    by_key = {text.key: text for text in package.texts}
    lines: dict[str, list[int]] = {}
    for text in package.texts:
        said, _, at = text.note.rpartition("\n")
        file, _, line = at.rpartition(":")
        assert file == f"se/{text.file}"
        assert said
        assert text.previous == text.key
        lines.setdefault(file, []).append(int(line))
    assert all(numbers == sorted(numbers) for numbers in lines.values())
    notes = {
        "themes/herd:theme.title": "Name of the theme.",
        "themes/herd:questions.calm.text": "The question.",
        "themes/herd:pitfalls.hurry.text": "What goes wrong.",
        "themes/herd:pitfalls.hurry.reasons.snow.text": "The part, as it continues the pitfall's",
        "model:scales.calm-7.labels.wild.text": "The label that readers see.",
        "model:parties.herders.title": "The word that readers see.",
        "model:model.title": "Name of the model.",
        "workbook:sections.start.blocks.where.fields.place.prompt": "What to fill in.",
        "glossary:terms.reindeer.definition": "What it means, in a sentence.",
    }
    assert {key: by_key[key].note.startswith(said) for key, said in notes.items()} == dict.fromkeys(
        notes, True
    )


def test_what_the_source_no_longer_has_is_not_sent(folder: Path) -> None:
    before = len(sent(folder).texts)
    append(folder, "nb/themes/herd.yaml", "notes:\n  gone:\n    text: bort\n")
    assert len(sent(folder).texts) == before


def test_a_model_in_no_language_of_ours_is_translated_from_english_words(folder: Path) -> None:
    content = open_content(folder)
    assert (source_for(content, NB), source_for(content, SE)) == ("se", messages.DEFAULT_LANGUAGE)


@pytest.mark.parametrize(
    ("length", "room"), [(3, 9), (12, 18), (13, 19), (20, 30), (30, 45), (31, None)]
)
def test_a_short_word_has_the_room_of_its_source_and_a_half(
    folder: Path, length: int, room: int | None
) -> None:
    opened = open_workspace(str(folder), ["nb"])
    text = Translation(
        "model.yaml", "interface.save", NB, State.MISSING, "x" * length, "", Position("x")
    )
    [one] = pack(opened.content, [text], lambda _: "", NB, "en").texts
    said = messages.say("word-room", "en", limit=room) if room else ""
    assert said in one.note
    assert (str(room) in one.note) == bool(room)
    assert "{" not in one.note


@pytest.mark.parametrize(
    ("source", "names"),
    [("{count} of {all}", "{all}, {count}"), ("plain", None), ("half { a", None)],
)
def test_a_translator_is_told_what_stays_in_a_word(
    folder: Path, source: str, names: str | None
) -> None:
    opened = open_workspace(str(folder), ["nb"])
    for path in ("interface.save", "generators.html.save", "generators.of-a-stranger.save"):
        text = Translation("model.yaml", path, NB, State.MISSING, source, "", Position("x"))
        [one] = pack(opened.content, [text], lambda _: "", NB, "en").texts
        kept = messages.say("word-keeps", "en", names=names) if names else ""
        assert kept in one.note
        assert one.note.endswith("\nmodel.yaml")
        assert len(one.note.splitlines()[0]) > len(kept)


@pytest.mark.parametrize(
    ("place", "shown"),
    [(WHOLE, "a.csv: "), (Place("returned-in-row", "7"), "a.csv, row 7: ")],
)
def test_a_remark_is_a_line_and_the_words_another(place: Place, shown: str) -> None:
    told = remark(place, "returned-beside", key="k").with_words(" some\n words\x07")
    first, second = told.as_text("a.csv", "en").split("\n")
    assert first.startswith(f"{shown}warning[returned-beside] ")
    assert second == "  some words\ufffd"
    assert "\n" not in remark(place, "returned-beside", key="k").as_text("a.csv", "en")
    facts = [dict(comment(place, key, "w", " a\n b").facts) for key in ("", "k")]
    assert facts == [{"key": "–", "about": "a b"}, {"key": "k", "about": "a b"}]


def test_remarks_come_in_the_order_of_their_places() -> None:
    told = [remark(Place("returned-in-row", name), "x") for name in "cab"]
    assert [said.place.name for said in sorted(told)] == ["a", "b", "c"]
    with pytest.raises(AttributeError):
        told[0].code = "y"  # type: ignore[misc] # refusing it is the test


# --- a content folder as translators work on it -----------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("model.purpose", "purpose"),
        ("interface.save", "words/save/text"),
        ("generators.html.save", "words/html.save/text"),
        ("parties.ohs.title", "parties/ohs/title"),
    ],
)
def test_a_doubt_is_where_the_text_is_in_the_model(path: str, place: str) -> None:
    text = Translation("model.yaml", path, NB, State.STALE, "a", "b", Position("x"))
    assert locate(text) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("theme.title", "themes/herd/title"),
        ("groups.summer.title", "themes/herd/groups/summer/title"),
        ("questions.calm.text", "themes/herd/questions/herd.question.calm/text"),
        (
            "pitfalls.hurry.reasons.snow.text",
            "themes/herd/pitfalls/herd.pitfall.hurry/reasons/snow/text",
        ),
        (
            "information_sources.a.text",
            "themes/herd/information_sources/herd.information-source.a/text",
        ),
    ],
)  # fmt: skip
def test_a_doubt_in_a_theme_names_the_item(path: str, place: str) -> None:
    assert locate(text_of(State.STALE, path)) == place


def languages_of(folder: Path, *asked: str, may_begin: bool = False) -> tuple[str, ...]:
    return open_workspace(str(folder), asked, may_begin=may_begin).languages


def test_a_folder_is_worked_on_in_every_language_that_it_has(folder: Path) -> None:
    (folder / "sv").mkdir()
    (folder / "structure/sv").mkdir()
    assert languages_of(folder) == ("nb",)
    (folder / "sv/model.yaml").write_text("model:\n  title: Renskötsel\n", encoding="utf-8")
    (folder / "Drafts").mkdir()
    (folder / "Drafts/model.yaml").touch()
    assert languages_of(folder) == ("nb", "sv")
    assert languages_of(folder, "sv", "nb", "sv") == ("sv", "nb")


@pytest.mark.parametrize(
    ("asked", "may_begin", "is_refused"),
    [("nb", False, False), ("de", False, True), ("de", True, False), ("se", False, True),
     ("se", True, False), ("Deutsch", True, True)],
)  # fmt: skip
def test_a_language_is_one_that_is_there_or_may_begin(
    folder: Path, asked: str, *, may_begin: bool, is_refused: bool
) -> None:
    if not is_refused:
        assert languages_of(folder, asked, may_begin=may_begin) == (asked,)
        return
    with pytest.raises(UnknownName):
        languages_of(folder, asked, may_begin=may_begin)


@pytest.mark.parametrize("language", ["de", "se"])
def test_nothing_begins_unless_that_is_asked_for(folder: Path, language: str) -> None:
    with pytest.raises(UnknownName):
        open_workspace(str(folder), [language])


def lacks_a_theme(folder: Path) -> None:
    (folder / "nb/themes/herd.yaml").unlink()


def has_a_broken_translation(folder: Path) -> None:
    (folder / "nb/themes/herd.yaml").write_text("theme: [\n", encoding="utf-8")


def lacks_a_source(folder: Path) -> None:
    (folder / "se/themes/herd.yaml").unlink()


def has_a_broken_structure(folder: Path) -> None:
    edit(folder, "structure/themes/herd.yaml", "kind: scale", "kind: scales")


@pytest.mark.parametrize(
    ("spoil", "is_read", "is_read_forgivingly"),
    [
        (lacks_a_theme, True, True),
        (has_a_broken_translation, False, True),
        (lacks_a_source, False, True),
        (has_a_broken_structure, False, True),
    ],
)
def test_work_needs_the_source_and_the_structure_and_forgives_what_has_begun(
    folder: Path,
    spoil: Callable[[Path], None],
    *,
    is_read: bool,
    is_read_forgivingly: bool,
) -> None:
    spoil(folder)
    for forgiving, wanted in ((False, is_read), (True, is_read_forgivingly)):
        if wanted:
            opened = open_workspace(str(folder), forgiving=forgiving)
            assert opened.languages == ("nb",)
            assert opened.content.units
            continue
        with pytest.raises(ContentError):
            open_workspace(str(folder), forgiving=forgiving)


def test_a_draft_that_can_not_be_read_is_refused_and_passed_over_only_when_forgiving(
    folder: Path,
) -> None:
    (folder / "sv").mkdir()
    (folder / "sv/model.yaml").write_text("model: [\n", encoding="utf-8")
    with pytest.raises(ContentError):
        open_workspace(str(folder), ["sv"])
    states = {t.state for t in open_workspace(str(folder), ["sv"], forgiving=True).translations}
    assert states == {State.MISSING}


def test_the_words_of_formats_forgive_what_the_content_forgives(folder: Path) -> None:
    (folder / "sv").mkdir()
    (folder / "sv/model.yaml").write_text("model: [\n", encoding="utf-8")
    word = Unit("model.yaml", ("interface", "save"), {}, {}, is_optional=True, brought="Save")
    for forgiving in (True, False):
        if forgiving:
            opened = open_workspace(str(folder), ["sv"], lambda *_: [word], forgiving=forgiving)
            [text] = [text for text in opened.translations if text.source == "Save"]
            assert (text.key, text.state) == ("model:interface.save", State.MISSING)
            continue
        with pytest.raises(ContentError):
            open_workspace(str(folder), ["sv"], lambda *_: [word], forgiving=forgiving)


def test_what_a_draft_has_beside_the_source_is_an_orphan(folder: Path) -> None:
    (folder / "sv").mkdir()
    more = "model:\n  title: Renskötsel\nparties:\n  gone:\n    title: Bort\n"
    (folder / "sv/model.yaml").write_text(more, encoding="utf-8")
    opened = open_workspace(str(folder), ["sv"])
    orphans = [text for text in opened.translations if text.state is State.ORPHAN]
    assert [text.key for text in orphans] == ["model:parties.gone.title"]
    assert (orphans[0].position.file.endswith("sv/model.yaml"), orphans[0].position.line) == (
        True,
        5,
    )
    [begun] = [text for text in opened.translations if text.target]
    assert (begun.key, begun.target, begun.state) == (
        "model:model.title",
        "Renskötsel",
        State.UNVERIFIED,
    )


def test_nothing_is_read_of_a_folder_without_content(tmp_path: Path) -> None:
    for forgiving in (False, True):
        with pytest.raises(ContentError):
            open_workspace(str(tmp_path), forgiving=forgiving)


# --- other languages, and earlier wordings ----------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Content:
    root = write_translated_content(tmp_path / "content", "nb")
    edit(root, "nb/themes/herd.yaml", "Eallu ráfis", "Flokken i ro")
    return open_content(root)


@pytest.mark.parametrize(
    ("language", "target", "other"),
    [("sv", "Flokken i ro", "nb"), ("nb", "Flokken i ro", ""), ("sv", "Hjorden i ro", "")],
)
def test_words_of_another_translation_are_known_by_the_content_itself(
    content: Content, language: str, target: str, other: str
) -> None:
    was = Translation(
        FILE, "theme.heading", Language(language), State.MISSING, "x", "", Position("x")
    )
    assert find_other_language(content)(was, target) == other


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_an_earlier_wording_is_found_in_git_and_nowhere_else(tmp_path: Path) -> None:
    root = write_content(tmp_path / "content")
    file, path = "se/themes/herd.yaml", "theme.heading"
    assert find_wording(root, file, path, digest("Eallu ráfis")) == ""
    assert find_release(root) is None
    git(tmp_path, "init")
    for wording in ("Eallu ráfis", "Ođđa eallu", "Vel ođđa"):
        text = (root / file).read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if line.startswith("  heading:"))
        (root / file).write_text(text.replace(line, f"  heading: {wording}"), encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "--allow-empty", "-m", wording)
    # A folder by another name is asked anew: what git said of it is remembered.
    other = tmp_path / "." / "content" / ".." / "content"
    assert find_wording(other, file, path, digest("Ođđa eallu")) == "Ođđa eallu"
    assert find_wording(other, file, path, digest("never")) == ""
    assert find_release(root) is None
    (root / "structure/ledger.yaml").write_text("entries: []\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "release")
    (root / file).write_text("theme:\n  heading: Maŋŋel\n", encoding="utf-8")
    released = find_release(root)
    assert released is not None
    assert released.text(file, path) == "Vel ođđa"
    assert released.text(file, "theme.nothing") == ""


def test_a_release_is_found_where_the_content_is_all_that_the_repository_holds(
    tmp_path: Path,
) -> None:
    root = write_content(tmp_path / "content")
    (root / "structure/ledger.yaml").write_text("entries: []\n", encoding="utf-8")
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "release")
    released = find_release(root)
    assert released is not None
    assert released.text("se/themes/herd.yaml", "theme.heading") == "Eallu ráfis"


def test_the_orphans_of_each_language_are_its_own(folder: Path) -> None:
    for language in ("aa", "sv"):
        (folder / language).mkdir()
        text = f"parties:\n  gone-{language}:\n    title: x\n"
        (folder / language / "model.yaml").write_text(text, encoding="utf-8")
    opened = open_workspace(str(folder))
    orphans = {t.language: t.key for t in opened.translations if t.state is State.ORPHAN}
    assert orphans == {
        language: f"model:parties.gone-{language}.title" for language in ("aa", "sv")
    }
    assert sum(text.state is State.ORPHAN for text in opened.translations) == 2


def test_a_text_is_finished_when_nobody_needs_to_look_at_it() -> None:
    finished = [state for state in State if SentText("a", "b", "c", "d", state, "").is_finished]
    assert finished == [State.UPDATED, State.CURRENT]
