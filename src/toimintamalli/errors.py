"""What can go wrong, for programs that catch it and people who read it.

Each error holds facts; its words come from the message catalogue.
This module imports the catalogue and the findings it carries, and nothing else of ours.
"""

from collections.abc import Iterable, Sequence

from toimintamalli import messages
from toimintamalli.findings import Finding, suggest


def _as_it_was(
    kind: "type[ToimintamalliError]", args: tuple[object, ...], held: dict[str, object]
) -> "ToimintamalliError":
    error = kind.__new__(kind, *args)
    error.__dict__.update(held)
    return error


class ToimintamalliError(Exception):
    """The base of every error that this package raises on purpose."""

    code = "failure"

    def __init__(self, **facts: str) -> None:
        super().__init__(facts)
        self.facts = facts

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return what went wrong and what to do, in one interface language."""
        said = messages.say(self.code, language, **self.facts)
        return " – ".join(filter(None, (said, messages.advise(self.code, language, **self.facts))))

    def __str__(self) -> str:
        return self.message()

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are made anew from their positional arguments, of which ours have none of
        # their own: without this no error comes back from another process.
        return _as_it_was, (type(self), self.args, self.__dict__)


class ContentError(ToimintamalliError):
    """The content can't be used: `findings` holds every problem with its place."""

    code = "content-has-errors"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(count=str(len(findings)))
        self.findings = tuple(findings)

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the count and then each finding on a line of its own."""
        lines = (finding.as_text(language) for finding in self.findings)
        return "\n".join((super().message(language), *lines))


class UnknownName(ToimintamalliError):
    """A theme, language, format, profile or option that does not exist was asked for."""

    code = "unknown-name"

    def __init__(self, kind: str, found: str, known: Iterable[str]) -> None:
        names = sorted(known)
        super().__init__(
            kind=kind, found=found, known=", ".join(names), suggestion=suggest(found, names)
        )

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return what was not known and the nearest known name, or all of them."""
        kind = messages.say(f"kind-{self.facts['kind']}", language)
        said = messages.say(self.code, language, **{**self.facts, "kind": kind})
        return f"{said} – {messages.advise(self.code, language, **self.facts)}"


class UnknownId(UnknownName, KeyError):
    """A collection was asked for an id, or a text for a language, that it does not have."""

    def __init__(self, found: str, known: Iterable[str], kind: str = "id") -> None:
        super().__init__(kind, found, known)


class BadRequest(ToimintamalliError):
    """A request or an occasion holds a value that can't be one: a language `deutsch`, a round 0."""

    code = "bad-request"


class MissingText(ToimintamalliError):
    """A text has no translation, and the caller asked for an error rather than the source."""

    code = "missing-translation"


class BrokenPlugin(ToimintamalliError):
    """A generator or reader that was asked for can't be loaded or has failed."""

    code = "broken-plugin"


class ContestedPlugin(BrokenPlugin):
    """Several packages announce a plug-in of one name, so that nobody knows whose is meant."""

    code = "contested-plugin"


class BadOption(ToimintamalliError):
    """A generator's option has a value that the generator can't use."""

    code = "bad-option"


class OutputError(ToimintamalliError):
    """The output folder can't be written; nothing in it was changed."""


class NotOurFolder(OutputError):
    """The folder holds files and no list of ours, so replacing it could destroy something."""

    code = "not-our-folder"


class NotEmpty(OutputError):
    """Something new was to be written where something lies already."""

    code = "new-not-empty"


class BusyFolder(OutputError):
    """Another run has been writing into the same folder for longer than anyone waits."""

    code = "busy-folder"


class ChangedFile(OutputError):
    """Files in the output folder are not as we wrote them: somebody may have filled them in.

    `files` holds the path of each inside the folder.
    """

    code = "changed-file"

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(count=str(len(self.files)))

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return what to do and then each file on a line of its own."""
        lines = (messages.say("listed-file", language, file=file) for file in self.files)
        return "\n".join((super().message(language), *lines))


class SavedMeanwhile(OutputError):
    """Somebody has saved files while a command was thinking over them; theirs stay as they are.

    `files` holds the path of each inside the folder.
    """

    code = "saved-meanwhile"

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(files=", ".join(self.files))


class UnsafePath(OutputError):
    """An artifact's path leads outside the output folder or can't exist on common systems."""

    code = "unsafe-path"


class UnwritableFolder(OutputError):
    """The disk refused: `reason` is the operating system's word."""

    code = "unwritable-folder"


class MountedFolder(OutputError):
    """The folder is where a disk or a container's volume begins: no other can take its place."""

    code = "mounted-folder"
