"""The 44 items that the model was founded on are there, in every language, and stay there."""

import json
from collections import Counter
from typing import Any, Final

import pytest
from tests.support.content import shipped_model

from toimintamalli import Artifact, generate

FOUNDING: Final = [
    "act-and-develop.point.individual-correction-established",
    "act-and-develop.point.add-community-prevention",
    "act-and-develop.point.everyday-practices-matter",
    "act-and-develop.point.new-approaches",
    "act-and-develop.point.roles-must-change",
    "act-and-develop.question.well-being-considered",
    "act-and-develop.question.resources-considered",
    "act-and-develop.question.community-strengthening-in-practice",
    "act-and-develop.question.supporting-supervisors",
    "act-and-develop.question.new-actions-together",
    "act-and-develop.question.culture-of-openness",
    "act-and-develop.practice.involve-personnel",
    "act-and-develop.practice.community-and-solutions-first",
    "act-and-develop.practice.raise-positive-mental-health",
    "act-and-develop.practice.common-language",
    "act-and-develop.practice.psychological-safety",
    "act-and-develop.practice.ohs-give-expertise",
    "act-and-develop.practice.ohs-project-skills",
    "act-and-develop.practice.ohs-facilitate",
    "act-and-develop.pitfall.unclear-connections",
    "act-and-develop.pitfall.silver-bullet",
    "act-and-develop.pitfall.ready-made-individual-services-only",
    "act-and-develop.pitfall.no-follow-up",
    "act-and-develop.pitfall.osh-and-stewards-unused",
    "succeed-together.point.joint-monitoring-required",
    "succeed-together.point.develops-cooperation",
    "succeed-together.point.shows-achieved",
    "succeed-together.point.shows-success",
    "succeed-together.point.shows-next",
    "succeed-together.point.effectiveness-definition",
    "succeed-together.practice.learning-attitude",
    "succeed-together.practice.sufficient-resources",
    "succeed-together.practice.use-every-indicator",
    "succeed-together.practice.individual-and-workplace-measures",
    "succeed-together.practice.report-at-community-level",
    "succeed-together.practice.follow-preventive-measures",
    "succeed-together.practice.leading-indicators",
    "succeed-together.practice.continuous-monitoring",
    "succeed-together.practice.clear-goals-enable-monitoring",
    "succeed-together.practice.well-being-outcome-indicators",
    "succeed-together.practice.community-outcome-indicators",
    "succeed-together.practice.meeting-practice",
    "succeed-together.pitfall.detached-processes",
    "succeed-together.pitfall.as-needed-wording",
]

COLLECTIONS: Final = {"point": "points", "question": "questions", "practice": "practices",
                      "pitfall": "pitfalls"}  # fmt: skip

Json = Any
"""What stands in a JSON file; a reader of ours would not know its types either."""


@pytest.fixture(scope="module")
def made() -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in generate("json", shipped_model())}


@pytest.fixture(scope="module")
def models(made: dict[str, Artifact]) -> dict[str, Json]:
    return {each: json.loads(made[f"v1/{each}/model.json"].content) for each in ("fi", "en")}


def item(published: Json, id_: str) -> Json:
    theme, kind, _ = id_.split(".")
    themes = {each["id"]: each for each in published["model"]["themes"]}
    return {each["id"]: each for each in themes[theme][COLLECTIONS[kind]]}[id_]


def test_there_are_eleven_points_six_questions_twenty_practices_and_seven_pitfalls() -> None:
    kinds = Counter(each.split(".")[1] for each in FOUNDING)
    assert kinds == {"point": 11, "question": 6, "practice": 20, "pitfall": 7}


@pytest.mark.parametrize("id_", FOUNDING)
def test_a_founding_item_is_published_with_a_text_of_each_language(
    models: dict[str, Json], id_: str
) -> None:
    finnish, english = (item(models[each], id_)["text"] for each in ("fi", "en"))

    assert len(finnish) > 10
    assert len(english) > 10
    assert finnish != english


@pytest.mark.parametrize("language", ["fi", "en"])
def test_no_text_stands_in_for_a_translation(models: dict[str, Json], language: str) -> None:
    assert models[language]["language"] == language
    assert models[language]["fallbacks"] == {}


def test_the_last_pitfall_has_a_reason_of_five_parts(models: dict[str, Json]) -> None:
    for published in models.values():
        pitfall = item(published, "act-and-develop.pitfall.osh-and-stewards-unused")
        assert len({each["text"] for each in pitfall["reasons"]}) == 5


def test_two_of_the_questions_are_answered_from_one_to_five(models: dict[str, Json]) -> None:
    model = models["fi"]["model"]
    scales = {each["id"]: each for each in model["scales"]}
    kinds = [item(models["fi"], each) for each in FOUNDING if ".question." in each]
    scaled = [kind["scale"] for kind in kinds if kind["kind"] == "scale"]

    assert scaled == ["poorly-well-5"] * 2
    assert scales["poorly-well-5"]["values"] == [1, 2, 3, 4, 5]
    assert {
        scale["value"]: scale["text"].lower() for scale in scales["poorly-well-5"]["labels"]
    } == {
        1: "erittäin huonosti",
        5: "erittäin hyvin",
    }


@pytest.mark.parametrize("field", ["what", "when", "preparation", "who-brings"])
def test_the_next_meeting_asks_for_the_four_things_to_agree_on(
    models: dict[str, Json], field: str
) -> None:
    for published in models.values():
        sections = {each["id"]: each for each in published["model"]["sections"]}
        blocks = {section["id"]: section for section in sections["next-meeting"]["blocks"]}
        fields = {block["id"]: block for block in blocks["agenda"]["fields"]}
        assert fields[field]["prompt"]


def test_each_founding_item_follows_the_published_model_and_says_where_it_is(
    models: dict[str, Json],
) -> None:
    for each in FOUNDING:
        found = item(models["fi"], each)
        assert found["origin"] == "model"
        assert found["sources"]


def test_questions_of_the_theme_that_had_none_are_marked_as_ours(models: dict[str, Json]) -> None:
    themes = {model["id"]: model for model in models["fi"]["model"]["themes"]}
    assert {theme["origin"] for theme in themes["succeed-together"]["questions"]} <= {"ours"}


def test_the_index_lists_each_file_with_its_digest(made: dict[str, Artifact]) -> None:
    index = json.loads(made["v1/index.json"].content)
    listed = {f"v1/{each['path']}": each["bytes"] for each in index["files"]}
    assert listed == {
        path: len(each.content) for path, each in made.items() if path != "v1/index.json"
    }
