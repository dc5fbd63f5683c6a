"""Reports in a stranger's format: found, run, and blamed by name when they fail."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest
from pydantic import BaseModel
from tests.report.conftest import Tell
from tests.report.story import STORY

from toimintamalli import Artifact, plugins
from toimintamalli.errors import BrokenPlugin, UnknownName
from toimintamalli.plugins import NoOptions
from toimintamalli.report.tree import Report
from toimintamalli.reporting import find_reporter, render, reporter_names


class Titles:
    """A stranger's format: the headings as plain text."""

    options = NoOptions

    def report(self, report: Report, options: NoOptions) -> Iterator[Artifact]:
        del options
        titles = "\n".join(section.title.string for section in report.sections)
        yield Artifact(f"{report.language}/titles.txt", titles.encode(), "text/plain")


class Failing:
    options = NoOptions

    def report(self, report: Report, options: BaseModel) -> Iterator[Artifact]:
        raise ZeroDivisionError(report.language, options)
        yield


titles, failing, nothing = Titles(), Failing(), object()


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Announce them as an installed package would."""
    known = plugins.find_entries("toimintamalli.reports")
    ours = {
        each: EntryPoint(each, f"{__name__}:{each}", "toimintamalli.reports")
        for each in ("titles", "failing", "nothing")
    }
    monkeypatch.setattr("toimintamalli.plugins.find_entries", lambda _: {**known, **ours})


def test_the_formats_that_come_with_the_package_are_found() -> None:
    announced_here = {"failing", "nothing", "titles"}
    assert set(reporter_names()) - announced_here == {"docx", "html", "ics", "pdf"}


def test_a_strangers_format_walks_the_same_tree(tell: Tell) -> None:
    (made,) = render("titles", tell(STORY))
    assert made.path == "fi/titles.txt"
    assert made.content.decode().startswith("Yhteenveto\n")


def test_a_format_that_fails_is_named_with_its_reason(tell: Tell) -> None:
    with pytest.raises(BrokenPlugin, match=r"failing.*ZeroDivisionError"):
        list(render("failing", tell(STORY)))
    with pytest.raises(BrokenPlugin, match="nothing"):
        find_reporter("nothing")


def test_a_format_that_nobody_announces_is_unknown_with_what_was_meant() -> None:
    with pytest.raises(UnknownName, match="titles"):
        find_reporter("title")
