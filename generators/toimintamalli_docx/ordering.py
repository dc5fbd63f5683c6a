"""One file to make: what it holds, for whom, and the draft that it is written from."""

from __future__ import annotations

from typing import Final

from toimintamalli import Language, Model, Request, Text, localize, resolve, words_for
from toimintamalli.design import INK, Colour, shade, theme_shades
from toimintamalli_docx.draft import Draft, Station
from toimintamalli_docx.options import Edition
from toimintamalli_docx.page import PAGES, Paper
from toimintamalli_docx.repeats import repeated_in
from toimintamalli_docx.text import Speech

NAME: Final = "docx"
PACKAGE: Final = "toimintamalli_docx"


def draft_of(  # noqa: PLR0913, PLR0917 -- all that a file is made of
    model: Model[Text],
    request: Request,
    language: Language,
    edition: Edition,
    colour: Colour = INK,
    paper: Paper = Paper.A4,
) -> Draft:
    """Return the draft of a workbook in one language."""
    words = words_for(NAME, PACKAGE, model, language, request.missing)
    view = localize(model, language, request.missing)
    shades = theme_shades(model)
    book = resolve(model, request, language)
    return Draft(
        book,
        words,
        Speech(language, request.missing, words["untranslated"]),
        edition,
        shade(colour),
        {
            theme.id: Station(theme.number, theme.title, theme.heading, shades[theme.id])
            for theme in view.themes
            if not request.themes or theme.id in request.themes
        },
        PAGES[paper],
        repeated=repeated_in(book),
    )
