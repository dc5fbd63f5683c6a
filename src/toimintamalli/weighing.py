"""JSON that nobody vouches for: weighed before it is parsed, so that nothing runs out of room."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Final, TypeAlias

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
Pairs: TypeAlias = "list[tuple[str, JsonValue]]"


class Unfit(ValueError):
    """The bytes are no JSON that is read: `code` says why, `limit` how much it may be."""

    def __init__(self, code: str, limit: int = 0, line: int = 1, column: int = 1) -> None:
        super().__init__(code)
        self.code, self.limit, self.line, self.column = code, limit, line, column


def parse_json(
    data: bytes, depth: int, values: int, make: Callable[[Pairs], JsonValue]
) -> JsonValue:
    """Return the JSON in a file; `make` makes an object of its pairs of name and value.

    A number that is none to JSON, and one too large for any program, stays the text that it was.

    Raises:
        Unfit: `not-text`, `not-json`, or with their limits `too-deep` and `too-much`.
    """
    text = _decode(data)
    found_depth, found_values = weigh(text)
    if found_depth > depth:
        raise Unfit("too-deep", depth)
    if found_values > values:
        raise Unfit("too-much", values)
    try:
        found: JsonValue = json.loads(
            text,
            object_pairs_hook=make,
            parse_float=_finite,
            parse_int=_countable,
            parse_constant=str,
        )
    except json.JSONDecodeError as reason:
        raise Unfit("not-json", 0, reason.lineno, reason.colno) from None
    except (ValueError, RecursionError):
        raise Unfit("not-json") from None
    return found


def weigh(text: str) -> tuple[int, int]:
    """Return how deep JSON goes and how many values it holds at most, in linear time.

    It need not be sound: nothing is parsed.
    """
    # A text between quotes is no structure, whatever is in it.
    bare = _TEXT.sub("", text.replace("\\\\", "").replace('\\"', ""))
    values = sum(map(bare.count, ",[{")) + 1
    level = deepest = 0
    for found in re.finditer(r"[\[{]+|[\]}]+", bare):
        level += len(found[0]) if found[0][0] in "[{" else -len(found[0])
        deepest = max(deepest, level)
    return deepest, values


_TEXT: Final = re.compile('"[^"]*"')
_MOST_DIGITS: Final = 4000
"""Python reads no longer whole number, and no answer is one."""


def _decode(data: bytes) -> str:
    # What PowerShell and old Windows save.
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("not-text") from None


def _finite(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _countable(digits: str) -> int | str:
    return int(digits) if len(digits) < _MOST_DIGITS else digits
