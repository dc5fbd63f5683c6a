"""A content root as it was read: files, their problems, every text, and the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Final

from toimintamalli.findings import Finding, Position
from toimintamalli.loading.exceptions import Exceptions
from toimintamalli.loading.kinds import FileKind
from toimintamalli.model.ids import Language
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.yaml import Document, Path

UNKNOWN: Final = Language("und")
"""BCP 47 for a language that is not known: the model's head can't be read."""


@dataclass(frozen=True)
class ContentFile:
    """One file that was read and is of the right shape."""

    name: str
    """Where it lies below the content root."""
    kind: FileKind
    document: Document
    language: Language | None = None
    """The language of a text file; none for a structure file."""


@dataclass(frozen=True)
class Unit:
    """One text that the structure asks for, in the languages that have it."""

    file: str
    """The file's path below each language's folder."""
    path: Path
    """The text's path in that file."""
    strings: Mapping[Language, str]
    places: Mapping[Language, Position]
    """Where it stands in each language, or where it should."""
    is_optional: bool = False
    """Whether the source language may do without it: a word that a generator brings along."""
    brought: str = ""
    """What the word's package says in another language, where it does not have the source's."""

    @property
    def key(self) -> str:
        """A name for the text that is the same in every language."""
        return f"{self.file.removesuffix('.yaml')}:{'.'.join(map(str, self.path))}"


@dataclass(frozen=True)
class Orphan:
    """Texts that the structure knows nothing of."""

    file: str
    """The file's path below each language's folder."""
    path: Path
    language: Language
    position: Position
    known: tuple[str, ...]
    """Names that would have been possible there."""

    @property
    def name(self) -> str:
        """The key that is not known."""
        return str(self.path[-1])


@dataclass(frozen=True)
class Content:
    """Everything that was found in a content root."""

    files: Mapping[str, ContentFile]
    findings: tuple[Finding, ...]
    """What is wrong with single files."""
    units: tuple[Unit, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    model: Model[Text] | None = None
    """The model, unless findings or missing source texts make one impossible."""
    ledger: Ledger = field(default_factory=Ledger)
    source: Language = UNKNOWN
    languages: tuple[Language, ...] = ()
    exceptions: Mapping[str, Exceptions] = field(default_factory=dict)
    """What editorial rules leave alone, by the name of the list."""
    folder: Traversable | None = None
    """Where it was read from."""

    def structure(self, path: str) -> ContentFile | None:
        """Return a structure file that could be read."""
        return self.files.get(f"structure/{path}")
