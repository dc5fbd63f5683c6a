"""What changed between two wordings, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")


def compare_words(old: str, new: str) -> str:
    """Return both wordings as one: `[-left out-]` and `{+added+}`, for people to read."""
    return "".join(_marked(_WORDS.findall(old), _WORDS.findall(new)))


def _marked(old: list[str], new: list[str]) -> Iterator[str]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "".join(old[i:j])
            continue
        if j > i:
            yield f"[-{''.join(old[i:j])}-]"
        if m > k:
            yield f"{{+{''.join(new[k:m])}+}}"
