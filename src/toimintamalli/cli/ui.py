"""What a person at a terminal sees."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from toimintamalli import messages


@dataclass(frozen=True)
class Ui:
    """The language of messages, and where they go."""

    language: str
    is_terse: bool = False
    """Whether messages are for a program, which has no use for what went well."""

    def say(self, code: str, **facts: object) -> str:
        """Return a message from the catalogue."""
        return messages.say(code, self.language, **facts)

    def explain(self, code: str, **facts: object) -> str:
        """Return a message from the catalogue with what to do about it."""
        advice = messages.advise(code, self.language, **facts)
        return " – ".join(filter(None, (self.say(code, **facts), advice)))

    def tell(self, text: str) -> None:
        """Show a message that is no result."""
        click.echo(text, err=True)

    def remark(self, text: str) -> None:
        """Show a message about what went well."""
        if not self.is_terse:
            self.tell(text)

    def count(self, done: int, total: int) -> None:
        """Show on a terminal how far long work is; a log has nothing of it."""
        if total > 1 and sys.stderr.isatty():
            click.echo(f"\r  {done} / {total}", nl=done == total, err=True)

    def save(self, file: Path, content: bytes) -> None:
        """Write one file that was asked for by name, and say so."""
        from toimintamalli.output import replace_files  # noqa: PLC0415 -- most runs write nothing

        replace_files(file.parent, {file.name: content})
        self.remark(self.say("saved", file=file))

    def fail(self, text: str, status: int) -> int:
        """Show what went wrong, and return the exit status for it."""
        self.tell(f"toimintamalli: {text}")
        return status
