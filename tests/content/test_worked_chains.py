"""Each theme tells one story whole: from a need to what was seen half a year later."""

import pytest
from tests.support.content import shipped_model

from toimintamalli.model.item import Example
from toimintamalli.model.text import Text

WHOLE = ["needs.text", "goals.text", "measures.how", "indicators.text", "indicators.baseline",
         "indicators.current_value"]  # fmt: skip


def stories() -> list[Example[Text]]:
    return [story for theme in shipped_model().themes for story in theme.examples]


def test_there_is_a_story_in_every_theme() -> None:
    assert {story.id.partition(".")[0] for story in stories()} == set(shipped_model().themes.ids)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_a_story_is_a_whole_chain_in_every_language(story: Example[Text]) -> None:
    assert [link.fact for link in story.chain] == WHOLE
    assert all(set(link.text) == {"fi", "en", "sv"} for link in story.chain)
