"""The report as PDF: it says what the report says, and can be heard."""

from pathlib import Path

import pytest
from tests.pdf.checkers import complaints_of_outloud, complaints_of_pdfua, letters, text_of
from tests.report.hostile import hostile
from tests.report.story import STORY
from tests.support.content import shipped_model

from toimintamalli import FollowUp, Language
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value
from toimintamalli.report.composing import compose
from toimintamalli.report.phrases import Own
from toimintamalli.report.tree import Plot, Quotes, Report
from toimintamalli.reporting import render

FIGURES = {"story": STORY, "hostile": hostile(), "empty": FollowUp()}


def written(report: Report) -> bytes:
    (made,) = render("pdf", report)
    assert made.path == f"{report.language}/report.pdf"
    return made.content


def strings_in(value: object) -> set[str]:
    """Return all that a part of a report says on paper."""
    match value:
        case LocalizedText() | Own():
            return {value.string}
        case Plot():
            return strings_in(value.title) | strings_in(value.drawing)
        case Quotes(quotes=quotes) if quotes:
            return strings_in(value.title) | strings_in(quotes)
        case Value():
            parts: set[str] = set()
            for name in type(value).model_fields:
                parts |= strings_in(getattr(value, name))
            return parts
        case tuple():
            return set().union(*map(strings_in, value))
        case _:
            return set()


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("name", ["story", "empty"])
def test_all_that_the_report_says_stands_on_its_pages(name: str, language: str) -> None:
    report = compose(FIGURES[name], shipped_model(), Language(language))
    said = text_of(written(report))
    unseen = {text for text in strings_in(report.sections) if letters(text) not in said}
    assert unseen == set()


def test_what_people_wrote_stands_there_as_they_wrote_it_whatever_it_looks_like() -> None:
    said = text_of(written(compose(hostile(), shipped_model(), Language("fi"))))
    assert letters("<script>alert(1)</script>") in said
    assert letters("{{ 7*7 }}") in said


@pytest.mark.parametrize("name", FIGURES)
def test_two_checkers_of_accessible_pdf_find_no_error(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(written(compose(FIGURES[name], shipped_model(), Language("fi"))))
    assert complaints_of_outloud(file) == []
    assert complaints_of_pdfua(file) == ""
