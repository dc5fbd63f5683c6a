"""The questions as a plain Word document, one a language, to be pasted into a form tool.

Only what form tools take over from Word: numbered questions as paragraphs, and the choices of a
question as lettered ones below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from pydantic import BaseModel, ConfigDict

from toimintamalli import About, Artifact, Language, Model, Request, Text, words_for
from toimintamalli.workbook.form import Form, FormPage, FormPlace, resolve_form
from toimintamalli_questions.word import Paragraph, write_word

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAME: Final = "questions"


class QuestionsOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class QuestionsGenerator:
    """Writes `<language>/questions.docx`."""

    options = QuestionsOptions

    def generate(
        self, model: Model[Text], request: Request, options: QuestionsOptions
    ) -> Iterator[Artifact]:
        """Yield the questions of the profile that is asked for, or of the first one."""
        del options
        for language in request.languages or model.languages:
            form = resolve_form(model, request.model_copy(update={"languages": (language,)}))
            words = words_for(_NAME, __package__, model, language, request.missing)
            yield Artifact(
                path=f"{language}/questions.docx",
                content=write_word(language, form.title[0].string, _paragraphs(form)),
                media_type=MEDIA_TYPE,
                about=About(
                    language=Language(language),
                    title=words["title"].string,
                    purpose=words["purpose"].string,
                    download=f"{words['title'].string} {form.version}.docx",
                ),
            )


def _paragraphs(form: Form) -> Iterator[Paragraph]:
    yield Paragraph("Title", form.title)
    asked: set[str] = set()
    for page in form.pages:
        questions = [question for question in _questions(page) if question.place.item not in asked]
        asked |= {str(question.place.item) for question in questions}
        if questions:
            yield Paragraph("Heading1", (page.title[0], *page.subject))
        for question in questions:
            yield from _question(question)


def _questions(page: FormPage) -> Iterator[FormPlace]:
    """Yield the places that answer a question of the model; a workbook may ask one repeatedly."""
    for part in page.parts:
        for question in getattr(part, "places", ()):
            if question.place.item and question.place.kind in ("scale", "text"):
                yield question


def _question(asked: FormPlace) -> Iterator[Paragraph]:
    yield Paragraph("Question", asked.prompt, f"{asked.place.number}. ")
    for letter, choice in zip(ascii_lowercase, asked.choices, strict=False):
        yield Paragraph("Choice", choice.shown, f"{letter}) ")


generator: Final = QuestionsGenerator()
