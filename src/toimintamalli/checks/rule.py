"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toimintamalli.findings import Finding, warning
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
