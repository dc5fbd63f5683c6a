"""Which PDF files there are: each workbook to print, the path as a poster, a talk card a theme."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Final, TypeAlias

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
from toimintamalli.workbook.resolve import files_of, subject_of
from toimintamalli_pdf.book import Book
from toimintamalli_pdf.options import Options
from toimintamalli_pdf.typesetting import typeset

_NAME: Final = "pdf"
_BESIDE: Final = {"path": ("poster", "poster-purpose"), "cards": ("cards", "cards-purpose")}
"""Template of what is made beside the workbooks → the words for what it is, and for what."""
MEDIA_TYPE: Final = "application/pdf"
_AT_ONCE: Final = 2
"""More would gain little: the longest workbook takes as long as all other files of a language."""
_File: TypeAlias = Callable[[], Artifact]


class PdfGenerator:
    """Writes accessible PDF (PDF/UA-1) to print, for each language and profile."""

    options = Options

    def generate(
        self, model: Model[Text], request: Request, options: Options
    ) -> Iterator[Artifact]:
        """Yield the PDF files of each language."""
        return _some_at_once(_files(model, request, options))


def _files(model: Model[Text], request: Request, options: Options) -> Iterator[_File]:
    """Yield what makes each file, language by language."""
    for language in request.languages or model.languages:
        words = words_for(_NAME, __package__, model, language, request.missing)
        for one, stem in files_of(model, request):
            yield partial(_workbook, model, one, options, words, language, f"{stem}.pdf")
        # Whoever asks for one workbook gets that one.
        if request.profile is None:
            for template in _BESIDE:
                yield partial(_page, model, request, options, words, language, template)


def _some_at_once(files: Iterator[_File]) -> Iterator[Artifact]:
    """Yield files in their order; Typst sets pages without holding up another thread."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        begun = deque(map(pool.submit, islice(files, _AT_ONCE + 1)))
        while begun:
            yield begun.popleft().result()
            begun.extend(map(pool.submit, islice(files, 1)))
    finally:
        # Who wants no more files, or can have none, waits for none.
        pool.shutdown(cancel_futures=True)


def _workbook(  # noqa: PLR0913, PLR0917 -- all that a file is made of
    model: Model[Text],
    request: Request,
    options: Options,
    words: Words,
    language: Language,
    path: str,
) -> Artifact:
    workbook = resolve(model, request, language)
    book = _book(model, workbook, request, words)
    data = book.of_workbook(options.colour, options.paper, request)
    content = typeset("workbook.typ", data, language, options.font)
    said = list(filter(None, (workbook.subtitle.string, subject_of(model, workbook))))
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


def _page(  # noqa: PLR0913, PLR0917 -- all that a file is made of
    model: Model[Text],
    request: Request,
    options: Options,
    words: Words,
    language: Language,
    template: str,
) -> Artifact:
    """Return what is no workbook and has nothing to answer: to look at and to talk about."""
    workbook = resolve(model, request, language)
    name, purpose = _BESIDE[template]
    title = words[name].string
    book = _book(model, workbook, request, words)
    data = book.of_page(options.colour, options.paper, request)
    return Artifact(
        path=f"{language}/{template}.pdf",
        content=typeset(f"{template}.typ", data, language, options.font),
        media_type=MEDIA_TYPE,
        about=About(
            language=language,
            title=f"{title} (PDF)",
            purpose=words[purpose].string,
            download=download_name(title, language, f"{workbook.version}.pdf"),
        ),
    )


def _book(model: Model[Text], workbook: Workbook, request: Request, words: Words) -> Book:
    view = localize(model, workbook.language, request.missing)
    return Book(workbook, words, view, theme_shades(model))
