"""The survey structure for LimeSurvey keeps what its import format documents."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from tests.support.content import edit, shipped_model, write_translated_content
from tests.support.surveys import faults_of_limesurvey, read_limesurvey

from toimintamalli import Language, Model, Request, Text, generate, load
from toimintamalli.model.ids import Slug
from toimintamalli.model.view import map_texts
from toimintamalli.workbook.form import resolve_form

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def rows_of(model: Model[Text], request: Request | None = None) -> Rows:
    (artifact,) = generate("limesurvey", model, request)
    return read_limesurvey(artifact.content)


@pytest.mark.parametrize("profile", ["meeting", "complete", "theme", "small-workplace"])
@pytest.mark.parametrize("languages", [(), (Language("en"),)])
def test_our_checks_find_nothing_wrong(
    model: Model[Text], profile: str, languages: tuple[Language, ...]
) -> None:
    request = Request(languages=languages, profile=Slug(profile))

    assert list(faults_of_limesurvey(rows_of(model, request), resolve_form(model, request))) == []


def test_the_first_language_is_named_and_comes_first(model: Model[Text]) -> None:
    rows = rows_of(model)

    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    first, *others = model.languages
    assert (settings["language"], settings["additional_languages"]) == (first, " ".join(others))
    languages = [row["language"] for row in rows if row["class"] in ("G", "Q", "A")]
    assert languages == sorted(languages, key=[str(language) for language in model.languages].index)


def test_a_scale_is_answered_with_its_own_values(model: Model[Text]) -> None:
    rows = [row for row in rows_of(model) if row["language"] == "en"]
    start = next(i for i, each in enumerate(rows) if each["type/scale"] == "L")

    answers = [(row["name"], row["text"]) for row in rows[start + 1 : start + 6]]
    assert answers == [
        ("1", "1 = Very poorly"),
        ("2", "2"),
        ("3", "3"),
        ("4", "4"),
        ("5", "5 = Very well"),
    ]


def test_nothing_about_who_answers_or_when_is_kept(model: Model[Text]) -> None:
    settings = {row["name"]: row["text"] for row in rows_of(model) if row["class"] == "S"}

    assert settings.items() >= {"anonymized": "Y", "datestamp": "N", "ipaddr": "N"}.items()


def test_markup_and_braces_in_a_text_are_text(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "Vurdet.", "<b>Vurdet</b> {TOKEN:EMAIL}.")

    texts = [row["text"] for row in rows_of(load(folder))]

    assert any("&lt;b&gt;Vurdet&lt;/b&gt; &#123;TOKEN:EMAIL&#125;." in text for text in texts)
    assert not any(set("{}") & set(text) for text in texts)


@pytest.mark.parametrize("text", ['"Så" sade hon, "så"', 'C:\\ "x" \\', "\\"])
def test_quotes_and_backslashes_come_through_the_import(model: Model[Text], text: str) -> None:
    everywhere = map_texts(model, lambda was: Text(dict.fromkeys(was, text)))

    rows = rows_of(everywhere)

    assert text in {unescape(row["text"]) for row in rows if row["class"] == "A"}
    assert {row["class"] for row in rows} <= {"S", "SL", "G", "Q", "A", "SQ"}


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("letter", ["ä", "한", "😀"])
def test_the_sample_of_the_import_ends_with_a_whole_letter(
    model: Model[Text], before: int, letter: str
) -> None:
    text = "x" * before + letter * 600
    title = Text(dict.fromkeys(model.languages, text))

    rows = rows_of(model.model_copy(update={"title": title}))

    assert any(text in row["text"] for row in rows)
    assert "default" in rows[0]


def first(rows: Rows, kind: str) -> dict[str, str]:
    return next(row for row in rows if row["class"] == kind and row["type/scale"] != "X")


def drop_a_translation(rows: Rows) -> None:
    rows.remove(next(e for e in rows if e["class"] == "Q" and e["language"] == "en"))


def clear_a_text(rows: Rows) -> None:
    first(rows, "Q")["text"] = ""


def two_alike(rows: Rows) -> None:
    questions = [row for row in rows if row["class"] == "Q"]
    questions[2]["name"] = questions[1]["name"]


def two_answers_alike(rows: Rows) -> None:
    answers = [row for row in rows if row["class"] == "A"]
    answers[1]["name"] = answers[0]["name"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: first(rows, "Q").update({"type/scale": "likert"}),
        lambda rows: first(rows, "S").update(text="en"),
        lambda rows: first(rows, "A").update(name="manage-ment"),
        drop_a_translation,
        clear_a_text,
        two_alike,
        two_answers_alike,
    ],
)
def test_our_checks_see_the_faults_of_the_peers(
    model: Model[Text], spoil: Callable[[Rows], object]
) -> None:
    rows = rows_of(model)
    spoil(rows)

    assert list(faults_of_limesurvey(rows, resolve_form(model, Request())))
