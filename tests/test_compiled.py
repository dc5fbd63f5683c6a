"""The compiled model: what a wheel carries gives back all that was loaded."""

import pytest

from tests.support.content import SHIPPED, write_translated_content
from toimintamalli import Model, Text, generate, load, read_model
from toimintamalli.compiled import compile_model, read_compiled
from toimintamalli.model.language import not_given


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Model[Text], ...]:
    """The shipped model, and one with doubts and a language that the library does not know."""
    other = write_translated_content(tmp_path_factory.mktemp("content"))
    models = load(SHIPPED), load(other)
    assert models[0].ledger.entries
    assert models[1].translation
    assert models[1].language_data
    return models


def test_a_compiled_model_keeps_the_ids_of_old_and_the_doubts_about_translations(
    loaded: tuple[Model[Text], ...],
) -> None:
    assert tuple(read_compiled(compile_model(model)) for model in loaded) == loaded


def test_a_model_that_was_kept_as_its_own_json_comes_back_whole(
    loaded: tuple[Model[Text], ...],
) -> None:
    for model in loaded:
        assert Model.model_validate_json(model.model_dump_json()) == model


def test_published_data_gives_the_model_back_to_who_has_no_content_folder(
    loaded: tuple[Model[Text], ...],
) -> None:
    for model in loaded:
        files = {file.path: file.content for file in generate("json", model)}
        whole = read_model(files["v1/model.json"], files["v1/ledger.json"])
        assert set(whole.translation) == set(model.translation)
        unlike = {"language_data", "translation"}
        assert whole == model.model_copy(update={name: getattr(whole, name) for name in unlike})
        assert {file.path: file.content for file in generate("json", whole)} == files
        assert not read_model(files["v1/model.json"]).ledger.entries


def test_what_nobody_has_given_of_a_language_is_not_given_afterwards_either(
    loaded: tuple[Model[Text], ...],
) -> None:
    kept = Model.model_validate_json(loaded[1].model_dump_json())
    for before, after in zip(loaded[1].language_data, kept.language_data, strict=True):
        assert not_given(after) == not_given(before)
