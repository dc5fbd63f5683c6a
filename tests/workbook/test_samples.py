"""A card shows what an invented workplace wrote, of the workbook's own theme; nothing is given."""

import pytest
from tests.support.content import shipped_model

from toimintamalli import Language, Request, localize, resolve
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.workbook.block import Items
from toimintamalli.workbook.place import Place

FACTS = ["needs.text", "goals.text", "measures.how", "indicators.text"]


def sampled(request: Request, language: str) -> list[Place]:
    return [
        place
        for place in resolve(shipped_model(), request, Language(language)).places()
        if place.sample
    ]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("theme", shipped_model().themes.ids)
def test_the_first_card_shows_the_story_of_the_theme(theme: str, language: str) -> None:
    found = sampled(Request.model_validate({"themes": [theme]}), language)

    (story,) = localize(shipped_model(), Language(language)).themes[theme].examples
    told = {str(link.fact): link.text.string for link in story.chain}
    assert [place.fact.name for place in found if place.fact] == FACTS
    assert all(place.id.startswith("agreed-measures.measures-1.") for place in found)
    for place in found:
        assert place.sample
        assert place.fact
        assert f": {place.sample.string.removesuffix('.')}" in told[place.fact.name]
        # Of which kinds it is, nobody writes on a card.
        assert not place.sample.string.endswith((")", ")."))
        assert not place.given


def test_a_small_workplace_sees_what_a_small_one_wrote() -> None:
    found = sampled(Request.model_validate({"profile": "small-workplace"}), "en")

    (story,) = localize(shipped_model(), Language("en")).themes["plan-ahead"].examples
    assert story.small_workplace
    said = [link.text.string.partition(": ")[2] for link in story.chain if link.fact in FACTS]
    assert [place.sample.string for place in found if place.sample] == said


def test_a_story_tells_of_which_kinds_its_indicator_is_where_its_language_has_the_words() -> None:
    model = shipped_model()
    complete = Request.model_validate({"profile": "complete"})

    def told(model: Model[Text]) -> list[str]:
        lines = [
            line.string
            for section in resolve(model, complete, Language("sv")).sections
            for block in section.blocks
            if isinstance(block, Items)
            for entry in block.entries
            for line in entry.chain
        ]
        return [line for line in lines if line.startswith("Mätare: övertid")]

    said = "Mätare: övertidstimmarna i hela verkstaden."
    assert told(model) == [f"{said} (Verkan · Gemenskapen)"]
    untranslated = Keyed(
        target.model_copy(update={"title": Text({Language("fi"): target.title[Language("fi")]})})
        for target in model.indicator_targets
    )
    assert told(model.model_copy(update={"indicator_targets": untranslated})) == [
        f"{said} (Gemenskapen)"
    ]
