"""The SurveyJS form: survey-core itself loads it, and our own checks see what it lets pass."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from tests.support.content import edit, shipped_model, write_translated_content
from tests.support.surveys import faults_of_surveyjs

from toimintamalli import Language, Model, Occasion, Request, Text, generate, load
from toimintamalli.model.ids import Slug
from toimintamalli.workbook.form import resolve_form

LOADER: Final = Path(__file__).parents[1] / "node" / "surveyjs.mjs"
SCALE: Final = "act-and-develop.question.well-being-considered"
Json = Any
"""What stands in a JSON file."""


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def written(model: Model[Text], request: Request | None = None) -> bytes:
    (artifact,) = generate("surveyjs", model, request)
    return artifact.content


def loaded(content: bytes, folder: Path, answers: Json, *locales: str) -> Json:
    """Return what survey-core makes of a form, and of answers to it."""
    file = folder / "form.json"
    file.write_bytes(content)
    done = subprocess.run(
        ["node", str(LOADER), str(file), *locales],
        input=json.dumps(answers),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("profile", ["meeting", "complete", "theme", "small-workplace"])
def test_survey_core_loads_every_profile_without_errors_and_its_linter_is_content(
    model: Model[Text], profile: str, tmp_path: Path
) -> None:
    request = Request(profile=Slug(profile))

    said = loaded(written(model, request), tmp_path, {})

    places = [place.place.id for place in resolve_form(model, request).places()]
    assert said["errors"] == []
    assert said["lint"]["findings"] == []
    assert said["locale"] == "fi"
    assert set(places) <= set(said["types"])


def test_each_language_is_shown_and_any_other_falls_back_to_english(
    model: Model[Text], tmp_path: Path
) -> None:
    said = loaded(written(model), tmp_path, {}, "en", "fi", "de", "")["shown"]

    finnish = "4.2 Kuinka hyvin yhteistyömme ottaa huomioon mielen hyvinvoinnin?"
    asked = {locale: shown["questions"][SCALE] for locale, shown in said.items()}
    assert finnish.partition(" ")[2] in asked["fi"]
    assert asked["en"] == asked["de"] == asked[""]
    assert asked["en"] not in ("", SCALE, asked["fi"])
    assert [value for value, _ in said["fi"]["choices"][SCALE]] == [1, 2, 3, 4, 5]
    assert said["fi"]["choices"][SCALE][0][1] == "1 = Erittäin huonosti"
    assert said["de"]["choices"][SCALE][0][1] == "1 = Very poorly"


def test_a_form_without_english_falls_back_to_its_first_language(
    model: Model[Text], tmp_path: Path
) -> None:
    content = written(model, Request(languages=(Language("fi"),)))

    said = loaded(content, tmp_path, {}, "en", "fi")["shown"]

    assert said["en"]["questions"] == said["fi"]["questions"]


def test_an_untranslated_text_is_shown_in_the_source_language(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path / "content")
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    said = loaded(written(load(folder)), tmp_path, {}, "nb", "se")["shown"]

    asked = {locale: shown["questions"]["herd.practice.wait"] for locale, shown in said.items()}
    assert asked["nb"] == asked["se"]
    assert "Vurdet." in asked["nb"]


def test_the_result_says_what_was_asked_and_keeps_the_ids(
    model: Model[Text], tmp_path: Path
) -> None:
    answers = {SCALE: 4, f"{SCALE}@ohs": 2, "next-meeting.meeting.date": "2027-05-04"}

    result = loaded(written(model), tmp_path, answers)["result"]

    origin = {"model": model.id, "contentVersion": model.version, "profile": "meeting"}
    assert result.items() >= {**answers, **origin}.items()


def test_what_is_known_of_the_occasion_is_filled_in(tmp_path: Path) -> None:
    herd = load(write_translated_content(tmp_path))
    content = written(herd, Request(occasion=Occasion(organisation="Saha & pojat")))

    assert '"defaultValue": "Saha & pojat"' in content.decode()


def test_braces_in_a_text_are_no_variable(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path / "content")
    edit(folder, "nb/themes/herd.yaml", "Vurdet.", "Vurdet {model}.")
    herd = load(folder)

    said = loaded(written(herd), tmp_path, {}, "nb")["shown"]["nb"]["questions"]

    assert herd.id not in said["herd.practice.wait"]


def survey_of(model: Model[Text]) -> Json:
    return json.loads(written(model))


def test_our_checks_find_nothing_wrong(model: Model[Text]) -> None:
    for profile in model.profiles.ids:
        request = Request(profile=Slug(profile))
        survey = json.loads(written(model, request))
        assert list(faults_of_surveyjs(survey, resolve_form(model, request))) == []


def first_question(survey: Json) -> Json:
    return survey["pages"][0]["elements"][1]["elements"][0]


def second_question(survey: Json) -> Json:
    return survey["pages"][0]["elements"][1]["elements"][1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda survey: first_question(survey).update(type="likert"),
        lambda survey: first_question(survey)["title"].pop("fi"),
        lambda survey: first_question(survey).update(title={"default": "Työpaikka", "en": "Work"}),
        lambda survey: survey.update(locale="en"),
        lambda survey: second_question(survey).update(name=first_question(survey)["name"]),
    ],
    ids=["unknown type", "missing translation", "source as default", "wrong locale", "same name"],
)
def test_our_checks_see_the_faults_of_the_peers(
    model: Model[Text], spoil: Callable[[Json], object]
) -> None:
    survey = survey_of(model)
    spoil(survey)

    assert list(faults_of_surveyjs(survey, resolve_form(model, Request())))
