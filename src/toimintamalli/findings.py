"""What a check, a loader or a reader has to say about one place in a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from toimintamalli import messages


class Severity(StrEnum):
    """How much a finding matters: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file for a person's editor: lines and columns start at 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        # A file may be called anything.
        return f"{messages.printable(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong or worth a look, with its place and the facts its message needs."""

    position: Position
    code: str
    severity: Severity = Severity.ERROR
    facts: tuple[tuple[str, str], ...] = field(default=())

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return what is wrong, in one interface language."""
        return messages.say(self.code, language, **dict(self.facts))

    def hint(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return what to do about it, or an empty string."""
        return messages.advise(self.code, language, **dict(self.facts))

    def as_text(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the finding as one line: place, severity, code, message – hint."""
        return f"{self.position}: {self.severity}[{self.code}] {self._said(language)}"

    def as_told(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the finding as one line for who filled in the file, in words alone.

        The message itself says where in a document it is; a line says so in a file of lines.
        """
        at = self.position
        place = messages.printable(at.file)
        if (at.line, at.column) > (1, 1):
            place += f", {messages.say('summary-line', language, line=at.line)}"
        return f"{place}: {self._said(language)}"

    def _said(self, language: str) -> str:
        return " – ".join(filter(None, (self.message(language), self.hint(language))))


def error(position: Position, code: str, **facts: object) -> Finding:
    """Make a finding that stops a build."""
    return Finding(position, code, Severity.ERROR, _as_facts(facts))


def warning(position: Position, code: str, **facts: object) -> Finding:
    """Make a finding that a person should look at and may leave."""
    return Finding(position, code, Severity.WARNING, _as_facts(facts))


def sentences(prefix: str, language: str) -> Mapping[str, str]:
    """Return what findings say and advise, still to be filled in, for pages that tell of their own.

    `prefix` is how the codes begin; a code that is in no catalogue of the language is in English.
    """
    catalogue = messages.catalogue_for(language)
    return {code: _sentences(said) for code, said in catalogue.items() if code.startswith(prefix)}


def _sentences(message: Mapping[str, str]) -> str:
    said = filter(None, (message["message"], message.get("hint", "")))
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in said)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings stops a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the known word that the reader most likely meant, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 -- most runs suggest nothing

    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def _as_facts(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in facts.items())
