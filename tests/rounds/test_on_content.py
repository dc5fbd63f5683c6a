"""Follow-ups of the shipped workbook: what the content tells, and that nothing is lost."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.content import edit, shipped_model, write_content

from toimintamalli import AnswerSheet, Model, Text, load, next_round, sum_up
from toimintamalli.content import check_content, open_content
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import PlanCheck
from toimintamalli.model.outline import CardsBlock, FieldsBlock, TableBlock
from toimintamalli.rounds.facts import Facts, facts_of
from toimintamalli.rounds.figures import summarise
from toimintamalli.rounds.next_round import NextRound, continue_from
from toimintamalli.rounds.plan import plan_of
from toimintamalli.rounds.plan_rows import bare, rows_of, text_of
from toimintamalli.rounds.rounds import OtherModel
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve

MODEL: Final[Model[Text]] = shipped_model()
FACTS: Final[Facts] = facts_of(MODEL)
WORDS: Final = ("plan.", "agreed-measures.", "follow-up-meeting.measures")

Said = Mapping[str, object]


def sheet(answers: Said, **facts: object) -> AnswerSheet:
    return AnswerSheet.model_validate(
        {
            "model": MODEL.id,
            "content_version": MODEL.version,
            "language": "fi",
            "answers": dict(answers),
            **facts,
        }
    )


# --- what the content says -----------------------------------------------------------------------


def test_the_places_of_the_plan_say_what_they_tell() -> None:
    places = {
        str(place.id): (place.fact.name, place.fact.row)
        for place in resolve(MODEL, Request(profile="complete"), MODEL.source_language).places()
        if place.fact
    }
    assert places["agreed-measures.measures-2.date"] == (
        "measures.end", "agreed-measures-measures-2",
    )  # fmt: skip
    # A further table tells of the rows of the one that it continues.
    assert places["plan.schedule-3.responsible"] == ("measures.responsible", "plan-measures-3")
    assert places["follow-up-meeting.measures-1.status"] == (
        "measures.status", "agreed-measures-measures-1",
    )  # fmt: skip
    assert places["next-meeting.meeting.date"] == ("meeting.date", None)


def test_each_fact_stands_in_a_field_that_can_hold_it() -> None:
    choices = {"nature", "domain", "reach", "responsible", "kind", "status", "timing", "object",
               "target_kind"}  # fmt: skip
    for section in MODEL.sections:
        for block in section.blocks:
            for field in (
                block.fields if isinstance(block, FieldsBlock | CardsBlock | TableBlock) else ()
            ):
                name = (field.fact or "").partition(".")[2]
                if name in choices:
                    assert field.kind == "choice", field.fact
                if name in {"date", "start", "end"}:
                    assert field.kind == "date", field.fact


def test_every_check_of_a_plan_has_advice_of_the_model() -> None:
    checks = set(PlanCheck.__args__)  # type: ignore[attr-defined] # the parts of a Literal

    assert set(MODEL.plan_advice.ids) == checks
    assert all(advice.items for advice in MODEL.plan_advice)
    assert {item for advice in MODEL.plan_advice for item in advice.items} <= {
        item.id for item in MODEL.items()
    }


def test_every_status_says_what_it_means() -> None:
    assert {status.id: status.state for status in FACTS.statuses} == {
        "not-started": "open",
        "under-way": "open",
        "done": "done",
        "changed": "open",
        "dropped": "dropped",
    }


def test_the_table_for_web_pages_is_small_and_comes_back_from_json() -> None:
    written = FACTS.model_dump_json()

    assert Facts.model_validate_json(written) == FACTS
    assert len(written) < 12_000


@pytest.mark.parametrize("phrase", ["tarvittaessa", "as needed", "vid behov"])
def test_the_phrases_of_every_language_are_looked_for(phrase: str) -> None:
    remarks = sum_up([sheet({"plan.needs-1.need": text(f"Apua {phrase}.")})], MODEL).remarks

    assert "vague-wording" in {remark.code for remark in remarks}


def test_a_block_that_continues_none_is_found(tmp_path: Path) -> None:
    root = write_content(tmp_path)
    table = "        kind: table\n        count: 1\n        continues: start.nowhere\n"
    edit(root, "structure/workbook.yaml", "        kind: fields\n", table)

    assert "broken-link" in [finding.code for finding in check_content(open_content(root))]


def test_a_model_without_facts_has_figures_of_its_scales(tmp_path: Path) -> None:
    model = load(write_content(tmp_path))
    answers = {"herd.question.calm@herders": scale(3), "herd.question.calm@buyers": scale(7)}
    both = [
        sheet({id_: each}, model=model.id, party=id_.partition("@")[2])
        for id_, each in answers.items()
    ]
    [question] = sum_up(both, model).questions

    assert (question.gap, question.agreement) == (4, False)


def test_a_sheet_of_another_model_is_refused_by_name() -> None:
    with pytest.raises(OtherModel) as refused:
        sum_up([sheet({}, model="reindeer")], MODEL)
    for language in ("fi", "en"):
        assert "reindeer" in refused.value.message(language)


# --- what holds for all answers ------------------------------------------------------------------


def text(value: str) -> dict[str, str]:
    return {"kind": "text", "value": value}


def scale(value: int) -> dict[str, object]:
    return {"kind": "scale", "value": value}


def _answers_of(kind: str, choices: tuple[object, ...]) -> st.SearchStrategy[object]:
    match kind:
        case "scale":
            return st.sampled_from(choices).map(lambda value: {"kind": kind, "value": value})
        case "choice":
            return st.sampled_from(choices).map(lambda value: {"kind": kind, "value": value})
        case "date":
            days = st.dates().map(lambda day: day.isoformat())
            return days.map(lambda value: {"kind": kind, "value": value})
        case "check":
            return st.booleans().map(lambda value: {"kind": kind, "value": value})
        case _:
            # Few words and codes, so that rows meet.
            words = st.sampled_from(["A1", "a 1", "A2", "A1, A2", "T9", "Walk", "walk ", "12 %"])
            return (words | st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]),
                                    min_size=1)).map(text)  # fmt: skip


PLACES: Final = {
    str(place.id): _answers_of(place.kind, tuple(choice.value for choice in place.choices))
    for place in resolve(MODEL, Request(profile="complete"), MODEL.source_language).places()
}
OURS: Final = str(FACTS.occasion.organisation)
PLANNED: Final = tuple(place for place in PLACES if place.startswith(WORDS))
# Few rows and questions, so that what is answered meets.
CLOSE: Final = (
    *(each for each in PLANNED if re.search(r"-[123]\.", each)),
    *(place for place in PLACES if place.startswith(FACTS.questions[:2])),
    *(place for place in PLACES if place.startswith(("follow-up-meeting.", "next-meeting."))),
)


@st.composite
def answers(draw: st.DrawFn, places: tuple[str, ...]) -> Said:
    chosen = draw(st.lists(st.sampled_from(places), max_size=25, unique=True))
    return {each: draw(PLACES[each]) for each in chosen}


@st.composite
def sheets(draw: st.DrawFn) -> list[AnswerSheet]:
    """Sheets of one workplace, which some of them name: those of two are refused."""
    parties = st.sampled_from([None, *MODEL.parties.ids])
    ours = draw(PLACES[OURS])
    return [
        sheet(
            {
                place: ours if place == OURS else answer
                for place, answer in draw(answers(CLOSE) | answers(tuple(PLACES))).items()
            },
            party=draw(parties),
            round=draw(st.sampled_from([None, 1, 2])),
            date=draw(st.sampled_from([None, "2026-01-01", "2026-06-01"])),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]


def said(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from said(each)
        case list() | tuple():
            for each in value:
                yield from said(each)


@given(answers(CLOSE) | answers(PLANNED))
def test_every_text_of_the_plan_is_in_the_plan(filled: Said) -> None:
    plan = plan_of([sheet(filled)], FACTS)
    # A further table may write the same words or code in other letters.
    told = {bare(each) for each in said(plan.model_dump(mode="json"))}
    # Other words for a row that stands in a card are kept beside it.
    told |= {bare(words) for row in rows_of(sheet(filled).answers, FACTS) for words in row.called}
    written = {
        place: text_of(answer)
        for place, answer in sheet(filled).answers.items()
        if place.startswith(WORDS) and not place.endswith((".goals", ".needs"))
    }

    assert {bare(each) for each in written.values() if each.strip()} <= told


@settings(max_examples=60)
@given(st.data())
def test_figures_and_next_round_do_not_depend_on_the_order_of_sheets(data: st.DataObject) -> None:
    given_ = data.draw(sheets())
    turned = data.draw(st.permutations(given_))

    assert summarise(given_, FACTS) == summarise(turned, FACTS)
    assert continue_from(given_, FACTS) == continue_from(turned, FACTS)


@settings(max_examples=60)
@given(sheets())
def test_the_next_round_of_the_next_round_knows_the_same(given_: list[AnswerSheet]) -> None:
    first = continue_from(given_, FACTS)
    second = continue_from(first.sheets, FACTS)

    assert _known(second) == _known(first)
    # A measure without a card stays in the table of the follow-up meeting.
    assert set(second.no_room) <= set(first.no_room)
    assert second.round == (first.round + 1 if given_ else 1)


def _known(made: NextRound) -> dict[str, str]:
    return {known.id: known.value for known in made.known}


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=4, unique=True))
def test_what_is_withheld_shows_nowhere(values: list[int]) -> None:
    place = FACTS.questions[0]
    party = FACTS.parties[0]
    given_ = [sheet({f"{place}@{party}": scale(value)}, party=party, round=1) for value in values]
    shown = summarise(given_, FACTS)
    [reading] = shown.questions[0].readings

    assert (reading.value, reading.withheld) == (None, True)
    assert shown.questions[0].gap is None
    assert shown.questions[0].changes == ()
    assert continue_from(given_, FACTS).earlier.ids == ()


def test_the_sheet_of_the_next_round_fills_the_places_of_its_workbook() -> None:
    card = "agreed-measures.measures-1."
    given_ = [
        sheet({f"{card}measure": text("Tauot"), f"{card}need": text("Kiire")}, round=1),
    ]
    made = next_round(given_, MODEL)
    occasion = {"known": made.known, "earlier": made.earlier}
    book = resolve(MODEL, Request.model_validate({"occasion": occasion}), MODEL.source_language)
    filled = {place.id: place.given for place in book.places() if place.given}
    assert filled == {
        id_: text_of(answer)
        for id_, answer in made.sheets[0].answers.items()
        # Another profile's cards of the same measures are filled in too, for whoever prints those.
        if not id_.startswith("cover.") and "-small." not in id_
    }


def test_two_cards_of_one_measure_with_different_people_stay_two() -> None:
    """One of them would take the other's place."""
    cards = {
        f"{block}.measures-1.{field}": answer
        for block, role in (
            ("agreed-measures", "supervisor"),
            ("agreed-measures-small", "oh-nurse"),
        )
        for field, answer in (
            ("measure", text("Tauot")),
            ("responsible", {"kind": "choice", "value": role}),
        )
    }

    measures = plan_of([sheet(cards)], FACTS).measures
    assert [(one.how, one.responsible) for one in measures] == [
        ("Tauot", "supervisor"),
        ("Tauot", "oh-nurse"),
    ]


def test_a_measure_that_no_table_is_about_is_asked_for_in_each() -> None:
    """Two tables of the follow-up meeting, each about one list of measures; and a third list."""
    continues = {
        "agreed-measures-small.measures": None,
        "follow-up-meeting-small.measures": "plan.measures",
    }
    blocks = [
        block.model_copy(update={"continues": continues.get(block.id, block.continues)})
        for block in FACTS.blocks
    ]
    facts = FACTS.model_copy(update={"blocks": Keyed(blocks)})
    given_ = {
        "agreed-measures.measures-1.measure": text("Tauot"),
        "agreed-measures-small.measures-1.measure": text("Melu"),
        "plan.measures-1.how": text("Valot"),
    }

    known = _known(continue_from([sheet(given_, round=1)], facts))
    asked = {
        table: [known[id_] for id_ in sorted(known) if id_.startswith(f"{table}.measures-")]
        for table in ("follow-up-meeting", "follow-up-meeting-small")
    }
    assert asked == {
        "follow-up-meeting": ["Tauot", "Melu"],
        "follow-up-meeting-small": ["Valot", "Melu"],
    }
