"""The one catalogue of what the tool says to people: a file a language, found by its name."""

import errno
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("_messages")
LANGUAGES: Final = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The languages that there is a catalogue of."""
DEFAULT_LANGUAGE: Final = "en"
"""What is said to somebody whose language has no catalogue."""

_LONGEST_FACT = 120

_REASONS: Final = {
    "ENOENT": "disk-nothing-there",
    "EISDIR": "disk-folder",
    "ENOTDIR": "disk-no-folder",
    "EACCES": "disk-not-allowed",
    "EPERM": "disk-not-allowed",
    "ENOSPC": "disk-full",
    "EDQUOT": "disk-quota",
    "EROFS": "disk-read-only",
    "ENAMETOOLONG": "disk-long-name",
    "EEXIST": "disk-exists",
    "EMFILE": "disk-too-many-open",
    "EADDRINUSE": "port-in-use",
}
"""The system's numbers → what they are called here; the system says them in its own language."""

Catalogue = Mapping[str, Mapping[str, str]]
"""Code of a message → its `message` and perhaps its `hint`, and a `cell-hint` for spreadsheets."""


def _ready_made(language: str) -> Catalogue | None:
    """Return what a wheel carries: JSON, which is read twenty times as fast."""
    file = _FOLDER / f"{language}.json"
    if not file.is_file():
        return None
    import json  # noqa: PLC0415 -- where nothing is said, as by `--version`, nobody waits for it

    made: Catalogue = json.loads(file.read_bytes())
    return made


def _read(language: str) -> Catalogue:
    import tomllib  # noqa: PLC0415 -- see above

    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def catalogue(language: str) -> Catalogue:
    """Return every message of one interface language: code → {message, hint}."""
    said = _ready_made(language) or _read(language)
    if language == DEFAULT_LANGUAGE:
        return said
    # A message that nobody has translated yet is better than none.
    return {code: said.get(code, default) for code, default in catalogue(DEFAULT_LANGUAGE).items()}


def catalogue_for(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the messages for a reader of any language: in English where there are no others."""
    return catalogue(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def say(code: str, language: str = DEFAULT_LANGUAGE, /, **facts: object) -> str:
    """Return the message `code` with its facts filled in, for a reader of `language`."""
    return _fill(catalogue(language)[code]["message"], language, facts)


def advise(code: str, language: str = DEFAULT_LANGUAGE, /, **facts: object) -> str:
    """Return what to do about `code`, or an empty string where the message says it all.

    A fact named `suggestion` turns the advice into "did you mean".
    """
    if facts.get("suggestion"):
        return say("did-you-mean", language, **facts)
    return _fill(catalogue(language)[code].get("hint", ""), language, facts)


def advise_for_cell(code: str, language: str = DEFAULT_LANGUAGE, /, **facts: object) -> str:
    """Return what to do about `code` for somebody who writes in cells and sees no key of a file."""
    hint = catalogue(language)[code].get("cell-hint")
    return advise(code, language, **facts) if hint is None else _fill(hint, language, facts)


def printable(value: str) -> str:
    """Return a text of an untrusted file as it can be shown: no character moves a cursor."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value)


def _fill(pattern: str, language: str, facts: Mapping[str, object]) -> str:
    from toimintamalli.patterns import fill  # noqa: PLC0415 -- as with the catalogue

    shown = {name: _printable(str(value)) for name, value in facts.items()}
    if "reason" in shown:
        shown["reason"] = _in_words(shown["reason"], language)
    return fill(pattern, language, shown)


def _in_words(reason: str, language: str) -> str:
    """Return why the disk or the system refuses, in the reader's language where it is known."""
    for name, code in _REASONS.items():
        if reason == os.strerror(getattr(errno, name, 0)):
            return catalogue(language)[code]["message"]
    return reason


def _printable(value: str) -> str:
    # Facts quote untrusted files: a control character could move the cursor of the reader's
    # terminal or end a GitHub annotation early.
    seen = printable(value[: _LONGEST_FACT + 1])
    return seen if len(seen) <= _LONGEST_FACT else seen[: _LONGEST_FACT - 1] + "…"
