"""What readers and tools find in an artifact: its texts with their languages, and its places."""

import json
import re
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile


class Passage(NamedTuple):
    """Some text in one language."""

    text: str
    language: str


@dataclass(frozen=True)
class Reading:
    """What was found in an artifact."""

    passages: tuple[Passage, ...]
    labels: tuple[str, ...] = ()
    """Text where the format has no room for a language: attributes, items of a list to choose."""
    places: tuple[str, ...] = ()
    """The key of each place, as often as it stands there; `Extractor.key` makes it of an id."""
    everything: str = ""
    """All that stands in the artifact, hidden or shown."""


@dataclass(frozen=True)
class Extractor:
    """Reads one media type."""

    read: Callable[[bytes], Reading]
    key: Callable[[str], str] = str
    """What stands in the artifact for a place's id."""
    has_places: bool = True
    """Whether it is a workbook, in which somebody answers."""


# --- HTML ----------------------------------------------------------------------------------------

_KNOWN: Final = re.compile(r'<template id="known">.*?</template>', re.DOTALL)
_VOID: Final = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LABELS: Final = frozenset({"alt", "aria-label", "content", "placeholder", "title"})
_UNREAD: Final = frozenset({"head", "script", "style", "template"})


@dataclass
class _Page(HTMLParser):
    passages: list[Passage] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    """Each open element and the language in it."""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.labels += [own[label] or "" for label in _LABELS & own.keys()]
        if place := own.get("data-place"):
            self.places.append(place)
        if tag not in _VOID:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, own.get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not _UNREAD & {tag for tag, _ in self.open}:
            self.passages.append(Passage(data, self.open[-1][1] if self.open else ""))


def read_html(content: bytes) -> Reading:
    """Read a page: the text nodes of its body, and the id in each `data-place`.

    The template `known` is no part of the page: what its script knows of workbooks that people
    may open, which are in any language.
    """
    page = _Page()
    page.feed(content.decode())
    page.close()
    shown = _KNOWN.sub("", content.decode())
    return Reading(tuple(page.passages), tuple(page.labels), tuple(page.places), shown)


# --- Word ----------------------------------------------------------------------------------------

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(content: bytes) -> Reading:
    """Read a Word document: its runs with their language, and the bookmarks of its places."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {
        name: ET.fromstring(data)  # noqa: S314 -- made by the generator under test
        for name, data in parts.items()
        if name.endswith(".xml")
    }
    default = trees["word/styles.xml"].find(f"{_W}docDefaults//{_W}lang")
    language = default.get(f"{_W}val", "") if default is not None else ""
    document = trees["word/document.xml"]
    return Reading(
        tuple(_runs(document, language)),
        tuple(element.get(f"{_W}displayText", "") for element in document.iter(f"{_W}listItem")),
        tuple(_bookmarks(document)),
        b"\n".join(parts.values()).decode(errors="replace"),
    )


def _runs(document: ET.Element, default: str) -> Iterator[Passage]:
    for run in document.iter(f"{_W}r"):
        own = run.find(f"{_W}rPr/{_W}lang")
        tag = default if own is None else own.get(f"{_W}val", default)
        # Only its own text: a drawing in a run has text boxes with runs of their own.
        text = "".join(element.text or "" for element in run.findall(f"{_W}t"))
        if text.strip():
            yield Passage(text, tag)


def _bookmarks(document: ET.Element) -> Iterator[str]:
    for element in document.iter(f"{_W}bookmarkStart"):
        name = element.get(f"{_W}name", "")
        if name.startswith("tm_"):
            yield name


def bookmark_of(place: str) -> str:
    """Return the bookmark of a place in Word: 16 base32 letters of the digest of its id."""
    return "tm_" + b32encode(sha256(place.encode()).digest()).decode().lower()[:16]


# --- JSON ----------------------------------------------------------------------------------------


def read_json(content: bytes) -> Reading:
    """Read published data: a file in one language with its fallbacks, or one in all."""
    value = json.loads(content)
    head = value if isinstance(value, dict) else {}
    fallbacks = head.get("fallbacks", {})
    return Reading(
        tuple(_strings(value, str(head.get("language", "")), fallbacks)),
        everything=json.dumps(value, ensure_ascii=False),
    )


def _strings(
    value: object, language: str, fallbacks: Mapping[str, str], pointer: str = ""
) -> Iterator[Passage]:
    match value:
        case str():
            key = pointer.rpartition("/")[2]
            yield Passage(value, (language and fallbacks.get(pointer, language)) or key)
        case dict():
            for key, member in value.items():
                yield from _strings(member, language, fallbacks, f"{pointer}/{key}")
        case list():
            for index, element in enumerate(value):
                yield from _strings(element, language, fallbacks, f"{pointer}/{index}")


EXTRACTORS: Final[Mapping[str, Extractor]] = {
    "text/html": Extractor(read_html),
    "application/json": Extractor(read_json, has_places=False),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Extractor(
        read_docx, key=bookmark_of
    ),
}
"""By media type; for another one, give your own to the suite."""
