"""Where everything stands in a picture, whatever the figures are."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from tests.report.story import STORY
from tests.support.content import shipped_model, write_content

from toimintamalli import FollowUp, Language, LocalizedText, load
from toimintamalli.report._labels import breadth, divide
from toimintamalli.report.composing import compose
from toimintamalli.report.drawing import Drawing, Label
from toimintamalli.report.phrases import Own
from toimintamalli.report.tree import Plot, Report
from toimintamalli.reporting import render
from toimintamalli.rounds.follow_up import (
    IndicatorFigures,
    IndicatorValue,
    MeasureFigures,
    Moment,
    QuestionFigures,
    Reading,
)

MODEL: Final = shipped_model()
FI: Final = Language("fi")
QUESTION: Final = "prerequisites.question.roles-known"
PARTIES: Final = ("workplace", "ohs", None)
EDGE: Final = 130
"""How far a mark or a text may reach beyond the frame, which formats leave room for."""

numbers = st.integers(-(10**6), 10**6).map(lambda each: each / 10)


def plots(report: Report) -> Iterator[Plot]:
    return (block for part in report.sections for block in part.blocks if isinstance(block, Plot))


def drawn(figures: FollowUp, of: str = "") -> list[Drawing]:
    found = plots(compose(figures, MODEL, FI))
    return [plot.drawing for plot in found if not of or plot.of == of]


def answered(values: list[list[float | None]]) -> FollowUp:
    """One question; a list of what each party answered, for each moment."""
    readings = tuple(
        Reading(moment=moment, party=party, value=value)
        for moment, said in enumerate(values)
        for party, value in zip(PARTIES, said, strict=True)
        if value is not None
    )
    moments = tuple(Moment(round=index + 1) for index in range(len(values)))
    return FollowUp(
        moments=moments, questions=(QuestionFigures(place=QUESTION, readings=readings),)
    )


def assert_inside(drawing: Drawing) -> None:
    for mark in drawing.marks:
        assert 0 <= mark.x <= drawing.width
        assert 0 <= mark.y <= drawing.height
    for stroke in drawing.strokes:
        assert -EDGE <= min(stroke.x1, stroke.x2) <= max(stroke.x1, stroke.x2) <= drawing.width
        assert -EDGE <= min(stroke.y1, stroke.y2) <= max(stroke.y1, stroke.y2) <= drawing.height
    for label in drawing.labels:
        assert label.y >= 0
        assert label.y + label.height <= drawing.height + EDGE
        assert label.x + label.width <= drawing.width + 2 * EDGE
    for bar in drawing.bars:
        assert bar.x + bar.width <= drawing.width


def overlap(one: Label, other: Label) -> bool:
    apart = one.y + one.height <= other.y or other.y + other.height <= one.y
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or beside)


@given(
    st.lists(
        st.lists(st.none() | st.sampled_from([1, 2, 2.5, 4, 5]), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    ).filter(lambda each: any(value is not None for said in each for value in said))
)
def test_answers_stand_inside_the_picture_and_hide_no_other(
    values: list[list[float | None]],
) -> None:
    for drawing in drawn(answered(values)):
        assert_inside(drawing)
        for one, other in combinations(drawing.marks, 2):
            assert (one.x, one.y) != (other.x, other.y)
    moments = {moment for moment, said in enumerate(values) if any(each for each in said)}
    if len(moments) < 2:
        # What was answered at one time only stands in the picture of all questions.
        assert drawn(answered(values), "profile") == []
        return
    (drawing,) = drawn(answered(values), "profile")
    answers = sum(value is not None for said in values for value in said)
    who = {party for said in values for party, value in enumerate(said) if value is not None}
    assert len(drawing.marks) == answers + len(who)


@given(st.permutations([3, 3, 3, 4]).map(lambda each: each[:3]))
def test_equal_answers_stand_above_each_other_where_they_are(values: list[float | None]) -> None:
    """Side by side they would look like 2.9 and 3.1."""
    for of in ("overview", "profile"):
        (drawing,) = drawn(answered([values, values]), of)
        places = {mark.x for mark in drawing.marks if "Kierros" in mark.said}
        assert len(places) == len(set(values))


def test_all_questions_are_in_one_picture_theme_by_theme() -> None:
    (drawing,) = drawn(STORY, "overview")
    heads = [label for label in drawing.labels if label.theme]
    assert [head.theme for head in heads] == [1, 4]
    asked = {question.place for question in STORY.questions}
    assert len([label for label in drawing.labels if label.x == 0]) == len(asked) + len(heads)


def test_the_themes_show_the_move_that_their_questions_made_together() -> None:
    """Of the joint view, between the last two moments at which it has any."""
    (plot,) = (each for each in plots(compose(STORY, MODEL, FI)) if each.of == "themes")
    assert plot.title.string == (
        "Muutos teemoittain: Kierros 1, seuranta → Kierros 2 (Yhteinen näkemys)"
    )
    (change,) = (label for label in plot.drawing.labels if label.x == 3640)
    assert change.lines[0].string == "+1"
    moved = [mark for mark in plot.drawing.marks if mark.theme]
    assert {mark.said for mark in moved} == {"3 → 4"}
    (line,) = (stroke for stroke in plot.drawing.strokes if stroke.role == "data")
    ends = [(line.x1, line.y1), (line.x2, line.y2)]
    assert [(mark.x, mark.y) for mark in moved] == ends


def test_parties_differ_by_shape_and_not_by_colour_alone() -> None:
    (drawing,) = drawn(answered([[1, 3, 2]]), "overview")
    assert {mark.shape for mark in drawing.marks} == {"disc", "square", "diamond"}


def test_a_line_shows_the_gap_and_the_latest_one_is_drawn_through() -> None:
    (drawing,) = drawn(answered([[1, 4, None], [2, 3, None], [3, 3, 5]]), "profile")

    gaps = [stroke for stroke in drawing.strokes if stroke.role == "data"]
    assert [gap.style for gap in gaps] == ["dot", "dash"]
    assert gaps[0].x2 - gaps[0].x1 == 3 * (gaps[1].x2 - gaps[1].x1)
    (latest,) = drawn(answered([[1, 4, None]]), "overview")
    assert [stroke.style for stroke in latest.strokes[-1:]] == ["solid"]


def test_what_is_withheld_has_a_lane_that_says_so_and_no_mark() -> None:
    reading = Reading(moment=0, party="ohs", value=3, respondents=2, withheld=True)
    question = QuestionFigures(place=QUESTION, readings=(reading,))
    figures = FollowUp(moments=(Moment(round=1),), questions=(question,))
    (drawing,) = drawn(figures, "overview")

    said = [line.string for label in drawing.labels for line in label.lines]
    assert "ei näytetä" in said
    assert [mark.said for mark in drawing.marks] == ["Työterveyshuolto"]


@given(
    baseline=numbers,
    target=numbers,
    values=st.lists(numbers, min_size=1, max_size=5),
)
def test_a_trend_stands_inside_the_picture_with_its_target(
    baseline: float, target: float, values: list[float]
) -> None:
    indicator = IndicatorFigures(
        row="i",
        text="Tauot",
        baseline=str(baseline),
        target=str(target),
        values=tuple(
            IndicatorValue(moment=index, text=str(each), number=each)
            for index, each in enumerate(values)
        ),
    )
    moments = tuple(Moment(round=index + 1) for index in range(len(values)))
    (drawing,) = drawn(FollowUp(moments=moments, indicators=(indicator,)))

    assert_inside(drawing)
    heights = [mark.y for mark in drawing.marks]
    for one, other in combinations(range(len(heights)), 2):
        known = [baseline, *values]
        if known[one] < known[other]:
            assert heights[one] >= heights[other]
    assert [stroke.role for stroke in drawing.strokes].count("target") == 1


@given(st.lists(st.sampled_from(["done", "under-way", "dropped", None]), min_size=1, max_size=20))
def test_a_bar_is_as_long_as_its_part_of_the_measures(statuses: list[str | None]) -> None:
    measures = tuple(
        MeasureFigures(row=f"m-{index}", how="Tauot", status=each)
        for index, each in enumerate(statuses)
    )
    (drawing,) = drawn(FollowUp(moments=(Moment(round=1),), measures=measures))

    assert_inside(drawing)
    counts = [int(bar.said.rpartition(" ")[2]) for bar in drawing.bars]
    assert sum(counts) == len(statuses)
    for one, other in combinations(zip(drawing.bars, counts, strict=True), 2):
        assert (one[0].width > other[0].width) == (one[1] > other[1])


def test_texts_of_the_story_do_not_run_into_each_other() -> None:
    for language in ("fi", "en", "sv"):
        for plot in plots(compose(STORY, MODEL, Language(language))):
            for one, other in combinations(plot.drawing.labels, 2):
                # Boxes of the values over points are wider than what stands in them.
                if plot.of != "trend":
                    assert not overlap(one, other), (one, other)


@given(st.text(st.sampled_from("abc .,;:"), max_size=60), st.integers(300, 900), st.integers(1, 3))
def test_a_text_is_divided_into_no_more_lines_than_there_is_room_for(
    text: str, width: int, most: int
) -> None:
    whole = [line.string for line in divide(Own(string=text), width)]
    lines = [line.string for line in divide(Own(string=text), width, most)]

    assert all(breadth(line) <= width for line in whole)
    if len(whole) <= most:
        assert lines == whole
    else:
        assert len(lines) == most
        assert lines[:-1] == whole[: most - 1]
        assert lines[-1].endswith(" …")


def test_the_name_of_a_moment_ends_before_the_scale_begins() -> None:
    moments = tuple(Moment(round=10**5 + index, stage="follow-up") for index in (0, 1))
    readings = tuple(Reading(moment=moment, value=3) for moment in (0, 1))
    question = QuestionFigures(place=QUESTION, readings=readings)
    (drawing,) = drawn(FollowUp(moments=moments, questions=(question,)), "profile")

    named = [label for label in drawing.labels if label.lines[0].string.startswith("Kierros 1")]
    assert len(named) == 2
    for label in named:
        (line,) = label.lines
        # The sign that it goes on stands where the last letters were.
        assert breadth(line.string.removesuffix(" …")) <= label.width
        assert breadth(line.string) < min(mark.x for mark in drawing.marks[1:])


def test_a_model_of_another_subject_gets_a_report_with_its_parties_and_scale(
    tmp_path: Path,
) -> None:
    """Three parties, a scale of seven, and a language that the report's words don't speak."""
    model = load(write_content(tmp_path))
    readings = tuple(
        Reading(moment=0, party=party, value=value)
        for party, value in (("herders", 1), ("villages", 4), ("buyers", 7), (None, 7))
    )
    question = QuestionFigures(place="herd.question.calm", readings=readings, gap=6)
    report = compose(
        FollowUp(moments=(Moment(round=1),), questions=(question,)), model, Language("se")
    )

    (plot,) = (each for each in plots(report) if each.of == "overview")
    assert_inside(plot.drawing)
    answers = plot.drawing.marks[-4:]
    assert len({answer.shape for answer in answers}) == 4
    middle = (answers[0].x + answers[2].x) // 2
    assert abs(answers[1].x - middle) < 100
    for name in ("docx", "html"):
        (made,) = render(name, report)
        assert made.path == f"se/report.{name}"
    assert report.title == LocalizedText("Follow-up report", Language("en"), fallback=True)
