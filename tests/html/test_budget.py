"""How much the page weighs: it is mailed, carried on sticks and opened on old laptops."""

import gzip
from pathlib import Path
from typing import Final

import pytest

# Measured, with a little room: text and places take 24 KB packed, the script 10, the style 3.
RAW: Final = 168_000
PACKED: Final = 38_500


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_whole_model_stays_within_its_budget(site: Path, language: str) -> None:
    page = (site / language / "workbook.html").read_bytes()
    assert len(page) <= RAW
    assert len(gzip.compress(page, mtime=0)) <= PACKED
