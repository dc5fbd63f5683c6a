"""One document while it is written: its workbook, words, edition, colours and running numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final
from zlib import crc32

from toimintamalli import LocalizedText, Words, Workbook
from toimintamalli.design import Colour, Shade
from toimintamalli.languages import language_data
from toimintamalli.model.ids import Language, PlaceId, ThemeId
from toimintamalli_docx.names import bookmark_name, language_tag
from toimintamalli_docx.options import Edition
from toimintamalli_docx.page import PAGES, Page, Paper
from toimintamalli_docx.text import Speech, run

OURS: Final = "°"
"""Stands behind what this project added itself; the foot of each page explains it."""
SIGN: Final = f"\u00a0{OURS}"
"""The same with the space before it, which keeps it on the line of the last word."""


@dataclass(frozen=True, slots=True)
class Station:
    """A theme as the path shows it, in its colours."""

    number: str
    title: LocalizedText
    heading: LocalizedText
    shade: Shade


@dataclass(frozen=True, slots=True)
class Draft:
    """What every part of a document needs to know of the whole."""

    workbook: Workbook
    words: Words
    speech: Speech
    edition: Edition
    ink: Shade
    themes: Mapping[ThemeId, Station] = field(default_factory=dict)
    page: Page = PAGES[Paper.A4]
    theme: ThemeId | None = None
    """The theme whose colours hold here; none where the ink's do."""
    repeated: tuple[PlaceId, ...] = ()
    """The places whose answers stand on several pages."""
    bare: bool = False
    """Whether blocks have small headings: on the cover, which has little room."""
    tight: bool = False
    """Whether a section shares its page with others, and leaves them room."""
    taken: int = 0
    """What the sections that follow on below a section take of its page, in twips."""
    taller: int = 0
    """What the rows of forms are higher, in twips: their page has that to spare."""
    locks: bool = False
    """Whether controls can't be deleted: where nobody has a reason to, and a slip would."""
    tones: tuple[str, ...] = ()
    """The colours of the themes of a report, in order, each as six hexadecimal digits."""
    wording: str = ""
    """What stands for the texts that it prints, so that a reader knows whether it has the same."""
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    _taken: set[int] = field(default_factory=set)
    _earlier: set[str] = field(default_factory=set)

    def about(self, theme: ThemeId | None) -> "Draft":
        """Return the same document, for what is about a theme: in its colours."""
        return replace(self, theme=theme)

    def locked(self) -> "Draft":
        """Return the same document, for a form that stands in it once."""
        return replace(self, locks=self.theme is None)

    @property
    def colours(self) -> Shade:
        """The colours of headings, rules and grounds here."""
        station = self.themes.get(self.theme) if self.theme else None
        return station.shade if station else self.ink

    @property
    def tints(self) -> tuple[Colour, ...]:
        """The grounds of lists about each theme."""
        return tuple(theme.shade.tint for theme in self.themes.values())

    @property
    def fill(self) -> bool:
        """Whether the document is answered on a screen."""
        return self.edition is Edition.FILL

    @property
    def language_tag(self) -> str:
        """The language with its region, as the model has it or else the library."""
        known = self.words.get("language-tag")
        return known.string if known else language_tag(self.workbook.language)

    @property
    def is_rtl(self) -> bool:
        """Whether the document is read from right to left."""
        return is_rtl(self.workbook.language)

    def runs(self, text: LocalizedText, properties: str = "") -> str:
        """Return a text as runs in its own language."""
        return self.speech.runs(text, properties)

    def word(self, name: str, properties: str = "", **facts: object) -> str:
        """Return an interface word as runs; where nothing fills it, braces are letters."""
        text = self.words.fill(name, **facts) if facts else self.words[name]
        return self.speech.runs(text, properties)

    def coloured(self, more: str = "") -> str:
        """Return the properties of a run in the colour that holds here."""
        return f'{more}<w:color w:val="{self.colours.dark}"/>'

    def ours(self) -> str:
        """Return the sign that this project wrote an item, as a run."""
        return run(SIGN, '<w:rStyle w:val="TmNumber"/>')

    def mark(self, place: PlaceId, content: str) -> str:
        """Return content inside the bookmark by which a place is found again."""
        return self.bookmark(bookmark_name(place), content)

    def bookmark(self, name: str, content: str) -> str:
        """Return content inside a bookmark."""
        number = next(self._bookmarks)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def show_earlier(self, line: str) -> None:
        """Remember a line about the round before: only this workbook prints it."""
        self._earlier.add(line)

    @property
    def earlier(self) -> frozenset[str]:
        """The lines about the round before that have been written."""
        return frozenset(self._earlier)

    def control_id(self, key: str) -> int:
        """Return a number for a content control: the same in every build, and never twice."""
        number = crc32(key.encode()) & 0x7FFFFFFF or 1
        while number in self._taken:
            number = number % 0x7FFFFFFF + 1
        self._taken.add(number)
        return number


def is_rtl(language: Language) -> bool:
    """Tell whether a language is written from right to left."""
    return language_data(language).direction == "rtl"
