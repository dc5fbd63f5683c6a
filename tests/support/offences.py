"""One test for a whole rule that names whatever breaks it, all of it at once."""

from collections.abc import Iterable

import pytest


def expect_none(offences: Iterable[object]) -> None:
    """Fail with a line for each offence, unless there is none."""
    if found := [str(offence) for offence in offences]:
        pytest.fail("\n".join((f"{len(found)} against the rule:", *found)), pytrace=False)
