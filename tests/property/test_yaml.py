"""What holds of the strict YAML loader for every input."""

import json
import re
from collections.abc import Iterator
from unittest.mock import patch

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toimintamalli.yaml import Document, Mode, Path, Value, parse
from toimintamalli.yaml import document as strict

MODES = st.sampled_from(Mode)

PIECES = st.sampled_from(
    [
        *"?:[]{},|>%!@`#'\"\\~=-\t\r\n ",
        *("a", "b: ", "- ", ": ", "? ", "\n  ", "\n    ", " #", "- a", "title: x\n", "- id: a\n"),
        *("|\n  x", "|-\n", "|2\n   x", "|+\n x\n\n", ">\n  x", "&a", "*a", "!x ", "---", "...\n"),
        *(
            "<<: *a\n",
            "k: [a, b]\n",
            "{a: b}",
            "a?b",
            "a:b",
            "no",
            "010",
            "1",
            "''",
            "\r\n",
            "- - ",
        ),
        *(
            "\\n",
            "\\x07",
            "\\ud800",
            "\\UFFFFFFFF",
            "é",
            "🙂",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\x07",
        ),
        *("%YAML 1.2\n---\n", "%X\n", "x" * 1020),
    ]
)

ORDINARY = """\
# yaml-language-server: $schema=../x
theme:
  title: Toimi ja kehitä
  intro: |
    Kappale: yksi
    #kaksi

questions:
  well-being:
    text: "Kuinka: hyvin?"
    note: 'toinen'
list:
  - id: a
    reach: [x, y]
  - id: b
    n: 12
    map: {a: b, c: [d]}
"""


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = ORDINARY
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(text)))
        end = begin + draw(st.integers(0, 4))
        text = text[:begin] + draw(st.just("") | PIECES) + text[end:]
    return text


TEXTS = st.lists(PIECES, max_size=14).map("".join) | mutated()


def paths_of(value: Value, here: Path = ()) -> Iterator[Path]:
    yield here
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_of(inner, (*here, key))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_of(inner, (*here, index))


def seen(document: Document) -> object:
    places = [
        (path, document.position(path), document.position(path, key=True))
        for path in paths_of(document.value)
    ]
    return document.value, document.findings, places


@settings(max_examples=500)
@given(TEXTS, MODES)
def test_both_parsers_give_the_same_values_findings_and_places(text: str, mode: Mode) -> None:
    data = text.encode("utf-8")
    with patch.object(strict, "_FASTEST", yaml.BaseLoader):
        slow = seen(parse(data, "f.yaml", mode))

    assert yaml.__with_libyaml__
    assert seen(parse(data, "f.yaml", mode)) == slow


@given(st.binary() | TEXTS.map(lambda text: text.encode("utf-8")), MODES)
def test_any_bytes_give_findings_that_stand_in_the_file_in_order_and_speak(
    data: bytes, mode: Mode
) -> None:
    document = parse(data, "f.yaml", mode)

    lines = len(data.splitlines()) + 1
    places = [(finding.position.line, finding.position.column) for finding in document.findings]
    assert places == sorted(places)
    assert all(1 <= line <= lines and column >= 1 for line, column in places)
    for finding in document.findings:
        assert finding.as_text("fi").isprintable()
        assert finding.as_text("fi") != finding.as_text("en")
        assert finding.code != "yaml-syntax", finding


KEYS = st.from_regex(r"[a-zåäö][a-z0-9-]{0,20}", fullmatch=True)
WORDING = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])).filter(
    lambda text: "\ufeff" not in text
)


def nested(leaves: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    def extend(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
        return st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)

    return st.recursive(leaves, extend, max_leaves=12)


@given(nested(WORDING), MODES)
def test_quoted_text_that_another_tool_writes_is_read_as_it_was(value: Value, mode: Mode) -> None:
    written = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=40)
    quiet = written.replace('!!map "', '"')

    document = parse(quiet.encode(), "f.yaml", mode)

    assert (document.value, document.findings) == (value, ())


@given(nested(WORDING | st.booleans() | st.none() | st.integers(-(10**15) + 1, 10**15 - 1)))
def test_a_structure_file_reads_json_as_json(value: Value) -> None:
    written = json.dumps(value, ensure_ascii=False)

    document = parse(written.encode(), "f.yaml", Mode.STRUCTURE)

    assert document.findings == ()
    assert json.dumps(document.value, ensure_ascii=False) == written


@given(
    st.dictionaries(
        KEYS, st.dictionaries(KEYS, WORDING, min_size=1, max_size=4), min_size=1, max_size=4
    )
)
def test_the_place_of_a_key_is_where_the_key_stands(value: dict[str, dict[str, str]]) -> None:
    written = "".join(
        f"{outer}:\n"
        + "".join(
            f"  {key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in inner.items()
        )
        for outer, inner in value.items()
    )
    document = parse(written.encode(), "f.yaml", Mode.TEXT)
    lines = written.split("\n")

    assert document.value == value
    for path in paths_of(document.value):
        for key in path[-1:]:
            place = document.position(path, key=True)
            assert lines[place.line - 1][place.column - 1 :].startswith(f"{key}:")


@given(
    st.lists(st.lists(st.sampled_from(["sana", "muu", "ä", "sanasta"])), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_place_of_a_word_is_where_it_stands_for_the_so_manieth_time(
    texts: list[list[str]], end: str
) -> None:
    lines = [f"k{number}: x {' '.join(words)}" for number, words in enumerate(texts)]
    document = parse(end.join([*lines, ""]).encode(), "f.yaml", Mode.TEXT)
    assert document.text == end.join([*lines, ""])

    for number, line in enumerate(lines):
        found = [match.start() + 1 for match in re.finditer("sana", line)]
        # After the last one there is none: not even one of the next text.
        for before, column in enumerate([*found, line.index("x") + 1]):
            place = document.position_of((f"k{number}",), "sana", before)
            assert (place.line, place.column) == (number + 1, column)


# YAML 1.2.2, section 10.3.2: the tag resolution of the core schema.
CORE_SCHEMA = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
SUSPICIOUS = st.text("0123456789+-._:,eEoxXTZnfaIN ", min_size=1, max_size=12) | st.sampled_from(
    [
        *("yes", "No", "ON", "off", "y", "n", "True", "false", "NULL", "null", "~", "=", "<<"),
        *(".inf", "-.INF", ".nan", "2026-11-21", "2026-11-21 10:00:00", "1:20:30.5"),
    ]
)


def is_text_elsewhere(text: str) -> bool:
    resolve = yaml.SafeLoader("").resolve
    tag: str = resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return tag.endswith(":str") and not CORE_SCHEMA.fullmatch(text)


@given(SUSPICIOUS)
def test_whatever_yaml_1_1_or_1_2_reads_otherwise_is_told_in_a_text_file(text: str) -> None:
    assume(not is_text_elsewhere(text))
    document = parse(f"- {text}\n".encode(), "f.yaml", Mode.TEXT)
    assume(document.value == [text])

    assert [finding.code for finding in document.findings] == ["ambiguous-scalar"]


@given(SUSPICIOUS)
def test_a_structure_file_without_findings_means_the_same_to_every_tool(text: str) -> None:
    document = parse(f"- {text}\n".encode(), "f.yaml", Mode.STRUCTURE)
    values = document.value if isinstance(document.value, list) else []
    # A key is text here, whatever other tools make of it.
    assume(not document.findings and not any(isinstance(value, dict) for value in values))

    assert yaml.safe_load(f"- {text}\n") == document.value


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1), min_size=2))
def test_prose_is_never_suspected(words: list[str]) -> None:
    prose = " ".join(words)

    document = parse(f"text: {prose}\n".encode(), "f.yaml", Mode.TEXT)

    assert (document.value, document.findings) == ({"text": prose}, ())
