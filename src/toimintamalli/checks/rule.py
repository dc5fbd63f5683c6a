"""What a rule is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toimintamalli.findings import Finding
from toimintamalli.loading.content import Content


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
