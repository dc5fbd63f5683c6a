"""The questions of a workbook as pages, with each text in every language: for survey tools.

Survey tools hold all languages in one file and know neither checklists nor cards. A form is the
workbook resolved once for each language, the trees laid on top of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from toimintamalli.model.ids import Language, PartyId, Slug, ThemeId, Version
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.view import localize
from toimintamalli.workbook.block import (
    Agenda,
    Asking,
    Block,
    Contents,
    Definitions,
    Group,
    Items,
    Path,
    Prose,
)
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve
from toimintamalli.workbook.tree import Section, Workbook, places_of

Texts = tuple[LocalizedText, ...]
"""One text in each language of the form, in the order of the form's languages."""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One of the values that a place offers."""

    value: int | str
    label: Texts = ()
    """The words for it; none where the model gives none."""
    shown: Texts = ()
    """What readers see: the label, for a scale with its value, or the value alone."""


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A place to answer in."""

    place: Place
    """The place in the form's first language: its id, kind, number and room."""
    prompt: Texts
    hints: tuple[Texts, ...] = ()
    """Why it matters, part by part."""
    choices: tuple[FormChoice, ...] = ()

    @property
    def numbered(self) -> Texts:
        """The prompt after the number that readers see, if it has one."""
        number = self.place.number
        return tuple(_saying(text, f"{number} {text.string}".strip()) for text in self.prompt)


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Places under one heading."""

    key: str
    """Unique in the form."""
    title: Texts
    places: tuple[FormPlace, ...]
    subject: Texts = ()
    """For whom the items of a list are."""
    number: int | None = None
    """Which filling of a small form, or which row, from 1."""

    @property
    def heading(self) -> Texts:
        """The title, with its subject or number."""
        title = _joined(self.title, self.subject) if self.subject else self.title
        return tuple(_saying(text, f"{text.string} {self.number or ''}".rstrip()) for text in title)


@dataclass(frozen=True, slots=True)
class FormNote:
    """Text to read."""

    key: str
    """Unique in the form."""
    text: Texts


@dataclass(frozen=True, slots=True)
class FormPage:
    """A section of the workbook."""

    key: str
    """Unique in the form."""
    title: Texts
    subject: Texts = ()
    """The theme or the party that a repeated section is about."""
    theme: ThemeId | None = None
    party: PartyId | None = None
    parts: tuple[FormGroup | FormNote, ...] = ()

    @property
    def heading(self) -> Texts:
        """The title, with what the page is about."""
        return _joined(self.title, self.subject) if self.subject else self.title


@dataclass(frozen=True, slots=True)
class Form:
    """What a survey tool asks, for one request in every language of it."""

    model: Slug
    version: Version
    profile: Slug
    languages: tuple[Language, ...]
    title: Texts
    subtitle: Texts
    purpose: Texts
    no_answer: Texts
    """The words for choosing not to answer."""
    pages: tuple[FormPage, ...]

    @property
    def heading(self) -> Texts:
        """The name of the model and of the workbook."""
        return _joined(self.title, self.subtitle)

    def groups(self) -> Iterator[FormGroup]:
        """Yield every group of places, in order."""
        for page in self.pages:
            yield from (part for part in page.parts if isinstance(part, FormGroup))

    def places(self) -> Iterator[FormPlace]:
        """Yield every place, in the order in which a reader meets them."""
        for group in self.groups():
            yield from group.places


def resolve_form(model: Model[Text], request: Request) -> Form:
    """Return the form of the workbook that a request asks for, in all its languages.

    Raises:
        UnknownName: the request names a profile or theme that the model does not have.
        MissingText: a translation is missing, and the request says that this is an error.
    """
    languages = request.languages or model.languages
    books = [resolve(model, request, language) for language in languages]
    first = books[0]
    words = tuple(localize(model, language, request.missing).words for language in languages)
    return Form(
        model=first.model,
        version=first.version,
        profile=first.profile,
        languages=languages,
        title=tuple(book.title for book in books),
        subtitle=tuple(book.subtitle for book in books),
        purpose=tuple(book.purpose for book in books),
        no_answer=tuple(word["no-answer"].text for word in words),
        pages=tuple(_pages(books, tuple(word["scale-help"].text for word in words))),
    )


def _joined(first: Texts, second: Texts) -> Texts:
    return tuple(_with(a, b) for a, b in zip(first, second, strict=True))


def _with(first: LocalizedText, second: LocalizedText) -> LocalizedText:
    fallback = first.fallback or second.fallback
    return LocalizedText(f"{first.string}: {second.string}", first.language, fallback)


def _saying(text: LocalizedText, string: str) -> LocalizedText:
    return LocalizedText(string, text.language, text.fallback)


def _pages(books: Sequence[Workbook], scale_help: Texts) -> Iterator[FormPage]:
    for sections in zip(*(book.sections for book in books), strict=True):
        if parts := tuple(_parts(sections, scale_help)):
            first = sections[0]
            yield FormPage(
                key=first.key,
                title=tuple(section.title for section in sections),
                subject=_all_or_none([section.subject for section in sections]),
                theme=first.theme,
                party=first.party,
                parts=parts,
            )


def _parts(sections: Sequence[Section], scale_help: Texts) -> Iterator[FormGroup | FormNote]:
    is_asked = any(any(places_of(block)) for block in sections[0].blocks)
    for blocks in zip(*(section.blocks for section in sections), strict=True):
        first: Block = blocks[0]
        match first:
            case Asking():
                asking = [block for block in blocks if isinstance(block, Asking)]
                yield from _groups(asking, scale_help)
            # A section without places is for the facilitator, but nobody may miss a notice.
            case Prose(id=key, style=style):
                if is_asked or style == "notice":
                    texts = tuple(block.text for block in blocks if isinstance(block, Prose))
                    yield FormNote(key, texts)
            case Path() | Agenda() | Items() | Definitions() | Contents():
                pass  # To be read before, not while answering.
            case _:
                assert_never(first)


def _groups(blocks: Sequence[Asking], scale_help: Texts) -> Iterator[FormGroup]:
    first = blocks[0]
    for index, groups in enumerate(zip(*(block.groups for block in blocks), strict=True), 1):
        titles = _all_or_none([group.title for group in groups])
        own = tuple(block.title for block in blocks)
        key = f"{first.id}.{index}"
        places = tuple(_places(groups, scale_help))
        match first.layout:
            case "scales" | "fields":
                yield FormGroup(first.id, own, places)
            case "questions":
                yield FormGroup(key, titles or own, places)
            case "checklist":
                yield FormGroup(key, own, places, subject=titles)
            case "cards" | "table":
                yield FormGroup(key, own, places, number=groups[0].number)
            case _:
                assert_never(first.layout)


def _places(groups: Sequence[Group], scale_help: Texts) -> Iterator[FormPlace]:
    for places in zip(*(group.places for group in groups), strict=True):
        yield FormPlace(
            place=places[0],
            prompt=tuple(place.prompt for place in places),
            hints=tuple(zip(*(place.reasons for place in places), strict=True)),
            choices=tuple(_choices(places, scale_help)),
        )


def _choices(places: Sequence[Place], scale_help: Texts) -> Iterator[FormChoice]:
    for choices in zip(*(place.choices for place in places), strict=True):
        value = choices[0].value
        label = _all_or_none([choice.label for choice in choices])
        bare = tuple(LocalizedText(str(value), text.language) for text in scale_help)
        shown = label or bare
        if label and places[0].kind == "scale":
            shown = tuple(
                _fill(word, value, own_label)
                for word, own_label in zip(scale_help, label, strict=True)
            )
        yield FormChoice(value, label, shown)


def _fill(word: LocalizedText, value: int | str, label: LocalizedText) -> LocalizedText:
    # A word of another language would make a label of two languages.
    pattern = word.string if word.language == label.language else "{value} = {label}"
    string = pattern.format(value=value, label=label.string)
    return _saying(label, string)


def _all_or_none(texts: Sequence[LocalizedText | None]) -> Texts:
    return tuple(text for text in texts if text is not None)
