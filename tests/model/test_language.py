"""One language as data: what somebody has given stands apart from what nobody has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.model.ids import Language
from toimintamalli.model.language import Ending, LanguageData, not_given

FI = Language("fi")

GIVEN = {
    "name": "suomi",
    "region": "FI",
    "direction": "ltr",
    "decimal_sign": ".",
    "months": (("tammikuu", "tammikuuta"), ("helmikuu",)),
    "endings": (Ending(ending="t"), Ending(ending="jen", instead="ja")),
    "as_needed": ("tarvittaessa",),
    "vague_words": (),
    "joins_compounds": False,
    "proofreader": None,
}


@given(st.sets(st.sampled_from(sorted(GIVEN))))
def test_what_was_given_comes_back_as_given_and_nothing_else(names: set[str]) -> None:
    data = LanguageData.model_validate({"id": FI, **{name: GIVEN[name] for name in names}})
    back = LanguageData.model_validate_json(data.model_dump_json())
    assert back == data
    assert back.model_fields_set == {"id", *names}
    assert set(not_given(back)) == set(not_given(LanguageData(id=FI))) - names
    assert len(data.model_dump()) == len(data.model_dump(by_alias=False)) == 1 + len(names)


def test_of_a_language_that_nobody_has_described_everything_is_neutral() -> None:
    bare = LanguageData(id=FI)
    assert bare.model_dump() == {"id": "fi"}
    assert (bare.decimal_sign, bare.date_order, bare.date_separators) == (".", "ymd", ("-",))
    assert (bare.date_picture, bare.date_shown, bare.direction) == ("yyyy-MM-dd", "{date}", "ltr")
    assert (bare.month_names, bare.open_words, bare.endings, bare.ordinals) == ((), (), (), ())
    assert (bare.joins_compounds, bare.proofreader, bare.tag) == (False, None, "fi")


def test_a_date_shows_the_first_form_of_its_month() -> None:
    data = LanguageData(id=FI, months=(("tammikuuta", "tammikuu"), ("helmikuuta",)))
    assert data.month_names == ("tammikuuta", "helmikuuta")


@pytest.mark.parametrize(
    ("language", "region", "tag"),
    [
        ("fi", "", "fi"),
        ("fi", "FI", "fi-FI"),
        ("sv-SE", "SE", "sv-SE"),
        ("sr-Latn", "RS", "sr-Latn-RS"),
    ],
)
def test_a_tag_names_the_region_once(language: str, region: str, tag: str) -> None:
    assert LanguageData(id=Language(language), region=region).tag == tag
