"""The rules for which a person has to judge, and those that only who checks content waits for."""

from collections.abc import Sequence
from typing import Final

from toimintamalli.checks import (
    contacts,
    described,
    hygiene,
    lengths,
    names,
    schemas,
    shown,
    spelling,
    terms,
    vague,
)
from toimintamalli.checks.rule import Rule

OF_FILES: Final[Sequence[Rule]] = (schemas.RULE, hygiene.RULE)
"""What a check tells of the files beside what `RULES` tell."""

REVIEW: Final[Sequence[Rule]] = (
    terms.RULE,
    spelling.RULE,
    lengths.RULE,
    vague.RULE,
    contacts.RULE,
    described.RULE,
    names.RULE,
    shown.RULE,
)
"""What an editor should look at: warnings only."""
