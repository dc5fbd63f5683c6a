"""No text leaves a need open with "as needed": the model itself asks for the need to be named.

A text that talks about the words is listed by its key in `editorial/vague.txt`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content
from toimintamalli.loading.exceptions import Exceptions

_WORDINGS: Final[Mapping[str, str]] = {
    "fi": r"tarvittaessa|tarpeen (?:mukaan|vaatiessa|tullen)|jos (?:on )?tarvetta|mikäli tarpeen",
    "en": r"(?:as|if|when|where|whenever|wherever) (?:needed|required|necessary|appropriate)"
    r"|as (?:needs|the need) (?:be|arises?)",
    "sv": r"vid behov|efter behov|om (?:det )?behövs|i förekommande fall",
}
"""What says "when somebody thinks so", language by language."""

_NAME: Final = "vague"


def _check(content: Content) -> Iterator[Finding]:
    listed = content.exceptions.get(_NAME, Exceptions())
    used: set[str] = set()
    for key, finding in _find(content):
        if key in listed.lines:
            used.add(key)
        else:
            yield finding
    for key in listed.lines.keys() - used:
        yield warning(listed.position(key), "needless-exception", found=key)


def _find(content: Content) -> Iterator[tuple[str, Finding]]:
    for passage in passages(content):
        pattern = _WORDINGS.get(passage.language, "(?!)").replace(" ", r"\s+")
        for match in re.finditer(rf"\b(?:{pattern})\b", passage.string, re.IGNORECASE):
            at, key = passage.place(*match.span()), passage.unit.key
            facts = {"found": match.group(), "key": key, "list": f"{_NAME}.txt"}
            yield key, warning(at, "vague-wording", **facts)


RULE = Rule("vague", "No text says “as needed” where a need could be named.", _check)
