"""What somebody who meets the library first expects of its values."""

import pickle
from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter
from tests.support.content import shipped_model

from toimintamalli import (
    BadRequest,
    Keyed,
    Language,
    Missing,
    Model,
    Occasion,
    Request,
    Text,
    UnknownName,
    check_content,
    localize,
    resolve,
    sum_up,
)
from toimintamalli.model.value import Value
from toimintamalli.workbook.places import places_of_model

FI, EN, SV = Language("fi"), Language("en"), Language("sv")


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def values(model: Model[Text]) -> Iterator[Value]:
    """Yield a value of each kind that the library gives."""
    yield model
    yield localize(model, EN)
    yield from (model.themes[0], localize(model, SV).themes[-1])
    yield Request(languages=(EN,), occasion=Occasion(round=2))
    yield from (resolve(model, Request(profile=profile), FI) for profile in model.profiles.ids)
    yield places_of_model(model)
    yield sum_up([], model)


def test_a_text_prints_as_its_words(model: Model[Text]) -> None:
    theme = localize(model, EN).themes["plan-ahead"]
    assert f"{theme.title}" == str(theme.title) == theme.title.string
    assert f"{theme.title:>60}" == f"{theme.title.string:>60}"
    assert f"{model.themes['plan-ahead'].title}" == model.themes["plan-ahead"].title[FI]


def test_a_value_shows_itself_in_one_line(model: Model[Text]) -> None:
    for value in (*values(model), model.themes, model.scales):
        assert "\n" not in repr(value)
        assert len(repr(value)) < 260
    assert repr(model).startswith(f"Model(id='{model.id}', version='{model.version}'")
    assert repr(model.parties) == "Keyed('workplace', 'ohs')"


def test_a_collection_is_asked_by_id_position_and_slice(model: Model[Text]) -> None:
    themes = model.themes
    assert themes[0] is themes[themes.ids[0]]
    assert themes[-1].id == themes.ids[-1]
    assert themes[1:3].ids == themes.ids[1:3]
    assert isinstance(themes[1:3], Keyed)
    assert [theme.id for theme in reversed(themes)] == list(reversed(themes.ids))
    assert themes.get("nothing") is None
    assert themes.get("nothing", 5) == 5
    assert themes[0] in themes
    with pytest.raises(IndexError):
        themes[99]


def test_an_id_that_is_not_there_brings_the_nearest_one(model: Model[Text]) -> None:
    with pytest.raises(KeyError, match='unknown id "plan-ahed" – did you mean "plan-ahead"'):
        model.themes["plan-ahed"]
    with pytest.raises(KeyError, match='unknown language "de" – known: en, fi, sv'):
        model.title[Language("de")]


@pytest.mark.parametrize("missing", list(Missing))
def test_a_language_that_is_not_published_is_refused_with_those_that_are(
    model: Model[Text], missing: Missing
) -> None:
    with pytest.raises(UnknownName, match='unknown language "de" – known: en, fi, sv'):
        localize(model, Language("de"), missing)
    with pytest.raises(UnknownName, match="known: en, fi, sv"):
        resolve(model, Request(), Language("de"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"languages": ["deutsch"]},
        {"missing": "never"},
        {"occasion": {"round": 0}},
        {"occasion": {"date": "2026-02-30"}},
        {"colour": "red"},
    ],
)
def test_a_bad_request_is_an_error_of_ours(wrong: dict[str, object]) -> None:
    with pytest.raises(BadRequest) as problem:
        Request.model_validate(wrong)
    assert next(iter(wrong)) in str(problem.value) or "occasion" in wrong
    assert "ei voi olla" in problem.value.message("fi")


def test_json_gives_back_every_value(model: Model[Text]) -> None:
    for value in values(model):
        written = value.model_dump_json()
        assert type(value).model_validate_json(written) == value, type(value)
        assert TypeAdapter(type(value)).validate_python(value.model_dump()) == value


def test_another_process_gets_the_same_values_and_errors(model: Model[Text]) -> None:
    assert all(pickle.loads(pickle.dumps(value)) == value for value in values(model))  # noqa: S301 -- our own
    with pytest.raises(UnknownName) as problem:
        localize(model, Language("de"))
    again = pickle.loads(pickle.dumps(problem.value))  # noqa: S301 -- the same
    assert (type(again), again.message("sv")) == (UnknownName, problem.value.message("sv"))


def test_a_notebook_shows_values_as_tables(model: Model[Text]) -> None:
    shown = [model, localize(model, EN).themes[0], resolve(model, Request(), SV), sum_up([], model)]
    for value in shown:
        html: str = value._repr_html_()  # type: ignore[attr-defined]
        assert html.startswith("<table>")
    assert f'lang="en"{localize(model, EN).themes[0].title}' not in html
    assert "&lt;" in str(localize(_with_title(model, "<b>"), FI)._repr_html_())


def _with_title(model: Model[Text], title: str) -> Model[Text]:
    return model.model_copy(update={"title": Text({FI: title})})


def test_content_is_checked_where_it_lies() -> None:
    assert check_content() == check_content("content") == ()
