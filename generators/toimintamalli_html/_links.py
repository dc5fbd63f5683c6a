"""Where a page leads: to itself in other languages, and to whoever publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toimintamalli import Language, Model, Request, Text, words_for
from toimintamalli_html.options import Options


@dataclass(frozen=True)
class Neighbour:
    """The same page in another language, by that language's own name."""

    language: Language
    name: str


@dataclass(frozen=True)
class Link:
    """A relation of the page for search engines."""

    rel: str
    address: str
    language: Language | None = None


@dataclass(frozen=True)
class Contact:
    """Where feedback goes."""

    name: str
    address: str


def languages_of(model: Model[Text], request: Request) -> tuple[Language, ...]:
    """Return the languages that are written in this build."""
    return request.languages or model.languages


def language_name(model: Model[Text], language: Language) -> str:
    """Return what a language calls itself, or its tag where nobody has said."""
    words = words_for("html", "toimintamalli_html", model, language, Request().missing)
    name = words["language-name"]
    return language if name.fallback else name.string


def neighbours_of(model: Model[Text], request: Request, own: Language) -> Iterator[Neighbour]:
    """Yield the other languages of the build."""
    for language in languages_of(model, request):
        if language != own:
            yield Neighbour(language, language_name(model, language))


def links_of(
    model: Model[Text], request: Request, options: Options, own: Language, file: str
) -> Iterator[Link]:
    """Yield the canonical address and those of every language, where an address is known."""
    if not options.base_url:
        return
    base = options.base_url.rstrip("/")
    yield Link("canonical", f"{base}/{own}/{file}")
    for language in languages_of(model, request):
        yield Link("alternate", f"{base}/{language}/{file}", language)


def contact_of(options: Options) -> Contact | None:
    """Return where the publisher takes feedback, if they have said so."""
    if not options.contact:
        return None
    is_page = options.contact.startswith("https://")
    return Contact(options.contact, options.contact if is_page else f"mailto:{options.contact}")
