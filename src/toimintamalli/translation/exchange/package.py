"""What goes to a translator and what comes back, whatever the file is like."""

from dataclasses import dataclass

from toimintamalli.errors import ToimintamalliError
from toimintamalli.model.ids import Language
from toimintamalli.translation.state import State


class BadExchangeFile(ToimintamalliError):
    """A file from a translator can't be read."""

    code = "bad-exchange-file"


class ExchangeTooLarge(BadExchangeFile):
    """A file from a translator is larger than any that this tool writes."""

    code = "exchange-too-large"


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


@dataclass(frozen=True)
class Return:
    """What came back from a translator; a language is empty where the file does not tell."""

    source: str
    target: str
    texts: tuple[ReturnedText, ...]


def safe_name(key: str) -> str:
    """Return a text's key as an id of XML: an NMTOKEN has no slash.

    https://www.w3.org/TR/xml/#NT-Nmtoken
    """
    return key.replace("/", ".")
