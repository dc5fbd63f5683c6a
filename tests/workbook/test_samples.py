"""A card shows what an invented workplace wrote, of the workbook's own theme; nothing is given."""

import pytest

from toimintamalli import Language, Request, load, localize, resolve
from toimintamalli.workbook.place import Place

FACTS = ["needs.text", "goals.text", "measures.how", "indicators.text"]


def sampled(request: Request, language: str) -> list[Place]:
    return [each for each in resolve(load(), request, Language(language)).places() if each.sample]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("theme", load().themes.ids)
def test_the_first_card_shows_the_story_of_the_theme(theme: str, language: str) -> None:
    found = sampled(Request.model_validate({"themes": [theme]}), language)

    (story,) = localize(load(), Language(language)).themes[theme].examples
    told = {str(link.fact): link.text.string for link in story.chain}
    assert [each.fact.name for each in found if each.fact] == FACTS
    assert all(each.id.startswith("agreed-measures.measures-1.") for each in found)
    for each in found:
        assert each.sample
        assert each.fact
        assert told[each.fact.name].endswith(f": {each.sample.string}")
        assert not each.given


def test_a_small_workplace_sees_what_a_small_one_wrote() -> None:
    found = sampled(Request.model_validate({"profile": "small-workplace"}), "en")

    (story,) = localize(load(), Language("en")).themes["plan-ahead"].examples
    assert story.small_workplace
    assert [each.sample.string for each in found if each.sample] == [
        link.text.string.partition(": ")[2] for link in story.chain if link.fact in FACTS
    ]
