"""From the events of a YAML parser to a value, the places in it, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple, NoReturn, Protocol, TypeAlias

import yaml

from toimintamalli.findings import Finding, Position, error, warning
from toimintamalli.limits import CONTENT
from toimintamalli.yaml.scalars import Mode, Value, is_ambiguous, read_plain
from toimintamalli.yaml.text import BLOT, FORBIDDEN, Spot, name_of


class Stop(Exception):
    """What follows in the file can't be read with any sense."""


@dataclass(slots=True)
class Place:
    """Where a value and its key begin, and the places inside the value."""

    value: Spot
    inside: Mapping[str | int, "Place"]
    key: Spot | None = None


NOTHING: Final[Mapping[str | int, Place]] = MappingProxyType({})


class _Mark(Protocol):
    """What both parsers' marks know of a place: everything from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Key(NamedTuple):
    name: str
    spot: Spot
    end: _Mark


@dataclass(slots=True)
class _OpenList:
    """A list that is being read."""

    spot: Spot
    is_flow: bool
    value: list[Value] = field(default_factory=list)
    inside: dict[str | int, Place] = field(default_factory=dict)
    place: Place = field(init=False)
    key: None = None

    def __post_init__(self) -> None:
        self.place = Place(self.spot, self.inside)

    @property
    def spot_of_empty(self) -> Spot:
        """Where an empty value is, which has no place of its own."""
        return self.spot

    def add(self, value: Value, place: Place) -> None:
        self.inside[len(self.value)] = place
        self.value.append(value)


@dataclass(slots=True)
class _OpenMap:
    """A map that is being read: keys and values take turns; without a key a value is dropped."""

    spot: Spot
    is_flow: bool
    value: dict[str, Value] = field(default_factory=dict)
    inside: dict[str | int, Place] = field(default_factory=dict)
    place: Place = field(init=False)
    wants_key: bool = True
    key: _Key | None = None

    def __post_init__(self) -> None:
        self.place = Place(self.spot, self.inside)

    @property
    def spot_of_empty(self) -> Spot:
        """Where an empty value is, which has no place of its own."""
        return self.key.spot if self.key else self.spot

    def expect_value(self, key: _Key | None) -> None:
        self.key, self.wants_key = key, False

    def add(self, value: Value, place: Place) -> None:
        self.wants_key = True
        if self.key:
            place.key = self.key.spot
            self.inside[self.key.name] = place
            self.value[self.key.name] = value


_Open: TypeAlias = _OpenList | _OpenMap
_Begin: TypeAlias = yaml.MappingStartEvent | yaml.SequenceStartEvent


class Tree:
    """What the events of one file add up to: hand them to `take` in order."""

    def __init__(self, text: str, file: str, mode: Mode) -> None:
        self.findings: list[Finding] = []
        self._text, self._file, self._mode = text, file, mode
        self._documents = _OpenList((1, 1), is_flow=False)
        self._open: list[_Open] = [self._documents]

    @property
    def value(self) -> Value:
        """What the file holds, as far as it was read."""
        return self._documents.value[0] if self._documents.value else None

    @property
    def root(self) -> Place:
        """Where that begins, with the places inside."""
        return self._documents.place.inside.get(0, self._documents.place)

    @property
    def innermost(self) -> Place:
        """Where the innermost list or map is that has not ended yet."""
        return self._open[-1].place

    def take(self, event: yaml.Event) -> None:
        """Take the next event, or raise `Stop` where reading on makes no sense."""
        match event:
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.MappingStartEvent():
                self._begin(event, _OpenMap(_begin_of(event), bool(event.flow_style)))
            case yaml.SequenceStartEvent():
                self._begin(event, _OpenList(_begin_of(event), bool(event.flow_style)))
            case yaml.CollectionEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                self._error("alias", _begin_of(event), character="*")
                self._add(None, Place(_begin_of(event), NOTHING))
            case yaml.DocumentStartEvent():
                self._begin_document(event)

    def give_up(self, event: yaml.Event, code: str, **facts: str) -> NoReturn:
        """Say why nothing is read from `event` on, and raise `Stop`."""
        self._error(code, _begin_of(event), **facts)
        raise Stop

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        if self._documents.value:
            self.give_up(event, "several-documents")
        if self._text.startswith("%", _index_of(event)):
            self._error("yaml-directive", _begin_of(event), character="%")

    def _begin(self, event: _Begin, opened: _Open) -> None:
        self._refuse_properties(event)
        if len(self._open) > CONTENT.depth:
            self.give_up(event, "too-deep", limit=str(CONTENT.depth))
        self._add(opened.value, opened.place)
        self._open.append(opened)

    def _add(self, value: Value, place: Place) -> None:
        top = self._open[-1]
        if isinstance(top, _OpenMap) and top.wants_key:
            self._error("complex-key", place.value)
            top.expect_value(None)
        else:
            top.add(value, place)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        top, spot = self._open[-1], _begin_of(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if isinstance(top, _OpenMap) and top.wants_key:
            top.expect_value(self._read_key(event, spot, top.place))
        elif event.style:
            top.add(self._read_marked(event, spot), Place(spot, NOTHING))
        else:
            here = spot if event.value else top.spot_of_empty
            top.add(self._read_plain(event, spot, top), Place(here, NOTHING))

    def _refuse_properties(self, event: yaml.ScalarEvent | _Begin) -> None:
        if event.anchor is not None:
            self._error("anchor", _begin_of(event), character="&")
        if event.tag is not None:
            self._error("tag", _begin_of(event), character="!")

    def _read_key(self, event: yaml.ScalarEvent, spot: Spot, place: Place) -> _Key | None:
        end = event.end_mark or _START_OF_FILE
        if fault := self._find_fault(event, end.index):
            self._error(fault, spot)
            return None
        name = self._read_marked(event, spot) if event.style else event.value
        if not name.isprintable():
            strange = next(character for character in name if not character.isprintable())
            self._error("strange-character-in-key", spot, key=name, character=name_of(strange))
        if first := place.inside.get(name):
            self._error("duplicate-key", spot, key=name, first=str((first.key or first.value)[0]))
            return None
        return _Key(name, spot, end)

    def _find_fault(self, key: yaml.ScalarEvent, end: int) -> str | None:
        if not key.style and key.value == "<<":
            return "merge-key"
        if self._is_complex(key):
            return "complex-key"
        if not key.style and self._is_questioned(key.value):
            return "question-mark-in-brackets"
        return None if _COLON.match(self._text, end) else "missing-colon"

    def _is_questioned(self, plain: str) -> bool:
        # Between brackets libyaml takes `a?b` for a text; PyYAML's own parser stumbles at the `?`.
        return "?" in plain and self._open[-1].is_flow

    def _is_complex(self, key: yaml.ScalarEvent) -> bool:
        if key.style in ("|", ">") or not (key.style or key.value):
            return True
        before = _index_of(key) - 1
        while before >= 0 and self._text[before] in " \t":
            before -= 1
        return before >= 0 and self._text[before] == "?"

    def _read_marked(self, event: yaml.ScalarEvent, spot: Spot) -> str:
        if event.style == ">":
            self._error("folded-text", spot)
        elif event.style == "|" and _GLUED_COMMENT.match(self._text, _index_of(event)):
            self._error("special-start", spot, character="|")
        elif event.style == '"' and (escaped := FORBIDDEN.search(event.value)):
            self._error("forbidden-character", spot, character=name_of(escaped.group()))
            return FORBIDDEN.sub(BLOT, event.value)
        return event.value

    def _read_plain(self, event: yaml.ScalarEvent, spot: Spot, top: _Open) -> Value:
        text = event.value
        if text and is_ambiguous(text, self._mode):
            self._say_ambiguous(text, spot)
        if self._is_questioned(text):
            self._error("question-mark-in-brackets", spot)
        if self._mode is Mode.TEXT:
            self._warn_if_cut(top.key.end if top.key and not text else event.end_mark)
        return read_plain(text, self._mode)

    def _say_ambiguous(self, text: str, spot: Spot) -> None:
        # Translation tools write `no` unquoted, so a text file can't be refused for it.
        say = warning if self._mode is Mode.TEXT else error
        self.findings.append(say(Position(self._file, *spot), "ambiguous-scalar", found=text))

    def _warn_if_cut(self, end: _Mark | None) -> None:
        if end and (cut := _CUT.match(self._text, end.index)):
            column = end.column + 1 + cut.start("lost") - end.index
            position = Position(self._file, end.line + 1, column)
            self.findings.append(warning(position, "cut-by-comment", lost=cut["lost"]))

    def _error(self, code: str, spot: Spot, **facts: str) -> None:
        self.findings.append(error(Position(self._file, *spot), code, **facts))


# Both parsers give every event its marks; their types only allow for events made by hand.
_START_OF_FILE: Final[_Mark] = yaml.Mark("", 0, 0, 0, None, 0)


def _begin_of(event: yaml.Event) -> Spot:
    mark = event.start_mark or _START_OF_FILE
    return mark.line + 1, mark.column + 1


def _index_of(event: yaml.Event) -> int:
    return (event.start_mark or _START_OF_FILE).index


# After a key `?` stands for its colon only until the parser says what is wrong with it.
_COLON: Final = re.compile(r"[ \t]*[:?]")
_CUT: Final = re.compile(r"(?:[ \t]*:)?[ \t]+(?P<lost>#[^\r\n]*)")

# libyaml takes `|#` for a text and a comment; PyYAML's own parser refuses it.
_GLUED_COMMENT: Final = re.compile(r"[|>][-+0-9]*#")
