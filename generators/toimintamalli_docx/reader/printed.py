"""What our workbooks say before anybody writes in them, so that the rest is known as somebody's.

Today's texts are those of the documents that the writer makes; those of released versions are
kept as fingerprints, one file a version in `printed/<model>/`.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final, NotRequired, Protocol, TypedDict

from toimintamalli.xml import Element
from toimintamalli_docx.reader.cells import TBL, TEXT_BOX, TR, CellReader, captions
from toimintamalli_docx.reader.tree import blocks_in, cells_of
from toimintamalli_docx.reader.wording import plain
from toimintamalli_docx.reader.xml import VAL, W

_P: Final = f"{W}p"
_TOLD_OF_TABLES: Final = (f"{W}tblCaption", f"{W}tblDescription")
_FOLDER: Final = "printed"
SIZE: Final = 6
"""Bytes of a fingerprint: two texts share one once in a hundred thousand million."""
PAGE: Final = re.compile(r"[0-9]+ ?/ ?[0-9]+$")
LIST_OF_CONTENTS: Final = re.compile(r"\t[0-9]+$")
ENDS: Final = re.compile(r"\w+|\S+")
CLOSING: Final = re.compile('[.!?:;,)”"’…]+')
LONGEST: Final = 5_000
"""Letters of a text beyond which it is none that we print."""
MOST_ENDS: Final = 80
"""How many words of a paragraph are tried as the end of a printed text."""
SURE: Final = 3
"""Words that a person begins with and we print are hardly an accident from here on."""


def fingerprint(text: str) -> bytes:
    """Return what stands for a text among those of a version."""
    return sha256(text.encode(errors="replace")).digest()[:SIZE]


def comparable(text: str) -> str:
    """Return a printed text as it is compared: page numbers are nobody's words."""
    said = plain(LIST_OF_CONTENTS.sub("", text) if "\t" in text else text)
    return PAGE.sub("1/1", said) if said[-1:].isdecimal() else said


class Turning(Protocol):
    """Texts that are found sooner when the workbook is known.

    Nobody asks at run time whether something is this: Python 3.11 works out `marks` to tell.
    """

    @property
    def marks(self) -> frozenset[bytes]:
        """The fingerprint of each of them."""
        ...

    def __contains__(self, text: object) -> bool:
        """Tell whether a text, in the form that is compared, is one of them."""
        ...

    def turn_to(self, profile: str, language: str) -> Turning:
        """Return the same texts, those of a profile and language first."""
        ...


@dataclass(frozen=True)
class Printed:
    """Every text that we print, of today and of versions before."""

    today: frozenset[str] | Turning = frozenset[str]()
    earlier: frozenset[bytes] = frozenset()
    own: frozenset[bytes] = field(default=frozenset())
    """What the organisation's template prints in this document."""

    def __contains__(self, text: str) -> bool:
        """Tell whether a text is printed; an empty one is."""
        if len(text) > LONGEST:
            return False
        said = comparable(text)
        if not said:
            return True
        # What is kept is known at once; what is printed today may have to be worked out.
        if self.earlier or self.own:
            mark = fingerprint(said)
            if mark in self.earlier or mark in self.own:
                return True
        return said in self.today

    @property
    def marks(self) -> frozenset[bytes]:
        """The fingerprint of every text, of today and of versions before."""
        if isinstance(self.today, frozenset):
            return frozenset(map(fingerprint, self.today)) | self.earlier
        return self.today.marks | self.earlier

    def split(self, text: str, *, is_heading: bool = False) -> tuple[str, str, str]:
        """Return what is printed at a text's beginning, what somebody wrote, what is printed after.

        A heading is taken for printed whatever its length; elsewhere people may use its word.
        """
        least = 1 if is_heading else SURE
        before = self._longest(_beginnings(text), least)
        rest = text[len(before) :]
        after = self._longest(_endings(rest), least)
        return before, rest[: len(rest) - len(after)].strip(" :–—-").strip(), after

    def _longest(self, pieces: Iterable[str], least: int) -> str:
        found = ""
        for piece in pieces:
            is_longer = len(piece) > len(found)
            if is_longer and is_telling(piece, least) and piece in self:
                found = piece
        return found


def is_telling(text: str, least: int = SURE) -> bool:
    """Tell whether a text says so much that a person who begins with it has hardly typed it."""
    if len(text) > LONGEST:
        return False
    return len(text.split()) >= least and sum(map(str.isalpha, text)) >= SURE


def _beginnings(text: str) -> Iterator[str]:
    for number, end in enumerate(ENDS.finditer(text)):
        if number >= MOST_ENDS:
            return
        yield text[: end.end()]
        if following := CLOSING.match(text[end.end() :]):
            yield text[: end.end() + following.end()]


def _endings(text: str) -> Iterator[str]:
    starts = [found.start() for found in ENDS.finditer(text)][-MOST_ENDS:]
    return (text[start:] for start in starts)


ALONE: Final = "¶ "
"""What stands before a short text among the printed ones that is printed outside tables."""
BOXED: Final = "▭ "
"""The same in a text box."""
ROW: Final = "| "
"""What stands before a row of short texts among the printed ones."""


def texts_in(root: Element) -> Iterator[str]:
    """Yield every text of a part as it is compared, paragraph by paragraph, and its captions.

    Short texts are anybody's words too: where they are printed alone, and in which rows, is yielded
    besides.
    """
    reader = CellReader(root)
    # A paragraph in a table is asked for twice: alone and in its row.
    read = {
        paragraph: comparable(reader.read_paragraph(paragraph).whole) for paragraph in root.iter(_P)
    }
    for paragraph, said in read.items():
        if said:
            yield said
            around = next(paragraph.iterancestors(TBL, TEXT_BOX), None)
            if not is_telling(said) and (around is None or around.tag == TEXT_BOX):
                yield f"{ALONE if around is None else BOXED}{said}"
    for row in root.iter(TR):
        texts = (_said_in(cell, read) for cell, _ in cells_of(row))
        if said := row_of([text for text in texts if text]):
            yield said
    for caption in (*captions(root), *_told_of_tables(root)):
        yield comparable(caption)


def _told_of_tables(root: Element) -> Iterator[str]:
    """Yield what people are told of a table who don't see it: some programs print it above it."""
    for properties in root.iter(f"{W}tblPr"):
        told = [found.get(VAL, "") for found in properties.iterchildren(*_TOLD_OF_TABLES)]
        yield from filter(None, (*told, "".join(told)))


def row_of(texts: Sequence[str]) -> str:
    """Return a row of short texts as it is compared, or nothing where one of them is longer."""
    return "" if any(map(is_telling, texts)) else ROW + " | ".join(texts)


def _said_in(cell: Element, read: Mapping[Element, str]) -> str:
    texts = (read[block] for block in blocks_in(cell) if block.tag == _P)
    return " ".join(filter(None, texts))


Value = int | str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is kept of a released version."""

    version: str
    texts: frozenset[bytes]
    prompts: Mapping[bytes, tuple[str, ...]]
    """Fingerprint of what is asked → the places that ask it."""
    around: Mapping[bytes, frozenset[str]]
    """Fingerprint of a heading → the places under it."""
    offers: Mapping[str, Mapping[bytes, Value]]
    """Place → the fingerprint of each of its options → the option's value."""
    wordings: frozenset[str] = frozenset()
    """What stands for its texts, one for each language; the first versions had none."""


class _Kept(TypedDict):
    """A version as its file holds it; numbers are indexes of places."""

    version: str
    texts: str
    places: list[str]
    prompts: dict[str, list[int]]
    around: dict[str, list[int]]
    options: list[dict[str, Value]]
    offers: list[int]
    wordings: NotRequired[list[str]]


@cache
def earlier_versions(model: str) -> tuple[Earlier, ...]:
    """Return what is kept of the released versions of a model, the oldest first."""
    folder = files("toimintamalli_docx").joinpath(_FOLDER, model)
    if not folder.is_dir():
        return ()
    found = [_earlier(json.loads(entry.read_bytes())) for entry in folder.iterdir()]
    return tuple(
        sorted(found, key=lambda version: [int(part) for part in version.version.split(".")])
    )


def _earlier(kept: _Kept) -> Earlier:
    places = kept["places"]
    options = [{b64decode(key): v for key, v in option.items()} for option in kept["options"]]
    return Earlier(
        version=kept["version"],
        texts=frozenset(unpack(kept["texts"])),
        prompts={
            b64decode(k): tuple(places[at] for at in ats) for k, ats in kept["prompts"].items()
        },
        around={b64decode(k): frozenset(places[at] for at in v) for k, v in kept["around"].items()},
        offers={
            places[at]: options[which] for at, which in enumerate(kept["offers"]) if which >= 0
        },
        wordings=frozenset(kept.get("wordings", ())),
    )


def unpack(packed: str) -> Iterator[bytes]:
    """Yield the fingerprints in a text."""
    data = b64decode(packed)
    return (data[at : at + SIZE] for at in range(0, len(data), SIZE))


def pack(marks: Iterable[bytes]) -> str:
    """Return fingerprints as one text, in order."""
    return b64encode(b"".join(sorted(set(marks)))).decode()
