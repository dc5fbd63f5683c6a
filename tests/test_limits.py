"""One table of limits: the pages' scripts know the same numbers."""

from importlib.resources import files

from toimintamalli.limits import ANSWERS, WORD, as_data, as_script


def test_the_pages_have_the_same_table() -> None:
    script = files("toimintamalli_html").joinpath("static", "limits.js").read_text("utf-8")
    assert script == as_script(), "run make script"


def test_scripts_call_each_limit_as_javascript_does() -> None:
    shared = as_data()
    assert shared["ANSWERS"]["fileBytes"] == ANSWERS.file_bytes
    assert shared["WORD"]["placesInRow"] == WORD.places_in_row
