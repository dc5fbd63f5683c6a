"""The next meeting for a calendar: an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from zlib import crc32

from toimintamalli.report.phrases import clean
from toimintamalli.report.tree import Meeting, Report

_WIDTH: Final = 75
"""Bytes of a line at most (RFC 5545, section 3.1)."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_calendar(report: Report, meeting: Meeting) -> bytes:
    """Return a calendar file with the next meeting on its day: the same report, the same bytes."""
    lines = _calendar(report, meeting)
    return "".join(f"{_fold(each)}\r\n" for each in lines).encode()


def _calendar(report: Report, meeting: Meeting) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//toimintamalli//{_text(report.model)}//{report.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    # Without a method it is something to keep, not an invitation that asks for an answer.
    yield "BEGIN:VEVENT"
    yield f"UID:{_name(report, meeting)}@toimintamalli"
    yield f"DTSTAMP:{_digits(report.day or meeting.date)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(meeting.date)}"
    yield f"DTEND;VALUE=DATE:{_digits(_next_day(meeting.date))}"
    title = meeting.title
    yield f"SUMMARY;LANGUAGE={title.language}:{_text(title.string)}"
    if meeting.agenda:
        yield f"DESCRIPTION:{_text(meeting.agenda)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _name(report: Report, meeting: Meeting) -> str:
    """Return a name that is the same for the same meeting, in whatever language it is told."""
    facts = "\n".join((report.model, report.organisation, report.day or "", meeting.date))
    return f"{report.model}-{meeting.date}-{crc32(facts.encode()):08x}"


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
