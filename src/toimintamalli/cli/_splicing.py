"""One entry more in a collection that people edit, where every other byte stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from toimintamalli.findings import Position
from toimintamalli.splicing import NotSpliced, write_scalar
from toimintamalli.yaml import Document, Mode, Value, parse

Entry = Mapping[str, str | Sequence[str]]
"""The fields of an entry, in order."""


class File(NamedTuple):
    """A content file before the change."""

    data: bytes
    name: str
    """What messages call it."""
    mode: Mode


class Spliced(NamedTuple):
    """The new bytes of a file, and where the new entry begins in it."""

    data: bytes
    position: Position


class _Spot(NamedTuple):
    """Before which line (from 0) an entry goes, how far indented, and under what new key."""

    line: int
    indent: str
    key: str = ""


def splice(file: File, collection: str, id_: str, entry: Entry) -> Spliced:
    """Return a content file with an entry at the end of a collection, which is made if need be.

    In a structure file that is a list of records, in a text file a map by id.

    Raises:
        NotSpliced: the collection is not written line by line.
    """
    before = parse(*file)
    lines = _LINE.findall(file.data.decode())
    spot = _find_spot(before, lines, collection)
    made = _insert(lines, spot, _write_entry(id_, entry, file.mode)).encode()
    after = parse(made, file.name, file.mode)
    if after.value != _expected(before.value, collection, id_, entry, file.mode):
        raise NotSpliced(file=file.name, name=collection)
    return Spliced(made, _position(after, collection, id_))


_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

# A key at the margin, where whatever came before ends; a list may also lie at the margin.
_TOP: Final = re.compile(r"[^\s#\-]")


def _find_spot(before: Document, lines: Sequence[str], collection: str) -> _Spot:
    value = before.value if isinstance(before.value, dict) else {}
    entries = value.get(collection)
    if collection not in value:
        return _Spot(len(lines), "  ", f"{collection}:")
    if not entries or not isinstance(entries, dict | list):
        raise NotSpliced(file=before.position(()).file, name=collection)
    start = before.position((collection,), key=True).line
    rest = range(start, len(lines))
    end = next((each for each in rest if _TOP.match(lines[each])), len(lines))
    key = next(iter(entries)) if isinstance(entries, dict) else 0
    first = lines[before.position((collection, key), key=isinstance(key, str)).line - 1]
    return _Spot(_last_line(lines[:end]) + 1, first[: len(first) - len(first.lstrip(" "))])


def _last_line(lines: Sequence[str]) -> int:
    # Comments at the margin belong to what comes below them.
    kept = (index for index, each in enumerate(lines) if each.strip() and not each.startswith("#"))
    return max(kept)


def _insert(lines: Sequence[str], spot: _Spot, entry: Sequence[str]) -> str:
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    head = "".join(lines[: spot.line])
    if head and not head.endswith(("\n", "\r")):
        head += ending
    new = [spot.indent + each if each else "" for each in entry]
    if spot.key:
        new = ["", spot.key, *new]
    return head + "".join(each + ending for each in new) + "".join(lines[spot.line :])


def _write_entry(id_: str, entry: Entry, mode: Mode) -> list[str]:
    first = f"- id: {write_scalar(id_, mode)}" if mode is Mode.STRUCTURE else f"{id_}:"
    fields = (line for name, each in entry.items() for line in _write_field(name, each, mode))
    return [first, *(f"  {each}" if each else "" for each in fields)]


def _write_field(name: str, value: str | Sequence[str], mode: Mode) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{name}: [{', '.join(write_scalar(each, mode) for each in value)}]"
    elif "\n" in value:
        yield f"{name}: |-"
        yield from (f"  {each}" if each else "" for each in value.split("\n"))
    else:
        yield f"{name}: {write_scalar(value, mode)}"


def _expected(before: Value, collection: str, id_: str, entry: Entry, mode: Mode) -> Value:
    fields: dict[str, Value] = {
        name: each if isinstance(each, str) else list(each) for name, each in entry.items()
    }
    whole = dict(before) if isinstance(before, dict) else {}
    entries = whole.get(collection)
    if mode is Mode.STRUCTURE:
        whole[collection] = [*(entries if isinstance(entries, list) else ()), {"id": id_, **fields}]
    else:
        whole[collection] = {**(entries if isinstance(entries, dict) else {}), id_: fields}
    return whole


def _position(after: Document, collection: str, id_: str) -> Position:
    value = after.value if isinstance(after.value, dict) else {}
    entries = value[collection]
    if isinstance(entries, list):
        return after.position((collection, len(entries) - 1))
    return after.position((collection, id_), key=True)
