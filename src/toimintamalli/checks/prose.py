"""The texts of the content as prose: passages, words, and the place of each word in its file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toimintamalli.findings import Position
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.ids import Language
from toimintamalli.patterns import blank_syntax
from toimintamalli.yaml import Document


@dataclass(frozen=True)
class Passage:
    """One text in one language."""

    unit: Unit
    language: Language
    string: str
    document: Document

    @property
    def prose(self) -> str:
        """The text with spaces for its placeholders, which are no words."""
        return blank_syntax(self.string)

    def place(self, start: int, end: int) -> Position:
        """Return where a stretch of the text stands in its file."""
        word = re.split(r"\s", self.string[start:end], maxsplit=1)[0]
        return self.document.position_of(self.unit.path, word, self.string.count(word, 0, start))


def passages(content: Content, language: Language | None = None) -> Iterator[Passage]:
    """Yield every text that is there, of every language or of one."""
    for unit in content.units:
        for spoken, string in unit.strings.items():
            if language in (None, spoken):
                document = content.files[f"{spoken}/{unit.file}"].document
                yield Passage(unit, spoken, string, document)


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as were matched, so that what follows keeps its place."""
    return " " * len(match.group())
