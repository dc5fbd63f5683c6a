"""The questions as an XLSForm: one Excel file a profile, in every language.

For ODK, KoboToolbox, Enketo and SurveyCTO. Format: https://xlsform.org/en/, tried with pyxform 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel, ConfigDict

from toimintamalli import Artifact, Language, Model, Request, Text
from toimintamalli.languages import language_data
from toimintamalli.model.kinds import KINDS, ByKind
from toimintamalli.spreadsheets import Row, write_spreadsheet
from toimintamalli.workbook.form import Form, FormGroup, FormPage, FormPlace, Texts, resolve_form

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_ANSWER: Final = "no-answer"
"""The choice for those who choose not to answer a scale question."""

_SURVEY: Final = ("type", "name", "appearance", "default")
_TYPES: Final = ByKind(
    scale="select_one",
    text="text",
    choice="select_one",
    several="select_multiple",
    check="acknowledge",
    date="date",
    number="decimal",
)
"""What a place is in XLSForm; the name of its list follows where it has one."""
Choices = tuple[tuple[str, Texts], ...]
"""The name and the label of each choice of a list."""


class XlsFormOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class XlsFormGenerator:
    """Writes `surveys/<profile>.xlsform.xlsx`."""

    options = XlsFormOptions

    def generate(
        self, model: Model[Text], request: Request, options: XlsFormOptions
    ) -> Iterator[Artifact]:
        """Yield the form of the profile that is asked for, or of the first one."""
        del options
        form = resolve_form(model, request)
        content = write_spreadsheet(as_sheets(form))
        yield Artifact(f"surveys/{form.profile}.xlsform.xlsx", content, MEDIA_TYPE)


def as_sheets(form: Form) -> dict[str, list[Row]]:
    """Return the sheets of an XLSForm, each with a column for each language."""
    labels = [f"label::{language_name(language)}" for language in form.languages]
    hints = [f"hint::{language_name(language)}" for language in form.languages]
    lists = _lists(form)
    return {
        "survey": [(*_SURVEY, *labels, *hints), *_survey(form, lists)],
        "choices": [("list_name", "name", *labels), *_choices(lists)],
        "settings": [
            ("form_title", "form_id", "version", "default_language"),
            (
                _label(form.heading[:1])[0],
                f"{form.model}-{form.profile}",
                form.version,
                language_name(form.languages[0]),
            ),
        ],
    }


def language_name(language: Language) -> str:
    """Return a language as XLSForm names it: its own name, and its code in brackets."""
    own = language_data(language, None).name or language
    return f"{own[:1].upper()}{own[1:]} ({language})"


def element_name(id_: str) -> str:
    """Return the name of a place in the form: its id, with _ for @, which no XML name may have.

    No id has an underscore, so the way back is as plain.
    """
    return id_.replace("@", "_")


def _survey(form: Form, lists: dict[Choices, str]) -> Iterator[Row]:
    blank = ("",) * len(form.languages)
    yield ("note", "note_purpose", "", "", *_label(form.purpose), *blank)
    for page in form.pages:
        yield ("begin_group", f"page_{page.key}", "", "", *_label(page.heading), *blank)
        yield from _parts(form, page, lists)
        yield ("end_group",)


def _parts(form: Form, page: FormPage, lists: dict[Choices, str]) -> Iterator[Row]:
    blank = ("",) * len(form.languages)
    for part in page.parts:
        if isinstance(part, FormGroup):
            yield ("begin_group", f"group_{part.key}", "", "", *_label(part.heading), *blank)
            yield from (_question(form, place, lists) for place in part.places)
            yield ("end_group",)
        else:
            yield ("note", f"note_{part.key}", "", "", *_label(part.text), *blank)


def _question(form: Form, asked: FormPlace, lists: dict[Choices, str]) -> Row:
    place = asked.place
    choices = _choices_of(form, asked)
    return (
        f"{_TYPES[place.kind]} {lists[choices]}" if choices else _TYPES[place.kind],
        element_name(place.id),
        "multiline" if place.kind == "text" and place.lines > 1 else "",
        _given(place.given) if place.kind == "text" else place.given,
        *_label(asked.numbered),
        *_hints(form, asked),
    )


def _given(text: str) -> str:
    """Return a default that is no expression: `A - B` would be a subtraction."""
    if _PLAIN.fullmatch(text) and not _OPERATORS.search(text):
        return text
    # XPath has no way to escape a quotation mark inside its own kind.
    parts = filter(None, re.split("(')", _safe(text)))
    pieces = [f"'{part}'" if part != "'" else f'"{part}"' for part in parts]
    return f"concat({', '.join(pieces)})"


def _hints(form: Form, asked: FormPlace) -> Iterator[str]:
    for index in range(len(form.languages)):
        yield _safe(" ".join(hint[index].string for hint in asked.hints))


def _lists(form: Form) -> dict[Choices, str]:
    """Return each list of choices once, with its name."""
    lists = dict.fromkeys(_choices_of(form, place) for place in form.places())
    return {choices: f"choices_{number}" for number, choices in enumerate(filter(None, lists), 1)}


def _choices_of(form: Form, asked: FormPlace) -> Choices:
    named = tuple((str(choice.value), choice.shown) for choice in asked.choices)
    return (*named, (NO_ANSWER, form.no_answer)) if KINDS[asked.place.kind].may_decline else named


def _choices(lists: dict[Choices, str]) -> Iterator[Row]:
    for choices, name in lists.items():
        yield from ((name, value, *_label(label)) for value, label in choices)


def _label(texts: Texts) -> tuple[str, ...]:
    return tuple(_safe(text.string) for text in texts)


def _safe(text: str) -> str:
    # ${…} would be a reference to another question.
    return text.replace("${", "$ {")


_PLAIN: Final = re.compile(r"[\w .,:;&]*")
_OPERATORS: Final = re.compile(r"\b(and|or|mod|div)\b")

generator: Final = XlsFormGenerator()
