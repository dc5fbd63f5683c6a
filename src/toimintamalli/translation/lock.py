"""The lock: from which source wording each translation was made.

One lock file for each text file of a translation, at the same path below `locks/<language>/`.
Each entry's digests stand on lines of their own, so that branches that translate different texts
merge without a conflict. Tools write locks; editors never need to.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.model.ids import Language
from toimintamalli.translation.digest import Digest
from toimintamalli.yaml import Document, Mode, parse

FOLDER: Final = "locks"
_HEAD: Final = "# Written by `toimintamalli translations record`. Nobody needs to edit this file.\n"


@dataclass(frozen=True, slots=True)
class LockEntry:
    """What was known of one translation when it was recorded."""

    source: Digest
    target: Digest
    same_accepted: bool = False
    """Whether the translation may be the same as the source: a name, a number, a loanword."""
    reason: str = ""
    """Why somebody accepted the translation as it is, in a few words."""


Lock = Mapping[str, LockEntry]
"""The entries of one file, by the dotted path of the text."""


def lock_path(language: Language, file: str) -> str:
    """Return where the lock of a text file lies below the content root."""
    return f"{FOLDER}/{language}/{file}"


def read_lock(data: bytes, name: str) -> Lock:
    """Return the entries of a lock file; what can't be read counts as not recorded."""
    return dict(_entries(parse(data, name, Mode.TEXT)))


def write_lock(lock: Lock) -> bytes:
    """Return a lock file, its entries sorted by path."""
    return (_HEAD + "".join(_line(path, lock[path]) for path in sorted(lock))).encode()


def _entries(document: Document) -> Iterator[tuple[str, LockEntry]]:
    value = document.value if isinstance(document.value, dict) else {}
    for path, entry in value.items():
        match entry:
            case {"source": str(source), "target": str(target), **rest}:
                accepted = rest.get("same") == "accepted"
                reason = str(rest.get("reason", ""))
                yield path, LockEntry(Digest(source), Digest(target), accepted, reason)


def _line(path: str, entry: LockEntry) -> str:
    same = "  same: accepted\n" if entry.same_accepted else ""
    reason = f"  reason: {json.dumps(entry.reason, ensure_ascii=False)}\n" if entry.reason else ""
    return f"{path}:\n  source: {entry.source}\n  target: {entry.target}\n{same}{reason}"
