"""The pages know the kinds of places that the library knows."""

from importlib.resources import files

from toimintamalli.model.kinds import KINDS, PLACE_KINDS, as_script


def test_the_pages_have_the_same_kinds() -> None:
    script = files("toimintamalli_html").joinpath("static", "kinds.js").read_text("utf-8")
    assert script == as_script(), "run make script"


def test_what_is_chosen_is_offered_and_only_a_scale_may_be_declined() -> None:
    assert {kind for kind in PLACE_KINDS if KINDS[kind].is_offered} == {
        kind for kind in PLACE_KINDS if KINDS[kind].holds in {"value", "option", "options"}
    }
    assert [kind for kind in PLACE_KINDS if KINDS[kind].may_decline] == ["scale"]
