"""Texts put into YAML that people edit, where every line that is not concerned stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final, NamedTuple, Protocol, TypeAlias

import yaml

from toimintamalli.errors import ToimintamalliError
from toimintamalli.yaml import Document, Mode, Value, parse

Texts: TypeAlias = "Mapping[str, Texts | str]"
"""Texts under their keys, as deep as the file goes."""

Order: TypeAlias = "Mapping[str, Order | str]"
"""The keys of a file in the order that new ones take; what the leaves say does not matter."""

Record: TypeAlias = "Mapping[str, str | Sequence[str]]"
"""The fields of a record in a structure file, in order."""


class NotSpliced(ToimintamalliError):
    """The collection is written in a way that nothing can be added to by a line more."""

    code = "not-spliced"


def put_texts(data: bytes, file: str, texts: Texts, order: Order) -> bytes:
    """Return a text file with some texts changed or added; only their own lines differ.

    New keys stand where `order` has them; `file` is what messages call it.

    Raises:
        NotSpliced: the place of a text is not written line by line.
    """
    source = _Source.of(data, file)
    edits = source.edits(source.root, arrange(texts, order), order)
    made = source.changed(list(edits)).encode()
    wanted = _expected(parse(data, file, Mode.TEXT).value, texts)
    if stripped(parse(made, file, Mode.TEXT).value) != stripped(wanted):
        raise NotSpliced(file=file, name=next(iter(texts), ""))
    return (_BOM if data.startswith(_BOM) else b"") + made


def add_record(data: bytes, file: str, collection: str, record: Record) -> bytes:
    """Return a structure file with a record at the end of a list, which is made if need be.

    `file` is what messages call it; every other byte stays.

    Raises:
        NotSpliced: the list is not written line by line.
    """
    before = parse(data, file, Mode.STRUCTURE)
    lines = _LINE.findall(data.decode())
    spot = _find_spot(before, lines, collection)
    made = _insert(lines, spot, list(_write_record(record))).encode()
    wanted = dict(before.value) if isinstance(before.value, dict) else {}
    entries = wanted.get(collection)
    new: Value = {name: _as_value(value) for name, value in record.items()}
    wanted[collection] = [*(entries if isinstance(entries, list) else ()), new]
    if parse(made, file, Mode.STRUCTURE).value != wanted:
        raise NotSpliced(file=file, name=collection)
    return made


def write_texts(texts: Texts, indent: str = "") -> str:
    """Return a map of texts as YAML lines, an empty line before each map at the margin."""
    return "".join(_write(texts, indent))


def write_scalar(text: str, mode: Mode) -> str:
    """Return a one-line text as YAML, in quotes where it needs them."""
    candidates = (text or "''", "'" + text.replace("'", "''") + "'")
    plain = (candidate for candidate in candidates if _is_read_as(candidate, text, mode))
    return next(plain, json.dumps(text, ensure_ascii=False))


def write_value(text: str, indent: str) -> str:
    """Return a text as what follows its key: on the same line, or `|` for several paragraphs.

    `indent` is that of the key; there is no line break at the end.
    """
    if "\n" not in text or not _fits_block(text):
        return write_scalar(text, Mode.TEXT)
    lines = (f"{indent}  {line}" if line else "" for line in text.strip("\n").split("\n"))
    return "|\n" + "\n".join(lines)


def stripped(value: Value) -> Value:
    """Return what a file holds without the line breaks that end its texts in blocks."""
    if isinstance(value, dict):
        return {key: stripped(member) for key, member in value.items()}
    return value.strip() if isinstance(value, str) else value


def line_end(text: str, at: int) -> int:
    """Return where the line that a character stands on ends, before its line break."""
    found = _LINE_BREAK.search(text, at)
    return found.start() if found else len(text)


_BOM: Final = b"\xef\xbb\xbf"
_LINE_BREAK: Final = re.compile(r"[\r\n]")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _fits_block(text: str) -> bool:
    # The first line sets the indentation, and no line may end in a space that editors strip.
    lines = text.split("\n")
    return not lines[0].startswith((" ", "\t")) and not any(e != e.rstrip() for e in lines)


def _write(texts: Texts, indent: str) -> Iterator[str]:
    for index, (key, value) in enumerate(texts.items()):
        if isinstance(value, str):
            yield f"{indent}{key}: {write_value(value, indent)}\n"
        else:
            yield "\n" if index and not indent else ""
            yield f"{indent}{key}:\n"
            yield from _write(value, f"{indent}  ")


def _is_read_as(written: str, text: str, mode: Mode) -> bool:
    read = parse(f"k: {written}\n".encode(), "", mode)
    return read.value == {"k": text} and not read.findings


class _Mark(Protocol):
    """What both parsers' marks know of a place."""

    @property
    def index(self) -> int: ...


class _Edit(NamedTuple):
    """What takes the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Node:
    """A value in a YAML text: where its key and it begin and end, as offsets."""

    key: int
    start: int
    end: int = 0
    style: str = ""
    is_map: bool = False
    inside: dict[str, Node] = field(default_factory=dict)


def map_nodes(text: str) -> Node:
    """Return where everything stands in a text file's YAML that the strict reader takes."""
    root = Node(0, 0, is_map=True)
    open_nodes, key = [root], None
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        match event:
            case yaml.MappingEndEvent():
                closed = open_nodes.pop()
                closed.end = _index(event.end_mark) if closed.style else closed.end
            case yaml.MappingStartEvent():
                node = _map(event, key)
                open_nodes[-1].inside[key.name if key else ""] = node
                open_nodes.append(node)
                key = None
            case yaml.ScalarEvent() if key:
                open_nodes[-1].inside[key.name] = _scalar(event, text, key)
                key = None
            case yaml.ScalarEvent() if len(open_nodes) > 1:
                key = _Key(event.value, _index(event.start_mark), _index(event.end_mark))
    return root.inside.get("", root)


class _Key(NamedTuple):
    """A key and where it stands."""

    name: str
    start: int
    end: int


def _map(event: yaml.MappingStartEvent, key: _Key | None) -> Node:
    start = _index(event.start_mark)
    begin = key.start if key else start
    return Node(begin, start, start, "{" if event.flow_style else "", is_map=True)


def _scalar(event: yaml.ScalarEvent, text: str, key: _Key) -> Node:
    start, end, style = _index(event.start_mark), _index(event.end_mark), event.style or ""
    if style == "|":
        end = _end_of_block(text, start, key.start)
    if not style and not event.value:
        start = end = key.end + 1  # an empty value stands nowhere: after the colon
    return Node(key.start, start, end, style)


def _index(mark: _Mark | None) -> int:
    # Both parsers give every event its marks; their types only allow for events made by hand.
    return mark.index if mark else 0


def _end_of_block(text: str, start: int, key: int) -> int:
    """Return where the last line with something on it ends that is indented below a key."""
    indent = key - (max(text.rfind("\n", 0, key), text.rfind("\r", 0, key)) + 1)
    end = at = line_end(text, start)
    while line := _LINE.match(text, _after_break(text, at)):
        content = line.group().rstrip("\r\n")
        at = line.start() + len(content)
        if content.strip() and len(content) - len(content.lstrip(" ")) <= indent:
            break
        if content.strip():
            end = at
        if line.end() >= len(text):
            break
    return end


def _after_break(text: str, at: int) -> int:
    return at + (2 if text.startswith("\r\n", at) else 1 if at < len(text) else 0)


@dataclass(frozen=True)
class _Source:
    """A file before the change."""

    text: str
    name: str
    root: Node

    @classmethod
    def of(cls, data: bytes, name: str) -> _Source:
        text = data.decode("utf-8-sig")
        return cls(text, name, map_nodes(text))

    @property
    def ending(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def edits(self, node: Node, texts: Texts, order: Order) -> Iterator[_Edit]:
        """Yield what has to change below a map, new keys in their order."""
        if not node.inside and node is self.root:
            gap = "" if self._is_line_start(len(self.text)) else "\n"
            yield _Edit(len(self.text), len(self.text), gap + write_texts(texts))
            return
        for key, value in texts.items():
            ordered, here = order.get(key, {}), node.inside.get(key)
            if here is None:
                yield self._new(node, key, value, order)
            elif isinstance(value, str):
                yield self._replacement(here, key, value, is_flow=node.style == "{")
            elif here.style == "{" and not here.inside:
                yield from self._unfolded(here, value)
            elif here.is_map:
                yield from self.edits(here, value, ordered if isinstance(ordered, Mapping) else {})
            elif here.start == here.end:
                indent = self._indent(here.key) + "  "
                at = line_end(self.text, here.end)
                yield _Edit(at, at, "\n" + write_texts(value, indent).rstrip("\n"))
            else:
                raise NotSpliced(file=self.name, name=key)

    def _unfolded(self, node: Node, texts: Texts) -> Iterator[_Edit]:
        """Yield what makes lines of an empty map in braces; a comment beside it stays there."""
        before = len(self.text[: node.start].rstrip(" "))
        yield _Edit(before, node.end, "")
        at = line_end(self.text, node.end)
        yield _Edit(at, at, "\n" + write_texts(texts, self._indent(node.key) + "  ").rstrip("\n"))

    def changed(self, edits: Sequence[_Edit]) -> str:
        text = self.text
        # Backwards, so that the places before stay right; new keys at one place keep their order.
        by_place = sorted(edits, key=lambda edit: edit.start)
        for edit in by_place[::-1]:
            text = text[: edit.start] + edit.text.replace("\n", self.ending) + text[edit.end :]
        return text

    def _replacement(self, node: Node, key: str, value: str, *, is_flow: bool) -> _Edit:
        if node.is_map:
            raise NotSpliced(file=self.name, name=key)
        indent = self._indent(node.key)
        written = json.dumps(value, ensure_ascii=False) if is_flow else write_value(value, indent)
        if node.style == "|" and "\n" not in value and _fits_block(value):
            written = f"|\n{indent}  {value}"
        lead = "" if self.text[node.start - 1 : node.start] == " " else " "
        end = line_end(self.text, node.end) if "\n" in written else node.end
        # A comment beside the text stays on its line, which a text in a block leaves.
        written = written.replace("\n", self.text[node.end : end] + "\n", 1)
        return _Edit(node.start, end, lead + written)

    def _new(self, node: Node, key: str, value: Texts | str, order: Order) -> _Edit:
        if node.style == "{":
            raise NotSpliced(file=self.name, name=key)
        indent = self._child_indent(node)
        lines = write_texts({key: value}, indent).rstrip("\n")
        before = [
            earlier
            for earlier in takewhile(lambda earlier: earlier != key, order)
            if earlier in node.inside
        ]
        if not before:
            first = next(iter(node.inside.values())).key
            at = first - len(self._indent(first))
            return _Edit(at, at, lines + ("\n" if indent else "\n\n"))
        at = self._end(node.inside[before[-1]])
        return _Edit(at, at, ("\n" if indent else "\n\n") + lines)

    def _is_line_start(self, at: int) -> bool:
        return at == 0 or self.text[at - 1] in "\r\n"

    def _end(self, node: Node) -> int:
        """Return the end of the last line that a value takes, with a comment beside it."""
        end = max([node.end, *(self._end(child) for child in node.inside.values())])
        return end if node.style == "|" else line_end(self.text, end)

    def _child_indent(self, node: Node) -> str:
        if node.inside:
            return self._indent(next(iter(node.inside.values())).key)
        return "" if node is self.root else self._indent(node.key) + "  "

    def _indent(self, at: int) -> str:
        line = max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1
        return self.text[line:at]


def arrange(texts: Texts, order: Order) -> Texts:
    """Return texts with their keys in the order of another map, at every depth."""
    return {key: _arranged(texts[key], order.get(key, {})) for key in in_order(texts, order)}


def _arranged(texts: Texts | str, order: Order | str) -> Texts | str:
    if isinstance(texts, str) or isinstance(order, str):
        return texts
    return arrange(texts, order)


def in_order(keys: Mapping[str, object], order: Order) -> list[str]:
    """Return keys in the order of another map, unknown ones last as they came."""
    places = {key: index for index, key in enumerate(order)}
    return sorted(keys, key=lambda key: places.get(key, len(places)))


def _expected(before: Value, texts: Texts) -> Value:
    made: dict[str, Value] = dict(before) if isinstance(before, dict) else {}
    for key, value in texts.items():
        old = made.get(key)
        if isinstance(value, str):
            made[key] = value
        else:
            made[key] = _expected(old, value)
    return made


# A key at the margin, where whatever came before ends; a list may also lie at the margin.
_TOP: Final = re.compile(r"[^\s#\-]")


class _Spot(NamedTuple):
    """Before which line (from 0) a record goes, how far indented, and under what new key."""

    line: int
    indent: str
    key: str = ""


def _find_spot(before: Document, lines: Sequence[str], collection: str) -> _Spot:
    value = before.value if isinstance(before.value, dict) else {}
    entries = value.get(collection)
    if collection not in value:
        return _Spot(len(lines), "  ", f"{collection}:")
    if not entries or not isinstance(entries, list):
        raise NotSpliced(file=before.position(()).file, name=collection)
    start = before.position((collection,), key=True).line
    rest = range(start, len(lines))
    end = next((index for index in rest if _TOP.match(lines[index])), len(lines))
    first = lines[before.position((collection, 0)).line - 1]
    return _Spot(_last_line(lines[:end]) + 1, first[: len(first) - len(first.lstrip(" "))])


def _last_line(lines: Sequence[str]) -> int:
    # Comments at the margin belong to what comes below them.
    return max(
        index for index, line in enumerate(lines) if line.strip() and not line.startswith("#")
    )


def _insert(lines: Sequence[str], spot: _Spot, record: Sequence[str]) -> str:
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    head = "".join(lines[: spot.line])
    if head and not head.endswith(("\n", "\r")):
        head += ending
    new = [spot.indent + line for line in record]
    if spot.key:
        new = ["", spot.key, *new]
    return head + "".join(line + ending for line in new) + "".join(lines[spot.line :])


def _write_record(record: Record) -> Iterator[str]:
    lead = "- "
    for name, value in record.items():
        if isinstance(value, str):
            yield f"{lead}{name}: {write_scalar(value, Mode.STRUCTURE)}"
        else:
            listed = ", ".join(write_scalar(entry, Mode.STRUCTURE) for entry in value)
            yield f"{lead}{name}: [{listed}]"
        lead = "  "


def _as_value(value: str | Sequence[str]) -> Value:
    return value if isinstance(value, str) else list(value)
