"""The page of one language: the workbook's whole tree, to read, fill in and print."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
from toimintamalli.workbook.block import Contents, Path, Table
from toimintamalli.workbook.place import Choice
from toimintamalli.workbook.tree import Section
from toimintamalli_html._assets import Assets, script, style
from toimintamalli_html._links import contact_of, links_of, neighbours_of
from toimintamalli_html._path_figure import draw_path
from toimintamalli_html._program import program_of
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice
from toimintamalli_html.options import Options

_FULLEST: Final = "complete"
"""The profile to read where there is no other wish: a page needs no paper."""


def workbook_pages(model: Model[Text], request: Request, options: Options) -> Iterator[Artifact]:
    """Yield the workbook of each language that was asked for."""
    for language in request.languages or model.languages:
        yield from _pages(_Source(model, request, options, language))


@dataclass(frozen=True)
class _Source:
    """What one language's pages are made from."""

    model: Model[Text]
    request: Request
    options: Options
    language: Language

    @property
    def voice(self) -> Voice:
        missing = self.request.missing
        words = words_for("html", "toimintamalli_html", self.model, self.language, missing)
        return Voice(self.language, words, missing)

    @property
    def workbook(self) -> Workbook:
        """The workbook that was asked for, or the fullest one."""
        return resolve(self.model, self._asked(self.request.profile or _FULLEST), self.language)

    @property
    def on_demand(self) -> frozenset[str]:
        """The tables that wait for somebody to want them: those the meeting does without."""
        if self.request.profile or _FULLEST not in self.model.profiles:
            return frozenset()
        meeting = resolve(self.model, self.request, self.language)
        return frozenset(_tables(self.workbook)) - frozenset(_tables(meeting))

    def _asked(self, profile: str) -> Request:
        known = profile in self.model.profiles or self.request.profile
        return self.request.model_copy(update={"profile": profile if known else None})


def _pages(source: _Source) -> Iterator[Artifact]:
    voice = source.voice
    workbook = source.workbook
    yield Artifact(
        path=f"{source.language}/workbook.html",
        content=_render(source, voice, workbook).encode(),
        media_type="text/html",
        about=_about(workbook, voice),
    )
    yield from _path_page(workbook, voice)


def _path_page(workbook: Workbook, voice: Voice) -> Iterator[Artifact]:
    """Yield the picture of the path alone, to print or to show in a meeting."""
    blocks = (block for section in workbook.sections for block in section.blocks)
    path = next((each for each in blocks if isinstance(each, Path)), None)
    if path is None:
        return
    page = render(
        "path.html.j2",
        voice,
        assets=Assets(style("workbook")),
        links=(),
        block=path,
        figure=draw_path(path.stops, voice),
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
        minutes=sum(each.minutes for each in _once(workbook.sections)),
        download=voice.words.fill(
            "download", language=workbook.language, version=workbook.version
        ).string,
    )


def _once(sections: tuple[Section, ...]) -> Iterator[Section]:
    # One theme's sheet is worked through in a meeting, and one party's task by each party.
    seen: set[str] = set()
    for each in sections:
        if each.id not in seen:
            seen.add(each.id)
            yield each


def _tables(workbook: Workbook) -> Iterator[str]:
    blocks = (block for section in workbook.sections for block in section.blocks)
    return (each.id for each in blocks if isinstance(each, Table))


def _repeated_choices(workbook: Workbook, on_demand: frozenset[str]) -> dict[str, str]:
    """Return which place has the same choices as an earlier one: place → the earlier.

    The script copies them; spelt out in every row they would be a tenth of the page. A place that
    is there without the script keeps its own, but in the later rows of a table.
    """
    waiting = frozenset(_waiting(workbook, on_demand))
    spelt_out: dict[tuple[Choice, ...], str] = {}
    repeated: dict[str, str] = {}
    for place in workbook.places():
        if place.kind == "choice" and not place.given:
            earlier = spelt_out.setdefault(place.choices, place.id)
            if place.id in waiting and earlier != place.id:
                repeated[place.id] = earlier
    return repeated


def _waiting(workbook: Workbook, on_demand: frozenset[str]) -> Iterator[str]:
    """Yield the places that need the script, or a row above them."""
    for section in workbook.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                rows = block.rows if block.id in on_demand else block.rows[1:]
                yield from (place.id for row in rows for place in row)


def _render(source: _Source, voice: Voice, workbook: Workbook) -> str:
    view = localize(source.model, source.language, source.request.missing)
    shown = tuple(each for each in workbook.sections if not _is_contents(each))
    on_demand = source.on_demand
    repeated = _repeated_choices(workbook, on_demand)
    return render(
        "workbook.html.j2",
        voice,
        assets=Assets(style("workbook"), script()),
        workbook=workbook,
        shown=shown,
        contents_title=_contents_title(workbook, voice),
        names=_names(workbook),
        on_demand=on_demand,
        first_with=lambda place: repeated.get(place.id, ""),
        targets=_targets(shown),
        draw=lambda path: draw_path(path.stops, voice),
        others=tuple(neighbours_of(source.model, source.request, source.language)),
        links=tuple(links_of(source.model, source.request, source.options, source.language)),
        contact=contact_of(source.options),
        themes=tuple({each.theme: each for each in shown if each.theme}.items()),
        parties=view.parties,
        program=program_of(source.model, workbook, view, voice),
        provenance=view.provenance,
        licence=view.licence,
    )


def _names(workbook: Workbook) -> dict[str, str]:
    """Return what the radio buttons of each scale are called together: place → name."""
    scales = (each.id for each in workbook.places() if each.kind == "scale")
    return {id_: f"p{index}" for index, id_ in enumerate(scales)}


def _is_contents(section: Section) -> bool:
    return all(isinstance(each, Contents) for each in section.blocks)


def _contents_title(workbook: Workbook, voice: Voice) -> LocalizedText:
    """Return the name of the list of contents, which the page has beside the text."""
    blocks = (block for section in workbook.sections for block in section.blocks)
    own = (each.title for each in blocks if isinstance(each, Contents))
    return next(own, voice.words["contents"])


def _targets(sections: tuple[Section, ...]) -> dict[str, str]:
    """Return where the path leads: theme → key of the first section about it, or the contents."""
    found: dict[str, str] = {}
    for each in sections:
        if each.theme:
            found.setdefault(each.theme, each.key)
    return found
