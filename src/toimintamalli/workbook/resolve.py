"""From the outline and the model to a workbook, for one request in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from toimintamalli.errors import UnknownName
from toimintamalli.model.ids import Language, PartyId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.outline import OutlineSection, Profile, ScalesBlock, Stage
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.theme import Theme
from toimintamalli.model.value import SameObject
from toimintamalli.model.view import localize
from toimintamalli.workbook._blocks import resolve_block
from toimintamalli.workbook._scope import Scope, View, suits
from toimintamalli.workbook.block import Contents, ContentsRow
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.tree import Section, Workbook


def resolve(model: Model[Text], request: Request, language: Language) -> Workbook:
    """Return the workbook that a request asks for, for readers of one language.

    Several formats ask for the same workbooks one after another: they are kept for the next.

    Raises:
        UnknownName: the request names a profile or theme that the model does not have.
        MissingText: a translation is missing, and the request says that this is an error.
    """
    return _resolve(SameObject(model), request, language)


@lru_cache(maxsize=32)
def _resolve(same: SameObject[Model[Text]], request: Request, language: Language) -> Workbook:
    model = same.value
    view = localize(model, language, request.missing)
    profile = find_profile(view, request)
    sections = resolve_sections(view, request, profile)
    return Workbook(
        model=view.id,
        version=view.version,
        language=language,
        profile=profile.id,
        title=view.title,
        subtitle=profile.title,
        purpose=profile.purpose,
        pages=profile.pages,
        sections=tuple(_with_contents(section, sections) for section in sections),
    )


def resolve_sections(
    view: View, request: Request, profile: Profile[LocalizedText]
) -> tuple[Section, ...]:
    """Return the sections that a profile has, for the themes and the occasion of a request."""
    return tuple(_sections(view, request, profile))


def find_profile(view: View, request: Request) -> Profile[LocalizedText]:
    """Return the profile that a request names, or the default one."""
    id_ = request.profile or default_profile(view)
    if id_ not in view.profiles:
        raise UnknownName("profile", id_, view.profiles.ids)
    return view.profiles[id_]


def default_profile(model: Model[Text] | View) -> str:
    """Return the profile for who names none: the one that says so, or the first."""
    own = [profile.id for profile in model.profiles if profile.default]
    return next(iter((*own, *model.profiles.ids)), "")


def file_stem(model: Model[Text], profile: str) -> str:
    """Return what files of a profile are called without an ending, or their folder."""
    if profile == default_profile(model):
        return "workbook"
    if profile not in model.profiles:
        return f"workbook-{profile}"
    found = model.profiles[profile]
    match found.one_per:
        case "workbook":
            return f"workbook-{found.file or profile}"
        case "theme":
            return found.file or "themes"
        case "party":
            return found.file or "parties"


def files_of(model: Model[Text], request: Request) -> Iterator[tuple[Request, str]]:
    """Yield what a request asks to be made as files of their own, and the name of each.

    The name has no ending; a profile that the model does not have is told when it is resolved.
    """
    for profile in (request.profile,) if request.profile else model.profiles.ids:
        chosen = request.model_copy(update={"profile": profile})
        stem = file_stem(model, profile)
        match model.profiles[profile].one_per if profile in model.profiles else "workbook":
            case "workbook":
                yield chosen, stem
            case "theme":
                for theme in request.themes or model.themes.ids:
                    yield chosen.model_copy(update={"themes": (theme,)}), f"{stem}/{theme}"
            case "party":
                party = request.occasion.party
                for one in (party,) if party else model.parties.ids:
                    own = request.occasion.model_copy(update={"party": one})
                    yield chosen.model_copy(update={"occasion": own}), f"{stem}/{one}"


def subject_of(model: Model[Text], book: Workbook) -> str:
    """Return what a workbook is made once for: the name of the theme or party, or nothing."""
    first = book.sections[0] if book.sections else None
    is_one = book.profile in model.profiles and model.profiles[book.profile].one_per != "workbook"
    return first.subject.string if is_one and first and first.subject else ""


def find_themes(view: View, request: Request) -> tuple[Theme[LocalizedText], ...]:
    """Return the themes that a request names, in the order of the path, or all."""
    for id_ in request.themes:
        if id_ not in view.themes:
            raise UnknownName("theme", id_, view.themes.ids)
    return tuple(theme for theme in view.themes if not request.themes or theme.id in request.themes)


def find_workplaces(view: View, request: Request) -> frozenset[str]:
    """Return the kinds of workplace that a request names."""
    for id_ in request.workplaces:
        if id_ not in view.workplaces:
            raise UnknownName("tag", id_, view.workplaces.ids)
    return frozenset(request.workplaces)


def _sections(view: View, request: Request, profile: Profile[LocalizedText]) -> Iterator[Section]:
    themes = find_themes(view, request)
    workplaces = find_workplaces(view, request)
    outlines = (
        section
        for section in (view.sections[id_] for id_ in profile.sections)
        if suits(section.workplaces, workplaces)
    )
    # Sections in a row that repeat for the same things are gone through thing by thing: all of
    # the first theme, then all of the second.
    for _, run in groupby(outlines, key=lambda section: section.per):
        scopes = [
            Scope(view, profile, themes, request.occasion, workplaces, section) for section in run
        ]
        for repeated in zip(*map(_repeat, scopes), strict=True):
            yield from map(_section, repeated)


def _repeat(scope: Scope) -> Iterable[Scope]:
    match scope.section.per:
        case "workbook":
            return (scope,)
        case "theme":
            return (replace(scope, theme=theme) for theme in scope.themes)
        case "party":
            asked = scope.occasion.party
            parties = (party for party in scope.model.parties if asked in (None, PartyId(party.id)))
            return (replace(scope, party=party) for party in parties)


def _section(scope: Scope) -> Section:
    outline: OutlineSection[LocalizedText] = scope.section
    subject = scope.theme or scope.party
    return Section(
        key=scope.key,
        id=outline.id,
        title=outline.title,
        subject=subject.title if subject else None,
        heading=scope.theme.heading if scope.theme else None,
        number=scope.theme.number if scope.theme else "",
        theme=scope.theme.id if scope.theme else None,
        party=scope.party.id if scope.party else None,
        minutes=outline.minutes,
        preparation=outline.preparation,
        stage=_stage(scope),
        follows_on=outline.follows_on,
        blocks=tuple(
            block
            for block_outline in outline.blocks
            for block in resolve_block(scope, block_outline)
        ),
    )


def _stage(scope: Scope) -> Stage:
    """Return when a section is filled in: what asks for a view that is no party's looks back."""
    scales = (block for block in scope.section.blocks if isinstance(block, ScalesBlock))
    views = {scale.view for scale in scales} - {None, *scope.model.parties.ids}
    return "follow-up" if views else "meeting"


def _with_contents(section: Section, all_sections: tuple[Section, ...]) -> Section:
    rows = tuple(
        ContentsRow(section=section.key, title=section.title, subject=section.subject)
        for section in all_sections
    )
    blocks = tuple(
        block.model_copy(update={"rows": rows}) if isinstance(block, Contents) else block
        for block in section.blocks
    )
    return section.model_copy(update={"blocks": blocks})
