"""No text leaves a need open with "as needed": the model itself asks for the need to be named.

A text that talks about the words is listed by its key in `editorial/vague.txt`.
"""

import re
from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.prose import passages
from toimintamalli.checks.rule import Rule, leave_listed
from toimintamalli.findings import Finding, warning
from toimintamalli.languages import language_data
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import Language

_NAME: Final = "vague"


def _check(content: Content) -> Iterator[Finding]:
    yield from leave_listed(content, _NAME, _find(content))


def _find(content: Content) -> Iterator[tuple[str, Finding]]:
    patterns = {language: _pattern(content, language) for language in content.languages}
    for passage in passages(content):
        for match in patterns[passage.language].finditer(passage.string):
            at, key = passage.place(*match.span()), passage.unit.key
            facts = {"found": match.group(), "key": key, "list": f"{_NAME}.txt"}
            yield key, warning(at, "vague-wording", **facts)


def _pattern(content: Content, language: Language) -> re.Pattern[str]:
    """Return what finds the phrases that say "when somebody thinks so" in a language."""
    phrases = language_data(language, content.model).as_needed
    longest = sorted(phrases, key=len, reverse=True)
    said = "|".join(r"\s+".join(map(re.escape, wording.split())) for wording in longest)
    return re.compile(rf"\b(?:{said or '(?!)'})\b", re.IGNORECASE)


RULE: Final = Rule("vague", "No text says “as needed” where a need could be named.", _check)
