"""Languages that take more room than ours, or run the other way: pages are as well made in them."""

import re
from typing import Final

import pytest
from tests.docx.conftest import Convert
from tests.docx.contact_sheet import Pixels, pages_of
from tests.docx.word_file import WordFile, value

import toimintamalli
from toimintamalli import Language, Model, Request, Text
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.view import map_texts
from toimintamalli_docx.letters import lines

FI: Final = Language("fi")
LONG: Final = 25
"""Texts of more letters than these get longer; names and headings stay."""
NUMBER: Final = "docx.number"


def as_long(model: Model[Text], times: float) -> Model[Text]:
    """The content with longer sentences in Finnish, as in a language of longer words."""

    def longer(text: Text) -> Text:
        said = text.get(FI, "")
        count = round(len(said) * (times - 1)) // 6 if len(said) > LONG else 0
        return Text({**text, FI: " ".join([said, *["lisää"] * count])}) if count else text

    return map_texts(model, longer)


def meeting(model: Model[Text]) -> WordFile:
    request = Request.model_validate(
        {"languages": ["fi"], "profile": "meeting", "themes": ["succeed-together"]}
    )
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    return WordFile.open(made.content)


def columns_of(file: WordFile) -> list[list[int]]:
    """The widths of the columns of each stretch that has several."""
    found = ([int(value(col, "w")) for col in cols] for cols in file.find("//w:cols[w:col]"))
    return [widths for widths in found if len(widths) > 1]


def test_lists_that_run_over_a_page_stand_one_below_the_other(model: Model[Text]) -> None:
    # In a narrower column the rest of a list would be cut off at the edge of the page.
    # The forms of the cover stand beside its table in both.
    on_cover = 1
    assert len(columns_of(meeting(model))) == on_cover + 1
    assert len(columns_of(meeting(as_long(model, 1.4)))) == on_cover


@pytest.mark.parametrize("heading", ["Numbrike", "Порядковий"])
def test_the_heading_over_numbers_is_not_divided(heading: str, model: Model[Text]) -> None:
    words = [word for word in model.words if word.id != NUMBER]
    sample = model.words[0].model_copy(update={"id": NUMBER, "text": Text({FI: heading})})
    own = model.model_copy(update={"words": Keyed([*words, sample])})
    before, after = (
        int(value(meeting(each).find("//w:tbl[.//w:t='✓']/w:tblGrid/w:gridCol")[1], "w"))
        for each in (model, own)
    )
    assert after > before


def test_text_without_spaces_takes_the_lines_that_its_wide_signs_fill() -> None:
    size, across = 22, 20
    column = across * size * 10
    assert lines("工作场所" * across, size, column) == 4
    # As long in letters, it takes about half the room.
    assert lines("work " * 16, size, column) == 2
    # A word of Latin letters between the signs stays whole, and none is lost to a space.
    assert lines("工" * (across - 1) + "Word", size, column) == 2


def as_arabic(model: Model[Text]) -> Model[Text]:
    """The content with Arabic letters in place of the Finnish ones."""
    letters = {ord(ours): theirs for ours, theirs in zip(_LETTERS, _ARABIC, strict=True)}

    def written(text: Text) -> Text:
        said = text.get(FI, "")
        shown = "".join(
            part if part.startswith("{") else part.lower().translate(letters)
            for part in re.split(r"(\{[^}]*\})", said)
        )
        return Text({**text, Language("ar"): shown}) if shown else text

    languages = (*model.languages, Language("ar"))
    return map_texts(model, written).model_copy(update={"languages": languages})


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzäö"
_ARABIC: Final = "ابثدهفقحيجكلمنوپرغستعڤةخصزطظ"


def share_of_colour(page: Pixels, *, of_the_left: bool) -> float:
    """How much of the strip along an edge of a page is coloured: not white, and not grey."""
    columns = range(5) if of_the_left else range(page.width - 5, page.width)
    coloured = [
        max(pixel) - min(pixel) > 30
        for y in range(0, page.height, 10)
        for x in columns
        for pixel in [page.row(y)[3 * x : 3 * x + 3]]
    ]
    return sum(coloured) / len(coloured)


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_colour_of_a_theme_runs_down_the_side_that_lines_begin_on(
    language: str, model: Model[Text], convert: Convert
) -> None:
    is_left = language == "fi"
    own = as_arabic(model)
    request = Request.model_validate(
        {"languages": [language], "profile": "theme", "themes": ["succeed-together"]}
    )
    (made,) = toimintamalli.generate("docx", own, request, {"edition": "print"})
    page = pages_of(convert({"theme.docx": made.content}, "pdf")["theme.docx"])[0]
    assert share_of_colour(page, of_the_left=is_left) > 0.7
    assert share_of_colour(page, of_the_left=not is_left) < 0.1
