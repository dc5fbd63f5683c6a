"""A page holds one table of places, and each part of its script gets out of it what Python has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.differential.twin import Json, Page
from tests.support.content import edit, shipped_model, write_translated_content, write_words

from toimintamalli import Model, Text, load
from toimintamalli.plugins import Portable
from toimintamalli.reading import find_reader
from toimintamalli.report.places import Spot, places_in
from toimintamalli.rounds.facts import facts_of
from toimintamalli.testing.synthetic import synthetic_model


@pytest.fixture(scope="module", params=["shipped", "half translated", "synthetic"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Model[Text]:
    match request.param:
        case "shipped":
            return shipped_model()
        case "synthetic":
            return synthetic_model()
        case _:
            return load(_half_translated(tmp_path_factory.mktemp("content")))


def _half_translated(folder: Path) -> Path:
    """Write a content root of which the translation lacks a theme and some prompts."""
    write_words(write_translated_content(folder), "se", "nb")
    (folder / "nb/themes/herd.yaml").write_text("theme:\n  title: Flokken\n", encoding="utf-8")
    edit(folder, "nb/workbook.yaml", "          day:\n            prompt: Beaivi\n", "")
    return folder


@pytest.fixture(scope="module")
def unpacked(model: Model[Text]) -> Iterator[Json]:
    page = Page(model)
    yield page.unpacked()
    page.close()


def test_the_reader_of_word_files_gets_its_places(model: Model[Text], unpacked: Json) -> None:
    reader = find_reader("docx")
    assert isinstance(reader, Portable)
    known: Json = dict(reader.known(model))
    for name in ("under", "asked"):
        known[name] = {mark: sorted(each) for mark, each in known[name].items()}
    places = [{"offers": each.pop("choices"), **each} for each in map(dict, known.pop("places"))]
    found = unpacked["reading"]
    assert found.pop("places") == [_filled(place) for place in places]
    assert found == known


def _filled(place: Json) -> Json:
    """Return a place without what stands for nothing."""
    return {name: each for name, each in place.items() if each != {} and (name != "views" or each)}


def test_the_report_gets_its_places(model: Model[Text], unpacked: Json) -> None:
    spots = places_in(model, model.source_language).spots
    found = unpacked["telling"]["places"]
    assert found == {place: _told(spot) for place, spot in spots.items()}
    assert list(found) == list(spots)


def _told(spot: Spot) -> Json:
    told = {
        "order": list(spot.order),
        "asked": spot.asked.string,
        "section": spot.section.string,
        "block": spot.block,
        "theme": spot.theme,
        "row": spot.row,
        "fact": spot.fact,
        "options": {value: label.string for value, label in spot.options},
        "themes": dict(spot.themes),
    }
    return {name: value for name, value in told.items() if value}


def test_figures_get_the_blocks_that_tell_of_the_plan(model: Model[Text], unpacked: Json) -> None:
    expected = {"blocks": [], **facts_of(model).as_data()}
    found = unpacked["facts"]
    for block in found["blocks"]:
        if not block["rows"]:
            del block["rows"]
    assert found == expected
