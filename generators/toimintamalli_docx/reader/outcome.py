"""What reading one place comes to: an answer, or what was there instead and why it is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from toimintamalli.answers.answer import Answer
from toimintamalli.model.ids import PlaceId
from toimintamalli.xml import Element
from toimintamalli_docx.reader.place_table import Asked


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: a code of the catalogue, and what is kept of it."""

    code: str
    text: str
    """The document's words."""
    kept: JsonValue = None
    """What goes among the unrecognised; nothing where the answer itself holds it."""


@dataclass(slots=True)
class Outcome:
    """What one place says."""

    answer: Answer | None = None
    doubts: list[Doubt] = field(default_factory=list)
    others: list[tuple[PlaceId, Outcome]] = field(default_factory=list)
    """What the same row says at places of its own: what each party said."""

    def doubt(self, code: str, text: str, kept: JsonValue = None) -> None:
        """Note something to look at."""
        self.doubts.append(Doubt(code, text, kept))

    def beside(self, text: str) -> None:
        """Keep what somebody wrote beside the answer, if they did."""
        if said := text.strip():
            self.doubt("docx-beside", said, said)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was there."""
        return self.answer is None and not self.doubts

    def kept(self) -> Iterator[Doubt]:
        """Yield what has to be kept apart from the answer."""
        return (doubt for doubt in self.doubts if doubt.kept is not None)


Notes = tuple[tuple[str, str], ...]
"""Kind and number of comments and footnotes."""


@dataclass(frozen=True, slots=True)
class Near:
    """What something stands next to that stands in no place."""

    section: str = ""
    """The heading of the section, as it is printed."""
    heading: str = ""
    """The nearest heading below it."""
    place: Asked | None = None
    """The last place before it."""
    name: str = ""
    """What that place is called in this document, where it has other words than today's content."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row that somebody added to a list of statements."""

    like: Asked
    """The place in whose list it stands."""
    text: str
    values: tuple[int, ...] = ()
    """The values of the scale that are marked in it."""
    is_ticked: bool = False

    @property
    def shown(self) -> str:
        """What it says, with its mark."""
        marks = ", ".join(map(str, self.values)) or ("x" if self.is_ticked else "")
        return f"{self.text} ({marks})" if marks else self.text

    @property
    def kept(self) -> JsonValue:
        """What is kept of it."""
        if self.like.kind == "scale":
            return {"text": self.text, "values": list(self.values)}
        return {"text": self.text, "ticked": self.is_ticked}

    @property
    def list(self) -> str:
        """The name of the list: the id of its statements without the last part."""
        base, at, view = self.like.id.partition("@")
        return f"{base.rpartition('.')[0]}{at}{view}"


@dataclass(frozen=True, slots=True)
class Found:
    """What one place says, or something that stands in none."""

    asked: Asked | None
    outcome: Outcome
    near: Near | None = None
    """What it stands next to, where it stands in no place."""
    notes: Notes = ()
    is_copy: bool = False
    own: OwnRow | None = None
    at: Element | None = None
    """Where in the document it stands, if anything is to be told of it."""
    name: str = ""
    """What the place is called in this document, where it has other words than today's content."""
