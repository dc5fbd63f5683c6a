"""A follow-up made by hand, with one of everything that a report can show."""

from typing import Final

from toimintamalli.answers.outcome import NextMeeting
from toimintamalli.rounds.follow_up import (
    Change,
    Doubt,
    FollowUp,
    IndicatorFigures,
    IndicatorValue,
    MeasureFigures,
    Moment,
    PlanRemark,
    QuestionFigures,
    Reading,
    Result,
    Results,
    Share,
    Standing,
)

MOMENTS: Final = (
    Moment(round=1, date="2026-03-03"),
    Moment(round=1, stage="follow-up", date="2026-09-15"),
    Moment(round=2, date="2026-11-10"),
)


def readings(*values: tuple[int, str | None, float]) -> tuple[Reading, ...]:
    return tuple(Reading(moment=m, party=p, value=v) for m, p, v in values)


QUESTIONS: Final = (
    QuestionFigures(
        place="prerequisites.question.roles-known",
        readings=readings(
            (0, "workplace", 2), (0, "ohs", 4), (0, None, 3), (1, None, 3),
            (2, "workplace", 4), (2, "ohs", 4), (2, None, 4),
        ),
        agreement=True,
        gap=0,
        changes=(
            Change(party="workplace", since=0, until=2, by=2),
            Change(party="ohs", since=0, until=2, by=0),
            Change(since=1, until=2, by=1),
        ),
    ),
    QuestionFigures(
        place="prerequisites.question.contact-works",
        readings=(
            *readings((0, "workplace", 3), (0, "ohs", 3), (0, None, 3), (1, None, 2)),
            Reading(moment=2, party="workplace", value=3.4, respondents=7),
            Reading(moment=2, party="ohs", value=None, respondents=2, withheld=True),
        ),
        changes=(
            Change(party="workplace", since=0, until=2, by=0.4),
            Change(since=0, until=1, by=-1),
        ),
    ),
    QuestionFigures(
        place="act-and-develop.question.well-being-considered",
        readings=readings((0, "workplace", 2), (0, "ohs", 5), (2, "workplace", 3), (2, "ohs", 5)),
        agreement=False,
        gap=2,
        changes=(Change(party="workplace", since=0, until=2, by=1),),
    ),
)  # fmt: skip

MEASURES: Final = (
    MeasureFigures(
        row="measure-1", round=2, how="Esihenkilöt käyvät lyhyen viikkokeskustelun jokaisen kanssa",
        goals=("Kuormitus tulee puheeksi ajoissa",), responsible="supervisor", kind="preventive",
        reach="community", end="2026-10-01", status="under-way",
        standings=(
            Standing(moment=1, status="not-started"), Standing(moment=2, status="under-way")
        ),
        overdue=True,
    ),
    MeasureFigures(
        row="measure-2", round=2, how="Sovitaan kiireellisen yhteydenoton tapa ja puhelinaika",
        goals=("Yhteydenotto onnistuu saman päivän aikana",), responsible="oh-nurse",
        kind="corrective", reach="community", end="2026-12-15", status="done", state="done",
    ),
    MeasureFigures(
        row="measure-3", round=1, how="Taukojumppa", status="dropped", state="dropped",
        reach="individual",
    ),
    MeasureFigures(row="measure-4", round=2, how="Kokouskäytännöt uusiksi"),
)  # fmt: skip

INDICATORS: Final = (
    IndicatorFigures(
        row="indicator-1", text="Viikkokeskusteluja käyty, osuus työntekijöistä",
        timing="leading", baseline="20 %", target="80 %",
        values=(
            IndicatorValue(moment=1, text="45 %", number=45),
            IndicatorValue(moment=2, text="62,5 %", number=62.5),
        ),
        met=False,
    ),
    IndicatorFigures(
        row="indicator-2", text="Henkilöstökyselyn kuormitusväittämä", timing="lagging",
        baseline="3,1", target="3,6", values=(IndicatorValue(moment=2, text="3,7", number=3.7),),
        met=True,
    ),
    IndicatorFigures(row="indicator-3", text="Palaute puhelinajasta"),
)  # fmt: skip

STORY: Final = FollowUp(
    organisation="Mallila Oy",
    date="2026-11-10",
    moments=MOMENTS,
    questions=QUESTIONS,
    measures=MEASURES,
    statuses=(
        Share(value="under-way", count=1), Share(value="done", count=1),
        Share(value="dropped", count=1),
    ),
    reaches=(Share(value="individual", count=1), Share(value="community", count=2)),
    kinds=(Share(value="preventive", count=1), Share(value="corrective", count=1)),
    indicators=INDICATORS,
    results=Results(
        achieved=(
            Result(moment=1, text="Roolit kirjattiin ja kerrottiin kaikille."),
            Result(moment=2, text="Viikkokeskustelut alkoivat.\nPuhelinaika toimii."),
        ),
        succeeded=(Result(moment=2, text="Kuormituksesta puhutaan aiemmin kuin ennen."),),
        next=(Result(moment=2, text="Viikkokeskustelut loppuihin tiimeihin."),),
        changes=(Result(moment=1, text="Uusi tiimi aloitti toukokuussa."),),
    ),
    next_meeting=NextMeeting(
        date="2027-05-12",
        what="Viikkokeskustelujen tilanne, kyselyn tulokset",
        when="Klo 9–10.30, työterveyshuollon kokoustila",
        preparation="Kumpikin täyttää ennakkotehtävän viikkoa ennen",
        who_brings="Henkilöstöhallinto: luvut; työterveyshoitaja: yhteydenotot",
    ),
    remarks=(
        PlanRemark(code="measure-without-responsible", row="m-4", text="Kokouskäytännöt uusiksi"),
        PlanRemark(code="measure-without-time", row="m-4", text="Kokouskäytännöt uusiksi"),
    ),
    doubts=(
        Doubt(code="withheld", place="prerequisites.question.contact-works@ohs", moment=2),
        Doubt(code="joint-answers-differ", place="plan-ahead.question.measures-understood"),
    ),
)  # fmt: skip
