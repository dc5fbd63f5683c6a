"""The form that survey tools are made of: every place once, every text in every language."""

from pathlib import Path

import pytest
from tests.support.content import edit, shipped_model, write_content, write_translated_content

from toimintamalli import Language, Missing, Model, Occasion, Request, Text, load, resolve
from toimintamalli.errors import MissingText
from toimintamalli.model.ids import PartyId, Slug
from toimintamalli.workbook.form import FormNote, resolve_form

FI, EN = Language("fi"), Language("en")
PROFILES = ("meeting", "complete", "theme", "small-workplace")


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_form_asks_every_place_of_the_workbook_in_its_order(
    model: Model[Text], profile: str
) -> None:
    request = Request(profile=Slug(profile))

    asked = [place.place for place in resolve_form(model, request).places()]

    assert asked == list(resolve(model, request, FI).places())


def test_each_text_stands_in_the_order_of_the_languages(model: Model[Text]) -> None:
    form = resolve_form(model, Request(languages=(EN, FI)))
    question = next(place for place in form.places() if place.place.kind == "scale")

    assert form.languages == (EN, FI)
    assert [text.language for text in question.prompt] == [EN, FI]
    assert [text.string for text in question.choices[0].shown] == [
        "1 = Very poorly",
        "1 = Erittäin huonosti",
    ]
    assert [text.string for text in question.choices[1].shown] == ["2", "2"]
    assert [text.string[:4] for text in question.numbered] == ["1.1 ", "1.1 "]


def test_keys_of_pages_groups_and_notes_are_unique(model: Model[Text]) -> None:
    form = resolve_form(model, Request(profile=Slug("complete")))
    keys = [each.key for page in form.pages for each in (page, *page.parts)]

    assert len(keys) == len(set(keys))


def test_a_page_without_places_keeps_its_notices_only(model: Model[Text]) -> None:
    page = next(p for p in resolve_form(model, Request()).pages if p.key == "facilitator-page")

    assert [part.key for part in page.parts] == [
        "facilitator-page.privacy",
        "facilitator-page.distress",
    ]
    assert isinstance(page.parts[0], FormNote)


def test_only_the_party_that_fills_it_in_is_asked(model: Model[Text]) -> None:
    form = resolve_form(model, Request(occasion=Occasion(party=PartyId("ohs"))))

    assert {page.party for page in form.pages} == {None, PartyId("ohs")}


def test_cards_of_a_kind_carry_their_number(model: Model[Text]) -> None:
    headings = [group.heading[1].string for group in resolve_form(model, Request()).groups()]

    assert {"Measure 1", "Measure 2", "Measure 3"} <= set(headings)


def test_a_text_that_is_not_translated_stands_in_marked_as_such(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")
    form = resolve_form(load(folder), Request())
    waits = next(place for place in form.places() if place.place.id.endswith("practice.wait"))

    assert [(text.language, text.fallback) for text in waits.prompt] == [
        ("se", False),
        ("se", True),
    ]
    with pytest.raises(MissingText):
        resolve_form(load(folder), Request(missing=Missing.ERROR))


def test_a_model_of_another_subject_has_a_form_too(tmp_path: Path) -> None:
    form = resolve_form(load(write_content(tmp_path)), Request())

    assert {"herd.question.calm", "start.where.place"} <= {
        place.place.id.partition("@")[0] for place in form.places()
    }
