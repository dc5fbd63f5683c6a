"""How much a page weighs: it is mailed, carried on sticks and opened on old laptops."""

import toimintamalli
from toimintamalli import Model, Text

MOST = 300_000
"""Bytes of a page as it lies on a disk."""
MOST_THAT_READS = 460_000
"""The same for the page that reads Word workbooks: of every workbook, in every language."""


def test_no_page_is_too_heavy_to_mail(model: Model[Text]) -> None:
    made = {each.path: len(each.content) for each in toimintamalli.generate("html", model)}
    reading = {path: size for path, size in made.items() if path.endswith("follow-up.html")}
    assert {path: size for path, size in reading.items() if size > MOST_THAT_READS} == {}
    others = {path: size for path, size in made.items() if path not in reading}
    assert {path: size for path, size in others.items() if size > MOST} == {}
