"""From the figures of a follow-up to a report in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toimintamalli.design import theme_shades
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.model.value import Value
from toimintamalli.model.view import localize
from toimintamalli.report._answers import themes, views
from toimintamalli.report._discussion import beside_the_plan, the_rest
from toimintamalli.report._measures import indicators, measures
from toimintamalli.report._narrator import Narrator
from toimintamalli.report._plan import calendar_entry, left_out, meeting, plan
from toimintamalli.report._summary import all_results, summary
from toimintamalli.report.drawing import Drawing
from toimintamalli.report.phrases import Own, clean
from toimintamalli.report.places import places_in
from toimintamalli.report.tree import Block, Colophon, Plot, Report, Section, Tone
from toimintamalli.report.vocabulary import OWNER, PACKAGE
from toimintamalli.rounds.follow_up import FollowUp
from toimintamalli.words import words_for


def compose(
    follow_up: FollowUp, model: Model[Text], language: Language, missing: Missing = Missing.SOURCE
) -> Report:
    """Return a report on a follow-up, for readers of one language: the same figures, the same tree.

    Raises:
        MissingText: a translation is missing, and `missing` says that this is an error.
    """
    words = words_for(OWNER, PACKAGE, model, language, missing)
    view = localize(model, language, missing)
    narrator = Narrator(follow_up, view, words, places_in(model, language))
    day, next_day = follow_up.date, follow_up.next_meeting.date
    return Report(
        model=model.id,
        content_version=model.version,
        language=language,
        model_title=view.title,
        title=words["title"],
        purpose=words["purpose"],
        organisation=clean(follow_up.organisation),
        date=words.fill("day", date=narrator.date(day)) if day else None,
        day=day,
        tones=tuple(Tone(dark=e.dark, tint=e.tint) for e in theme_shades(model).values()),
        sections=tuple(_explained(_sections(narrator))),
        meeting=calendar_entry(narrator, next_day) if next_day else None,
        colophon=_colophon(narrator, missing),
    )


def _sections(narrator: Narrator) -> Iterator[Section]:
    parts: list[Section | None] = [
        summary(narrator),
        views(narrator),
        *themes(narrator),
        measures(narrator),
        indicators(narrator),
        all_results(narrator),
        plan(narrator),
        left_out(narrator),
        meeting(narrator),
    ]
    found = [part for part in parts if part]
    shown = {clean(narrator.follow_up.organisation)}
    for section in found:
        shown |= {words.strip() for words in _own_words(section)}
    rest = the_rest(narrator, shown)
    for section in found:
        if section.id == "measures":
            beside = tuple(beside_the_plan(narrator, shown))
            yield section.model_copy(update={"blocks": (*section.blocks, *beside)})
        elif section.id == "left-out" or (section.id == "meeting" and rest):
            yield from (rest,) if rest else ()
            rest = None
            yield section
        else:
            yield section


def _own_words(part: object) -> Iterator[str]:
    """Yield what people wrote as it stands in a part; pieces of it in pictures are none."""
    if isinstance(part, Own):
        yield part.string
    elif isinstance(part, tuple):
        for element in part:
            yield from _own_words(element)
    elif isinstance(part, Value) and not isinstance(part, Drawing):
        for name in type(part).model_fields:
            yield from _own_words(getattr(part, name))


def _explained(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with the first picture of each kind explained, and no other."""
    seen: set[str] = set()

    def explain(block: Block) -> Block:
        if not isinstance(block, Plot) or block.of in seen:
            return block
        seen.add(block.of)
        return block.model_copy(update={"explained": True})

    for section in sections:
        yield section.model_copy(update={"blocks": tuple(map(explain, section.blocks))})


def _colophon(narrator: Narrator, missing: Missing) -> Colophon:
    words = narrator.words
    return Colophon(
        provenance=narrator.model.provenance,
        version=words.fill("content-version", version=narrator.model.version),
        licence=narrator.model.licence_name,
        privacy=words["privacy"],
        page=words["page"],
        skip=words["skip"],
        contents=words["contents"],
        untranslated=words["untranslated"],
        missing=missing,
    )
