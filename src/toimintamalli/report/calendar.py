"""The next meeting and the days of open measures for a calendar: an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from zlib import crc32

from toimintamalli.model.text import LocalizedText
from toimintamalli.report.phrases import clean
from toimintamalli.report.tree import Meeting, Report

_WIDTH: Final = 75
"""Bytes of a line at most (RFC 5545, section 3.1)."""
_FIRST: Final = date(2000, 1, 1)
"""Changes are counted in days from here: a later follow-up replaces what an earlier one said."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_calendar(report: Report, meeting: Meeting) -> bytes:
    """Return a calendar file with an entry a day: the same report, the same bytes.

    What is told again in a later report, on whatever day, replaces the entry of the earlier one.
    """
    lines = _calendar(report, meeting)
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _calendar(report: Report, meeting: Meeting) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//toimintamalli//{_text(report.model)}//{report.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    # Without a method it is something to keep, not an invitation that asks for an answer.
    told = report.day or meeting.date
    name = _name(report, "meeting", str(meeting.round or ""))
    yield from _event(name, told, meeting.date, meeting.title, meeting.agenda)
    for deadline in meeting.deadlines:
        yield from _event(
            _name(report, "measure", deadline.measure), told, deadline.date, deadline.title
        )
    yield "END:VCALENDAR"


def _event(
    name: str, told: str, day: str, title: LocalizedText, description: str = ""
) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@toimintamalli"
    yield f"SEQUENCE:{_days(told)}"
    yield f"DTSTAMP:{_digits(told)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(day)}"
    yield f"DTEND;VALUE=DATE:{_digits(_next_day(day))}"
    yield f"SUMMARY;LANGUAGE={title.language}:{_text(title.string)}"
    if description:
        yield f"DESCRIPTION:{_text(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _name(report: Report, kind: str, which: str) -> str:
    """Return a name that is the same for the same thing, in whatever language and on any day."""
    facts = f"{report.model}\n{report.organisation}\n{kind}\n{which}"
    return f"{report.model}-{kind}-{crc32(facts.encode()):08x}"


def _days(day: str) -> int:
    try:
        return max(0, (date.fromisoformat(day) - _FIRST).days)
    except ValueError:
        return 0


def _digits(day: str) -> str:
    return day.replace("-", "")


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day  # a day that no calendar has; what was written stays as it is


def _text(string: str) -> str:
    return clean(string).translate(_ESCAPES)


def _fold(line: str) -> str:
    """Return a line in pieces short enough, none of which divides a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _WIDTH:
            pieces.append(piece)
            # The space that goes on with a line counts too.
            piece, size = " ", 1
        piece += letter
        size += length
    return "\r\n".join([*pieces, piece])
