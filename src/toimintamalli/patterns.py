"""Texts with places to fill in, written as in ICU MessageFormat: what editors and tools know.

`Ei huomioita: {count, plural, one {# tiedosto} other {# tiedostoa}}` – a name in braces is filled
in, `plural` chooses by number, `#` is the number itself, and `'{'` is a brace that is just a brace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

CASES: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural forms that a language can have, by their names in CLDR."""

_NAME: Final = re.compile(r"\s*([A-Za-z_]\w*)\s*", re.ASCII)
_PLURAL: Final = re.compile(r",\s*plural\s*,\s*", re.ASCII)
_CASE: Final = re.compile(r"\s*(=[0-9]+|[A-Za-z]+)\s*\{", re.ASCII)
_SPACE: Final = re.compile(r"\s*", re.ASCII)
_BRACES: Final = re.compile(r"\{[^{}]*\}")
_CHOICE: Final = re.compile(r"\{\s*\w+\s*,\s*plural\s*,")
_SYNTAX: Final = re.compile(
    rf"\{{\s*\w+\s*\}}|{_CHOICE.pattern}|(?:=[0-9]+|\b(?:{'|'.join(CASES)}))\s*\{{|\}}|#"
)
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_DEEPEST: Final = 4
"""Plurals in plurals; nobody writes more, and a hostile file can't exhaust the stack."""


class BadPattern(ValueError):
    """A text has braces that mean nothing: `code` says what is wrong, `found` where."""

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled in with a fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Plural:
    """A choice by number: `=0`, `one`, `other` …, each with what is said then."""

    name: str
    cases: tuple[tuple[str, Pattern], ...]


Part: TypeAlias = "str | Slot | Plural"
Pattern: TypeAlias = tuple[Part, ...]


@lru_cache(maxsize=4096)
def read_pattern(text: str) -> Pattern:
    """Return a text as its parts.

    Raises:
        BadPattern: it has braces that mean nothing.
    """
    return _Reading(text).whole()


def names_in(pattern: Pattern) -> frozenset[str]:
    """Return what a pattern has filled in."""
    found: set[str] = set()
    for part in pattern:
        match part:
            case Slot(name):
                found.add(name)
            case Plural(name, cases):
                found.add(name)
                found.update(*(names_in(form) for _, form in cases))
            case str():
                pass
    return frozenset(found)


def parts_of(text: str, language: str, facts: Mapping[str, object]) -> Iterator[str | Slot]:
    """Yield what a text says with its plurals chosen: strings, and slots that are still open.

    Raises:
        BadPattern: it has braces that mean nothing.
        KeyError: it has a name that is none of the facts.
    """
    yield from _chosen(read_pattern(text), language, facts)


def fill(text: str, language: str, facts: Mapping[str, object]) -> str:
    """Return a text with everything filled in.

    Raises:
        BadPattern: it has braces that mean nothing.
        KeyError: it has a name that is none of the facts.
    """
    return "".join(
        str(facts[part.name]) if isinstance(part, Slot) else part
        for part in parts_of(text, language, facts)
    )


def blank_syntax(text: str) -> str:
    """Return a text of the same length with blanks for what is filled in and for what chooses."""
    syntax = _SYNTAX if _CHOICE.search(text) else _BRACES
    return syntax.sub(lambda found: " " * len(found.group()), text)


def plural_case(language: str, number: float) -> str:
    """Return which plural form a language takes with a number; unknown ones have only `other`."""
    rule = _rule(language)
    return rule(number) if rule else "other"


def _chosen(pattern: Pattern, language: str, facts: Mapping[str, object]) -> Iterator[str | Slot]:
    for part in pattern:
        match part:
            case str():
                yield part
            case Slot(name):
                if name not in facts:
                    raise KeyError(name)
                yield part
            case Plural(name, cases):
                yield from _chosen(_case_for(cases, language, facts[name]), language, facts)


def _case_for(cases: tuple[tuple[str, Pattern], ...], language: str, fact: object) -> Pattern:
    said = dict(cases)
    number = _number(fact)
    if number is None:
        return said["other"]
    exact = said.get(f"={number}")
    return exact if exact is not None else said.get(plural_case(language, number), said["other"])


def _number(fact: object) -> float | int | None:
    written = "" if isinstance(fact, bool) else str(fact)
    if not _NUMBER.fullmatch(written):
        return None
    number = float(written)
    return int(number) if number.is_integer() else number


@cache
def _rule(language: str) -> Callable[[float], str] | None:
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 -- only plurals pay for it

    for name in (language, language.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            rule: Callable[[float], str] = Locale.parse(name, sep="-").plural_form
            return rule
    return None


class _Reading:
    """The reading of one text, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> Pattern:
        parts = self._parts(within="", depth=0)
        if self._at < len(self._text):
            raise BadPattern("brace-too-many", self._text)
        return parts

    def _parts(self, within: str, depth: int) -> Pattern:
        """Return the parts up to the brace that ends them; `within` names the plural around."""
        parts: list[Part] = []
        literal: list[str] = []
        while self._at < len(self._text) and self._text[self._at] != "}":
            sign = self._text[self._at]
            if sign == "{":
                parts += ["".join(literal), self._placeholder(depth)]
                literal = []
            elif sign == "#" and within:
                parts += ["".join(literal), Slot(within)]
                literal = []
                self._at += 1
            else:
                literal.append(self._literal(sign))
        parts.append("".join(literal))
        return tuple(part for part in parts if part != "")

    def _literal(self, sign: str) -> str:
        if sign == "'" and self._text[self._at + 1 : self._at + 2] in ("{", "}", "'", "#"):
            return self._quoted()
        self._at += 1
        return sign

    def _quoted(self) -> str:
        """Return what stands between apostrophes; two together are one."""
        if self._text[self._at + 1] == "'":
            self._at += 2
            return "'"
        end = self._text.find("'", self._at + 1)
        if end < 0:
            raise BadPattern("quote-open", self._text)
        said = self._text[self._at + 1 : end]
        self._at = end + 1
        return said

    def _placeholder(self, depth: int) -> Slot | Plural:
        start = self._at
        name = _NAME.match(self._text, start + 1)
        if not name:
            raise BadPattern("brace-without-name", self._text[start:])
        self._at = name.end()
        if self._text[self._at : self._at + 1] == "}":
            self._at += 1
            return Slot(name[1])
        plural = _PLURAL.match(self._text, self._at)
        if not plural or depth >= _DEEPEST:
            code = "brace-open" if "}" not in self._text[start:] else "brace-without-name"
            raise BadPattern(code, self._text[start:])
        self._at = plural.end()
        return Plural(name[1], self._cases(name[1], start, depth + 1))

    def _cases(self, name: str, start: int, depth: int) -> tuple[tuple[str, Pattern], ...]:
        cases: dict[str, Pattern] = {}
        while case := _CASE.match(self._text, self._at):
            if not (case[1].startswith("=") or case[1] in CASES):
                raise BadPattern("plural-unknown-case", case[1])
            self._at = case.end()
            cases[case[1]] = self._parts(name, depth)
            self._close(start)
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr] # matches always
        self._close(start)
        if "other" not in cases:
            raise BadPattern("plural-without-other", self._text[start : self._at])
        return tuple(cases.items())

    def _close(self, start: int) -> None:
        if self._text[self._at : self._at + 1] != "}":
            raise BadPattern("brace-open", self._text[start:])
        self._at += 1
