"""Answers come back from Word: what is filled in as Word does it gives the same sheets."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.docx.conftest import Convert
from tests.docx.filling import Filler, Given, type_paragraphs
from tests.docx.word_file import WordFile

import toimintamalli
from toimintamalli import (
    AnswerFile,
    Artifact,
    Language,
    Missing,
    Model,
    Request,
    Text,
    write_answers,
)
from toimintamalli.answers.answer import NoAnswer
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.limits import WORD
from toimintamalli.model.ids import PlaceId, Slug
from toimintamalli.model.item import said_in
from toimintamalli.reading import read_file
from toimintamalli.workbook.place import Place
from toimintamalli_docx.document import write_words
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.reader import document, printing, xml
from toimintamalli_docx.reader.printed import comparable

_PATHS: Final = {"complete": "fi/workbook-complete.docx", "meeting": "sv/workbook.docx"}
_LETTERS: Final = st.one_of(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    st.sampled_from("\näöå<&>"),
)
_DAYS: Final = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat())


def places_of(model: Model[Text], profile: str) -> list[Place]:
    language = Language(_PATHS[profile][:2])
    return list(toimintamalli.resolve(model, Request(profile=profile), language).places())


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Which workbooks were worked out, to compare another with."""
    found: set[tuple[str, str]] = set()

    def write(draft: Draft, licence: str) -> str:
        found.add((draft.workbook.profile, draft.workbook.language))
        return write_words(draft, licence)

    monkeypatch.setattr(printing, "write_words", write)
    return found


def test_an_untouched_workbook_is_compared_with_its_own_kind_alone(
    model: Model[Text], written: set[tuple[str, str]]
) -> None:
    """Where nobody wrote anything, what other workbooks print is not worked out."""
    own = model.model_copy(update={"id": Slug("somebodys-own")})
    request = Request(profile=Slug("meeting"), languages=(Language("fi"),))
    made = toimintamalli.generate("docx", own, request, {"edition": "fill"})
    (workbook,) = (each.content for each in made)

    _, findings = read_file(workbook, own, "workbook.docx")

    assert findings == ()
    assert written == {("meeting", "fi")}


def test_a_workbook_of_a_version_that_is_kept_is_compared_with_what_is_kept(
    model: Model[Text], written: set[tuple[str, str]]
) -> None:
    """Whoever reads one file with a checkout does not wait for every workbook to be written."""
    file = Path(__file__).parent / "field" / "saved-in-word-online.docx"

    sheets, _ = read_file(file.read_bytes(), model.model_copy(), file.name)

    assert sheets
    assert written == set()


def test_what_stands_in_grey_on_a_card_is_printed_whichever_theme_it_is_of(
    model: Model[Text],
) -> None:
    """A workbook shows the story of one theme, and somebody may paste from another's."""
    today = printing.today_of(model.model_copy(update={"id": Slug("somebodys-own")}))
    view = toimintamalli.localize(model, Language("fi"), Missing.SOURCE)
    stories = [story for theme in view.themes for story in theme.examples]
    said = [said_in(link).string for story in stories for link in story.chain]
    assert said
    assert [text for text in said if comparable(text) not in today] == []


def test_what_we_print_is_not_held_to_the_limits_of_files_that_come(
    model: Model[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model of a hundred times as many practices is still built for the browser."""
    own = model.model_copy(update={"id": Slug("somebodys-own")})
    monkeypatch.setattr(xml, "WORD", replace(WORD, tags=10))
    assert printing.today_file(own)


def values(place: Place) -> st.SearchStrategy[Given]:
    """What somebody can answer at a place."""
    match place.kind:
        case "scale" | "choice":
            return st.sampled_from([choice.value for choice in place.choices])
        case "check":
            return st.just(value=True)
        case "several":
            ids = st.sets(
                st.sampled_from([str(choice.value) for choice in place.choices]), min_size=1
            )
            return ids.map(sorted).map(tuple)
        case "date":
            return _DAYS
        case "number":
            return st.decimals(-1000, 1000, places=2).map(str)
        case "text":
            said = st.text(_LETTERS, min_size=1, max_size=60).map(str.strip)
            return said.filter(lambda each: each and (each.isprintable() or "\n" in each))


def told(sheets: tuple[AnswerSheet, ...]) -> dict[str, Given]:
    return {
        id_: tuple(each.value) if isinstance(each.value, tuple) else each.value
        for sheet in sheets
        for id_, each in sheet.answers.items()
        if not isinstance(each, NoAnswer)
    }


def by_party(answers: Mapping[PlaceId, Given], model: Model[Text]) -> dict[str | None, set[str]]:
    whose: dict[str | None, set[str]] = {}
    for id_ in answers:
        view = id_.partition("@")[2]
        whose.setdefault(view if view in model.parties else None, set()).add(id_)
    return whose or {None: set()}


def read(content: bytes, model: Model[Text]) -> tuple[AnswerSheet, ...]:
    sheets, findings = read_file(content, model, "filled.docx")
    # What these tests write for a round is seldom the number of one.
    assert [finding.code for finding in findings if finding.code != "docx-bad-round"] == []
    return sheets


@pytest.mark.parametrize("profile", list(_PATHS))
@settings(max_examples=15)
@given(data=st.data())
def test_what_is_filled_in_comes_back_under_the_same_ids(
    profile: str, model: Model[Text], made: dict[str, Artifact], data: st.DataObject
) -> None:
    filler = Filler(made[_PATHS[profile]].content)
    places = places_of(model, profile)
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=40, unique_by=lambda p: p.id))
    answers = {place.id: data.draw(values(place)) for place in chosen}
    for place in chosen:
        filler.answer(place, answers[place.id], data.draw(st.lists(st.integers(0, 60), max_size=3)))

    sheets = read(filler.bytes(), model)

    assert told(sheets) == answers
    assert {sheet.party: set(map(str, sheet.answers)) for sheet in sheets} == by_party(
        answers, model
    )
    assert {sheet.language for sheet in sheets} == {_PATHS[profile][:2]}
    assert toimintamalli.read_answers(write_answers(AnswerFile(sheets=sheets))).sheets == sheets


@pytest.mark.parametrize("edition", ["fill", "print"])
@pytest.mark.parametrize("profile", ["meeting", "complete", "small-workplace"])
@pytest.mark.parametrize("theme", [None, "plan-ahead"])
def test_a_workbook_that_nobody_has_filled_in_has_no_answers(
    edition: str, profile: str, theme: str | None, model: Model[Text]
) -> None:
    themes = (Slug(theme),) if theme else ()
    request = Request(profile=Slug(profile), themes=themes, languages=(Language("fi"),))
    for made in toimintamalli.generate("docx", model, request, {"edition": edition}):
        (sheet,) = read(made.content, model)
        assert dict(sheet.answers) == {}, made.path


def some_answer(place: Place, number: int) -> Given:
    match place.kind:
        case "scale" | "choice":
            return place.choices[number % len(place.choices)].value
        case "check":
            return True
        case "date":
            return f"20{number % 90 + 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        case "several":
            return tuple(str(choice.value) for choice in place.choices)
        case "number":
            return str(number)
        case "text":
            return f"Vastaus {number} & <muu>" + ("\ntoinen rivi" if number % 3 == 1 else "")


@pytest.fixture(scope="module")
def filled(model: Model[Text], made: dict[str, Artifact]) -> tuple[bytes, dict[str, Given]]:
    """The complete workbook with an answer in every place and a row added, and the answers."""
    filler = Filler(made[_PATHS["complete"]].content)
    answers: dict[str, Given] = {}
    for number, place in enumerate(places_of(model, "complete")):
        answer = some_answer(place, number)
        filler.answer(place, answer, [4])
        answers[place.id] = answer
    role = answers["cover.participants-1.role"]
    filler.add_row("cover.participants", {0: str(role), 1: "4"})
    return filler.bytes(), answers | {
        "cover.participants-7.role": role,
        "cover.participants-7.number": "4",
    }


def test_every_place_comes_back(filled: tuple[bytes, dict[str, Given]], model: Model[Text]) -> None:
    sheets = read(filled[0], model)
    assert told(sheets) == filled[1]
    assert {sheet.party for sheet in sheets} == {None, "ohs", "workplace"}
    organisation = str(filled[1]["cover.occasion.organisation"]).replace("\n", " ")
    assert {sheet.organisation for sheet in sheets} == {organisation}
    assert {sheet.date for sheet in sheets} == {filled[1]["cover.occasion.date"]}


@pytest.mark.parametrize("way", [("docx:MS Word 2007 XML",), ("odt", "docx:MS Word 2007 XML")])
def test_the_same_sheets_come_back_after_libreoffice_has_saved_it(
    way: tuple[str, ...],
    filled: tuple[bytes, dict[str, Given]],
    model: Model[Text],
    convert: Convert,
) -> None:
    name, content = "filled.docx", filled[0]
    for step in way:
        saved = convert({name: content}, step)[name]
        name, content = saved.name, saved.read_bytes()
    assert read(content, model) == read(filled[0], model)


def test_paragraphs_typed_with_enter_are_lines(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    filler = Filler(made["fi/workbook.docx"].content)
    (control,) = filler.file.find("//w:sdt[w:sdtPr/w:tag/@w:val='where-we-are.choice.reason']")
    type_paragraphs(control, ["Ensin", "", "sitten"])
    assert told(read(filler.bytes(), model)) == {"where-we-are.choice.reason": "Ensin\n\nsitten"}


def test_rows_read_at_once_say_the_same_as_rows_read_piece_by_piece(
    filled: tuple[bytes, dict[str, Given]],
    model: Model[Text],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = read(filled[0], model)
    rows: list[str] = []

    def slowly(name: str) -> Callable[..., None]:
        at_once_too = getattr(document, name)

        def read_nothing(*arguments: object) -> None:
            if at_once_too(*arguments) is not None:
                rows.append(name)

        return read_nothing

    for name in ("read_statement", "read_typed_answer", "read_side_by_side"):
        monkeypatch.setattr(document, name, slowly(name))
    assert read(filled[0], model) == at_once
    assert rows.count("read_statement") > 60
    assert rows.count("read_typed_answer") > 5
    assert rows.count("read_side_by_side") > 1


def test_what_is_unclear_on_a_card_is_told_with_the_card_and_its_question(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    filler = Filler(made["sv/workbook.docx"].content)
    for card, field in ((1, "responsible"), (3, "date")):
        (control,) = filler.file.find(
            f"//w:sdt[w:sdtPr/w:tag/@w:val='agreed-measures.measures-{card}.{field}']"
        )
        type_paragraphs(control, ["Chef och grannen"])

    findings = read_file(filler.bytes(), model, "filled.docx")[1]

    assert [dict(finding.facts)["where"] for finding in findings] == [
        "Överenskomna åtgärder: Åtgärd 1: Ansvarig roll",
        "Överenskomna åtgärder: Åtgärd 3: Klar senast",
    ]
    shown = [finding.as_told("sv") for finding in findings]
    assert all(each.startswith("filled.docx: Överenskomna åtgärder: Åtgärd") for each in shown)
    assert not any("docx-" in each or "2026-" in each for each in shown)


def test_without_its_bookmarks_a_workbook_is_read_by_its_tags(
    filled: tuple[bytes, dict[str, Given]], model: Model[Text]
) -> None:
    file = WordFile.open(filled[0])
    for kind in ("Start", "End"):
        for element in file.find(f"//w:bookmark{kind}"):
            element.getparent().remove(element)
    sheets, findings = read_file(file.bytes(), model, "filled.docx")
    assert told(sheets) == filled[1]
    assert {finding.code for finding in findings} <= {"docx-bad-round"}
