"""What each text that comes back does to the content, whatever form it came in."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from toimintamalli.findings import Position
from toimintamalli.model.ids import Language
from toimintamalli.translation.digest import digest
from toimintamalli.translation.exchange.package import Place, Return, ReturnedText, remark
from toimintamalli.translation.exchange.receiving import (
    DamagedReturn,
    Kind,
    Reception,
    clean,
    receive,
)
from toimintamalli.translation.lock import LockEntry
from toimintamalli.translation.state import Locks, State, Translation

NB = Language("nb")
FILE = "themes/herd.yaml"


def text_of(source: str, target: str, state: State, path: str = "theme.title") -> Translation:
    return Translation(FILE, path, NB, state, source, target, Position("x"))


def locked(source: str, target: str, path: str = "theme.title") -> Locks:
    return {(NB, FILE): {path: LockEntry(digest(source), digest(target))}}


def came(source: str, target: str, name: str = "themes.herd:theme.title") -> ReturnedText:
    return ReturnedText(name, source, target, place=Place("returned-in-row", "2"))


def take(
    texts: Sequence[ReturnedText],
    known: Sequence[Translation],
    locks: Locks | None = None,
    *,
    anyway: bool = False,
    reminder: str = "",
) -> Reception:
    """Receive texts where words with `[sv]` are Swedish."""
    return receive(
        Return("se", "nb", tuple(texts), (remark(Place("x"), "returned-beside"),)),
        known,
        locks or {},
        lambda was, target: "sv" if "[sv]" in target and was.source else "",
        lambda target: reminder if reminder and reminder in target else "",
        file="back.csv",
        anyway=anyway,
    )


def codes(found: Reception) -> list[str]:
    """Return the remarks on texts; the file's own come last."""
    assert found.remarks[-1].code == "returned-beside"
    return [told.code for told in found.remarks[:-1]]


CURRENT, STALE, NEW = State.CURRENT, State.STALE, State.MISSING


class Case(NamedTuple):
    """A text as it was, what was recorded of it, what came back, and what that is."""

    source: str
    target: str
    state: State
    lock: tuple[str, str] | None
    back: tuple[str, str]
    kind: Kind

    @property
    def was(self) -> Translation:
        return text_of(self.source, self.target, self.state)

    @property
    def locks(self) -> Locks:
        return locked(*self.lock) if self.lock else {}


CASES = [
    Case("new", "", NEW, None, ("new", "ny"), Kind.CHANGED),
    Case("new", "", NEW, None, ("old", "ny"), Kind.STALE),
    Case("new", "", NEW, ("old", "gammel"), ("old", "ny"), Kind.STALE),
    Case("new", "", NEW, ("old", "gammel"), ("new", "gammel"), Kind.CHANGED),
    Case("new", "gammel", STALE, ("old", "gammel"), ("new", "ny"), Kind.CHANGED),
    Case("new", "gammel", STALE, ("old", "gammel"), ("old", "ny"), Kind.STALE),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "bedre"), Kind.CHANGED),
    Case("new", "ny", CURRENT, ("new", "ny"), ("old", "bedre"), Kind.CONFLICTING),
    Case("new", "mended", CURRENT, ("new", "ny"), ("new", "bedre"), Kind.CONFLICTING),
    Case("new", "mended", CURRENT, ("new", "ny"), ("new", "ny"), Kind.UNCHANGED),
    Case("new", "ny", State.UNVERIFIED, None, ("new", "bedre"), Kind.CHANGED),
    Case("new", "ny", State.UNVERIFIED, None, ("old", "bedre"), Kind.STALE),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "ny"), Kind.UNCHANGED),
    Case("new", "ny tekst", CURRENT, None, ("old", " ny\ntekst "), Kind.UNCHANGED),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "  "), Kind.EMPTIED),
    Case("new", "", NEW, None, ("new", ""), Kind.UNCHANGED),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "new"), Kind.SAME),
    Case("new", "ny", CURRENT, ("new", "ny"), ("old", "old"), Kind.SAME),
    Case("new", "ny", CURRENT, ("new", "ny"), ("old", "new"), Kind.SAME),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "ny [sv]"), Kind.OTHER_LANGUAGE),
    Case("new", "ny", CURRENT, ("new", "ny"), ("new", "45673"), Kind.WORDLESS),
    Case("1/2", "", NEW, None, ("1/2", "1/2"), Kind.CHANGED),
]


@pytest.mark.parametrize("case", CASES)
def test_what_comes_back_is_judged_by_what_was_there_and_what_it_was_made_from(case: Case) -> None:
    found = take([came(*case.back)], [case.was], case.locks)
    assert {kind: count for kind, count in found.counts.items() if count} == {case.kind: 1}
    is_taken = case.kind in (Kind.CHANGED, Kind.STALE)
    assert [(change.translation, change.target) for change in found.changes] == (
        [(case.was, case.back[1])] * is_taken
    )
    assert [change.is_late for change in found.changes] == [case.kind is Kind.STALE] * is_taken
    is_told = not is_taken and case.kind is not Kind.UNCHANGED
    assert codes(found) == [f"returned-{case.kind}"] * is_told
    recorded = found.locks.get((NB, FILE), {}).get("theme.title")
    if is_taken:
        assert recorded == LockEntry(digest(case.back[0]), digest(case.back[1]))
    else:
        assert recorded == case.locks.get((NB, FILE), {}).get("theme.title")


@pytest.mark.parametrize("case", CASES)
def test_what_was_left_out_is_taken_anyway_but_for_nothing(case: Case) -> None:
    found = take([came(*case.back)], [case.was], case.locks, anyway=True)
    assert len(found.changes) == (case.kind not in (Kind.UNCHANGED, Kind.EMPTIED))
    assert codes(found) == ["returned-emptied"] * (case.kind is Kind.EMPTIED)


@pytest.mark.parametrize(
    ("is_finished", "made_from", "state"),
    [(True, "new", "new"), (True, "old", "old"), (False, "new", "old")],
)
def test_a_translation_that_somebody_found_to_fit_is_recorded_so(
    made_from: str, state: str, *, is_finished: bool
) -> None:
    was = text_of("new", "ny", STALE)
    back = ReturnedText("themes.herd:theme.title", made_from, "ny", is_finished=is_finished)
    found = take([back], [was], locked("old", "ny"))
    assert found.changes == ()
    assert found.locks[NB, FILE]["theme.title"].source == digest(state)


def test_what_is_left_out_is_told_with_its_words_and_its_place() -> None:
    was = text_of("new", "ny", CURRENT)
    for back, words in (
        (came("new", "45673"), "45673"),
        (came("new", "new [sv]"), "new [sv]"),
        (came("new", "new"), ""),
        (came("new", ""), ""),
        (came("old", "bedre"), "ny ≠ bedre"),
    ):
        told = take([back], [was], locked("new", "ny")).remarks[0]
        assert (told.words, told.place.name) == (words, "2")
        assert dict(told.facts)["key"] == "themes/herd:theme.title"
        assert dict(told.facts)["other"] == ("sv" if "[sv]" in words else "")


# --- texts without a place, twice there or in pieces ------------------------------------------


def several(*sources: str, target: str = "") -> list[Translation]:
    return [
        text_of(source, target, CURRENT if target else NEW, f"theme.t{number}")
        for number, source in enumerate(sources)
    ]


def test_a_text_without_a_key_finds_its_place_by_its_source_if_there_is_one() -> None:
    known = several("one", "two", "two")
    found = take([came("one", "en", ""), came("two", "to", ""), came("three", "tre", "")], known)
    assert [change.target for change in found.changes] == ["en"]
    assert codes(found) == ["returned-unknown"] * 2
    assert [told.words for told in found.remarks[:2]] == ["to", "tre"]
    assert found.counts[Kind.UNKNOWN] == 2
    assert {dict(told.facts)["key"] for told in found.remarks[:2]} == {"–"}


def test_an_unknown_key_brings_the_nearest_unless_nothing_is_known() -> None:
    known = several("one")
    few, many = (
        take([came("x", "y", f"themes.herd:theme.t0{n}") for n in range(10, 10 + count)], known)
        for count in (50, 51)
    )
    assert {dict(told.facts)["suggestion"] for told in few.remarks[:-1]} == {"themes.herd:theme.t0"}
    assert {dict(told.facts)["suggestion"] for told in many.remarks[:-1]} == {""}
    assert (few.counts[Kind.UNKNOWN], many.counts[Kind.UNKNOWN]) == (50, 51)


def test_an_orphan_takes_nothing() -> None:
    found = take([came("", "ny")], [text_of("", "", State.ORPHAN)])
    assert (found.changes, codes(found)) == ((), ["returned-unknown"])


def test_a_row_that_was_copied_is_one_and_two_that_differ_are_refused() -> None:
    known = [text_of("new", "", NEW)]
    assert len(take([came("new", "ny"), came("new", "ny")], known).changes) == 1
    with pytest.raises(DamagedReturn) as refused:
        take([came("new", "ny"), came("new", "bedre")], known)
    assert [told.code for told in refused.value.remarks] == ["returned-twice"]
    assert refused.value.message("en").splitlines()[1].startswith("back.csv, ")


@pytest.mark.parametrize(
    ("path", "target", "code"),
    [
        ("interface.count", "{other} ting", "returned-placeholders"),
        ("interface.count", "ting", "returned-placeholders"),
        ("interface.count", "{ ting", "returned-placeholders"),
        ("interface.count", "{count} ting", None),
        ("theme.title", "{other} ting", None),
        ("theme.title", "ting\x07", "returned-character"),
        ("theme.title", "ting\ufeff", "returned-character"),
        ("theme.title", "ting\tog\nmer", None),
        ("interface.count", "", None),
    ],
)
def test_what_would_break_what_is_made_of_it_is_refused(
    path: str, target: str, code: str | None
) -> None:
    known = [text_of("{count} things", "før", CURRENT, path)]
    back = [came("{count} things", target, f"themes.herd:{path}")]
    if code is None:
        take(back, known)
        return
    with pytest.raises(DamagedReturn) as refused:
        take(back, known)
    assert [told.code for told in refused.value.remarks] == [code]
    assert refused.value.remarks[0].severity == "error"


def test_damage_is_found_behind_a_text_that_nobody_has_translated() -> None:
    known = several("one", "two")
    back = [came("one", "", "themes.herd:theme.t0"), came("two", "\x07", "themes.herd:theme.t1")]
    with pytest.raises(DamagedReturn) as refused:
        take(back, known)
    assert [told.code for told in refused.value.remarks] == ["returned-character"]


def test_each_character_that_no_page_shows_is_named_once() -> None:
    with pytest.raises(DamagedReturn) as refused:
        take([came("new", "\x07ny\x07\x01")], [text_of("new", "", NEW)])
    named = [dict(told.facts)["character"] for told in refused.value.remarks]
    assert named == ["U+0001", "U+0007"]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("new", "ny [sjekk]", ["returned-unfinished"]),
        ("a [sjekk]", "ny [sjekk]", []),
        ("new", "ny", []),
    ],
)
def test_an_unfinished_text_is_taken_and_told(source: str, target: str, told: list[str]) -> None:
    found = take([came(source, target)], [text_of(source, "", NEW)], reminder="[sjekk]")
    assert (codes(found), len(found.changes)) == (told, 1)
    assert all(said.words == target for said in found.remarks[:-1])


# --- files that can't be meant ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "is_damage"),
    [
        (Kind.SAME, 3, 12, True),
        (Kind.SAME, 3, 13, False),
        (Kind.SAME, 2, 0, False),
        (Kind.OTHER_LANGUAGE, 3, 12, True),
        (Kind.OTHER_LANGUAGE, 3, 13, False),
        (Kind.OTHER_LANGUAGE, 2, 0, False),
        (Kind.EMPTIED, 3, 3, True),
        (Kind.EMPTIED, 3, 4, False),
        (Kind.EMPTIED, 2, 0, False),
    ],
)
def test_a_file_in_which_too_much_is_wrong_is_not_meant(
    kind: Kind, wrong: int, right: int, *, is_damage: bool
) -> None:
    count = wrong + right
    known = several(*(f"source {number}" for number in range(count)), target="oversatt")
    typed = {Kind.SAME: "source {}", Kind.OTHER_LANGUAGE: "ord [sv] {}", Kind.EMPTIED: ""}[kind]
    texts = [
        came(
            f"source {number}",
            typed.format(number) if number < wrong else f"bedre {number}",
            f"themes.herd:theme.t{number}",
        )
        for number in range(count)
    ]
    found = take(texts, known)
    assert found.counts[kind] == wrong
    assert found.damage == (kind if is_damage else None)
    assert take(texts, known, anyway=True).damage is None
    # Texts that are empty on both sides say nothing of the file.
    empty = [
        Translation(FILE, f"theme.e{number}", NB, NEW, "empty", "", Position("x"))
        for number in range(9)
    ]
    nothing = [came("empty", "", f"themes.herd:theme.e{number}") for number in range(9)]
    assert take([*texts, *nothing], [*known, *empty]).damage == found.damage


def test_sources_where_nothing_was_translated_yet_are_no_damage() -> None:
    known = several(*(f"source {number}" for number in range(5)))
    texts = [
        came(f"source {number}", f"source {number}", f"themes.herd:theme.t{number}")
        for number in range(5)
    ]
    found = take(texts, known)
    assert (found.damage, found.counts[Kind.SAME]) == (None, 5)


# --- what a word processor did to a text ------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "was", "meant"),
    [
        ("  a  ", "", "a"),
        ("a \n\t b", "", "a\nb"),
        ("a\r\nb\rc\x0bd\x0ce\u2028f\u2029g", "", "a\nb\nc\nd\ne\nf\ng"),
        ("a\n\n\n\nb\n\nc", "", "a\n\nb\n\nc"),
        ("a\u00a0b\u202fc", "", "a b c"),
        ("a\u00a0b", "5\u00a0%", "a\u00a0b"),
        ("a\u202fb", "5\u00a0%", "a\u202fb"),
        ("a\u0308", "", "ä"),
        ("“a” – ‘b’…", "", "“a” – ‘b’…"),
        ("a  b", "", "a  b"),
    ],
)
def test_a_text_is_taken_as_it_was_meant(typed: str, was: str, meant: str) -> None:
    assert clean(typed, text_of("source", was, CURRENT)) == meant
    assert clean(typed, text_of(f"source {was}", "", CURRENT)) == meant
