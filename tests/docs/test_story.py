"""The worked story goes as it is told: its commands run, and its figures are right."""

import re
from itertools import chain
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import shipped_model
from tests.support.pages import commands_of, type_in
from tests.support.story import FOLDER, ROUNDS, filled_workbook, sheets_of

from toimintamalli import FollowUp, sum_up
from toimintamalli.reading import read_file

PAGE: Final = FOLDER.parent / "story.md"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who has run every command of the story in order."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "filled").mkdir()
    for each in ROUNDS:
        (folder / "filled" / f"round-{each}.docx").write_bytes(filled_workbook(each))
    for command in commands_of(PAGE):
        type_in(command, folder)
    return folder


def figures(folder: Path) -> FollowUp:
    model = shipped_model()
    files = [folder / "filled" / f"round-{each}.docx" for each in ROUNDS]
    read = [read_file(file.read_bytes(), model, file.name) for file in files]
    assert [finding for _, findings in read for finding in findings] == []
    return sum_up(chain.from_iterable(sheets for sheets, _ in read), model)


def test_the_story_makes_every_file_that_it_names(told: Path) -> None:
    named = re.findall(r"`((?:round|report)-\d/[\w./-]+)`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 4
    assert [each for each in named if not (told / each).is_file()] == []
    for language in ("fi", "en", "sv"):
        assert (told / "report-2" / language / "report.docx").is_file()


def test_word_files_and_saved_answers_give_the_same_figures(told: Path) -> None:
    saved = sum_up(chain.from_iterable(sheets_of(each) for each in ROUNDS), shipped_model())
    # A workbook has a cover too, on which it says whose it is.
    on_cover = {saying for saying in figures(told).said if saying.place.startswith("cover.")}
    beside = tuple(saying for saying in figures(told).said if saying not in on_cover)
    assert figures(told).model_copy(update={"said": beside}) == saved
    assert {saying.text for saying in on_cover} == {saved.organisation}


def test_the_figures_that_the_story_tells_are_right(told: Path) -> None:
    found = figures(told)
    states = [measure.state for measure in found.measures]
    assert (len(states), states.count("done"), states.count("open")) == (5, 2, 2)
    assert sum(measure.overdue for measure in found.measures) == 2
    assert len(found.moments) == 4
    assert [question.agreement for question in found.questions].count(True) == 6
    assert [indicator.met for indicator in found.indicators].count(True) == 1
    assert found.next_meeting.date == "2027-09-14"


def test_the_second_workbook_knows_what_goes_on(told: Path) -> None:
    data = (told / "round-2" / "fi" / "workbook-complete.docx").read_bytes()
    (sheet,), findings = read_file(data, shipped_model(), "round-2.docx")
    assert findings == ()
    assert sheet.round == 2
    known = {getattr(answer, "value", "") for answer in sheet.answers.values()}
    still_open = [
        measure
        for measure in sum_up(sheets_of(1), shipped_model()).measures
        if measure.state == "open"
    ]
    assert still_open
    assert {measure.how for measure in still_open} <= known
