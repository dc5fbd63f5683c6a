"""Comments and footnotes, and words in pasted parts: what people wrote beside their answers."""

import html
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Final

from toimintamalli.limits import WORD
from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import CellReader
from toimintamalli_docx.reader.package import Parts
from toimintamalli_docx.reader.printed import fingerprint
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.wording import plain, tidy
from toimintamalli_docx.reader.xml import W, parse

AUTHOR: Final = "toimintamalli"
"""Who writes the comments that a reading leaves in a document."""
_PARTS: Final[Mapping[str, str]] = {
    "comment": "word/comments.xml",
    "footnote": "word/footnotes.xml",
    "endnote": "word/endnotes.xml",
}


def mark_of(text: str) -> str:
    """Return the initials by which a comment of ours is known, as long as nobody changes it."""
    return b64encode(fingerprint(plain(text))).decode()


def is_ours(comment: Element, text: str) -> bool:
    """Tell whether we wrote a comment, and nobody has changed it since."""
    who = comment.get(f"{W}author"), comment.get(f"{W}initials")
    return who == (AUTHOR, mark_of(text))


def read_notes(parts: Parts) -> dict[tuple[str, str], str]:
    """Return the text of each note by its kind and number; who wrote it is nobody's business.

    Raises:
        Refused: a part is no sound XML, or holds too many.
    """
    found: dict[tuple[str, str], str] = {}
    for kind, part in _PARTS.items():
        if part not in parts:
            continue
        root = parse(parts[part], part)
        reader = CellReader(root)
        for note in root.iter(f"{W}{kind}"):
            # The lines that part footnotes from the text are footnotes too.
            if note.get(f"{W}type", "normal") != "normal":
                continue
            text = tidy(reader.read(note).text, ())
            # What an earlier reading remarked is nobody's words.
            if text and not is_ours(note, text):
                found[kind, note.get(f"{W}id", "")] = text
    if len(found) > WORD.notes:
        raise Refused("docx-too-many-notes", limit=WORD.notes)
    return found


_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_LETTERS: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
LONGEST: Final = 200_000
"""Bytes of a pasted part that are looked at for words."""
TAGS: Final = re.compile(r"<(style|script)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def read_pasted(parts: Parts) -> Iterator[str]:
    """Yield the words in charts, in drawn lists, and in files that were brought in whole.

    Raises:
        Refused: a part is no sound XML.
    """
    for name, content in parts.items():
        match name.partition("/")[0]:
            case "chart" | "diagramData":
                lines = (
                    "".join(letters.text or "" for letters in line.iter(_LETTERS))
                    for line in parse(content, name).iter(_DRAWN)
                )
                said = "\n".join(filter(None, lines))
            case "aFChunk":
                said = "" if content.startswith(b"PK") else _without_tags(content)
            case _:
                continue
        if text := tidy(said, ()):
            yield text


def _without_tags(content: bytes) -> str:
    return html.unescape(TAGS.sub(" ", content[:LONGEST].decode(errors="replace")))
