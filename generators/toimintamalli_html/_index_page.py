"""The page from which people choose a file: what is here, for whom, how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toimintamalli import (
    About,
    Artifact,
    Language,
    LocalizedText,
    Model,
    Request,
    Text,
    localize,
    words_for,
)
from toimintamalli_html._assets import Assets, style
from toimintamalli_html._links import contact_of, language_name, languages_of
from toimintamalli_html._look import theme_tokens
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice
from toimintamalli_html.options import Options


@dataclass(frozen=True)
class _Shelf:
    """What there is for readers of one language, in their words."""

    language: Language
    name: str
    voice: Voice
    title: LocalizedText
    purpose: LocalizedText
    provenance: LocalizedText
    files: tuple[Artifact, ...]

    @property
    def cards(self) -> tuple[tuple[Artifact, ...], ...]:
        """What there is to download: one card a workbook, with all its editions."""
        found: dict[str, list[Artifact]] = {}
        for file in self.files:
            about = _described(file)
            found.setdefault(about.work or file.path, []).append(file)
        return tuple(map(tuple, found.values()))

    def page(self, name: str) -> Artifact | None:
        """Return a page to open, if it is among the files."""
        wanted = f"{self.language}/{name}"
        return next((file for file in self.files if file.path == wanted), None)

    @property
    def has_word(self) -> bool:
        """Whether any of the files needs Word."""
        return any(file.path.endswith(".docx") for file in self.files)


def index_page(
    model: Model[Text], request: Request, options: Options, made: Sequence[Artifact]
) -> Artifact:
    """Return `index.html`: every file with a description, language by language."""
    shelves = tuple(_shelves(model, request, made))
    first = shelves[0]
    page = render(
        "index.html.j2",
        first.voice,
        assets=Assets(style("base", "index") + theme_tokens(model)),
        links=(),
        shelves=shelves,
        described=_described,
        contact=contact_of(options),
        version=model.version,
        licence=model.licence_name,
    )
    return Artifact(path="index.html", content=page.encode(), media_type="text/html")


def _shelves(model: Model[Text], request: Request, made: Sequence[Artifact]) -> Iterator[_Shelf]:
    for language in languages_of(model, request):
        view = localize(model, language, request.missing)
        words = words_for("html", "toimintamalli_html", model, language, request.missing)
        yield _Shelf(
            language=language,
            name=language_name(model, language),
            voice=Voice(language, words, request.missing),
            title=view.title,
            purpose=view.purpose,
            provenance=view.provenance,
            files=tuple(
                artifact
                for artifact in made
                if artifact.about and artifact.about.language == language
            ),
        )


def _described(artifact: Artifact) -> About:
    if artifact.about is None:
        raise ValueError(artifact.path)
    return artifact.about
