"""The rules by which Word workbooks are read: the pages' script has those of Python."""

import re
from importlib.resources import files

import pytest

from toimintamalli_docx.reader.rules import as_file, portable


def test_the_pages_have_the_same_rules() -> None:
    kept = files("toimintamalli_html").joinpath("static", "reading", "rules.json").read_bytes()
    assert kept == as_file(), "run make rules, then make script"


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        (r"\w+", r"[\p{L}\p{N}_]+"),
        (r"[\w.]", r"[\p{L}\p{N}_.]"),
        (r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]"),
        (r"a\.$", r"a\.(?=\n?$)"),
        (r"[$]", "[$]"),
        (r"\D", r"[^\p{Nd}]"),
    ],
)
def test_a_pattern_means_the_same_to_javascript(pattern: str, meant: str) -> None:
    assert re.compile(pattern)
    assert portable(pattern) == meant
