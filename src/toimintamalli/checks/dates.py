"""Every date is a day of the calendar."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.model.ids import DATE_PATTERN
from toimintamalli.yaml import Path, Value


def _check(content: Content) -> Iterator[Finding]:
    for file in content.files.values():
        if file.language is None:
            yield from _find_impossible(file, file.document.value, ())


def _find_impossible(file: ContentFile, value: Value, path: Path) -> Iterator[Finding]:
    match value:
        case dict():
            for key, member in value.items():
                yield from _find_impossible(file, member, (*path, key))
        case list():
            for index, element in enumerate(value):
                yield from _find_impossible(file, element, (*path, index))
        case str() if re.search(DATE_PATTERN, value) and not _is_day(value):
            yield error(file.document.position(path), "impossible-date", found=value)
        case _:
            pass


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


RULE: Final = Rule("dates", "Every date is a day of the calendar.", _check)
