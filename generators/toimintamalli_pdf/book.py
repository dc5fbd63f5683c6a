"""A workbook as the JSON values that the templates lay out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from toimintamalli import LocalizedText, Model, Request, Words, Workbook, design
from toimintamalli.answers.facts import CODES, code_of
from toimintamalli.design import Colour, Shade, shade
from toimintamalli.languages import language_data
from toimintamalli.model.ids import ThemeId
from toimintamalli.model.value import Value
from toimintamalli.workbook.block import (
    Agenda,
    Asking,
    Block,
    Definition,
    Definitions,
    Group,
)
from toimintamalli.workbook.place import Earlier, Place
from toimintamalli.workbook.request import Occasion
from toimintamalli.workbook.resolve import find_themes
from toimintamalli.workbook.tree import Section
from toimintamalli_pdf.plain import Json, fields, plain
from toimintamalli_pdf.talking import practices_title, talk_cards

_OCCASION: Final = ("organisation", "date")
"""What a page that is kept by itself says of the meeting."""
_WORDS: Final[Mapping[str, str]] = {
    "answer": "answer",
    "cardsHow": "cards-how",
    "cardsTitle": "cards",
    "carryOn": "carry-on",
    "circleOne": "circle-one",
    "clock": "clock",
    "duration": "duration",
    "jointView": "view-joint",
    "minutesShort": "minutes-short",
    "notes": "notes",
    "ours": "by-us",
    "page": "page",
    "poster": "poster",
    "posterBack": "poster-back",
    "posterGround": "poster-ground",
    "stage": "stage",
}
"""Name in the templates → the word."""
_PAGE: Final = "{page}"
"""Stands in a word where the number of a page goes: only whoever lays out the pages knows it."""


class Book:
    """One workbook on its way to the templates: its words, its colours and its language."""

    def __init__(
        self,
        workbook: Workbook,
        words: Words,
        view: Model[LocalizedText],
        shades: Mapping[ThemeId, Shade],
    ) -> None:
        self._workbook = workbook
        self._words = words
        self._view = view
        self._shades = shades

    def of_workbook(self, colour: Colour, paper: str, request: Request) -> dict[str, Json]:
        """Return what the template of workbooks needs."""
        sections: list[Json] = [self._section(section) for section in self._workbook.sections]
        return self._around(colour, paper, request) | {"sections": sections}

    def of_page(self, colour: Colour, paper: str, request: Request) -> dict[str, Json]:
        """Return what the templates need in which no section stands: the path, and talk cards."""
        cards = talk_cards(find_themes(self._view, request), self._workbook.language)
        return self._around(colour, paper, request) | {"cards": list(cards), "sections": []}

    def _around(self, colour: Colour, paper: str, request: Request) -> dict[str, Json]:
        book = self._workbook
        return {
            "author": self._view.title.string,
            "cover": book.has_cover,
            "imprint": self._imprint(),
            "language": book.language,
            "leftward": language_data(book.language).direction == "rtl",
            "occasion": list(self._occasion(request.occasion)),
            "onPage": self._plain(self._words.fill("on-page", page=_PAGE)),
            "outcome": self._outcome(),
            "paper": paper,
            "practices": self._plain(practices_title(self._view)),
            "parties": len(self._view.parties),
            "purpose": self._plain(book.purpose),
            "subtitle": self._plain(book.subtitle),
            "themes": list(self._themes()),
            "title": self._plain(book.title),
            "tokens": tokens(colour),
            "words": {key: self._plain(self._words[name]) for key, name in _WORDS.items()},
        }

    def _imprint(self) -> str:
        version = self._words.fill("content-version", version=self._workbook.version).string
        return f"{version} · {self._view.licence_name}"

    def _occasion(self, occasion: Occasion) -> Iterator[Json]:
        for name in _OCCASION:
            given = getattr(occasion, name)
            yield {"word": self._plain(self._words[name]), "given": str(given or "")}

    def _outcome(self) -> Json:
        """Return where what a theme gives is carried to: the first section of cards, if any."""
        for section in self._workbook.sections:
            if any(
                isinstance(block, Asking) and block.layout == "cards" for block in section.blocks
            ):
                word = self._words.fill("carry-on-to", page=_PAGE, title=section.title.string)
                return {"section": section.key, "word": self._plain(word)}
        return None

    def _themes(self) -> Iterator[Json]:
        for theme in self._view.themes:
            found = self._shades[theme.id]
            yield {
                "dark": found.dark,
                "heading": self._plain(theme.heading),
                "id": theme.id,
                "number": theme.number,
                "tint": found.tint,
                "title": self._plain(theme.title),
            }

    def _section(self, section: Section) -> Json:
        blocks: list[Json] = [self._block(block) for block in section.blocks]
        return self._fields(section) | {"blocks": blocks}

    def _block(self, block: Block) -> Json:
        shown = self._fields(block)
        if isinstance(block, Asking):
            return shown | {"groups": [self._group(group) for group in block.groups]}
        if isinstance(block, Agenda):
            total = self._words.fill("minutes-total", count=block.minutes)
            rows: list[Json] = [
                {
                    "section": row.section,
                    "title": self._plain(row.title),
                    "shown": self._plain(self._words.fill("minutes", count=row.minutes)),
                }
                for row in block.rows
            ]
            return shown | {"rows": rows, "shown": self._plain(total)}
        if isinstance(block, Definitions):
            return shown | {"entries": [self._definition(entry) for entry in block.entries]}
        return shown

    def _definition(self, entry: Definition) -> Json:
        seen = entry.seen and self._words.fill("source-seen", date=self._words.day(entry.seen))
        return self._fields(entry) | {"seen": self._plain(seen or None)}

    def _group(self, group: Group) -> Json:
        places: list[Json] = [
            self._fields(place)
            | {"code": _own_code(place)}
            | {"earlier": [self._earlier(before) for before in place.earlier]}
            | {"sample": self._sample(place)}
            for place in group.places
        ]
        return self._fields(group) | {"places": places}

    def _sample(self, place: Place) -> Json:
        if place.sample is None:
            return None
        said = self._words.fill("sample", text=place.sample.string)
        return self._plain(replace(place.sample, string=said.string))

    def _plain(self, content: object) -> Json:
        return plain(content, self._workbook.language)

    def _fields(self, value: Value) -> dict[str, Json]:
        return fields(value, self._workbook.language)

    def _earlier(self, before: Earlier) -> str:
        name = "earlier" if before.round else "earlier-some-time"
        if before.party:
            name += "-of"
        party = before.party.string if before.party else ""
        lead = self._words.fill(name, round=before.round, party=party).string
        label = f" ({before.label.string})" if before.label else ""
        return f"{lead} {before.value}{label}"


def _own_code(place: Place) -> str:
    """Return the code of a row where it is asked for: paper has it printed already."""
    fact = place.fact
    if fact is None or fact.row is None or fact.name not in CODES:
        return ""
    number = fact.row.rpartition("-")[2]
    return code_of(fact.name.partition(".")[0], int(number)) if number.isdecimal() else ""


def tokens(colour: Colour) -> Json:
    """Return the design tokens that the templates use."""
    ink = shade(colour)
    return {
        "binding": design.BINDING,
        "body": design.BODY,
        "good": design.GOOD,
        "hair": design.HAIR,
        "handwriting": design.HANDWRITING,
        "heading": design.HEADING,
        "ink": ink.dark,
        "inkTint": ink.tint,
        "late": design.LATE,
        "line": design.LINE,
        "mostTickedChoices": design.MOST_TICKED,
        "numeral": design.NUMERAL,
        "sand": design.SAND,
        "small": design.SMALL,
        "softText": design.SOFT_TEXT,
        "text": design.TEXT,
        "textWidth": design.TEXT_WIDTH,
        "writingLine": design.WRITING_LINE,
    }
