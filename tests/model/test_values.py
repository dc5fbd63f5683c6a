"""The values of the model: frozen, hashable and comparable all the way down."""

from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, TypeAdapter, ValidationError

from toimintamalli import LocalizedText, Missing, Text, load, localize
from toimintamalli.errors import MissingText
from toimintamalli.model.ids import Language, Slug, shorten
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Licence, Model
from toimintamalli.model.value import Value
from toimintamalli.model.view import narrow
from toimintamalli.model.vocabulary import Concept

FI, EN, SV = Language("fi"), Language("en"), Language("sv")
languages = st.sampled_from([FI, EN, SV])
TEXT = TypeAdapter(Text, config=ConfigDict(regex_engine="python-re"))
texts = st.dictionaries(languages, st.text(), min_size=1).map(Text)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)


def concept(id_: str) -> Concept[Text]:
    text = Text({FI: id_.upper()})
    return Concept[Text](id=Slug(id_), title=text, description=text)


def values_in(value: object) -> Iterator[Value]:
    """Yield a value and every value inside it."""
    if isinstance(value, Value):
        yield value
        for name in type(value).model_fields:
            yield from values_in(getattr(value, name))
    if isinstance(value, Keyed):
        for each in value:
            yield from values_in(each)


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return load()


# --- frozen and hashable ----------------------------------------------------------------------


def test_every_value_of_the_model_can_be_hashed(model: Model[Text]) -> None:
    assert len({hash(value) for value in values_in(model)}) > 300


def test_every_value_of_a_view_can_be_hashed(model: Model[Text]) -> None:
    assert len({hash(value) for value in values_in(localize(model, EN))}) > 300


def test_no_field_of_any_value_can_be_changed(model: Model[Text]) -> None:
    for value in {type(each): each for each in values_in(model)}.values():
        name = next(iter(type(value).model_fields))
        with pytest.raises(ValidationError, match="frozen"):
            setattr(value, name, getattr(value, name))


def test_models_that_say_the_same_are_equal_and_have_one_hash() -> None:
    first, second = load(), load()
    assert first is not second
    assert first == second
    assert hash(first) == hash(second)


def test_a_value_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Concept[Text].model_validate({"id": "x", "title": {}, "description": {}, "colour": "red"})


# --- Keyed ------------------------------------------------------------------------------------


@given(st.lists(slugs, unique=True))
def test_a_keyed_collection_keeps_order_and_finds_by_id(ids: list[str]) -> None:
    keyed = Keyed(map(concept, ids))

    assert [each.id for each in keyed] == ids == list(keyed.ids)
    assert len(keyed) == len(ids)
    assert all(keyed[id_].id == id_ and id_ in keyed for id_ in ids)
    assert "not-there" not in keyed


@given(st.lists(slugs, min_size=1, unique=True), st.data())
def test_a_keyed_collection_refuses_an_id_twice(ids: list[str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(ids))

    with pytest.raises(ValueError, match=again):
        Keyed(map(concept, [*ids, again]))


@given(st.lists(slugs, unique=True), st.randoms())
def test_keyed_collections_are_equal_exactly_in_the_same_order(
    ids: list[str], random: Random
) -> None:
    mixed = random.sample(ids, len(ids))
    first, second = Keyed(map(concept, ids)), Keyed(map(concept, mixed))

    assert (first == second) == (ids == mixed)
    assert first != second or hash(first) == hash(second)


def test_a_keyed_collection_has_no_place_for_a_new_thing() -> None:
    keyed = Keyed([concept("a")])

    with pytest.raises(TypeError):
        keyed["b"] = concept("b")  # type: ignore[index] # refusing it is the test
    with pytest.raises(KeyError):
        keyed["b"]


@given(st.lists(slugs, unique=True))
def test_a_keyed_collection_is_a_list_in_json_and_comes_back_the_same(ids: list[str]) -> None:
    adapter = TypeAdapter(Keyed[Concept[Text]])
    keyed = Keyed(map(concept, ids))

    written = adapter.dump_json(keyed)

    assert adapter.validate_json(written) == keyed
    assert [each["id"] for each in adapter.dump_python(keyed, mode="json")] == ids


@given(st.lists(slugs, unique=True), st.integers(-9, 9), st.integers(-9, 9))
def test_a_keyed_collection_counts_and_turns_as_a_list_does(
    ids: list[str], first: int, last: int
) -> None:
    things = [concept(id_) for id_ in ids]
    keyed = Keyed(things)

    assert list(keyed[first:last]) == things[first:last]
    assert list(reversed(keyed)) == things[::-1]
    if -len(ids) <= first < len(ids):
        assert keyed[first] == things[first]
    assert all(thing in keyed and keyed.get(thing.id) is thing for thing in things)
    assert concept("another-one") not in keyed
    assert keyed.get("another-one", "none") == "none"


@given(st.lists(slugs, unique=True, max_size=8))
def test_a_keyed_collection_shows_five_ids_and_counts_the_rest(ids: list[str]) -> None:
    shown = repr(Keyed(map(concept, ids)))

    assert all((repr(id_) in shown) == (place < 5) for place, id_ in enumerate(ids))
    assert (f"… {len(ids) - 5} more" in shown) == (len(ids) > 5)


# --- how a value prints -----------------------------------------------------------------------


class Shown(Value):
    id: str = "a"
    text: str = ""
    parts: tuple[str | int, ...] = ()
    inside: Concept[Text] | None = None
    many: Keyed[Concept[Text]] = Keyed()


def test_a_value_prints_as_a_line_of_what_it_holds() -> None:
    held = Shown(text="x" * 60, parts=("a", 2), inside=concept("b"))

    assert repr(held) == (f"Shown(id='a', text='{'x' * 39}…', parts=('a', 2), inside=Concept('b'))")
    assert str(Shown(parts=(1, 2, 3, 4))) == "Shown(id='a', parts=<4>)"
    assert str(Shown(parts=(1, 2, 3))) == "Shown(id='a', parts=(1, 2, 3))"
    assert str(Shown(many=Keyed([concept("b")]))) == "Shown(id='a', many=<1>)"
    assert str(Shown(text="x" * 40)) == f"Shown(id='a', text='{'x' * 40}')"
    assert str(Shown(text="x" * 41)) == f"Shown(id='a', text='{'x' * 39}…')"
    assert repr(concept("b")) == "Concept(id='b', title='B', description='B')"


@given(st.text(max_size=60), st.lists(st.text(max_size=300) | st.integers(), max_size=5))
def test_however_much_a_value_holds_it_prints_short(text: str, parts: list[str | int]) -> None:
    shown = repr(Shown(text=text, parts=tuple(parts)))

    assert len(shown) <= len("Shown()") + 200
    assert shown.startswith("Shown(id='a'")


# --- ids --------------------------------------------------------------------------------------


@given(slugs, slugs, slugs, st.integers(1, 30))
def test_a_shortened_slug_is_the_longest_run_of_whole_parts(
    first: str, second: str, third: str, room: int
) -> None:
    slug = f"{first}-{second}-{third}"
    short = shorten(slug, room)

    assert slug.startswith(short)
    assert 0 < len(short) <= room
    if len(slug) <= room:
        assert short == slug
    elif "-" in slug[: room + 1].strip("-"):
        assert not short.endswith("-")
        # What was cut off begins with a hyphen, and no further part had room.
        rest = slug[len(short) :].lstrip("-")
        assert len(slug) - len(rest) + len(rest.partition("-")[0]) > room or not short


# --- Text -------------------------------------------------------------------------------------


@given(texts, languages, st.sampled_from(Missing))
def test_a_text_gives_the_translation_or_does_what_was_asked(
    text: Text, language: Language, missing: Missing
) -> None:
    source = next(iter(text))
    if language in text:
        assert text.localize(language, source, missing) == LocalizedText(text[language], language)
    elif missing is Missing.ERROR:
        with pytest.raises(MissingText) as problem:
            text.localize(language, source, missing)
        assert problem.value.facts["language"] == language
    else:
        shown = text.localize(language, source, missing)
        assert shown == LocalizedText(text[source], source, fallback=True)


@given(texts)
def test_a_text_is_the_same_whatever_the_order_of_its_languages(text: Text) -> None:
    turned = Text(dict(reversed(list(text.items()))))

    assert turned == text
    assert hash(turned) == hash(text)


@given(texts)
def test_a_text_comes_back_from_json_the_same(text: Text) -> None:
    assert TEXT.validate_json(TEXT.dump_json(text)) == text


def test_a_text_does_not_follow_the_mapping_that_it_was_made_of() -> None:
    strings = {FI: "yksi"}
    text = Text(strings)

    strings[FI] = "kaksi"

    assert text[FI] == "yksi"


def test_a_text_cannot_be_changed() -> None:
    text = Text({FI: "yksi"})

    with pytest.raises(TypeError):
        text[FI] = "kaksi"  # type: ignore[index] # refusing it is the test


@pytest.mark.parametrize("strings", [{}, {"Suomi": "x"}, {"fi\n": "x"}, {"fi": 1}, "x"])
def test_a_text_that_is_none_is_refused(strings: object) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(strings)


def test_a_localized_text_is_no_string() -> None:
    shown: object = LocalizedText("yksi", FI)

    assert not isinstance(shown, str)


# --- views ------------------------------------------------------------------------------------


def untranslated(model: Model[Text]) -> Model[Text]:
    """Return the model with a purpose in Finnish only."""
    return model.model_copy(update={"purpose": Text({FI: "Miksi?"})})


def test_a_view_keeps_everything_that_is_no_text(model: Model[Text]) -> None:
    view = localize(model, EN)

    assert view.languages == model.languages
    assert [
        item.model_dump(exclude={"text", "reasons", "title", "chain"}) for item in view.items()
    ] == [item.model_dump(exclude={"text", "reasons", "title", "chain"}) for item in model.items()]


def test_a_view_marks_each_text_that_stands_in_for_a_translation(model: Model[Text]) -> None:
    view = localize(untranslated(model), EN)

    assert view.purpose == LocalizedText("Miksi?", FI, fallback=True)
    assert view.title == LocalizedText(model.title[EN], EN)


def test_a_view_is_refused_where_a_missing_translation_is_an_error(model: Model[Text]) -> None:
    with pytest.raises(MissingText, match="Miksi"):
        localize(untranslated(model), EN, Missing.ERROR)


@pytest.mark.parametrize("language", [FI, EN])
def test_the_shipped_content_is_whole_in_every_language(
    model: Model[Text], language: Language
) -> None:
    localize(model, language, Missing.ERROR)


def test_a_narrowed_model_has_the_languages_and_themes_that_were_asked_for(
    model: Model[Text],
) -> None:
    small = narrow(model, languages=[EN], themes=[model.themes["plan-ahead"].id])

    assert (small.languages, small.themes.ids) == ((EN,), ("plan-ahead",))
    assert set(small.title) == {EN}
    assert small.themes["plan-ahead"].number == "3"


def test_a_narrowed_model_keeps_the_source_of_what_is_not_translated(model: Model[Text]) -> None:
    assert narrow(untranslated(model), languages=[EN]).purpose == {FI: "Miksi?"}


def test_a_model_narrowed_by_nothing_is_the_same(model: Model[Text]) -> None:
    assert narrow(model) == model


# --- the model --------------------------------------------------------------------------------


def test_items_come_in_the_order_of_the_path(model: Model[Text]) -> None:
    themes = [item.id.partition(".")[0] for item in model.items()]

    assert list(dict.fromkeys(themes)) == list(model.themes.ids)


def test_a_scale_has_only_the_labels_that_the_model_gives(model: Model[Text]) -> None:
    scale = model.scales["poorly-well-5"]

    assert [scale.label(value) is not None for value in scale.values] == [
        True, False, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("licence", get_args(Licence))
def test_people_call_a_licence_by_its_name(model: Model[Text], licence: Licence) -> None:
    named = model.model_copy(update={"licence": licence}).licence_name
    assert named.replace(" ", "-").startswith(licence.removesuffix("-1.0").removesuffix("-4.0"))
    assert named != licence
