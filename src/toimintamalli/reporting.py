"""What writes a report in a format: the protocol of reporters, and how they are found and run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Protocol, TypeVar, cast

from pydantic import BaseModel, ConfigDict

from toimintamalli.generation import Artifact
from toimintamalli.plugins import blame, choose_options, find_entries, load_writer
from toimintamalli.report.calendar import write_calendar
from toimintamalli.report.tree import Report

REPORTS: Final = "toimintamalli.reports"
"""The entry-point group in which a package announces its reporters."""

O = TypeVar("O", bound=BaseModel)  # noqa: E741 -- the options of one reporter


class Reporter(Protocol[O]):
    """Writes reports in one format.

    `report` is pure: no clock, no randomness, no environment, no writing; the same report and
    options give the same bytes.
    """

    options: type[O]
    """What can be chosen; unknown options are refused by it."""

    def report(self, report: Report, options: O) -> Iterator[Artifact]:
        """Yield the files of one report."""
        ...


class NoOptions(BaseModel):
    """For a reporter that leaves nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
    return tuple(sorted(find_entries(REPORTS)))


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
