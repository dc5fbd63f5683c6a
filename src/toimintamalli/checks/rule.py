"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.findings import Finding, Position, warning
from toimintamalli.loading.content import Content
from toimintamalli.loading.exceptions import Exceptions


@dataclass(frozen=True)
class Rule:
    """One thing that content is checked for."""

    name: str
    """Name of the rule, for people who list or discuss it."""
    description: str
    """What a content editor can rely on because of it, in a sentence."""
    check: Callable[[Content], Iterator[Finding]]
    """Yields what breaks the rule."""
    of_sound: bool = False
    """Whether it can look only at content in which nothing else is wrong."""


def once_a_file(
    found: Iterable[Finding], looked_at: Mapping[str, int], code: str
) -> Iterator[Finding]:
    """Yield findings of one kind; of a file where they are many of what was looked at, one.

    The file as a whole is not what it should be, and `code` says that with the first one's facts.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(finding.position.file, []).append(finding)
    for file, findings in by_file.items():
        if len(findings) < _MANY or len(findings) < _SHARE * looked_at.get(file, 0):
            yield from findings
        else:
            facts = {name: fact for name, fact in findings[0].facts if name != "suggestion"}
            yield warning(Position(file), code, **facts)


_MANY: Final = 20
_SHARE: Final = 0.4
"""More than that of a text, or of a file, nobody writes wrong one by one."""


def leave_listed(
    content: Content, name: str, found: Iterable[tuple[str, Finding]]
) -> Iterator[Finding]:
    """Yield findings but those of texts whose keys are on a list, and the keys listed needlessly.

    The list is `editorial/NAME.txt`: what a person has looked at and lets stand.
    """
    listed = content.exceptions.get(name, Exceptions())
    used: set[str] = set()
    for key, finding in found:
        if key in listed.lines:
            used.add(key)
        else:
            yield finding
    for key in listed.lines.keys() - used:
        yield warning(listed.position(key), "needless-exception", found=key)
