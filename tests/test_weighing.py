"""JSON is weighed before it is parsed, and what no program holds stays text."""

import pytest

from toimintamalli.weighing import JsonValue, Pairs, Unfit, parse_json, weigh


def read(data: bytes, depth: int = 9, values: int = 9) -> JsonValue:
    def make(pairs: Pairs) -> JsonValue:
        return {**dict(pairs)}

    return parse_json(data, depth, values, make)


def refusal(data: bytes, depth: int = 9, values: int = 9) -> Unfit:
    with pytest.raises(Unfit) as caught:
        read(data, depth, values)
    return caught.value


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("1e999", "1e999"),
        ("2.5", 2.5),
        ("9" * 3999, int("9" * 3999)),
        ("9" * 4000, "9" * 4000),
        ("9" * 9000, "9" * 9000),
    ],
)
def test_a_number_that_is_none_stays_text(written: str, found: JsonValue) -> None:
    value = read(f"[{written}]".encode())
    assert isinstance(value, list)
    assert value == [found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert read('{"ä": "\u20ac"}'.encode(encoding)) == {"ä": "€"}


@pytest.mark.parametrize("data", [b"\xff", b"\xff\xfe{", b'"\xe4"'])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert refusal(data).code == "not-text"


def test_what_is_no_json_is_refused_with_its_place() -> None:
    reason = refusal(b'{"a": 1,\n  b}')
    assert (reason.code, reason.line, reason.column) == ("not-json", 2, 3)


@pytest.mark.parametrize(("depth", "is_fine"), [(3, True), (2, False)])
def test_depth_is_an_edge(depth: int, is_fine: bool) -> None:  # noqa: FBT001 -- a case
    if is_fine:
        assert read(b"[[[]]]", depth) == [[[]]]
    else:
        assert (refusal(b"[[[]]]", depth).code, refusal(b"[[[]]]", depth).limit) == ("too-deep", 2)


@pytest.mark.parametrize(("values", "is_fine"), [(4, True), (3, False)])
def test_number_is_an_edge(values: int, is_fine: bool) -> None:  # noqa: FBT001 -- a case
    if is_fine:
        assert read(b"[1, 2, 3]", 9, values) == [1, 2, 3]
    else:
        reason = refusal(b"[1, 2, 3]", 9, values)
        assert (reason.code, reason.limit) == ("too-much", 3)


def test_what_stands_in_a_text_weighs_nothing() -> None:
    assert weigh(r'["[[[", "\"[,,", "\\", "]"]') == (1, 5)
    assert weigh("") == (0, 1)
