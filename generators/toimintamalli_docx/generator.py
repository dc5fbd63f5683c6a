"""Which Word files there are, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from toimintamalli import About, Artifact, Language, Model, Request, Text
from toimintamalli.plugins import download_name
from toimintamalli.workbook.resolve import files_of, subject_of
from toimintamalli_docx.document import write_document
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.house import house_look
from toimintamalli_docx.logo import Logo, read_logo
from toimintamalli_docx.look import Look
from toimintamalli_docx.options import Edition, Options
from toimintamalli_docx.ordering import draft_of
from toimintamalli_docx.template import own_look
from toimintamalli_docx.wordings import wordings_of

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class _Order:
    """One file to make."""

    request: Request
    edition: Edition
    path: str


class DocxGenerator:
    """Writes Word workbooks: for each language, profile and edition."""

    options = Options

    def generate(
        self, model: Model[Text], request: Request, options: Options
    ) -> Iterator[Artifact]:
        """Yield the Word files of each language."""
        for language in request.languages or model.languages:
            for order in _orders(model, request, options):
                yield _artifact(model, order, options, language)


def _orders(model: Model[Text], request: Request, options: Options) -> Iterator[_Order]:
    for one, stem in files_of(model, request):
        if options.edition in (None, Edition.FILL):
            yield _Order(one, Edition.FILL, f"{stem}.docx")
        if options.edition in (None, Edition.PRINT):
            yield _Order(one, Edition.PRINT, f"{stem}-print.docx")


def _artifact(model: Model[Text], order: _Order, options: Options, language: Language) -> Artifact:
    draft = draft_of(model, order.request, language, order.edition, options.colour, options.paper)
    draft = replace(draft, wording=wordings_of(model)[language])
    return Artifact(
        path=f"{language}/{order.path}",
        content=write_document(draft, model.licence_name, _look(draft, options), _logo(options)),
        media_type=MEDIA_TYPE,
        about=_about(draft, subject_of(model, draft.workbook)),
    )


def _look(draft: Draft, options: Options) -> Look:
    language = draft.language_tag
    if options.template is None:
        return own_look(draft.ink, language, is_rtl=draft.is_rtl, tints=draft.tints)
    return house_look(options.template, draft.ink, language, is_rtl=draft.is_rtl, tints=draft.tints)


def _logo(options: Options) -> Logo | None:
    return read_logo(options.logo) if options.logo else None


def _about(draft: Draft, subject: str) -> About:
    book = draft.workbook
    edition = draft.words[f"edition-{draft.edition}"].string
    work = f"{book.subtitle.string}{f': {subject}' if subject else ''}"
    return About(
        language=book.language,
        title=f"{work} ({edition})",
        purpose=f"{book.purpose.string} {draft.words[f'{draft.edition}-purpose'].string}",
        pages=book.pages,
        minutes=sum({section.id: section.minutes for section in book.sections}.values()) or None,
        download=download_name(
            book.subtitle.string, subject, edition, book.language, f"{book.version}.docx"
        ),
        work=work,
        edition=f"Word, {edition}",
    )
