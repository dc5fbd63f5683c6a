"""Which number somebody wrote: exactly one that can be read one way only, or none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.answers.decimals import TypedNumber, canonical, read_number
from toimintamalli.model.ids import NUMBER_LENGTH


@pytest.mark.parametrize(
    ("written", "value", "beside"),
    [
        ("5", "5", ""),
        ("-5", "-5", ""),
        ("−5", "-5", ""),
        ("noin -5 astetta", "-5", "noin astetta"),
        ("noin 5 astetta", "5", "noin astetta"),
        ("(-5)", "-5", "( )"),
        ("covid-19", "19", "covid-"),
        ("malli x-5", "5", "malli x-"),
        ("(a-5)", "5", "(a- )"),
        ("2-5", None, ""),
        ("- 5", None, ""),
        ("sairauspäivät − 5", None, ""),
        ("2,5", "2.5", ""),
        ("2.5", "2.5", ""),
        ("0,500", "0.500", ""),
        ("1,200", None, ""),
        ("1.200", None, ""),
        ("12,345", None, ""),
        ("1234,567", "1234.567", ""),
        ("1,2345", "1.2345", ""),
        ("3/5", None, ""),
        ("3 tai 4", None, ""),
        ("1.12.2026", None, ""),
        ("1,2,3", None, ""),
        ("1 000", "1000", ""),
        ("1\u00a0200\u202f300,5 €", "1200300.5", "€"),
        ("1 0000", None, ""),
        ("007.50", "7.50", ""),
        ("-0", "0", ""),
        ("-0,0", "0.0", ""),
        ("viisi", None, ""),
        ("", None, ""),
    ],
)
def test_a_number_is_read_where_it_can_mean_one_thing(
    written: str, value: str | None, beside: str
) -> None:
    assert read_number(written) == (TypedNumber(value, beside) if value else None)


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_number_is_as_long_as_an_answer_may_be_and_no_longer(sign: str) -> None:
    longest = sign + "1" * (NUMBER_LENGTH - len(sign))
    assert read_number(longest) == TypedNumber(longest)
    assert read_number(f"{longest}1") is None


whole = st.integers(-(10**20), 10**20)


@given(whole, st.text("0123456789", max_size=20), st.text("0", max_size=3))
def test_digits_keep_their_worth_and_their_decimals(
    number: int, decimals: str, nothing: str
) -> None:
    part = f".{decimals}" if decimals else ""
    sign = "-" if number < 0 and (number or decimals.strip("0")) else ""
    plain = f"{sign}{abs(number)}{part}"
    assert canonical(f"{sign}{nothing}{abs(number)}{part}") == plain


@pytest.mark.parametrize("zero", ["-0", "-00", "00", "0"])
def test_nothing_has_no_sign(zero: str) -> None:
    assert (canonical(zero), canonical(f"{zero}.00")) == ("0", "0.00")
    assert canonical("-0.01") == "-0.01"


@pytest.mark.parametrize("other", ["", "-", "+1", "1.", ".5", "1,5", "1e3", "٣", "1\n", "--1"])
def test_what_is_no_plain_number_is_none(other: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(other)}$"):
        canonical(other)
