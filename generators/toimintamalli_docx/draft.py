"""One document while it is written: its workbook, words, edition and running numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from zlib import crc32

from toimintamalli import LocalizedText, Words, Workbook
from toimintamalli.model.ids import PlaceId
from toimintamalli_docx.colours import Palette
from toimintamalli_docx.names import bookmark_name, language_tag
from toimintamalli_docx.options import Edition
from toimintamalli_docx.text import Speech, run


@dataclass(frozen=True, slots=True)
class Draft:
    """What every part of a document needs to know of the whole."""

    workbook: Workbook
    words: Words
    speech: Speech
    edition: Edition
    palette: Palette
    tones: tuple[str, ...] = ()
    """The colours of the themes of a report, in order, each as six hexadecimal digits."""
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    _taken: set[int] = field(default_factory=set)

    @property
    def fill(self) -> bool:
        """Whether the document is answered on a screen."""
        return self.edition is Edition.FILL

    @property
    def language_tag(self) -> str:
        """The language with its region, as the model has it or else the library."""
        known = self.words.get("language-tag")
        return known.string if known else language_tag(self.workbook.language)

    def runs(self, text: LocalizedText, properties: str = "") -> str:
        """Return a text as runs in its own language."""
        return self.speech.runs(text, properties)

    def word(self, name: str, properties: str = "", **facts: object) -> str:
        """Return an interface word as runs."""
        return self.speech.runs(self.words.fill(name, **facts), properties)

    def ours(self) -> str:
        """Return the remark that this project wrote an item, as runs."""
        number = '<w:rStyle w:val="TmNumber"/>'
        return run(" (", number) + self.word("by-us", number) + run(")", number)

    def mark(self, place: PlaceId, content: str) -> str:
        """Return content inside the bookmark by which a place is found again."""
        return self.bookmark(bookmark_name(place), content)

    def bookmark(self, name: str, content: str) -> str:
        """Return content inside a bookmark."""
        number = next(self._bookmarks)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def control_id(self, key: str) -> int:
        """Return a number for a content control: the same in every build, and never twice."""
        number = crc32(key.encode()) & 0x7FFFFFFF or 1
        while number in self._taken:
            number = number % 0x7FFFFFFF + 1
        self._taken.add(number)
        return number
