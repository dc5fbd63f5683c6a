"""A Word file opened for checking: its parts as bytes and as trees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {
    "w": W[1:-1],
    "w14": W14[1:-1],
    "w15": W15[1:-1],
    "r": RELATIONSHIPS,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
MAIN: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
SETTINGS: Final = "word/settings.xml"
GLOSSARY: Final = "word/glossary/document.xml"
CORE: Final = "docProps/core.xml"
CUSTOM: Final = "docProps/custom.xml"

Element = Any  # lxml has no types of its own


@dataclass
class WordFile:
    """The parts of a file by name; a tree, once asked for, stands for its part."""

    parts: dict[str, bytes]
    _trees: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def open(cls, content: bytes) -> "WordFile":
        with ZipFile(BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def root(self, name: str) -> Element:
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    @property
    def body(self) -> Element:
        return self.root(MAIN).find(f"{W}body")

    @property
    def texts(self) -> Iterator[str]:
        """Names of the parts that hold text for readers."""
        kinds = ("document.xml", "footer", "header")
        return (part for part in self.parts if part.startswith("word/") and _is_text(part, kinds))

    def replace(self, name: str, content: bytes) -> None:
        """Put other bytes into a part, whatever became of its tree."""
        self._trees.pop(name, None)
        self.parts[name] = content

    def find(self, path: str, part: str = MAIN) -> list[Element]:
        there = part in self.parts
        return list(self.root(part).xpath(path, namespaces=NAMESPACES)) if there else []

    def one(self, path: str, part: str = MAIN) -> Element:
        return self.find(path, part)[0]

    def bytes(self) -> bytes:
        data = BytesIO()
        with ZipFile(data, "w") as archive:
            for name, content in self.parts.items():
                tree = self._trees.get(name)
                archive.writestr(name, content if tree is None else etree.tostring(tree))
        return data.getvalue()


def _is_text(name: str, kinds: tuple[str, ...]) -> bool:
    return any(kind in name for kind in kinds) and "_rels" not in name


def text_of(element: Element) -> str:
    """The text of an element as a reader sees it; a break is a line."""
    lines = element.iter(f"{W}t", f"{W}br")
    return "".join("\n" if line.tag == f"{W}br" else line.text or "" for line in lines)


def value(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")
