"""Each decision has a number of its own, the same in its name and its title."""

import re
from pathlib import Path
from typing import Final

DECISIONS: Final = sorted((Path(__file__).parents[2] / "docs" / "decisions").glob("*.md"))


def test_every_decision_has_a_number_of_its_own_in_its_name_and_its_title() -> None:
    numbers = [int(file.name[:3]) for file in DECISIONS]
    titles = [file.read_text(encoding="utf-8").partition("\n")[0] for file in DECISIONS]

    assert len(set(numbers)) == len(numbers)
    for number, title in zip(numbers, titles, strict=True):
        assert re.fullmatch(rf"# {number}\. \S.*", title), title
