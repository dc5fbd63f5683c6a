"""`python -m tests.fuzz.slicing`: small pieces of filled workbooks, the seeds of the Word reader.

A whole workbook takes so long that hardly any change of it is tried. Of many pieces those are kept
that reach code which no other piece reaches.
"""

import random
import sys
from collections.abc import Iterator
from typing import Final

import coverage
from lxml import etree
from tests.docx.habits import fillings
from tests.docx.word_file import Element, WordFile
from tests.fuzz.targets import MODEL, SEEDS, TARGETS

from toimintamalli.archives import write_zip

_FILLINGS: Final = 63
_MOST_BLOCKS: Final = 8
_MOST_ROWS: Final = 4
_MOST_BYTES: Final = 12_000
_FEWEST: Final = 10
"""How many branches a piece must add."""
_READ: Final = ("document.xml", "document2.xml", ".rels", "Types].xml", "custom.xml")


def pieces() -> Iterator[bytes]:
    """Yield pieces of workbooks that were filled in by many hands and saved by many programs."""
    chance = random.Random(20)  # noqa: S311 -- no secret
    for filling in fillings(MODEL, _FILLINGS):
        file = WordFile.open(filling.content)
        for _ in range(6):
            yield _piece(dict(file.parts), chance)


def _piece(parts: dict[str, bytes], chance: random.Random) -> bytes:
    (name,) = (name for name in parts if name.startswith("word/document") and "rels" not in name)
    root = etree.fromstring(parts[name])
    (body,) = root
    blocks = list(body)
    at = chance.randrange(len(blocks))
    for block in [*blocks[:at], *blocks[at + chance.randint(1, _MOST_BLOCKS) :]]:
        body.remove(block)
    for table in _called(root, "tbl"):
        rows = [row for row in table if etree.QName(row).localname in ("tr", "sdt")]
        for row in rows[_MOST_ROWS:]:
            table.remove(row)
    parts[name] = etree.tostring(root)
    kept = {
        name: content
        for name, content in parts.items()
        if name.endswith(_READ) and "glossary" not in name and "customXml" not in name
    }
    return write_zip(kept.items()) if len(parts[name]) < _MOST_BYTES else b""


def _called(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if etree.QName(one).localname == name]


def reached(piece: bytes) -> set[tuple[str, tuple[int, int]]]:
    """Return the branches of the reader that a piece reaches."""
    measuring = coverage.Coverage(
        data_file=None, config_file=False, branch=True, include=["*/toimintamalli_docx/*"]
    )
    measuring.start()
    TARGETS["docx"].run(piece)
    measuring.stop()
    data = measuring.get_data()
    return {(file, arc) for file in data.measured_files() for arc in data.arcs(file) or ()}


def choose() -> Iterator[bytes]:
    """Yield the pieces that together reach what all of them reach."""
    found = {piece: reached(piece) for piece in pieces() if piece}
    seen: set[tuple[str, tuple[int, int]]] = set()
    while found:
        # The most that is new for the least that is read.
        best = max(found, key=lambda piece: (len(found[piece] - seen) ** 2 / len(piece), piece))
        new = found.pop(best) - seen
        if len(new) < _FEWEST:
            return
        seen |= new
        sys.stdout.write(f"{len(best)} bytes: {len(new)} further branches\n")
        yield best


if __name__ == "__main__":
    for number, piece in enumerate(choose(), start=1):
        (SEEDS / f"piece-{number:02}.docx").write_bytes(piece)
