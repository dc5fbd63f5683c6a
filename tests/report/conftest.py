"""The shipped story as a report, and the tools that open what is made of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.docx.conftest import convert, soffice, validator  # noqa: F401 -- fixtures
from tests.html.conftest import axe, html_validate, visit, vnu  # noqa: F401 -- fixtures
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet, FollowUp, Model, Text, sum_up
from toimintamalli.answers.file import read_answers
from toimintamalli.report.composing import compose
from toimintamalli.report.tree import Report
from toimintamalli.reporting import render

STORY_FILES: Final = tuple(
    Path(__file__).parents[2] / "docs" / "story" / f"round-{each}.json" for each in (1, 2)
)
LANGUAGES: Final = ("fi", "en", "sv")

Tell = Callable[..., Report]


@pytest.fixture(scope="session")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture(scope="session")
def sheets() -> tuple[AnswerSheet, ...]:
    """Both rounds of the story that the documentation tells."""
    return tuple(sheet for file in STORY_FILES for sheet in read_answers(file.read_bytes()).sheets)


@pytest.fixture(scope="session")
def follow_up(model: Model[Text], sheets: tuple[AnswerSheet, ...]) -> FollowUp:
    return sum_up(sheets, model)


@pytest.fixture(scope="session")
def tell(model: Model[Text]) -> Tell:
    """Make a report of some figures."""

    def told(figures: FollowUp, language: str = "fi") -> Report:
        return compose(figures, model, language)  # type: ignore[arg-type] # a tag in a test

    return told


@pytest.fixture(scope="session")
def site(follow_up: FollowUp, tell: Tell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story's report in every language and format, as the command writes it."""
    folder = tmp_path_factory.mktemp("report")
    for language in LANGUAGES:
        for name in ("docx", "html", "ics"):
            for artifact in render(name, tell(follow_up, language)):
                file = folder / artifact.path
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(artifact.content)
    return folder
