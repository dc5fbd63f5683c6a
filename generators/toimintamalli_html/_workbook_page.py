"""The page of one language: the workbook's whole tree, to read, fill in and print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from toimintamalli import (
    About,
    Artifact,
    Language,
    LocalizedText,
    Model,
    Request,
    Text,
    Workbook,
    localize,
    resolve,
    words_for,
)
from toimintamalli.languages import language_data
from toimintamalli.workbook.block import Contents, Path
from toimintamalli.workbook.resolve import file_stem
from toimintamalli.workbook.tree import Section
from toimintamalli_html._assets import Assets, script, style
from toimintamalli_html._follow_up_page import follow_up_page
from toimintamalli_html._links import contact_of, links_of, neighbours_of
from toimintamalli_html._look import theme_tokens
from toimintamalli_html._path_figure import draw_path
from toimintamalli_html._program import program_of
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice
from toimintamalli_html.options import Options

_FILE: Final = "workbook.html"


def workbook_pages(model: Model[Text], request: Request, options: Options) -> Iterator[Artifact]:
    """Yield the workbook of each language that was asked for."""
    for language in request.languages or model.languages:
        yield from _pages(_Source(model, request, options, language))
        if small := _small_request(model, request):
            yield _small_page(_Source(model, small, options, language, _small_file(model)))


def _small_request(model: Model[Text], request: Request) -> Request | None:
    """Return the request for a small workplace's own workbook, where a build makes all there is."""
    small = next((profile.id for profile in model.profiles if profile.small_workplace), None)
    if request.profile or not small:
        return None
    return request.model_copy(update={"profile": small})


def _small_file(model: Model[Text]) -> str:
    """Return what that page is called: as the other formats call theirs."""
    names = (file_stem(model, profile.id) for profile in model.profiles if profile.small_workplace)
    return f"{next(names)}.html"


@dataclass(frozen=True)
class _Source:
    """What one language's pages are made from."""

    model: Model[Text]
    request: Request
    options: Options
    language: Language
    file: str = _FILE

    @property
    def voice(self) -> Voice:
        missing = self.request.missing
        words = words_for("html", "toimintamalli_html", self.model, self.language, missing)
        return Voice(self.language, words, missing)

    @property
    def workbook(self) -> Workbook:
        """The workbook that was asked for, or the whole one: a page needs no paper."""
        whole = next((profile.id for profile in self.model.profiles if profile.whole), None)
        chosen = {"profile": self.request.profile or whole}
        return resolve(self.model, self.request.model_copy(update=chosen), self.language)


def _pages(source: _Source) -> Iterator[Artifact]:
    voice = source.voice
    workbook = source.workbook
    yield Artifact(
        path=f"{source.language}/{_FILE}",
        content=_render(source, voice, workbook).encode(),
        media_type="text/html",
        about=_about(workbook, voice),
    )
    yield follow_up_page(source.model, source.request, source.options, workbook, voice)
    yield from _path_page(source.model, workbook, voice)


def _small_page(source: _Source) -> Artifact:
    """Return the page for a workplace of a few people: the same tool, fewer stages."""
    voice = source.voice
    workbook = source.workbook
    about = About(
        language=workbook.language,
        title=voice.words.fill("edition-title", title=workbook.subtitle.string).string,
        purpose=workbook.purpose.string,
        minutes=sum(section.minutes for section in _once(workbook.sections)),
        download=voice.words.fill(
            "edition-download", language=workbook.language, version=workbook.version
        ).string,
    )
    content = _render(source, voice, workbook).encode()
    return Artifact(f"{source.language}/{source.file}", content, "text/html", about)


def _path_page(model: Model[Text], workbook: Workbook, voice: Voice) -> Iterator[Artifact]:
    """Yield the picture of the path alone, to print or to show in a meeting."""
    blocks = (block for section in workbook.sections for block in section.blocks)
    path = next((block for block in blocks if isinstance(block, Path)), None)
    if path is None:
        return
    page = render(
        "path.html.j2",
        voice,
        assets=Assets(style("base", "path") + theme_tokens(model)),
        links=(),
        block=path,
        figure=draw_path(
            path.stops, voice, is_leftward=language_data(workbook.language).direction == "rtl"
        ),
        title=workbook.title,
        version=workbook.version,
    )
    about = About(
        language=workbook.language,
        title=path.title.string,
        purpose=voice.words["path-purpose"].string,
        pages=1,
        download=voice.words.fill(
            "path-download", language=workbook.language, version=workbook.version
        ).string,
    )
    yield Artifact(f"{workbook.language}/path.html", page.encode(), "text/html", about)


def _about(workbook: Workbook, voice: Voice) -> About:
    return About(
        language=workbook.language,
        title=voice.words["about-title"].string,
        purpose=voice.words["about-purpose"].string,
        pages=workbook.pages,
        minutes=sum(section.minutes for section in _once(workbook.sections)),
        download=voice.words.fill(
            "download", language=workbook.language, version=workbook.version
        ).string,
    )


def _once(sections: tuple[Section, ...]) -> Iterator[Section]:
    # One theme's sheet is worked through in a meeting, and one party's task by each party.
    seen: set[str] = set()
    for section in sections:
        if section.id not in seen:
            seen.add(section.id)
            yield section


def _render(source: _Source, voice: Voice, workbook: Workbook) -> str:
    view = localize(source.model, source.language, source.request.missing)
    shown = tuple(section for section in workbook.sections if not _is_contents(section))
    return render(
        "workbook.html.j2",
        voice,
        assets=Assets(
            style("base", "plot", "workbook") + theme_tokens(source.model), script("workbook")
        ),
        workbook=workbook,
        file=source.file,
        small=_small_file(source.model) if _small_request(source.model, source.request) else "",
        shown=shown,
        word_file=source.file.replace(".html", ".docx"),
        contents_title=_contents_title(workbook, voice),
        targets=_targets(shown),
        occasion_of=_occasion_of,
        minutes=_minutes(shown),
        others=tuple(neighbours_of(source.model, source.request, source.language)),
        links=tuple(
            links_of(source.model, source.request, source.options, source.language, source.file)
        ),
        contact=contact_of(source.options),
        parties=view.parties,
        data=(
            (
                "program",
                program_of(source.model, workbook, view, voice, _document_of(source.request)),
            ),
        ),
        provenance=view.provenance,
        licence=source.model.licence_name,
    )


_Occasion = Literal["before", "meeting", "follow-up", ""]
"""When a section is worked through; nothing where it is only read."""


def _occasion_of(section: Section) -> _Occasion:
    if section.party:
        return "before"
    if section.stage == "follow-up":
        return "follow-up"
    return "meeting" if section.minutes else ""


def _minutes(sections: tuple[Section, ...]) -> dict[str, int]:
    """Return how long each occasion takes."""
    found = {"before": 0, "meeting": 0, "follow-up": 0}
    for section in _once(sections):
        if occasion := _occasion_of(section):
            found[occasion] += section.minutes or section.preparation
    return found


def _document_of(request: Request) -> str:
    """Return the id of the document that the page is made for: of one occasion, always the same."""
    occasion = request.occasion.model_dump(mode="json", exclude_defaults=True)
    if not occasion:
        return ""
    return sha256(json.dumps(occasion, sort_keys=True).encode()).hexdigest()[:32]


def _is_contents(section: Section) -> bool:
    return all(isinstance(block, Contents) for block in section.blocks)


def _contents_title(workbook: Workbook, voice: Voice) -> LocalizedText:
    """Return the name of the list of contents, which the page has beside the text."""
    blocks = (block for section in workbook.sections for block in section.blocks)
    own = (block.title for block in blocks if isinstance(block, Contents))
    return next(own, voice.words["contents"])


def _targets(sections: tuple[Section, ...]) -> dict[str, str]:
    """Return where the path leads: theme → key of the first section about it, or the contents."""
    found: dict[str, str] = {}
    for section in sections:
        if section.theme:
            found.setdefault(section.theme, section.key)
    return found
