"""The pages know the kinds of places that the library knows."""

from importlib.resources import files

from toimintamalli.model.kinds import as_script


def test_the_pages_have_the_same_kinds() -> None:
    script = files("toimintamalli_html").joinpath("static", "kinds.js").read_text("utf-8")
    assert script == as_script(), "run make script"
