"""What goes to a translator and what comes back, whatever the file is like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from toimintamalli import messages
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Severity
from toimintamalli.model.ids import Language
from toimintamalli.translation.state import State


class BadExchangeFile(ToimintamalliError):
    """A file from a translator can't be read; `code` says why."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a returned file, as its reader's program shows it."""

    kind: str
    """Code of the message that names it: a unit, a row, an entry."""
    name: str = ""
    sheet: str = ""

    def say(self, language: str) -> str:
        """Return the place in one interface language."""
        return messages.say(self.kind, language, name=self.name, sheet=self.sheet)


WHOLE: Final = Place("returned-in-file")
"""The place of what concerns all of a file."""


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing to say about a place in a returned file."""

    place: Place
    code: str
    severity: Severity = Severity.WARNING
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    """What somebody wrote, whole: shown on a line of its own."""

    def with_words(self, words: str) -> Remark:
        """Return the remark with what somebody wrote."""
        return replace(self, words=" ".join(words.split()))

    def as_text(self, file: str, language: str) -> str:
        """Return the remark as a line: file, place, severity, code, message – hint; then words."""
        facts = dict(self.facts)
        said = messages.say(self.code, language, **facts)
        advice = messages.advise(self.code, language, **facts)
        words = " – ".join(filter(None, (said, advice)))
        place = "" if self.place == WHOLE else f", {self.place.say(language)}"
        line = f"{file}{place}: {self.severity}[{self.code}] {words}"
        quoted = "".join(word if word.isprintable() else "\ufffd" for word in self.words)
        return f"{line}\n  {quoted}" if quoted else line


def remark(place: Place, code: str, severity: Severity = Severity.WARNING, **facts: str) -> Remark:
    """Make a remark with the facts that its message needs."""
    return Remark(place, code, severity, tuple(facts.items()))


def comment(place: Place, key: str, words: str, about: str) -> Remark:
    """Make the remark that tells what a translator asked or noted, and about which text."""
    told = remark(place, "returned-comment", key=key or "–", about=" ".join(about.split()))
    return told.with_words(words)


@dataclass(frozen=True, slots=True)
class SentText:
    """One text as a translator gets it."""

    file: str
    """The file's path below the language's folder."""
    key: str
    source: str
    target: str
    """The translation so far, or nothing."""
    state: State
    note: str
    """What the text is, for somebody who does not see where it stands."""
    previous: str = ""
    """The source text that the translation was made from, where that is another and known."""

    @property
    def is_finished(self) -> bool:
        """Whether nobody needs to look at the translation."""
        return self.state in (State.CURRENT, State.UPDATED)


@dataclass(frozen=True)
class Package:
    """Texts on their way to a translator."""

    source: Language
    target: Language
    texts: tuple[SentText, ...]
    reader: str
    """Language of the interface for headings, where the form has any."""


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """One text as it came back."""

    name: str
    """Its key in the form of ids (`safe_name`)."""
    source: str
    """The source text in the file, from which the translation was made."""
    target: str
    is_finished: bool = False
    """Whether the translator's tool says that the translation fits."""
    place: Place = WHOLE


@dataclass(frozen=True)
class Return:
    """What came back from a translator; a language is empty where the file does not tell."""

    source: str
    target: str
    texts: tuple[ReturnedText, ...]
    remarks: tuple[Remark, ...] = ()
    """Comments, and what could not be read as a text: told, so that nobody's words are lost."""


def safe_name(key: str) -> str:
    """Return a text's key as an id of XML: an NMTOKEN has no slash.

    https://www.w3.org/TR/xml/#NT-Nmtoken
    """
    return key.replace("/", ".")
