"""A YAML file with the place of everything in it: for the loader, and for whoever reports on it.

Over the events of PyYAML, so that nothing is guessed, expanded or built on the way: no anchors,
aliases, tags, merge keys, duplicate keys, complex keys or second documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from toimintamalli.findings import Finding, Position, error, has_errors
from toimintamalli.limits import CONTENT
from toimintamalli.yaml.causes import find_cause
from toimintamalli.yaml.scalars import Mode, Value
from toimintamalli.yaml.syntax import explain
from toimintamalli.yaml.text import Spot, decode, spot_of
from toimintamalli.yaml.tree import NOTHING, Place, Stop, Tree

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes (from 0) from the document down; the empty path is the document."""

# In quotes: a PyYAML without libyaml has no CBaseLoader.
_Loader: TypeAlias = "type[yaml.BaseLoader | yaml.CBaseLoader]"

_FASTEST: Final[_Loader] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader

# PyYAML's own parser needs up to ten seconds for a million characters.
_MOST_TWICE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Document:
    """What one YAML file holds, with everything that is wrong with it.

    `findings` are in the order of the file; when there are errors among them, `value` is what
    could be read, which may be None.
    """

    value: Value
    findings: tuple[Finding, ...]
    _file: str = field(repr=False)
    _root: Place = field(repr=False)
    _text: str = field(default="", repr=False)

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Return where the value at `path` begins, or with `key` where its key does.

        What is missing has the place of the nearest parent's key.
        Takes the `loc` of pydantic and the `absolute_path` of jsonschema as they are: a step that
        is not in the file, such as the name of a union's member, is passed over.
        """
        place, is_missing = self._root, False
        for step in path:
            found = place.inside.get(step)
            place, is_missing = found or place, found is None
        wants_key = key or is_missing
        return Position(self._file, *(place.key if wants_key and place.key else place.value))

    @property
    def text(self) -> str:
        """What the file holds, as its writer sees it."""
        return self._text

    def position_of(self, path: Path, word: str, before: int = 0) -> Position:
        """Return where a word of the text at `path` stands, after `before` others of its kind.

        Where the file writes the word otherwise, with escapes, it is the place of the text.
        """
        start = self.position(path)
        begin, end = self._extent((start.line, start.column))
        index = self._text.find(word, begin, end)
        for _ in range(before):
            index = self._text.find(word, index + len(word), end) if index >= 0 else index
        return Position(self._file, *spot_of(self._text, index)) if index >= 0 else start

    def _extent(self, start: Spot) -> tuple[int, int]:
        """Return where a value begins and ends at the latest, as offsets."""
        end = min((spot for spot in _spots(self._root) if spot > start), default=None)
        return self._offset(start), self._offset(end) if end else len(self._text)

    def _offset(self, spot: Spot) -> int:
        line, column = spot
        return sum(map(len, self._text.splitlines(keepends=True)[: line - 1])) + column - 1


def parse(data: bytes, file: str, mode: Mode) -> Document:
    """Read the bytes of one YAML file; never raises.

    `file` is the path that findings name.
    A text is what was typed: in a text file always, in a structure file except for decimal
    integers of at most 15 digits, `true`, `false` and `null`.
    """
    if len(data) > CONTENT.file_bytes:
        most = str(CONTENT.file_bytes // 1_000_000)
        return _refuse(error(Position(file), "file-too-large", limit=most))
    if cause := find_cause(data, file):
        return _refuse(cause)
    text, findings = decode(data, file)
    tree = _grow_alike(text, file, mode)
    found = tuple(sorted(findings + tree.findings, key=_spot_of))
    return Document(tree.value, found, file, tree.root, text)


def _spots(place: Place) -> Iterator[Spot]:
    yield from filter(None, (place.key, place.value))
    for child in place.inside.values():
        yield from _spots(child)


def _refuse(finding: Finding) -> Document:
    return Document(None, (finding,), finding.position.file, Place((1, 1), NOTHING))


def _spot_of(finding: Finding) -> tuple[int, int]:
    return finding.position.line, finding.position.column


def _grow_alike(text: str, file: str, mode: Mode) -> Tree:
    # With and without libyaml a file must get the same findings. libyaml words and places its
    # errors differently and forgives tabs; on everything else a property test shows them alike.
    tree = _grow(text, file, mode, _FASTEST)
    is_doubtful = "\t" in text or has_errors(tree.findings)
    if is_doubtful and _FASTEST is not yaml.BaseLoader and len(text) <= _MOST_TWICE:
        return _grow(text, file, mode, yaml.BaseLoader)
    return tree


def _grow(text: str, file: str, mode: Mode, loader: _Loader) -> Tree:
    tree, last = Tree(text, file, mode), None
    try:
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            if count == CONTENT.events:
                tree.give_up(event, "too-many-values", limit=str(CONTENT.events))
            tree.take(event)
            last = event
    except Stop:
        pass
    except (yaml.YAMLError, ValueError, OverflowError) as problem:
        tree.findings.append(explain(problem, text, last, tree.innermost.value, file))
    return tree
