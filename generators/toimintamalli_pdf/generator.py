"""Which PDF files there are: each workbook to print, a sheet a theme, and the path as a poster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from toimintamalli import (
    About,
    Artifact,
    Language,
    Model,
    Request,
    Text,
    Words,
    Workbook,
    localize,
    resolve,
    words_for,
)
from toimintamalli.design import theme_shades
from toimintamalli.plugins import download_name
from toimintamalli.workbook.resolve import file_stem
from toimintamalli_pdf.book import Book
from toimintamalli_pdf.options import Options
from toimintamalli_pdf.typesetting import typeset

_NAME: Final = "pdf"
MEDIA_TYPE: Final = "application/pdf"


class PdfGenerator:
    """Writes accessible PDF (PDF/UA-1) to print, for each language and profile."""

    options = Options

    def generate(
        self, model: Model[Text], request: Request, options: Options
    ) -> Iterator[Artifact]:
        """Yield the PDF files of each language."""
        for language in request.languages or model.languages:
            words = words_for(_NAME, __package__, model, language, request.missing)
            for one, path in _orders(model, request):
                yield _workbook(model, one, options, words, language, path)
            yield _poster(model, request, options, words, language)


def _orders(model: Model[Text], request: Request) -> Iterator[tuple[Request, str]]:
    for profile in (request.profile,) if request.profile else model.profiles.ids:
        chosen = request.model_copy(update={"profile": profile})
        if profile in model.profiles and model.profiles[profile].one_a_theme:
            for theme in request.themes or model.themes.ids:
                yield chosen.model_copy(update={"themes": (theme,)}), f"themes/{theme}.pdf"
        else:
            yield chosen, f"{file_stem(model, profile)}.pdf"


def _workbook(  # noqa: PLR0913, PLR0917 -- all that a file is made of
    model: Model[Text],
    request: Request,
    options: Options,
    words: Words,
    language: Language,
    path: str,
) -> Artifact:
    workbook = resolve(model, request, language)
    data = _data(model, workbook, request, options, words)
    content = typeset("workbook.typ", data, language, options.font)
    said = [workbook.subtitle.string]
    if workbook.sections and workbook.sections[0].theme and workbook.sections[0].subject:
        said.append(workbook.sections[0].subject.string)
    title = ": ".join(said)
    return Artifact(
        path=f"{language}/{path}",
        content=content,
        media_type=MEDIA_TYPE,
        about=About(
            language=language,
            title=f"{title} (PDF, {words['edition'].string})",
            purpose=f"{workbook.purpose.string} {words['purpose'].string}",
            pages=workbook.pages,
            minutes=sum({part.id: part.minutes for part in workbook.sections}.values()) or None,
            download=download_name(*said, language, f"{workbook.version}.pdf"),
            work=title,
            edition=f"PDF, {words['edition'].string}",
        ),
    )


def _poster(
    model: Model[Text], request: Request, options: Options, words: Words, language: Language
) -> Artifact:
    workbook = resolve(model, request, language)
    data = _data(model, workbook, request, options, words)
    title = words["poster"].string
    return Artifact(
        path=f"{language}/path.pdf",
        content=typeset("path.typ", data, language, options.font),
        media_type=MEDIA_TYPE,
        about=About(
            language=language,
            title=f"{title} (PDF)",
            purpose=words["poster-purpose"].string,
            pages=1,
            download=download_name(title, language, f"{workbook.version}.pdf"),
        ),
    )


def _data(
    model: Model[Text], workbook: Workbook, request: Request, options: Options, words: Words
) -> object:
    view = localize(model, workbook.language, request.missing)
    book = Book(workbook, words, view, theme_shades(model))
    return book.data(options.colour, options.paper, request.occasion)
