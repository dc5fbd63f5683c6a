"""From bytes that anybody may have written to JSON of a size that nothing trips over."""

import json
import math
import re
from collections import Counter
from typing import Final, NoReturn

from pydantic import JsonValue

from toimintamalli.answers.values import SAFE_INTEGERS, mended
from toimintamalli.limits import ANSWERS
from toimintamalli.weighing import weigh

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"\\u(?:00[0189]|007[fF]|[fF]{3}[eEfF])|\\[bf]")

JsonObject = dict[str, JsonValue]


class Refused(Exception):
    """The bytes can't be read: a code of the catalogue, its facts and the place in the file."""

    def __init__(self, code: str, line: int = 1, column: int = 1, **facts: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.facts = code, line, column, facts


def parse(data: bytes) -> JsonValue:
    """Return the JSON in an answers file.

    Raises:
        Refused: it is too large, not UTF-8, not JSON, or JSON that another tool reads otherwise.
    """
    if len(data) > ANSWERS.file_bytes:
        raise Refused("answers-too-large", limit=ANSWERS.file_bytes // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
        # Python's own limit is the stack, and differs from machine to machine.
        if weigh(text)[0] > ANSWERS.depth + 1:
            raise Refused("answers-too-deep", limit=ANSWERS.depth)
        value: JsonValue = json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise Refused("answers-not-utf8") from None
    except json.JSONDecodeError as problem:
        raise Refused("answers-not-json", problem.lineno, problem.colno) from None
    except RecursionError:
        raise Refused("answers-too-deep", limit=ANSWERS.depth) from None
    except ValueError:
        # Python refuses to read a whole number of more than 4,300 digits.
        raise Refused("answers-not-json") from None
    # Before anything goes into it: no step of what follows can be made to run out of stack.
    refuse_unwieldy(value)
    return _mended(value) if _CONTROL.search(text) or _ESCAPED.search(text) else value


def refuse_unwieldy(value: JsonValue, depth: int = 0) -> None:
    """Refuse what is nested too deep, and text that no file can hold.

    Raises:
        Refused: there is such a value.
    """
    if depth > ANSWERS.depth:
        raise Refused("answers-too-deep", limit=ANSWERS.depth)
    match value:
        case str():
            _refuse_halves(value)
        case list():
            for element in value:
                refuse_unwieldy(element, depth + 1)
        case dict():
            for key, member in value.items():
                _refuse_halves(key)
                refuse_unwieldy(member, depth + 1)


def _mended(value: JsonValue) -> JsonValue:
    """Return a value whose texts hold nothing that can't be printed: breaks are line breaks."""
    match value:
        case str():
            return mended(value)
        case list():
            return [_mended(element) for element in value]
        case dict():
            # What was kept for somebody who knows it stays as it came.
            kept = "unrecognised"
            return {
                key: member if key == kept else _mended(member) for key, member in value.items()
            }
        case _:
            return value


def _refuse_halves(text: str) -> None:
    # JSON can name half of a UTF-16 pair, which UTF-8 can't hold.
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("answers-bad-character") from None


def _object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    made = dict(pairs)
    if len(made) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise Refused("answers-key-twice", key=twice)
    return made


def _number(digits: str) -> float | int:
    # 4.0 is 4 to JavaScript and to JSON Schema.
    value = float(digits)
    if not math.isfinite(value):
        _no_number(digits)
    return int(value) if value.is_integer() and abs(value) < SAFE_INTEGERS else value


def _no_number(digits: str) -> NoReturn:
    raise Refused("answers-not-json", found=digits)
