"""What is written in a form is read back as it was, whatever the texts hold."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.archives import BadArchive, write_zip
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model.ids import Language
from toimintamalli.translation.exchange.forms import FORMS, read_return
from toimintamalli.translation.exchange.package import Package, SentText, safe_name
from toimintamalli.translation.state import State

LETTERS = "aåЖ的 <>&\"'\\{}#%;:]|-~\t”’\N{NO-BREAK SPACE}\N{GRINNING FACE}n"
LINE = st.text(st.sampled_from(LETTERS), max_size=12).map(str.strip)
TEXT = st.lists(LINE.filter(bool), min_size=1, max_size=3).map("\n\n".join)
FINISHED = {State.CURRENT, State.UPDATED}


@st.composite
def packages(draw: st.DrawFn) -> Package:
    count = draw(st.integers(1, 4))
    texts = tuple(
        SentText(
            file=f"themes/t{number // 2}.yaml",
            key=f"themes/t{number // 2}:theme.k{number}",
            source=draw(TEXT),
            target=target,
            state=draw(st.sampled_from(list(State))) if target else State.MISSING,
            note=draw(TEXT),
            previous=draw(st.one_of(st.just(""), TEXT)) if target else "",
        )
        for number in range(count)
        for target in [draw(st.one_of(st.just(""), TEXT))]
    )
    return Package(Language("fi"), Language("sv-FI"), texts, "en")


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po"])
@given(packages())
def test_texts_languages_and_what_is_finished_come_back(form: str, package: Package) -> None:
    returned = read_return(FORMS[form].write(package))
    assert (returned.source, returned.target) == ("fi", "sv-FI")
    assert [(text.name, text.source, text.target) for text in returned.texts] == [
        (safe_name(text.key), text.source, text.target) for text in package.texts
    ]
    assert [text.is_finished for text in returned.texts if text.target] == [
        text.state in FINISHED for text in package.texts if text.target
    ]


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
@given(packages())
def test_texts_and_languages_come_back_from_tables(form: str, package: Package) -> None:
    returned = read_return(FORMS[form].write(package))
    assert (returned.source, returned.target) == ("fi", "sv-FI")
    assert [(text.name, *map(_folded, (text.source, text.target))) for text in returned.texts] == [
        (safe_name(text.key), *map(_folded, (text.source, text.target))) for text in package.texts
    ]
    assert returned.remarks == ()


def _folded(text: str) -> list[str]:
    """Word has no tabs in a text: they come back as spaces."""
    return [part.replace("\t", " ").strip() for part in text.split("\n\n")]


@pytest.mark.parametrize("form", FORMS)
@given(packages())
def test_the_same_texts_give_the_same_bytes(form: str, package: Package) -> None:
    assert FORMS[form].write(package) == FORMS[form].write(package)


@pytest.mark.parametrize("form", FORMS)
@given(packages(), st.data())
def test_a_damaged_return_is_refused_with_a_reason_and_never_with_a_traceback(
    form: str, package: Package, data: st.DataObject
) -> None:
    damaged = bytearray(FORMS[form].write(package))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    with suppress(ToimintamalliError):
        read_return(bytes(damaged))


def _bomb(name: str, size: int) -> bytes:
    """Return an Office file of one form, a part of which unpacks to a thousand times more."""
    parts = {
        "[Content_Types].xml": b"spreadsheetml" if name.startswith("xl") else b"wordprocessingml"
    }
    return write_zip([*parts.items(), (name, b" " * size)])


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/sharedStrings.xml", "word/document.xml"])
def test_a_part_that_would_unpack_to_much_is_never_unpacked_whole(name: str) -> None:
    bomb = _bomb(name, 200_000_000)
    assert len(bomb) < 300_000
    with pytest.raises(BadArchive) as refused:
        read_return(bomb)
    assert refused.value.code == "zip-too-large"
