"""What reading one place comes to: an answer, or what was there instead and why it is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from toimintamalli.answers.answer import Answer


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
        return (each for each in self.doubts if each.kept is not None)
