"""An answers file as bytes: read from anybody, written for anybody."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import JsonValue, ValidationError
from pydantic_core import ErrorDetails

from toimintamalli import messages
from toimintamalli.answers._parsing import Refused, parse
from toimintamalli.answers._sifting import sift
from toimintamalli.answers.sheet import ANSWERS_SCHEMA, ANSWERS_VERSION, AnswerFile
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Finding, Position, error


class BadAnswers(ToimintamalliError):
    """An answers file can't be used: `findings` holds what is wrong with it, and where."""

    code = "bad-answers"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(file=findings[0].position.file, count=str(len(findings)))
        self.findings = tuple(findings)

    def message(self, language: str = messages.DEFAULT_LANGUAGE) -> str:
        """Return the count and then each finding on a line of its own."""
        lines = (finding.as_text(language) for finding in self.findings[:_MOST_SHOWN])
        return "\n".join((super().message(language), *lines))


def read_answers(data: bytes, file: str = "answers.json") -> AnswerFile:
    """Return the sheets in an answers file; `file` is its name in messages.

    What a newer minor version of the format has added, or somebody else, is in `unrecognised`.

    Raises:
        BadAnswers: the bytes are no answers file, are too much, or hold values of a wrong kind.
    """
    try:
        sifted = sift(parse(data))
    except Refused as reason:
        at = Position(file, reason.line, reason.column)
        raise BadAnswers([error(at, reason.code, **reason.facts)]) from None
    try:
        read = AnswerFile.model_validate_json(json.dumps(sifted), strict=True)
    except ValidationError as problems:
        raise BadAnswers(tuple(_findings(problems, sifted, file))) from None
    # Whatever address the file gives for its schema, from here on it is one of ours.
    return read.model_copy(update={"schema_uri": ANSWERS_SCHEMA})


def write_answers(file: AnswerFile) -> bytes:
    """Return the bytes of an answers file: the same sheets, the same bytes."""
    written = file.model_dump(mode="json", exclude_defaults=True)
    head = {"$schema": ANSWERS_SCHEMA, "schemaVersion": ANSWERS_VERSION}
    return (json.dumps({**head, **written}, ensure_ascii=False, indent=1) + "\n").encode()


_MOST_SHOWN: Final = 20

_TOO_MUCH: Final = {"too_long", "string_too_long"}


def _findings(problems: ValidationError, sifted: JsonValue, file: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for problem in problems.errors(include_url=False):
        where = _pointer(sifted, problem["loc"])
        # Absent or of its kind: what may be absent fails twice where it is neither.
        if where not in seen:
            seen.add(where)
            yield _finding(problem, where, file)


def _finding(problem: ErrorDetails, where: str, file: str) -> Finding:
    at, kind = Position(file), problem["type"]
    if kind == "missing":
        return error(at, "answers-missing", where=where or "/", name=problem["loc"][-1])
    if kind in _TOO_MUCH:
        limit = problem.get("ctx", {})["max_length"]
        return error(at, "answers-too-much", where=where, limit=limit)
    return error(at, "answers-bad-value", where=where or "/", found=_shown(problem["input"]))


def _pointer(value: JsonValue, path: tuple[str | int, ...]) -> str:
    """Return the place as a JSON Pointer; steps that pydantic made up are passed over."""
    steps = []
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            continue
        steps.append(str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in steps)


def _shown(value: object) -> str:
    return {dict: "{…}", list: "[…]", type(None): "null"}.get(type(value), str(value))
