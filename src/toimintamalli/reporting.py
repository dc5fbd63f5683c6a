"""Reporters at work: found by name, given a report, held to their options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from pydantic import BaseModel

from toimintamalli.plugins import (
    REPORTS,
    Artifact,
    NoOptions,
    Reporter,
    blame,
    choose_options,
    load_writer,
    plugin_names,
)
from toimintamalli.report.calendar import write_calendar
from toimintamalli.report.tree import Report


class CalendarReporter:
    """Writes `<lang>/next-meeting.ics`, where the day of the next meeting is known."""

    options = NoOptions

    def report(self, report: Report, options: NoOptions) -> Iterator[Artifact]:
        """Yield the file for the calendar, if there is something to put there."""
        del options
        if report.meeting:
            yield Artifact(
                path=f"{report.language}/next-meeting.ics",
                content=write_calendar(report, report.meeting),
                media_type="text/calendar",
            )


calendar = CalendarReporter()


def reporter_names() -> tuple[str, ...]:
    """Return the name of each installed format for reports, loading none of them."""
    return plugin_names(REPORTS)


def find_reporter(name: str) -> Reporter[BaseModel]:
    """Return an installed reporter.

    Raises:
        UnknownName: no installed package announces it.
        BrokenPlugin: its package can't be loaded.
    """
    return cast(Reporter[BaseModel], load_writer(REPORTS, name, "report"))


def render(
    name: str, report: Report, options: Mapping[str, object] | None = None
) -> Iterator[Artifact]:
    """Yield the files of a report in one format, in memory; nothing is written.

    Raises:
        UnknownName: no such format.
        BadOption: an option is unknown, or has a value that the format can't use.
        BrokenPlugin: the reporter's package can't be loaded, or fails.
    """
    reporter = find_reporter(name)
    chosen = choose_options(name, reporter, options or {})
    with blame(name):
        yield from reporter.report(report, chosen)
