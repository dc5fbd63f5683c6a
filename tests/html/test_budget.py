"""How much a page weighs: it is mailed, carried on sticks and opened on old laptops."""

import toimintamalli
from toimintamalli import Model, Text

MOST = 325_000
"""Bytes of a page as it lies on a disk: half of `follow-up.html` is script, a third is texts.

A tenth of `workbook.html` begins the next round: a copy that was mailed has no page beside it.
"""


def test_no_page_is_too_heavy_to_mail(model: Model[Text]) -> None:
    made = {
        artifact.path: len(artifact.content) for artifact in toimintamalli.generate("html", model)
    }
    assert {path: size for path, size in made.items() if size > MOST} == {}
