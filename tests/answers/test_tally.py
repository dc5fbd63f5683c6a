"""How many answered what, and that few stay hidden."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli import AnswerSheet, tally
from toimintamalli.answers.answer import ScaleAnswer, TextAnswer
from toimintamalli.answers.tally import LEAST
from toimintamalli.answers.values import FrozenMap
from toimintamalli.model.ids import Language, PartyId, PlaceId, Slug, Version

PLACE = PlaceId("herd.question.calm")
OHS = PartyId("ohs")


def sheets(values: Sequence[int], party: PartyId | None = None) -> list[AnswerSheet]:
    return [
        AnswerSheet(
            model=Slug("herd"),
            content_version=Version("1.0.0"),
            language=Language("fi"),
            party=party,
            answers=FrozenMap({PLACE: ScaleAnswer(kind="scale", value=value)}),
        )
        for value in values
    ]


@pytest.mark.parametrize("count", [LEAST, LEAST + 1, 3 * LEAST])
def test_as_many_as_the_threshold_are_shown(count: int) -> None:
    [found] = tally(sheets([3] * count))
    assert (found.respondents, [(share.value, share.count) for share in found.shares]) == (
        count,
        [(3, count)],
    )


@pytest.mark.parametrize("count", range(1, LEAST))
def test_fewer_than_the_threshold_show_nothing(count: int) -> None:
    [found] = tally(sheets([3] * count))
    assert (found.place, found.respondents, found.shares) == (PLACE, None, ())


@given(
    st.lists(st.integers(1, 5), max_size=9),
    st.lists(st.integers(1, 5), max_size=9),
    st.integers(1, 6),
)
def test_each_party_is_counted_for_itself_and_in_the_order_of_the_values(
    joint: list[int], own: list[int], least: int
) -> None:
    tallies = tally([*sheets(own, OHS), *sheets(joint)], least)
    found = {counted.party: counted for counted in tallies}
    assert set(found) == {party for party, given_ in ((None, joint), (OHS, own)) if given_}
    for party, given_ in ((None, joint), (OHS, own)):
        if len(given_) >= least:
            shares = found[party].shares
            assert found[party].respondents == len(given_)
            assert [share.value for share in shares for _ in range(share.count)] == sorted(given_)
        elif given_:
            assert (found[party].respondents, found[party].shares) == (None, ())


def test_what_somebody_wrote_is_not_gathered() -> None:
    said = [
        sheet.model_copy(
            update={"answers": FrozenMap({PLACE: TextAnswer(kind="text", value="Matti")})}
        )
        for sheet in sheets([1] * LEAST)
    ]
    assert tally(said) == ()
