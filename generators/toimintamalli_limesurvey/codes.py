"""Codes of questions and answers: letters and digits only, the same in every version."""

from base64 import b32encode
from functools import lru_cache
from hashlib import sha256
from typing import Final

ANSWER_CODE_LENGTH: Final = 5
QUESTION_CODE_LENGTH: Final = 20


def question_code(id_: str) -> str:
    """Return the code of a question: Q and 16 base32 letters of the digest of its place's id.

    LimeSurvey takes letters and digits only, and gives a code that is taken a random name.
    """
    return f"Q{_digest(id_)[:16]}"


def answer_code(value: int | str) -> str:
    """Return the code of a choice: a scale's value as it is, else 5 letters of its id's digest."""
    return str(value) if isinstance(value, int) else _digest(value)[:ANSWER_CODE_LENGTH]


@lru_cache(maxsize=8_192)
def _digest(id_: str) -> str:
    return b32encode(sha256(id_.encode()).digest()).decode().lower()
