"""The design tokens: whatever colour somebody brings, what stands in it can be read."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.content import SHIPPED
from toimintamalli import design, load
from toimintamalli.design import Colour, Shade, contrast, shade, theme_shades
from toimintamalli.model.ids import ThemeId
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: Colour(f"{number:06X}"))


def with_themes(count: int) -> Model[Text]:
    """Return a model with so many themes, to none of which the content gives a colour."""
    shipped = load(SHIPPED)
    first = next(iter(shipped.themes))
    plain = [first.model_copy(update={"id": f"t{n}", "colour": None}) for n in range(count)]
    return shipped.model_copy(update={"themes": Keyed(plain)})


@given(COLOURS)
def test_every_colour_becomes_one_that_is_read_on_white_and_on_its_own_tint(colour: Colour) -> None:
    made = shade(colour)
    assert contrast(made.dark, design.WHITE) >= design.EASY
    assert contrast(made.dark, made.tint) >= design.READABLE


def test_texts_are_read_on_every_ground_that_they_stand_on() -> None:
    grounds = (design.WHITE, design.PAPER, design.SAND)
    texts = (design.INK, design.TEXT, design.SOFT_TEXT)
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= design.EASY


@given(st.integers(1, 12))
def test_any_number_of_themes_gets_as_many_colours(count: int) -> None:
    found = theme_shades(with_themes(count))
    assert len(set(found.values())) == len(found) == count


def test_a_colour_that_the_content_gives_and_that_can_be_read_stays() -> None:
    assert theme_shades(load(SHIPPED))[ThemeId("prerequisites")] == Shade(
        Colour("0B6E69"), Colour("E7F0F0")
    )
