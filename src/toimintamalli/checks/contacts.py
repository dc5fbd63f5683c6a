"""No text gives somebody's e-mail address or telephone number: it is printed and soon out of date.

A text that gives one on purpose is listed by its key in `editorial/contacts.txt`.
"""

import re
from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.checks.rule import Rule, leave_listed
from toimintamalli.findings import Finding, warning
from toimintamalli.loading.content import Content

_NAME: Final = "contacts"
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_GAP: Final = "[ \u00a0\u202f-]?"
_NUMBER: Final = re.compile(
    # Of any country with its code, and of one's own with the nought in front.
    rf"(?<![\w.,/+-])(?:(?:\+|00)[1-9][0-9]{{0,2}}{_GAP}(?:\(0\){_GAP})?[0-9]{{1,3}}"
    rf"|\(?0[1-9][0-9]{{0,2}}\)?){_GAP}[0-9]{{3,4}}(?:{_GAP}[0-9]{{2,4}}){{0,3}}(?![\w-])",
    re.ASCII,
)


def _check(content: Content) -> Iterator[Finding]:
    yield from leave_listed(content, _NAME, _find(content))


def _find(content: Content) -> Iterator[tuple[str, Finding]]:
    for passage in passages(content):
        for pattern in (_ADDRESS, _NUMBER):
            for match in pattern.finditer(passage.string):
                at, key = passage.place(*match.span()), passage.unit.key
                facts = {"found": match.group(), "key": key, "list": f"{_NAME}.txt"}
                yield key, warning(at, "contact-in-text", **facts)


RULE: Final = Rule(
    "contacts", "No text gives anybody's e-mail address or telephone number.", _check
)
