"""From what a YAML parser stumbles over to what the writer of the file should mend, and where."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import yaml

from toimintamalli.findings import Finding, Position, error
from toimintamalli.yaml.text import Spot, spot_of


class Stumble(NamedTuple):
    """Where and why a parser gave up; indexes count characters of `text`.

    `start` is where the thing began that the parser was in the middle of, `at` where it could not
    go on, `glued` where a quoted text over several lines began that ended right there, or -1;
    `bracket` is where the innermost list or map begins that was open.
    """

    text: str
    why: str
    start: int
    at: int
    glued: int
    bracket: Spot

    @property
    def character(self) -> str:
        """The character that the parser could not take; empty at the end of the file."""
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return _LINE_BREAK.split(self.text[: self.at])[-1]


class Trouble(NamedTuple):
    """What to tell the writer: a code of the catalogue, the place, a fact for its words."""

    code: str
    spot: Spot
    character: str = ""


def explain(
    problem: Exception, text: str, last: yaml.Event | None, bracket: Spot, file: str
) -> Finding:
    """Return what a parser's `problem` with `text` means for its writer.

    `last` is the last event before it, `bracket` where the innermost open list or map begins.
    """
    trouble = _diagnose(_stumble(problem, text, last, bracket))
    return error(Position(file, *trouble.spot), trouble.code, character=trouble.character)


def _stumble(problem: Exception, text: str, last: yaml.Event | None, bracket: Spot) -> Stumble:
    if not isinstance(problem, yaml.MarkedYAMLError):
        return _stumble_over_number(text, last, bracket)
    here = problem.problem_mark or problem.context_mark
    start = problem.context_mark or here
    at, began = here.index if here else 0, start.index if start else 0
    why = f"{problem.context}: {problem.problem}"
    return Stumble(text, why, began, at, _find_glued(last, at), bracket)


def _stumble_over_number(text: str, last: yaml.Event | None, bracket: Spot) -> Stumble:
    # PyYAML lets ValueError through for "\UFFFFFFFF" and for a version of thousands of digits.
    began = last.end_mark.index if last and last.end_mark else 0
    escape = _BEYOND_UNICODE.search(text, began)
    why, at = ("quoted scalar", escape.start()) if escape else ("directive", began)
    return Stumble(text, why, began, at, -1, bracket)


def _find_glued(last: yaml.Event | None, index: int) -> int:
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return -1
    start, end = last.start_mark, last.end_mark
    is_glued = start and end and end.index == index and end.line > start.line
    return start.index if start and is_glued else -1


def _diagnose(stumble: Stumble) -> Trouble:
    judges = (judge for symptom, judge in _JUDGES if symptom.search(stumble.why))
    return next(judges, _here("yaml-syntax"))(stumble)


_Judge: TypeAlias = Callable[[Stumble], Trouble]


def _here(code: str) -> _Judge:
    return lambda stumble: _trouble(code, stumble.text, stumble.at)


def _where_it_began(code: str) -> _Judge:
    return lambda stumble: _trouble(code, stumble.text, stumble.start)


def _trouble(code: str, text: str, at: int) -> Trouble:
    return Trouble(code, spot_of(text, at), text[at : at + 1])


def _judge_first_character(stumble: Stumble) -> Trouble:
    if not stumble.character:
        return Trouble("unclosed-bracket", stumble.bracket)
    code = {"\t": "tab", ":": "complex-key"}.get(stumble.character, "special-start")
    return _trouble(code, stumble.text, stumble.at)


def _judge_colon(stumble: Stumble) -> Trouble:
    if _COLON.search(stumble.before):
        return _trouble("unquoted-colon", stumble.text, stumble.at)
    line = stumble.at - len(stumble.before)
    above = _LINE_BREAK.split(stumble.text[:line].rstrip())[-1]
    if not _COLON.search(above) and _indent(above) == _indent(stumble.before):
        begin = len(stumble.text[:line].rstrip()) - len(above.lstrip())
        return _trouble("missing-colon", stumble.text, begin)
    return _trouble("wrong-indentation", stumble.text, line + _indent(stumble.before))


def _judge_end(stumble: Stumble) -> Trouble:
    if stumble.glued >= 0:
        return _trouble("unclosed-quote", stumble.text, stumble.glued)
    if stumble.character in tuple("]},:"):
        return _judge_first_character(stumble)
    code = "text-after-end" if stumble.before.strip() else "wrong-indentation"
    return _trouble(code, stumble.text, stumble.at)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COLON: Final = re.compile(r":(?:\s|$)")
_BEYOND_UNICODE: Final = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")

# The words of PyYAML 6.0 and libyaml 0.2.5 (scanner.py and parser.py hold them all), first match.
_JUDGES: Final[tuple[tuple[re.Pattern[str], _Judge], ...]] = tuple(
    (re.compile(symptom), judge)
    for symptom, judge in (
        ("cannot start any token", _judge_first_character),
        ("tab character", _here("tab")),
        ("mapping values are not allowed", _judge_colon),
        ("sequence entries are not allowed", _here("misplaced-dash")),
        ("mapping keys are not allowed", _here("complex-key")),
        ("block end>, but found '-'", _here("misplaced-dash")),
        ("simple key", _where_it_began("missing-colon")),
        ("quoted scalar: found unexpected", _where_it_began("unclosed-quote")),
        ("quoted scalar", _here("unknown-escape")),
        ("block scalar", _where_it_began("special-start")),
        ("an alias", _where_it_began("alias")),
        ("an anchor", _where_it_began("anchor")),
        ("a tag|tag handle", _where_it_began("tag")),
        ("directive|incompatible", _where_it_began("yaml-directive")),
        (r"got '\?'", _here("question-mark-in-brackets")),
        ("flow (sequence|mapping)", _where_it_began("unclosed-bracket")),
        ("node", _judge_first_character),
        ("block end|block mapping|block collection|document start", _judge_end),
    )
)
