"""Text files in one order and with the fewest quotes; no word, comment or blank line is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from toimintamalli.loading.content import Content
from toimintamalli.loading.shapes import text_shape
from toimintamalli.splicing import (
    Node,
    NotSpliced,
    Order,
    in_order,
    line_end,
    map_nodes,
    stripped,
    write_value,
)
from toimintamalli.yaml import Mode, Value, parse

_MODELINE: Final = "# yaml-language-server:"


def find_order(content: Content, file: str) -> Order:
    """Return the keys of a text file in the order of the structure."""
    order: dict[str, object] = {}
    for unit in content.units:
        if unit.file == file:
            _place(order, [str(step) for step in unit.path])
    kind = content.files[f"{content.source}/{file}"].kind
    fields = dict.fromkeys(text_shape(kind, required=False).model_fields, "")
    return cast(Order, {key: order[key] for key in in_order(order, fields)})


def format_texts(data: bytes, file: str, order: Order) -> bytes:
    """Return a text file with its keys in order and quotes only where YAML needs them.

    Comments move with the key below them; `file` is what messages call it. A file that is in
    order stays byte by byte.

    Raises:
        NotSpliced: keys share a line, so that none can be moved.
    """
    text = data.decode("utf-8-sig")
    if text and not text.endswith("\n"):
        text += "\n"
    before = parse(data, file, Mode.TEXT).value
    root = map_nodes(text)
    made = _File(text).write(root, 0, len(text), order, before).encode()
    if root.style == "{" or stripped(parse(made, file, Mode.TEXT).value) != stripped(before):
        raise NotSpliced(file=file, name=next(iter(root.inside), ""))
    return data[: len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))] + made


def _place(order: dict[str, object], path: list[str]) -> None:
    for step in path[:-1]:
        order = cast("dict[str, object]", order.setdefault(step, {}))
    order[path[-1]] = ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines that move with one key: comments above it, its line, its value."""

    key: str
    node: Node
    gap: int
    """Where the blank lines before it begin: they stay where they are."""
    start: int
    line: int
    """Where the key's own line begins."""
    end: int


@dataclass(frozen=True, slots=True)
class _File:
    """A text file that is being written anew."""

    text: str

    def write(self, node: Node, start: int, end: int, order: Order, value: Value) -> str:
        """Return the lines from `start` to `end`, in which the keys of a map stand."""
        chunks = list(self._chunks(node, start, end))
        if not chunks or not isinstance(value, dict):
            return self.text[start:end]
        places = {chunk.key: chunk for chunk in chunks}
        written = [
            self.text[at.gap : at.start] + self._write(places[key], order, value[key])
            for at, key in zip(chunks, in_order(places, order), strict=True)
        ]
        return self.text[start : chunks[0].gap] + "".join(written) + self.text[chunks[-1].end : end]

    def _write(self, chunk: _Chunk, order: Order, value: Value) -> str:
        node, ordered = chunk.node, order.get(chunk.key, {})
        lead = self.text[chunk.start : chunk.line]
        if node.is_map and node.style != "{":
            body = self._after(line_end(self.text, node.key))
            below = ordered if isinstance(ordered, Mapping) else {}
            rest = self.write(node, body, chunk.end, below, value)
            return lead + self.text[chunk.line : body] + rest
        return lead + self._leaf(chunk, value)

    def _leaf(self, chunk: _Chunk, value: Value) -> str:
        node, old = chunk.node, self.text[chunk.node.start : chunk.node.end]
        if node.style in ("|", "{") or not isinstance(value, str) or not value or "\n" in old:
            return self.text[chunk.line : chunk.end]
        new = write_value(value, self.text[chunk.line : node.key])
        rest = self.text[node.end : chunk.end]
        first, line_break, block = new.partition("\n")
        if line_break:
            ending = "\r\n" if rest.endswith("\r\n") else "\n"
            beside, _, below = rest.partition(ending)
            rest = f"{beside}{ending}{block.replace(line_break, ending)}{ending}{below}"
        return self.text[chunk.line : node.start] + first + rest

    def _chunks(self, node: Node, start: int, end: int) -> Iterator[_Chunk]:
        children = list(node.inside.items())
        at = self._after_head(start, children[0][1].key) if start == 0 and children else start
        for (key, child), following in zip(children, [*children[1:], None], strict=True):
            line = self._line(child.key)
            limit = self._line(following[1].key) if following else end
            last = self._end(child, limit, child.key - line)
            yield _Chunk(key, child, at, self._first_written(at, line), line, last)
            at = last

    def _end(self, node: Node, limit: int, indent: int) -> int:
        """Return the end of a value's lines, with comments below that are deeper than its key."""
        end = self._after(self._last(node))
        at = end
        while at < limit:
            line = self.text[at : line_end(self.text, at)]
            at = self._after(at + len(line))
            if line.strip() and len(line) - len(line.lstrip(" ")) > indent:
                end = at
            elif line.strip():
                break
        return end

    def _last(self, node: Node) -> int:
        end = max([node.end, *(self._last(child) for child in node.inside.values())])
        return end if node.style == "|" else line_end(self.text, end)

    def _first_written(self, at: int, line: int) -> int:
        while at < line and not self.text[at : line_end(self.text, at)].strip():
            at = self._after(line_end(self.text, at))
        return at

    def _after_head(self, start: int, first: int) -> int:
        # The line for editors' YAML checkers, and what an empty line parts from the first key.
        head = self.text[start : self._line(first)]
        at = self._after(line_end(self.text, start)) if head.startswith(_MODELINE) else start
        position = at
        while position < len(head):
            stop = line_end(self.text, position)
            if not self.text[position:stop].strip():
                at = self._after(stop)
            position = self._after(stop)
        return at

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _after(self, at: int) -> int:
        return at + (2 if self.text.startswith("\r\n", at) else 1 if at < len(self.text) else 0)
