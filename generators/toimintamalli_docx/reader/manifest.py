"""What a workbook says of itself in a custom document property."""

import json
import re
from dataclasses import dataclass

from toimintamalli.model.ids import LANGUAGE_PATTERN, VERSION_PATTERN, Language, Version
from toimintamalli_docx.names import MANIFEST
from toimintamalli_docx.reader.earlier import Shown
from toimintamalli_docx.reader.printed import unpack
from toimintamalli_docx.reader.xml import parse

LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which workbook a file is, as far as it says so."""

    model: str = ""
    version: Version | None = None
    language: Language | None = None
    profile: str = ""
    wording: str = ""
    """What stands for the texts that it printed; workbooks of the first versions don't say."""
    own: frozenset[bytes] = frozenset()
    """Fingerprints of what the organisation's template prints."""
    has_unsure: bool = False
    """Whether rows of scales have a box for who can't say."""
    shown: Shown | None = None
    """Which lines about the round before it shows, if it says so."""


def read_manifest(part: bytes, name: str) -> Manifest | None:
    """Return what the file says of itself, or nothing where it says nothing that is known.

    Raises:
        Refused: the part is no sound XML.
    """
    for property_ in parse(part, name):
        if property_.get("name") == MANIFEST:
            return _manifest("".join(property_.itertext()))
    return None


def _marks(packed: object) -> frozenset[bytes]:
    try:
        return frozenset(unpack(packed)) if isinstance(packed, str) else frozenset()
    except ValueError:
        return frozenset()


def _shown(said: object) -> Shown | None:
    if not isinstance(said, dict) or not isinstance(lengths := said.get("lengths"), list):
        return None
    sizes = {length for length in lengths if isinstance(length, int) and length > 0}
    return Shown(_marks(said.get("lines")), tuple(sorted(sizes, reverse=True)))


def _manifest(said: str) -> Manifest | None:
    try:
        found = json.loads(said[:LONGEST])
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("model"), str):
        return None
    version, language = str(found.get("version", "")), str(found.get("language", ""))
    return Manifest(
        model=found["model"],
        version=Version(version) if re.search(VERSION_PATTERN, version) else None,
        language=Language(language) if re.search(LANGUAGE_PATTERN, language) else None,
        profile=str(found.get("profile", "")),
        wording=wording if isinstance(wording := found.get("wording"), str) else "",
        own=_marks(found.get("template")),
        has_unsure=found.get("unsure") is True,
        shown=_shown(found.get("earlier")),
    )
