"""From the figures of a follow-up to a report in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.model.view import localize
from toimintamalli.report._answers import themes
from toimintamalli.report._measures import indicators, measures
from toimintamalli.report._narrator import Narrator
from toimintamalli.report._plan import calendar_entry, left_out, meeting, plan
from toimintamalli.report._summary import all_results, summary
from toimintamalli.report.phrases import clean
from toimintamalli.report.tree import Block, Colophon, Plot, Report, Section
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
    narrator = Narrator(follow_up, view, words)
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
        sections=tuple(_explained(_sections(narrator))),
        meeting=calendar_entry(narrator, next_day) if next_day else None,
        colophon=_colophon(narrator, missing),
    )


def _sections(narrator: Narrator) -> Iterator[Section]:
    yield summary(narrator)
    yield from themes(narrator)
    for make in (measures, indicators, all_results, plan, left_out):
        section = make(narrator)
        if section:
            yield section
    yield meeting(narrator)


def _explained(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with the first picture of each kind explained, and no other."""
    seen: set[str] = set()

    def explain(block: Block) -> Block:
        if not isinstance(block, Plot) or block.of in seen:
            return block
        seen.add(block.of)
        return block.model_copy(update={"explained": True})

    for each in sections:
        yield each.model_copy(update={"blocks": tuple(map(explain, each.blocks))})


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
