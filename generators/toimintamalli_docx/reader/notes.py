"""Comments and footnotes: what people wrote at a place without answering it."""

from collections.abc import Mapping
from typing import Final

from toimintamalli_docx.reader import limits
from toimintamalli_docx.reader.cells import CellReader
from toimintamalli_docx.reader.package import Parts
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.wording import tidy
from toimintamalli_docx.reader.xml import W, parse

_PARTS: Final[Mapping[str, str]] = {
    "comment": "word/comments.xml",
    "footnote": "word/footnotes.xml",
    "endnote": "word/endnotes.xml",
}


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
        for each in root.iter(f"{W}{kind}"):
            # The lines that part footnotes from the text are footnotes too.
            if each.get(f"{W}type", "normal") == "normal" and (
                text := tidy(reader.read(each).text, ())
            ):
                found[kind, each.get(f"{W}id", "")] = text
    if len(found) > limits.NOTES:
        raise Refused("docx-too-many-notes", limit=limits.NOTES)
    return found
