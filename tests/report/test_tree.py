"""What a report says, before any format draws it."""

from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.conftest import LANGUAGES, Tell
from tests.report.looking import block, phrases, section, text_of
from tests.report.story import STORY
from tests.support.content import shipped_model

from toimintamalli import FollowUp, Language, Missing, Model, Text, words_for
from toimintamalli.errors import UnknownName
from toimintamalli.model.item import OpenQuestion
from toimintamalli.model.operating_model import PlanCheck
from toimintamalli.model.text import LocalizedText
from toimintamalli.report.composing import compose
from toimintamalli.report.phrases import Own, speak
from toimintamalli.report.tree import Grid, Plot, Quotes, Remarks, Report, States, Voices
from toimintamalli.rounds.follow_up import (
    Change,
    Doubt,
    MeasureFigures,
    Moment,
    PlanRemark,
    QuestionFigures,
    Reading,
    Result,
    Results,
    Said,
)
from toimintamalli.words import BadPlaceholder, Words

FI = Language("fi")
QUESTION = "prerequisites.question.roles-known"
OPEN = next(str(item.id) for item in shipped_model().items() if isinstance(item, OpenQuestion))


def test_the_summary_comes_first_and_alone_and_the_next_meeting_last(tell: Tell) -> None:
    report = tell(STORY)

    assert [each.id for each in report.sections] == [
        "summary",
        "views",
        "theme-prerequisites",
        "theme-act-and-develop",
        "measures",
        "indicators",
        "results",
        "plan",
        "left-out",
        "meeting",
    ]
    assert [each.alone for each in report.sections] == [True] + 9 * [False]


def test_the_first_page_tells_the_story(tell: Tell) -> None:
    told = text_of(section(tell(STORY), "summary"))

    for said in (
        "1 / 4\ntoimenpidettä on tehty",
        "1\ntoimenpidettä on myöhässä",
        "1 / 2\nkysymyksessä osapuolet arvioivat samoin",
        "1 / 3\nmittarissa on päästy tavoitteeseen",
        "Viikkokeskustelut alkoivat.\nPuhelinaika toimii.",
        "Kuormituksesta puhutaan aiemmin kuin ennen.",
        "Viikkokeskustelut loppuihin tiimeihin.",
        "Toimenpiteitä on sovittu 4: tehty 1, kesken 1, luovuttu 1, ei tietoa 1.",
        "kesken, myöhässä\nEsihenkilöt käyvät lyhyen viikkokeskustelun jokaisen kanssa",
        "Esihenkilö · viimeistään 1.10.2026",
    ):
        assert said in told


def test_what_stands_out_in_the_answers_is_told_after_it(tell: Tell) -> None:
    told = text_of(section(tell(STORY), "views"))

    for said in (
        "Kierros 1 (3.3.2026); Kierros 1, seuranta (15.9.2026); Kierros 2 (10.11.2026).",
        "4.1 Kuinka hyvin yhteistyömme ottaa huomioon mielen hyvinvoinnin?",
        "Työpaikka: 3; Työterveyshuolto: 5",
        "Työpaikka: 2 → 4 (Kierros 1 → Kierros 2)",
    ):
        assert said in told


def test_every_measure_is_on_the_first_page_with_how_it_stands(tell: Tell) -> None:
    (states,) = (each for each in section(tell(STORY), "summary").blocks if each.kind == "states")
    assert isinstance(states, States)
    assert [state.standing for state in states.states] == ["late", "done", "dropped", "unknown"]


def test_a_due_date_in_words_is_neither_late_nor_missing(tell: Tell) -> None:
    measure = MeasureFigures(row="m", how="Tauot", end_written="ennen joulua")
    told = text_of(section(tell(FollowUp(date="2027-01-01", measures=(measure,))), "summary"))
    assert "1 määräaikaa ei voitu lukea päiväksi" in told
    assert "ei tietoa\nTauot\nennen joulua" in told


def voiced(report: Report) -> Quotes:
    (voices,) = (each for each in section(report, "summary").blocks if isinstance(each, Voices))
    return voices.quotes[0]


def test_only_the_latest_results_are_on_the_first_page_and_all_of_them_further_on(
    tell: Tell,
) -> None:
    report = tell(STORY)

    assert len(voiced(report).quotes) == 1
    later = block(report, "results", "Mitä saavutimme")
    assert isinstance(later, Quotes)
    assert [quote.text.string[:8] for quote in later.quotes] == ["Viikkoke", "Roolit k"]


def test_a_long_text_is_cut_on_the_first_page_and_whole_further_on(tell: Tell) -> None:
    long = "Sana " * 200
    report = tell(FollowUp(results=Results(achieved=(Result(moment=0, text=long),)), moments=ONE))

    assert len(text_of(voiced(report))) < 500
    assert long in text_of(section(report, "results"))


ONE = (Moment(round=1),)


def test_what_stands_out_as_much_is_named_too(tell: Tell) -> None:
    other = STORY.questions[2].model_copy(update={"place": "prerequisites.question.roles-known"})
    told = tell(STORY.model_copy(update={"questions": (other, STORY.questions[2])}))

    assert "Yhtä suuri myös: 4.1" in text_of(block(told, "views", "Suurin näkemysero"))


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (FollowUp(), "Vastauksia ei vielä ole"),
        (FollowUp(moments=ONE), "Toimenpiteitä ei ole vielä sovittu."),
        (
            STORY.model_copy(update={"questions": STORY.questions[1:2]}),
            "Näkemyksiä voi verrata, kun kaksi osapuolta on vastannut",
        ),
        (FollowUp(moments=ONE), "Seuraavasta tapaamisesta ei ole vielä sovittu."),
        (FollowUp(moments=ONE), "Tähän ei ole vielä kirjoitettu mitään."),
        (
            FollowUp(moments=ONE, measures=(MeasureFigures(row="a", how="Tauot"),)),
            "myöhästymistä ei voi arvioida",
        ),
        (
            FollowUp(moments=ONE, date="2026-11-10", measures=(MeasureFigures(row="a", how="T"),)),
            "0\ntoimenpidettä on myöhässä",
        ),
    ],
)
def test_what_is_not_known_is_said_kindly(figures: FollowUp, said: str, tell: Tell) -> None:
    assert said in text_of(tell(figures).sections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_and_doubt_has_its_words(language: str, tell: Tell) -> None:
    remarks = tuple(PlanRemark(code=each, text="A1") for each in get_args(PlanCheck))
    doubts = tuple(
        Doubt(code=each)
        for each in ("joint-answers-differ", "withheld", "dates-unknown", "earlier-save")
    )
    report = tell(FollowUp(remarks=remarks, doubts=doubts, moments=ONE), language)

    found = next(each for each in section(report, "plan").blocks if isinstance(each, Remarks))
    assert len({text_of(remark.line) for remark in found.remarks}) == len(remarks)
    assert all(remark.advice for remark in found.remarks)
    left_out = text_of(section(report, "left-out").blocks[1])
    assert len(set(left_out.splitlines())) == len(doubts)
    assert "(" not in left_out


def test_a_doubt_that_nobody_has_words_for_is_told_without_its_code(tell: Tell) -> None:
    report = tell(FollowUp(doubts=(Doubt(code="strange-thing"),)))
    assert "ei voinut tulkita varmasti." in text_of(section(report, "left-out"))
    assert "strange-thing" not in text_of(report)


def test_advice_says_what_kind_of_item_it_is(tell: Tell) -> None:
    """A pitfall that came without its heading would read as advice to do it."""
    told = text_of(section(tell(STORY), "plan"))
    assert "Vältä viisaasti 3." in told


def test_each_theme_has_its_questions_with_every_answer(tell: Tell) -> None:
    table = block(tell(STORY), "theme-prerequisites", "Arviot taulukkona")
    assert isinstance(table, Grid)

    assert [column.string for column in table.columns] == [
        "Kysymys",
        "Työpaikka",
        "Työterveyshuolto",
        "Yhteinen näkemys",
        "Ero",
    ]
    first, second = ([text_of(cell) for cell in row] for row in table.rows)
    assert first[0].startswith("1.1 Kuinka hyvin")
    jointly = "Muutos Kierros 1, seuranta → Kierros 2: +1"
    assert first[1:] == [
        "Kierros 1: 2\nKierros 2: 4\nMuutos Kierros 1 → Kierros 2: +2",
        "Kierros 1: 4\nKierros 2: 4\nMuutos Kierros 1 → Kierros 2: 0",
        f"Kierros 1: 3\nKierros 1, seuranta: 3\nKierros 2: 4\n{jointly}",
        "samaa mieltä",
    ]
    assert (
        second[1]
        == "Kierros 1: 3\nKierros 2: 3,4 (vastaajia 7)\nMuutos Kierros 1 → Kierros 2: +0,4"
    )
    assert second[2] == "Kierros 1: 3\nKierros 2: ei näytetä"
    assert second[3].endswith("Muutos Kierros 1 → Kierros 1, seuranta: −1")


def test_the_measures_have_role_day_and_how_they_stood(tell: Tell) -> None:
    table = block(tell(STORY), "measures", "Toimenpiteet taulukkona")
    assert isinstance(table, Grid)
    first, _, third, fourth = ([text_of(cell) for cell in row] for row in table.rows)

    assert first[1:] == [
        "Esihenkilö",
        "1.10.2026\nmyöhässä",
        "Kierros 1, seuranta: ei aloitettu\nKierros 2: kesken",
    ]
    assert "Tavoite: Kuormitus tulee puheeksi ajoissa" in first[0]
    assert third[1:] == ["–", "–", "luovuttu"]
    assert fourth[3] == "ei tietoa"


def test_whom_measures_reach_is_said_of_those_that_count_now(tell: Tell) -> None:
    """The measure that was dropped in an earlier round is none of them."""
    told = text_of(section(tell(STORY), "measures"))
    assert "Yksilö 1 (33 %); Työyhteisö 2 (67 %)" in told


def test_a_picture_is_explained_once_and_has_its_table(tell: Tell) -> None:
    report = tell(STORY)
    plots = [
        (each.of, each.explained)
        for part in report.sections
        for each in part.blocks
        if isinstance(each, Plot)
    ]
    assert plots == [
        ("themes", True),
        ("overview", True),
        ("profile", True),
        ("profile", False),
        ("bars", True),
        ("trend", True),
        ("trend", False),
    ]
    for part in report.sections:
        kinds = [each.kind for each in part.blocks]
        # Those of themes and of all questions have the tables of each theme.
        assert kinds.count("table") == ("plot" in kinds and part.id not in ("summary", "views"))


values = st.floats(1, 5).map(lambda each: round(each, 1))


@given(value=st.sampled_from([1.7, 2.3, 4.9]), respondents=st.integers(1, 4))
def test_a_value_that_is_withheld_is_shown_nowhere(value: float, respondents: int) -> None:
    """Whoever made the figures may have left the value in."""
    reading = Reading(moment=0, party="ohs", value=value, respondents=respondents, withheld=True)
    figures = FollowUp(
        moments=ONE, questions=(QuestionFigures(place=QUESTION, readings=(reading,)),)
    )
    report = compose(figures, MODEL, FI)

    for shown in (str(value), str(value).replace(".", ",")):
        assert shown not in report.model_dump_json().replace(report.content_version, "")


MODEL = shipped_model()


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_quoted_in_no_language_and_the_rest_is_in_the_readers(
    language: str, tell: Tell
) -> None:
    report = tell(STORY, language)

    own = {phrase.string for phrase in phrases(report) if isinstance(phrase, Own)}
    said = [phrase for phrase in phrases(report) if isinstance(phrase, LocalizedText)]
    for written in ("Taukojumppa", "Kokouskäytännöt uusiksi", "45 %", STORY.next_meeting.when):
        assert written in own
        assert [text for text in said if written in text.string and "%" not in written] == []
    assert {text.language for text in said} == {language}


def test_a_fact_keeps_its_language_inside_a_sentence() -> None:
    words = Words({"said": LocalizedText("{who} sanoi: {what}!", FI)})
    who = LocalizedText("Arbetsplatsen", Language("sv"), fallback=True)

    assert speak(words, "said", who=who, what=Own(string="{who}")) == (
        who,
        LocalizedText(" sanoi: ", FI),
        Own(string="{who}"),
        LocalizedText("!", FI),
    )
    with pytest.raises(BadPlaceholder):
        speak(words, "said", who="x")


def test_a_report_in_a_language_that_the_model_does_not_have_is_refused(
    model: Model[Text],
) -> None:
    with pytest.raises(UnknownName):
        compose(STORY, model, Language("nb"), Missing.SOURCE)


def test_both_languages_that_come_with_the_report_have_the_same_words(
    model: Model[Text],
) -> None:
    def spoken(language: str) -> Mapping[str, LocalizedText]:
        return words_for(
            "report", "toimintamalli.report", model, Language(language), Missing.SOURCE
        )

    for name, word in spoken("en").items():
        assert not word.fallback, name
    for name, word in spoken("fi").items():
        assert not word.fallback, name


def test_a_change_downwards_has_a_real_minus(tell: Tell) -> None:
    readings = tuple(Reading(moment=index, party="ohs", value=4 - index) for index in (0, 1))
    change = Change(party="ohs", since=0, until=1, by=-1)
    question = QuestionFigures(place=QUESTION, readings=readings, changes=(change,))
    told = tell(FollowUp(moments=(Moment(round=1), Moment(round=2)), questions=(question,)))

    assert "Muutos Kierros 1 → Kierros 2: −1" in text_of(told.sections)
    assert "Työterveyshuolto: 4 → 3 (Kierros 1 → Kierros 2)" in text_of(section(told, "views"))


TWO = (Moment(round=1), Moment(round=2))


@pytest.mark.parametrize(
    ("moments", "when"),
    [(ONE, "Työpaikka"), (TWO, "Kierros 1, Työpaikka")],
)
def test_what_somebody_wrote_stands_under_its_question_with_whose_it_is(
    moments: tuple[Moment, ...], when: str, tell: Tell
) -> None:
    """At which moment is told only where there are several."""
    said = Said(kind="text", place=OPEN, text="Aloitetaan heti.", moment=0, party="workplace")
    told = text_of(tell(FollowUp(moments=moments, said=(said,))).sections)

    assert f"\n{when}: Aloitetaan heti." in told


def test_the_columns_of_indicators_have_what_was_aimed_at(tell: Tell) -> None:
    table = block(tell(STORY), "indicators", "Mittarit taulukkona")
    assert isinstance(table, Grid)

    aimed = [[text_of(cell) for cell in row[2:4]] for row in table.rows]
    assert aimed == [["20 %", "80 %"], ["3,1", "3,6"], ["–", "–"]]


def test_advice_stands_once_below_the_last_remark_that_it_is_for(tell: Tell) -> None:
    codes: list[PlanCheck] = [
        "measure-without-time", "measure-without-time", "measure-without-responsible",
    ]  # fmt: skip
    remarks = tuple(PlanRemark(code=code, text=str(index)) for index, code in enumerate(codes))
    report = tell(FollowUp(remarks=remarks, moments=ONE))

    found = next(each for each in section(report, "plan").blocks if isinstance(each, Remarks))
    assert [bool(remark.advice) for remark in found.remarks] == [False, True, True]


@pytest.mark.parametrize(("count", "more"), [(1, ""), (6, ""), (7, "Loput 1"), (9, "Loput 3")])
def test_the_first_page_says_how_many_measures_it_has_no_room_for(
    count: int, more: str, tell: Tell
) -> None:
    measures = tuple(MeasureFigures(row=f"m-{index}", how="Tauot") for index in range(count))
    report = tell(FollowUp(moments=ONE, measures=measures))

    (states,) = (each for each in section(report, "summary").blocks if isinstance(each, States))
    assert len(states.states) == min(count, 6)
    assert text_of(states.more).startswith(more)
    assert bool(states.more) == bool(more)


@pytest.mark.parametrize(("first", "other"), [(0, "4.1"), (1, "1.1")])
def test_each_question_that_moved_as_much_is_named(first: int, other: str, tell: Tell) -> None:
    moved = tuple(
        QuestionFigures(
            place=place,
            readings=(Reading(moment=0, value=2), Reading(moment=1, value=4)),
            changes=(Change(since=0, until=1, by=2),),
        )
        for place in (QUESTION, STORY.questions[2].place)
    )
    report = tell(FollowUp(moments=TWO, questions=(moved[first], moved[1 - first])))

    told = text_of(block(report, "views", "Suurin muutos"))
    assert f"Yhtä suuri myös: {other}" in told
