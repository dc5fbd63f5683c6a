"""The pages know the kinds of places that the library knows."""

from dataclasses import FrozenInstanceError, fields
from importlib.resources import files

import pytest

from toimintamalli.model.kinds import KINDS, PLACE_KINDS, ByKind, Kind, as_script


def test_the_pages_have_the_same_kinds() -> None:
    script = files("toimintamalli_html").joinpath("static", "kinds.js").read_text("utf-8")
    assert script == as_script(), "run make script"


def test_what_is_chosen_is_offered_and_only_a_scale_may_be_declined() -> None:
    assert {kind for kind in PLACE_KINDS if KINDS[kind].is_offered} == {
        kind for kind in PLACE_KINDS if KINDS[kind].holds in {"value", "option", "options"}
    }
    assert [kind for kind in PLACE_KINDS if KINDS[kind].may_decline] == ["scale"]


def test_each_kind_is_found_by_its_name() -> None:
    names = ByKind(**{kind: kind for kind in PLACE_KINDS})
    assert [names[kind] for kind in PLACE_KINDS] == list(PLACE_KINDS)


@pytest.mark.parametrize("value", [KINDS, KINDS["scale"]], ids=["table", "row"])
def test_nobody_changes_what_a_kind_is(value: ByKind[Kind] | Kind) -> None:
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, None)
    assert hash(value)
