"""The calendar file, as another's parser and RFC 5545 itself see it."""

import re
from datetime import date
from typing import Any, Final, cast

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.report.conftest import LANGUAGES, Tell
from tests.report.story import STORY
from tests.support.content import shipped_model

from toimintamalli import FollowUp, Language
from toimintamalli.answers.outcome import NextMeeting
from toimintamalli.report.calendar import write_calendar
from toimintamalli.report.composing import compose
from toimintamalli.reporting import render
from toimintamalli.rounds.follow_up import Moment

MODEL: Final = shipped_model()
FI: Final = Language("fi")
anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=400)


def written(figures: FollowUp, language: str = "fi") -> bytes:
    report = compose(figures, MODEL, Language(language))
    assert report.meeting
    return write_calendar(report, report.meeting)


def event_of(content: bytes) -> Any:  # noqa: ANN401 -- icalendar's values have a type each
    return events_of(content)[0]


def events_of(content: bytes) -> list[Any]:
    return list(cast(Any, Calendar.from_ical(content)).walk("VEVENT"))


def test_a_calendar_program_reads_the_meeting() -> None:
    event = event_of(written(STORY))

    assert event.decoded("DTSTART") == date(2027, 5, 12)
    assert event.decoded("DTEND") == date(2027, 5, 13)
    assert str(event["SUMMARY"]) == "Seuraava tapaaminen: Mallila Oy"
    for part in ("– Viikkokeskustelujen tilanne, kyselyn tulokset", "Kuka tuo mitäkin"):
        assert part in str(event["DESCRIPTION"]).splitlines()
    # The day of the follow-up and never the clock's.
    assert event.decoded("DTSTAMP").date() == date(2026, 11, 10)


@given(what=anything, organisation=anything)
def test_whatever_was_written_comes_back_from_short_lines(what: str, organisation: str) -> None:
    meeting = NextMeeting(date="2027-12-31", what=what)
    content = written(FollowUp(organisation=organisation, next_meeting=meeting))

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(0 < len(line) <= 75 and b"\n" not in line for line in lines)
    for line in lines:
        line.decode()  # no letter is divided
    # Parsers forgive a sign that should have been escaped; the specification does not.
    told = [e for e in content.replace(b"\r\n ", b"").decode().split("\r\n") if "CRIPTION:" in e]
    assert all(re.fullmatch(r"DESCRIPTION:([^\\;,]|\\[\\;,n])*", each) for each in told)
    event = event_of(content)
    assert (what in str(event.get("DESCRIPTION", ""))) or not what.strip()
    assert organisation in str(event["SUMMARY"])


def test_the_name_of_the_meeting_is_the_same_in_every_language_and_build() -> None:
    names = {event_of(written(STORY, language))["UID"] for language in LANGUAGES}
    assert len(names) == 1
    assert written(STORY) == written(STORY)


def test_a_meeting_that_is_moved_later_replaces_the_one_before() -> None:
    moved = STORY.next_meeting.model_copy(update={"date": "2027-06-01"})
    later = STORY.model_copy(update={"next_meeting": moved, "date": "2026-12-24"})
    before, after = event_of(written(STORY)), event_of(written(later))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"] > 0
    assert after.decoded("DTSTART") == date(2027, 6, 1)
    following = later.model_copy(update={"moments": (*later.moments, Moment(round=3))})
    assert event_of(written(following))["UID"] != after["UID"]


def test_each_open_measure_stands_on_the_day_by_which_it_is_done() -> None:
    _, *due = events_of(written(STORY))
    measures = [measure for measure in STORY.measures if measure.state == "open" and measure.end]
    assert measures
    assert [(str(e["SUMMARY"]), e.decoded("DTSTART").isoformat()) for e in due] == [
        (f"Määräaika: {measure.how}", measure.end) for measure in measures
    ]
    names = [str(event["UID"]) for event in events_of(written(STORY))]
    assert len(set(names)) == len(names)
    assert names == [str(event["UID"]) for event in events_of(written(STORY, "sv"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_parser_reads_the_same_entries(language: str) -> None:
    content = written(STORY, language)
    (calendar,) = vobject.readComponents(content.decode())

    assert [
        (e.uid.value, e.summary.value, e.dtstart.value, int(e.sequence.value))
        for e in calendar.vevent_list
    ] == [
        (str(e["UID"]), str(e["SUMMARY"]), e.decoded("DTSTART"), e["SEQUENCE"])
        for e in events_of(content)
    ]


def test_the_last_day_that_calendars_know_has_an_event_too() -> None:
    content = written(FollowUp(next_meeting=NextMeeting(date="9999-12-31")))
    assert b"DTSTART;VALUE=DATE:99991231\r\n" in content


@pytest.mark.parametrize(
    ("day", "sequence"),
    [
        ("2026-11-10", 9810),
        ("2000-01-02", 1),
        # A calendar takes no number below zero, and these are no days of one.
        ("1999-12-31", 0),
        ("2026-02-30", 0),
    ],
)
def test_a_meeting_is_numbered_by_days_since_the_year_2000(day: str, sequence: int) -> None:
    """In every version: else what is in somebody's calendar already would never be replaced."""
    figures = FollowUp.model_validate({"date": day, "next_meeting": {"date": "2027-05-12"}})
    assert f"\r\nSEQUENCE:{sequence}\r\n".encode() in written(figures)


@pytest.mark.parametrize("day", [None, "2027-05-12"])
def test_there_is_a_file_only_where_the_day_is_known(day: str | None, tell: Tell) -> None:
    report = tell(FollowUp(next_meeting=NextMeeting.model_validate({"date": day, "what": "Tauot"})))
    assert [artifact.path for artifact in render("ics", report)] == ["fi/next-meeting.ics"] * bool(
        day
    )
