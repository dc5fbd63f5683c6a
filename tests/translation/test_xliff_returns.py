"""XLIFF and PO as translators' tools leave them: segments, states and notes of their own."""

import pytest

from toimintamalli.model.ids import Language
from toimintamalli.translation.exchange import po, xliff
from toimintamalli.translation.exchange.forms import read_return
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Return,
    SentText,
)
from toimintamalli.translation.state import State
from toimintamalli.xml import children, descendants, parse_xml

KEY = "model:model.title"


def first(inside: str, target: str = "nb") -> bytes:
    """Return XLIFF 1.2 of one unit."""
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        f'<file original="a" source-language="fi" target-language="{target}" datatype="plaintext">'
        f"<body>{inside}</body></file></xliff>"
    ).encode()


def second(inside: str) -> bytes:
    """Return XLIFF 2 of one unit."""
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="fi"'
        f' trgLang="nb"><file id="a"><unit id="{KEY}">{inside}</unit></file></xliff>'
    ).encode()


def texts(found: Return) -> list[tuple[str, str, str, bool]]:
    return [(text.name, text.source, text.target, text.is_finished) for text in found.texts]


@pytest.mark.parametrize(
    ("unit", "target", "is_finished"),
    [
        ("<target>ny</target>", "ny", False),
        ('<target state="translated">ny</target>', "ny", True),
        ('<target state="final">ny</target>', "ny", True),
        ('<target state="signed-off">ny</target>', "ny", True),
        ('<target state="needs-review-translation">ny</target>', "ny", False),
        ('<target state="new"/>', "", False),
        ("", "", False),
        ('<target>n<g id="1">y</g> <x id="2"/>.</target>', "ny .", False),
    ],
)
@pytest.mark.parametrize("approved", ["", ' approved="yes"', ' approved="no"'])
def test_a_unit_is_finished_when_the_tool_says_so(
    unit: str, target: str, approved: str, *, is_finished: bool
) -> None:
    data = first(f'<trans-unit id="{KEY}"{approved}><source>uusi</source>{unit}</trans-unit>')
    found = read_return(data)
    assert texts(found) == [(KEY, "uusi", target, is_finished or "yes" in approved)]
    assert (found.source, found.target, found.texts[0].place.name) == ("fi", "nb", KEY)


@pytest.mark.parametrize(
    ("inside", "source", "target", "is_finished"),
    [
        ('<segment state="final"><source>a</source><target>b</target></segment>', "a", "b", True),
        (
            '<segment state="reviewed"><source>a</source><target>b</target></segment>',
            "a",
            "b",
            True,
        ),
        (
            '<segment state="initial"><source>a</source><target>b</target></segment>',
            "a",
            "b",
            False,
        ),
        ("<segment><source>a</source><target>b</target></segment>", "a", "b", False),
        ("<segment><source>a</source></segment>", "a", "", False),
        (
            (
                '<segment state="final"><source>a</source><target>b</target></segment>'
                "<ignorable><source> </source></ignorable>"
                '<segment state="initial"><source>c</source><target>d</target></segment>'
            ),
            "a c",
            "b d",
            False,
        ),
        (
            (
                '<segment state="final"><source>a</source><target>b</target></segment>'
                "<ignorable><source> </source><target>-</target></ignorable>"
                '<segment state="translated"><source>c</source><target>d</target></segment>'
            ),
            "a c",
            "b-d",
            True,
        ),
        (
            (
                "<segment><source>a</source><target> </target></segment>"
                "<ignorable><source>, </source></ignorable><segment><source>c</source></segment>"
            ),
            "a, c",
            "",
            False,
        ),
        (
            (
                "<segment><source>a</source></segment><ignorable><source> </source></ignorable>"
                "<segment><source>c</source><target>d</target></segment>"
            ),
            "a c",
            " d",
            False,
        ),
    ],
)
def test_a_text_that_a_tool_cut_into_segments_is_one(
    inside: str, source: str, target: str, *, is_finished: bool
) -> None:
    assert texts(read_return(second(inside))) == [(KEY, source, target, is_finished)]


NOTES = [("agency", "a"), ("developer", "ours"), ("translator", "b"), (None, "c")]


def test_every_note_but_ours_is_told() -> None:
    notes = "".join(
        f'<note from="{who}">{said}</note>' if who else f"<note>{said}</note>"
        for who, said in NOTES
    )
    unit = f'<trans-unit id="{KEY}"><source>x</source><target>ny</target>{notes}</trans-unit>'
    found = read_return(first(unit))
    assert [told.words for told in found.remarks] == ["a", "b", "c"]
    assert {told.place.name for told in found.remarks} == {KEY}
    assert {dict(told.facts)["about"] for told in found.remarks} == {"ny"}
    categories = ("agency", "description", "previous-source", "zzz", None)
    notes = "".join(
        f'<note category="{of}">{of}</note>' if of else "<note>none</note>" for of in categories
    )
    segment = "<segment><source>x</source><target>ny</target></segment>"
    found = read_return(second(f"<notes>{notes}</notes>{segment}"))
    assert [told.words for told in found.remarks] == ["agency", "zzz", "none"]


def test_a_file_of_several_languages_or_of_nothing_is_refused() -> None:
    unit = f'<trans-unit id="{KEY}"><source>x</source></trans-unit>'
    one, other = (first(unit, language).decode() for language in ("nb", "sv"))
    both = one.replace("</xliff>", other.partition('1.2">')[2])
    for data, code in (
        (both.encode(), "exchange-several-languages"),
        (b'<xliff version="1.2"/>', "exchange-nothing-in-it"),
        (b'<xliff version="2.1"/>', "exchange-nothing-in-it"),
        (b"<html/>", "exchange-other-xml"),
    ):
        with pytest.raises(BadExchangeFile) as refused:
            read_return(data)
        assert refused.value.code == code
    with pytest.raises(BadExchangeFile) as refused:
        read_return(both.encode())
    assert refused.value.facts["found"] == "nb, sv"


def sent(state: State, target: str, note: str = "", previous: str = "") -> Package:
    text = SentText("model.yaml", KEY, "uusi", target, state, note, previous)
    return Package(Language("fi"), Language("nb"), (text,), "en")


@pytest.mark.parametrize("state", [State.CURRENT, State.STALE, State.MISSING])
@pytest.mark.parametrize("previous", ["", "vanha"])
def test_a_tool_is_told_how_far_a_text_is_and_what_it_was_made_from(
    state: State, previous: str
) -> None:
    target = "" if state is State.MISSING else "ny"
    package = sent(state, target, "what it is", previous)
    is_finished = state is State.CURRENT
    [unit] = descendants(parse_xml(xliff.write(package)), "trans-unit")
    assert unit.get("approved") == ("yes" if is_finished else None)
    assert [note.text for note in children(unit, "note")] == ["what it is"]
    assert [part.get("state") for part in children(unit, "target")] == (
        [{True: "translated", False: "needs-review-translation"}[is_finished]] if target else []
    )
    earlier = [[part.text or "" for part in alt] for alt in children(unit, "alt-trans")]
    assert earlier == ([["vanha", target]] if previous else [])
    [unit] = descendants(parse_xml(xliff.write_2(package)), "unit")
    assert [(note.get("category"), note.text) for note in descendants(unit, "note")] == [
        ("description", "what it is"),
        *([("previous-source", "vanha")] if previous else []),
    ]
    [segment] = children(unit, "segment")
    assert segment.get("state") == ("translated" if is_finished else "initial")
    assert len(children(segment, "target")) == bool(target)
    written = po.write(package).decode()
    assert ("fuzzy" in written) == (bool(target) and not is_finished)
    assert ('#| msgid "vanha"' in written) == bool(previous)
    assert "#. what it is" in written
    assert "#: model.yaml\n" in written
    for data in (xliff.write(package), xliff.write_2(package), po.write(package)):
        found = read_return(data)
        assert texts(found) == [(KEY, "uusi", target, is_finished)]
        assert found.remarks == ()


def test_a_unit_about_which_nothing_is_known_has_no_notes() -> None:
    [unit] = descendants(parse_xml(xliff.write_2(sent(State.CURRENT, "ny"))), "unit")
    assert children(unit, "notes") == []


# --- PO ---------------------------------------------------------------------------------------

HEAD = 'msgid ""\nmsgstr ""\n"Language: nb\\n"\n"X-Source-Language: fi\\n"\n\n'


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_po_file_is_read_with_any_line_breaks_and_without_what_is_obsolete(
    line_break: str,
) -> None:
    body = (
        f'# why?\nmsgctxt "{KEY}"\nmsgid "uusi"\nmsgstr "ny \\"x\\""\n\n'
        '#, fuzzy\nmsgid "toinen"\nmsgid_plural "toiset"\nmsgstr[0] "en"\nmsgstr[1] "flere"\n\n'
        '#~ msgid "old"\n#~ msgstr "gammel"\n'
    )
    found = read_return((HEAD + body).replace("\n", line_break).encode("utf-8-sig"))
    assert (found.source, found.target) == ("fi", "nb")
    assert texts(found) == [(KEY, "uusi", 'ny "x"', True), ("", "toinen", "en", False)]
    assert [(told.code, told.words) for told in found.remarks] == [("returned-comment", "why?")]
    facts = dict(found.remarks[0].facts)
    assert (facts["key"], facts["about"]) == (KEY, 'ny "x"')
    assert [text.place.name for text in found.texts] == ["6", "11"]


@pytest.mark.parametrize(
    ("spoilt", "line"),
    [
        ('msgid "uusi\nmsgstr "ny"\n', "6"),
        ('msgid "uusi"\nmsgstr ny\n', "7"),
        ('msgid "uusi"\nhello\n', "7"),
        ('msgid "u"u"\nmsgstr "ny"\n', "6"),
        ('msgstr "ny"\nmsgid "uusi"\nmsgstr "a"\nmsgctxt "b"\nmsgstr "c"\n', None),
    ],
)
def test_a_po_file_that_is_damaged_is_refused_with_its_line(spoilt: str, line: str | None) -> None:
    with pytest.raises(BadExchangeFile) as refused:
        read_return((HEAD + spoilt).encode())
    assert refused.value.code == "exchange-bad-po"
    assert line is None or refused.value.facts["line"] == line


def test_a_po_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(BadExchangeFile) as refused:
        read_return((HEAD + 'msgid "ä"\nmsgstr "å"\n').encode("latin-1"))
    assert refused.value.code == "exchange-not-utf8"
