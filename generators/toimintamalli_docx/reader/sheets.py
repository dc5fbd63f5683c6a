"""From what the places of a document say to answer sheets, and findings about the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from toimintamalli.answers.answer import (
    Answer,
    CheckAnswer,
    DateAnswer,
    NoAnswer,
    SeveralAnswer,
    TextAnswer,
)
from toimintamalli.answers.migration import migrate
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json, keep
from toimintamalli.findings import Finding, Position, warning
from toimintamalli.limits import WORD
from toimintamalli.model.ids import ID_LENGTH, Language, PartyId, PlaceId, Version
from toimintamalli.xml import Element
from toimintamalli_docx.reader.marks import EMPTY, SIGNS
from toimintamalli_docx.reader.outcome import Doubt, Found, Near
from toimintamalli_docx.reader.place_table import Asked, PlaceTable
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.wording import squeeze

_LOOSE = "/document/text"
OTHER_WORDING = frozenset({"docx-loose-text", "docx-changed-prompt", "docx-footer-text"})
"""What a workbook of a content that nobody here knows is full of."""
CHANGED: Final = "docx-changed-prompt"
UNOFFERED: Final = "docx-not-offered"
TRANSLATED: Final = 0.5
"""Which share of the prompts is changed where somebody has translated the workbook."""
FEWEST: Final = 10
"""So few changed prompts say nothing of the whole workbook."""


@dataclass(slots=True)
class _Own:
    """What belongs to one sheet."""

    answers: dict[PlaceId, Answer] = field(default_factory=dict)
    kept: dict[str, Json] = field(default_factory=dict)


class Gatherer:
    """Sorts what the places of one document say by whose it is."""

    def __init__(
        self,
        table: PlaceTable,
        version: Version,
        language: Language,
        at: Position,
        setting: Setting,
    ) -> None:
        self._table, self._version, self._language, self._at = table, version, language, at
        self._setting = setting
        self._worded = 0
        """Texts of a content whose printed texts are not known."""
        self._asked: set[PlaceId] = set()
        """Places beside which stands what they ask."""
        self._own: dict[PartyId | None, _Own] = {}
        self._length = self._kept = 0
        self.findings: list[Finding] = []
        self.places: list[tuple[Finding, Element]] = []
        """Findings that are about a place in the document, with the place."""

    def take(self, found: Found, notes: Mapping[tuple[str, str], str]) -> None:
        """Sort what one place says; `notes` are the comments in the document.

        Raises:
            Refused: it is more than an answers file may hold.
        """
        told = len(self.findings)
        self._sort(found, notes)
        if found.at is not None:
            self.places += ((finding, found.at) for finding in self.findings[told:])

    def _sort(self, found: Found, notes: Mapping[tuple[str, str], str]) -> None:
        asked = found.asked
        if asked is None:
            self._loose(found)
        else:
            if asked.line is None:
                self._asked.add(asked.id)
            self._place(found, asked)
            for place, outcome in found.outcome.others:
                other = self._table.find(place)
                if other is not None:
                    self._place(Found(other, outcome, name=found.name), other)
        for note in found.notes:
            if note in notes:
                near = found.near.place if found.near else None
                self.note(notes[note], asked or near, found.name)

    def _loose(self, found: Found) -> None:
        """Keep what stands in no place, with what it stands next to."""
        near = found.near or Near()
        where = self._nearest(near)
        party = self._party(near.place.id) if near.place else None
        key = f"{_LOOSE}/{near.place.id}" if near.place else _LOOSE
        for doubt in found.outcome.doubts:
            if found.own is not None:
                kept = Doubt(doubt.code, doubt.text, found.own.kept)
                self._doubt(kept, f"/own/{found.own.list}", party, where)
            else:
                self._doubt(doubt, key, party, where)

    def note(self, text: str, asked: Asked | None, name: str = "") -> None:
        """Keep a comment, with the place that it is about where there is one."""
        key = f"/document/comments/{asked.id}" if asked else "/document/comments"
        party = self._party(asked.id) if asked else None
        self._doubt(Doubt("docx-comment", text, text), key, party, name or self._name(asked))

    def pasted(self, text: str) -> None:
        """Keep the words of a pasted part."""
        self._doubt(Doubt("docx-pasted-text", text, text), _LOOSE, None, "")

    def _nearest(self, near: Near) -> str:
        """Return what something stands next to, as it is printed."""
        if near.place is not None:
            return near.name or self._name(near.place)
        return ": ".join(filter(None, (near.section, near.heading)))

    def sheets(self) -> Iterator[AnswerSheet]:
        """Yield a sheet for each party whose places were answered, the joint one first."""
        known = dict(self._known())
        if self._worded:
            self._tell("docx-other-wording", count=self._worded, version=self._version)
        if self._is_translated():
            others = [finding for finding in self.findings if not _is_about_wording(finding)]
            count = len(self.findings) - len(others)
            self.findings = others
            self._tell("docx-translated", count=count)
        own = {party: sheet for party, sheet in self._own.items() if sheet.answers or sheet.kept}
        for party, gathered in sorted(
            (own or {None: _Own()}).items(), key=lambda pair: pair[0] or ""
        ):
            if max(len(gathered.answers), len(gathered.kept)) > WORD.answers:
                raise Refused("docx-too-many-places", limit=WORD.answers)
            sheet = AnswerSheet.model_validate(
                {
                    "model": self._table.model,
                    "content_version": self._version,
                    "language": self._language,
                    "party": party,
                    "answers": FrozenMap(gathered.answers),
                    "unrecognised": FrozenMap(gathered.kept),
                    **known,
                }
            )
            yield self._migrated(sheet)

    def _is_translated(self) -> bool:
        """Tell whether so many prompts are changed that somebody has changed them all."""
        changed = sum(finding.code == CHANGED for finding in self.findings)
        return changed >= FEWEST and changed > TRANSLATED * len(self._asked)

    def _place(self, found: Found, asked: Asked) -> None:
        party, key = self._party(asked.id), f"/answers/{asked.id}"
        own = self._own.setdefault(party, _Own())
        answer = found.outcome.answer
        if answer is not None:
            said = _said(answer)
            self._count(said)
            if found.is_copy or asked.id in own.answers or len(asked.id) > ID_LENGTH:
                if own.answers.get(asked.id) != answer:
                    doubt = Doubt("docx-twice", said, answer.model_dump(mode="json"))
                    self._doubt(doubt, key, party, found.name or self._name(asked))
            else:
                own.answers[asked.id] = answer
        for doubt in found.outcome.doubts:
            self._doubt(doubt, key, party, found.name or self._name(asked), asked.id)

    def _doubt(
        self, doubt: Doubt, key: str, party: PartyId | None, where: str, place: str = ""
    ) -> None:
        facts = {"place": place} if place else {}
        if not self._setting.is_known and doubt.code in OTHER_WORDING:
            self._worded += 1
        else:
            self.findings.append(
                warning(self._at, doubt.code, where=where, text=squeeze(doubt.text[:500]), **facts)
            )
        if doubt.kept is not None:
            self._kept += 1
            if self._kept > WORD.notes:
                raise Refused("docx-too-many-notes", limit=WORD.notes)
            self._count(str(doubt.kept))
            keep(self._own.setdefault(party, _Own()).kept, key, Json.of(doubt.kept))

    def _count(self, text: str) -> None:
        self._length += len(text)
        if self._length > WORD.characters:
            raise Refused("docx-too-long-answers", limit=WORD.characters)

    def _tell(self, code: str, **facts: object) -> None:
        self.findings.append(warning(self._at, code, **facts))

    def _party(self, place: PlaceId) -> PartyId | None:
        view = place.partition("@")[2]
        return PartyId(view) if view in self._table.parties else None

    def _name(self, asked: Asked | None) -> str:
        """Return what readers of the document call a place."""
        if asked is None:
            return ""
        section, prompt = self._in_language(asked.section), self._in_language(asked.prompts)
        row = f" {asked.line.row}" if asked.line else ""
        named = squeeze(f"{asked.number} {prompt}{row}") or asked.id
        return f"{section}: {named}" if section else named

    def _in_language(self, texts: Mapping[str, str]) -> str:
        return texts.get(self._language) or next(iter(texts.values()), "")

    def _known(self) -> Iterator[tuple[str, JsonValue]]:
        """Yield what the places on the cover say of all the sheets."""
        answers = {id_: answer for own in self._own.values() for id_, answer in own.answers.items()}
        for id_, name in self._table.given.items():
            match name, answers.get(id_):
                case "organisation", TextAnswer(value=said):
                    yield name, squeeze(said)
                case "round", TextAnswer(value=said):
                    number = self._setting.speech.find_round(said)
                    if number:
                        yield name, number
                    else:
                        where = self._name(self._table.find(id_))
                        self._tell("docx-bad-round", where=where, text=said, place=id_)
                case "date", DateAnswer(value=day):
                    yield name, day

    def _migrated(self, sheet: AnswerSheet) -> AnswerSheet:
        """Return the sheet under today's ids, and tell which answers have no place of their own."""
        if self._version == self._table.version:
            return sheet
        moved = migrate(sheet, self._table.ledger)
        for key in moved.unrecognised:
            if key not in sheet.unrecognised:
                place = PlaceId(key.removeprefix("/answers/"))
                text = _said(sheet.answers.get(place))
                where = self._name(self._table.find(place))
                facts = {"where": where, "text": text, "place": place}
                self.findings.append(warning(self._at, "docx-retired", **facts))
        return moved


def _is_about_wording(finding: Finding) -> bool:
    """Tell whether a finding says of a translated workbook only that its words are others."""
    if finding.code in OTHER_WORDING:
        return True
    # Options of which none is ticked are told, since they are not those that we print.
    said = set(str(dict(finding.facts).get("text", "")))
    return finding.code == UNOFFERED and bool(said & EMPTY) and not said & SIGNS


def _said(answer: Answer | None) -> str:
    """Return an answer as people are told of it."""
    match answer:
        case None | NoAnswer():
            return ""
        case CheckAnswer():
            return "x"
        case SeveralAnswer(value=values):
            return ", ".join(values)
        case _:
            return str(answer.value)
