"""Rules over the whole of the content, one small module a rule."""

from collections.abc import Sequence
from typing import Final

from toimintamalli.checks import (
    dates,
    ids,
    languages,
    ledger,
    links,
    lists,
    placeholders,
    places,
    profiles,
    provenance,
    scales,
    strings,
    texts,
    words,
)
from toimintamalli.checks.rule import Rule

RULES: Final[Sequence[Rule]] = (
    texts.RULE,
    strings.RULE,
    dates.RULE,
    placeholders.RULE,
    ids.RULE,
    lists.RULE,
    links.RULE,
    profiles.RULE,
    scales.RULE,
    provenance.RULE,
    languages.RULE,
    words.RULE,
    ledger.RULE,
    places.RULE,
)
"""The rules that content keeps before anything is made of it."""
