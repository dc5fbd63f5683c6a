"""Findings: one line for a person, sorted by place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.findings import Finding, Position, error, has_errors, suggest, warning
from toimintamalli.messages import LANGUAGES

numbers = st.integers(1, 10_000)
positions = st.builds(Position, st.sampled_from(["a.yaml", "b.yaml"]), numbers, numbers)
findings = st.builds(
    lambda at, code, facts: error(at, code, **facts),
    positions,
    st.sampled_from(["unknown-key", "bad-value"]),
    st.fixed_dictionaries({"found": st.text()}),
)


def test_a_finding_is_one_line_in_each_language() -> None:
    found = error(Position("fi/a.yaml", 12, 3), "unknown-key", found="txet", suggestion="text")

    assert found.as_text("fi") == (
        'fi/a.yaml:12:3: error[unknown-key] tuntematon kenttä "txet" – tarkoititko "text"?'
    )
    assert found.as_text("en") == (
        'fi/a.yaml:12:3: error[unknown-key] unknown field "txet" – did you mean "text"?'
    )


def test_who_filled_in_a_file_is_told_in_words_alone() -> None:
    word = warning(Position("työkirja.docx"), "docx-bad-date", where="Åtgärd 1", text="snart")
    row = warning(Position("svar.csv", 7), "docx-bad-date", where="Åtgärd 1", text="snart")

    assert word.as_told("sv") == (
        "työkirja.docx: Åtgärd 1: dagen kan inte läsas säkert: ”snart” – skriv dagen så här: "
        "21.11.2026; texten finns kvar men lästes inte som ett svar"
    )
    assert row.as_told("sv").startswith("svar.csv, rad 7: Åtgärd 1: ")


@given(findings, st.sampled_from(LANGUAGES))
def test_a_finding_is_one_line_whatever_it_quotes(found: Finding, language: str) -> None:
    assert found.as_text(language).isprintable()
    assert found.as_told(language).isprintable()


@given(st.lists(findings))
def test_findings_sort_by_file_line_and_column(found: list[Finding]) -> None:
    places = [
        (at.file, at.line, at.column) for at in (finding.position for finding in sorted(found))
    ]

    assert places == sorted(places)


def test_the_same_finding_twice_is_one() -> None:
    at = Position("a.yaml")

    assert len({error(at, "tab"), error(at, "tab"), warning(at, "tab")}) == 2


def test_only_errors_stop_a_build() -> None:
    at = Position("a.yaml")

    assert not has_errors([warning(at, "untranslated", path="x")])
    assert has_errors([warning(at, "untranslated", path="x"), error(at, "tab")])


@pytest.mark.parametrize(
    ("word", "meant"), [("txet", "text"), ("titel", "title"), ("colour", ""), ("", "")]
)
def test_a_near_word_is_suggested_and_a_far_one_is_not(word: str, meant: str) -> None:
    assert suggest(word, ["text", "title", "lead"]) == meant
