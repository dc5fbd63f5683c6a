"""The strict YAML loader: what it reads, what it refuses, and the place it names."""

import subprocess
import sys
from collections.abc import Iterable

import pytest

from toimintamalli.findings import Finding, Severity, has_errors
from toimintamalli.yaml import Document, Mode, Path, Value, parse

FILE = "content/fi/themes/act-and-develop.yaml"


def read(source: str, mode: Mode = Mode.TEXT) -> Document:
    return parse(source.encode(), FILE, mode)


def brief(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.position.line, finding.position.column, finding.code) for finding in findings]


def spot(document: Document, path: Path, *, key: bool = False) -> tuple[int, int]:
    position = document.position(path, key=key)
    return position.line, position.column


# --- what is read ---------------------------------------------------------------------------


def test_a_text_file_gives_every_scalar_as_it_was_typed() -> None:
    source = "a: Mieli\nb: 5\nc: true\nd: null\ne:\nf: '1'\ng: \"x\\ty\"\nh: |\n  yksi\n\n  kaksi\n"

    value = read(source).value

    assert value == {
        "a": "Mieli",
        "b": "5",
        "c": "true",
        "d": "null",
        "e": "",
        "f": "1",
        "g": "x\ty",
        "h": "yksi\n\nkaksi\n",
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("999999999999999", 999_999_999_999_999),
        ("'5'", "5"),
        ('"true"', "true"),
        ('""', ""),
        ("ohs", "ohs"),
        ("5 kertaa", "5 kertaa"),
        ("[workplace, ohs]", ["workplace", "ohs"]),
        ("{min: 1, max: 5}", {"min": 1, "max": 5}),
        ("\n- a\n- b", ["a", "b"]),
    ],
)
def test_a_structure_file_gives_the_types_of_json_and_no_findings(typed: str, meant: Value) -> None:
    document = read(f"key: {typed}\n", Mode.STRUCTURE)

    assert (document.value, document.findings) == ({"key": meant}, ())
    # In Python `True == 1`, in JSON not.
    assert isinstance(document.value, dict)
    assert type(document.value["key"]) is type(meant)


def test_keys_are_text_as_typed_in_both_kinds_of_file() -> None:
    for mode in Mode:
        document = read("no: a\n1: b\ntrue: c\n010: d\n'<<': e\n", mode)

        assert document.value == {"no": "a", "1": "b", "true": "c", "010": "d", "<<": "e"}
        assert document.findings == ()


@pytest.mark.parametrize("source", ["", "\n\n", "# vain kommentti\n", "\ufeff"])
def test_an_empty_file_holds_nothing_and_has_no_findings(source: str) -> None:
    document = read(source)

    assert (document.value, document.findings) == (None, ())
    assert spot(document, ("title",)) == (1, 1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    document = parse(b"\xef\xbb\xbfa: x\r\nb: y y\r\nc: |\r\n  z\r\n", FILE, Mode.TEXT)

    assert (document.value, document.findings) == ({"a": "x", "b": "y y", "c": "z\n"}, ())
    assert spot(document, ("b",), key=True) == (2, 1)


def test_a_question_alone_is_a_text() -> None:
    document = read("kuka vastaa?jo\n")

    assert (document.value, document.findings) == ("kuka vastaa?jo", ())


def test_a_start_marker_comments_and_quoted_flow_are_fine() -> None:
    source = "---\n# huomautus\na: \"#1\" # loppu\nb: ['x?', y z]\n...\n"

    document = read(source)

    assert (document.value, document.findings) == ({"a": "#1", "b": ["x?", "y z"]}, ())


def test_non_breaking_spaces_tabs_and_emoji_belong_to_a_text() -> None:
    document = read('a: 10\u00a0minuuttia 🙂\nb: "x\ty"\nc: |\n  x\ty\n')

    assert document.value == {"a": "10\u00a0minuuttia 🙂", "b": "x\ty", "c": "x\ty\n"}
    assert document.findings == ()


# --- scalars that other tools read otherwise ---------------------------------------------------

AMBIGUOUS = [
    *("yes", "No", "on", "OFF", "y", "N"),
    *("True", "FALSE", "NULL", "Null", "~", "=", "<<"),
    *("010", "0x1F", "0b11", "0o17", "1_000", "1,5", "1.10", "1e3", "+5", "-0"),
    *("1234567890123456", ".5", "5.", ".inf", "-.Inf", ".NaN"),
    *("12:30:45", "08:30", "2026-01-01", "2026-13-45", "2026-01-01T10:00:00Z"),
]


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_what_other_tools_read_otherwise_stays_text_and_is_told(typed: str) -> None:
    for mode, severity in ((Mode.TEXT, Severity.WARNING), (Mode.STRUCTURE, Severity.ERROR)):
        document = read(f"key: {typed}\n", mode)

        assert document.value == {"key": typed}
        assert brief(document.findings) == [(1, 6, "ambiguous-scalar")]
        assert document.findings[0].severity is severity
        assert f'"{typed}"' in document.findings[0].hint("fi")


@pytest.mark.parametrize("typed", ["5", "-12", "true", "false", "null"])
def test_a_text_file_warns_of_what_a_structure_file_may_hold(typed: str) -> None:
    document = read(f"key: {typed}\n")

    assert brief(document.findings) == [(1, 6, "ambiguous-scalar")]
    assert not has_errors(document.findings)


@pytest.mark.parametrize(
    "typed", ["'no'", '"010"', "norja", "1.2.3", "5 %", "4.2 Teema", "noon", "10–15", "§5", "a=b"]
)
def test_ordinary_and_quoted_texts_are_not_suspected(typed: str) -> None:
    for mode in Mode:
        assert read(f"key: {typed}\n", mode).findings == ()


# --- a text that a comment cuts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "column", "value", "lost"),
    [
        ("key: C# ja muut #1\n", 17, "C# ja muut", "#1"),
        ("key: #1 luokassa\n", 6, "", "#1 luokassa"),
        ("{key: #1\n}\n", 7, "", "#1"),
        ("key: kaksi  # huomautus\r\n", 13, "kaksi", "# huomautus"),
    ],
)
def test_a_plain_text_cut_by_a_comment_is_told_with_what_is_lost(
    source: str, column: int, value: str, lost: str
) -> None:
    document = read(source)

    assert document.value == {"key": value}
    assert brief(document.findings) == [(1, column, "cut-by-comment")]
    assert document.findings[0].severity is Severity.WARNING
    assert f'"{lost}"' in document.findings[0].message("fi")


def test_a_comment_after_a_value_is_fine_in_a_structure_file() -> None:
    assert read("key: ohs # huomautus\n", Mode.STRUCTURE).findings == ()


def test_a_comment_elsewhere_in_a_text_file_is_fine() -> None:
    source = (
        "map: # otsikko\n  # kääntäjälle\n  a: 'x' # y\n  b: | # z\n    #1\n"
        "  c: C#\n  # uusi\n  d: e\n"
    )

    assert read(source).findings == ()


# --- what is refused -----------------------------------------------------------------------------

REFUSED: list[tuple[str, list[tuple[int, int, str]]]] = [
    ("a: &x b\n", [(1, 4, "anchor")]),
    ("a: &x\n  b: c\n", [(1, 4, "anchor")]),
    ("a: &ä\n", [(1, 4, "anchor")]),
    ("a: *x\n", [(1, 4, "alias")]),
    ("a: *Tärkeää*\n", [(1, 4, "alias")]),
    ("a: *-\n", [(1, 4, "alias")]),
    ("*x : b\n", [(1, 1, "alias"), (1, 1, "complex-key")]),
    ("a: !Huom b\n", [(1, 4, "tag")]),
    ("a: ! b\n", [(1, 4, "tag")]),
    ("a: !!str b\n", [(1, 4, "tag")]),
    ("a: !!python/object:os.system {}\n", [(1, 4, "tag")]),
    ("a: !x!y b\n", [(1, 4, "tag")]),
    ("a:\n  <<: b\n", [(2, 3, "merge-key")]),
    ("<<: *x\n", [(1, 1, "merge-key"), (1, 5, "alias")]),
    ("a: x\nb: x\na: z\n", [(3, 1, "duplicate-key")]),
    ("{a: x, 'a': z}\n", [(1, 8, "duplicate-key")]),
    ("? a\n: b\n", [(1, 3, "complex-key")]),
    ("{? a : b}\n", [(1, 4, "complex-key")]),
    ("[a, b]: c\n", [(1, 1, "complex-key")]),
    ("{a: b}: c\n", [(1, 1, "complex-key")]),
    ("a: ? b\n", [(1, 4, "complex-key")]),
    (": b\n", [(1, 1, "complex-key")]),
    ("{: b}\n", [(1, 2, "complex-key")]),
    ("? |\n  a\n: b\n", [(1, 3, "complex-key")]),
    ("a: b\n---\nc: d\n", [(2, 1, "several-documents")]),
    ("%YAML 1.2\n---\na: b\n", [(1, 1, "yaml-directive")]),
    ("%TAG ! !x\n---\na: b\n", [(1, 1, "yaml-directive")]),
    ("%MUU\n---\na: b\n", [(1, 1, "yaml-directive")]),
    ("%YAML 1." + "9" * 5000 + "\n---\na: b\n", [(1, 1, "yaml-directive")]),
    ("a: >\n  b\n", [(1, 4, "folded-text")]),
    ("a: >-\n  b\n", [(1, 4, "folded-text")]),
    ("a\u00a0b: c\n", [(1, 1, "strange-character-in-key")]),
    ("a\u200bb: c\n", [(1, 1, "strange-character-in-key")]),
    ('"a\\tb": c\n', [(1, 1, "strange-character-in-key")]),
    ("a: b\x07c\n", [(1, 5, "forbidden-character")]),
    ("a: b\x00c\n", [(1, 5, "forbidden-character")]),
    ("a: b\x7fc\n", [(1, 5, "forbidden-character")]),
    ("a: b\x85c\n", [(1, 5, "forbidden-character")]),
    ("a: x\r\nb: c\u2028d\u2029\n", [(2, 5, "forbidden-character"), (2, 7, "forbidden-character")]),
    ("a: x\rb: c\ufeff\n", [(2, 5, "forbidden-character")]),
    ("a: b\ufffec\U0001ffff\n", [(1, 5, "forbidden-character"), (1, 7, "forbidden-character")]),
    ('a: "b\\x07"\n', [(1, 4, "forbidden-character")]),
    ('a: "\\ud800"\n', [(1, 4, "forbidden-character")]),
    # What a parser can't read any further.
    ("a: foo: bar\n", [(1, 7, "unquoted-colon")]),
    ("- a: foo: bar\n", [(1, 9, "unquoted-colon")]),
    ("a: [b]: c\n", [(1, 7, "unquoted-colon")]),
    ("a:\n\tb: c\n", [(2, 1, "tab")]),
    ("a: b\tc\n", [(1, 5, "tab")]),
    ("a: b\t\n", [(1, 5, "tab")]),
    ("a: foo\n  b: bar\n", [(2, 3, "wrong-indentation")]),
    ("a:\n    b: c\n  d: e\n", [(3, 3, "wrong-indentation")]),
    ("  a: b\nc: d\n", [(2, 1, "wrong-indentation")]),
    ("a:\n    - b\n  - c\n", [(3, 3, "wrong-indentation")]),
    ("a: 'b'\n  c\n", [(2, 3, "wrong-indentation")]),
    ("a: b\nfoo\nc: d\n", [(2, 1, "missing-colon")]),
    ("a:\n  foo bar\n\n  c: d\n", [(2, 3, "missing-colon")]),
    ("a: b\nc:d\ne: f\n", [(2, 1, "missing-colon")]),
    ("{a}\n", [(1, 2, "missing-colon")]),
    ("a" * 2000 + ": b\n", [(1, 1, "missing-colon")]),
    ("a: @b\n", [(1, 4, "special-start")]),
    ("a: %b\n", [(1, 4, "special-start")]),
    ("a: `b`\n", [(1, 4, "special-start")]),
    ("a: |b\n", [(1, 4, "special-start")]),
    ("a: | - b\n", [(1, 4, "special-start")]),
    ("a: |#b\n", [(1, 4, "special-start")]),
    ("a: ]\n", [(1, 4, "special-start")]),
    ("a: , b\n", [(1, 4, "special-start")]),
    ("a: {b: c}}\n", [(1, 10, "special-start")]),
    ('a: "b\nc: d\n', [(1, 4, "unclosed-quote")]),
    ("a: 'b\nc: d\n", [(1, 4, "unclosed-quote")]),
    ('a: "b\nc: "d"\n', [(1, 4, "unclosed-quote")]),
    ("a: [b, c\n", [(1, 4, "unclosed-bracket")]),
    ("a: [\n", [(1, 4, "unclosed-bracket")]),
    ("a: {b: c\n", [(1, 4, "unclosed-bracket")]),
    ("a: [b, c\nd: e\n", [(1, 4, "unclosed-bracket")]),
    ('a: "C:\\quu"\n', [(1, 8, "unknown-escape")]),
    ('a: "\\x9"\n', [(1, 7, "unknown-escape")]),
    ('a: "\\UFFFFFFFF"\n', [(1, 5, "unknown-escape")]),
    ("a: - b\n", [(1, 4, "misplaced-dash")]),
    ("a: b\n- c\n", [(2, 1, "misplaced-dash")]),
    ("a: 'it's'\n", [(1, 8, "text-after-end")]),
    ('a: "b" c\n', [(1, 8, "text-after-end")]),
    ("a: [Huom] b\n", [(1, 11, "text-after-end")]),
    ("a: [b?]\n", [(1, 6, "question-mark-in-brackets")]),
    ("a: [b? c]\n", [(1, 6, "question-mark-in-brackets")]),
    ("{a?: b}\n", [(1, 3, "question-mark-in-brackets")]),
]


@pytest.mark.parametrize(("source", "expected"), REFUSED)
def test_what_is_refused_is_an_error_with_its_place(
    source: str, expected: list[tuple[int, int, str]]
) -> None:
    document = read(source, Mode.STRUCTURE)

    assert brief(document.findings) == expected
    assert all(finding.severity is Severity.ERROR for finding in document.findings)


@pytest.mark.parametrize(("source", "expected"), REFUSED)
def test_every_refusal_speaks_both_languages_and_says_what_to_do(
    source: str, expected: list[tuple[int, int, str]]
) -> None:
    assert expected
    for finding in read(source).findings:
        finnish, english = finding.message("fi"), finding.message("en")
        assert finnish != english
        assert "{" not in finnish.replace("alkaa merkillä {", "")
        assert finding.hint("fi") != finding.hint("en")
        assert finding.hint("fi")
        for words_of_the_parser in ("found", "expected", "while", "token", "scanning"):
            assert words_of_the_parser not in finnish


# libyaml forgives a tab after a text, and has other words for these.
WORDED_OTHERWISE = ("a: b\tc\n", "a: b\t\n", 'a: "\\ud800"\n', "a: b\n- c\n")


@pytest.mark.parametrize(
    ("source", "expected"), [each for each in REFUSED if each[0] not in WORDED_OTHERWISE]
)
def test_a_large_file_gets_the_same_codes_although_it_is_read_only_once(
    source: str, expected: list[tuple[int, int, str]]
) -> None:
    padding = "# " + "x" * 100_000 + "\n"
    head, body = ("", source + padding) if source.startswith("%") else (padding, source)

    codes = [code for *_, code in brief(read(head + body, Mode.STRUCTURE).findings)]

    assert codes == [code for *_, code in expected]


def test_a_duplicate_key_names_the_line_of_the_first_and_leaves_it_in_force() -> None:
    document = read("a:\n  x: z\n\nb: c\na: z\na: w\n")

    assert brief(document.findings) == [(5, 1, "duplicate-key"), (6, 1, "duplicate-key")]
    assert document.value == {"a": {"x": "z"}, "b": "c"}
    assert [dict(finding.facts)["first"] for finding in document.findings] == ["1", "1"]
    assert 'avain "a" on jo rivillä 1' in document.findings[0].message("fi")


def test_a_character_that_cannot_be_seen_in_a_key_is_named() -> None:
    finding = read("mie\u200bli: a\n").findings[0]

    assert finding.code == "strange-character-in-key"
    assert "U+200B" in finding.message("en")


def test_the_same_key_in_two_maps_is_no_duplicate() -> None:
    assert read("a:\n  text: x\nb:\n  text: z\n").findings == ()


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_the_file() -> None:
    source = "a: no\na: &x b\nc: >\n  d\ne: *x\nf: g #h\ni: \x07\n? j\n: k\nl: m: n\no: no\n"

    assert brief(read(source).findings) == [
        (1, 4, "ambiguous-scalar"),
        (2, 1, "duplicate-key"),
        (2, 4, "anchor"),
        (3, 4, "folded-text"),
        (5, 4, "alias"),
        (6, 6, "cut-by-comment"),
        (7, 4, "forbidden-character"),
        (8, 3, "complex-key"),
        (10, 5, "unquoted-colon"),
    ]


def test_what_stands_before_a_syntax_error_is_read() -> None:
    assert read("a:\n  b: c\nd: @e\n").value == {"a": {"b": "c"}}


def test_twelve_levels_are_read_and_the_thirteenth_is_refused() -> None:
    assert read("[" * 12 + "x y" + "]" * 12).findings == ()
    assert brief(read("[" * 13 + "x y" + "]" * 13).findings) == [(1, 13, "too-deep")]


def test_two_million_bytes_are_read_and_one_more_is_refused() -> None:
    full = b"a: |\n  " + b"x" * (2_000_000 - 7)

    assert parse(full, FILE, Mode.TEXT).findings == ()
    document = parse(full + b"x", FILE, Mode.TEXT)
    assert (document.value, brief(document.findings)) == (None, [(1, 1, "file-too-large")])
    assert "2 " in document.findings[0].message("en")
    assert spot(document, ("a",)) == (1, 1)


@pytest.mark.parametrize("lines", [0, 1, 7])
@pytest.mark.parametrize(
    ("cause", "code"),
    [
        ("```yaml\n", "code-fence"),
        ("<<<<<<< HEAD\n", "unfinished-merge"),
        (">>>>>>> other\n", "unfinished-merge"),
    ],
)
def test_what_another_program_left_in_a_file_is_told_at_its_line(
    cause: str, code: str, lines: int
) -> None:
    source = "".join(f"k{number}: a\n" for number in range(lines)) + cause

    assert brief(read(source).findings) == [(lines + 1, 1, code)]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: b\xe4\n", 1, 5),
        (b"\xef\xbb\xbfa: b\r\nc: \xc3\xa4\xff", 2, 5),
        (b"a: \xed\xa0\x80", 1, 4),
        ("a: b\n".encode("utf-16"), 1, 1),
    ],
)
def test_a_file_in_another_encoding_is_refused_at_its_first_wrong_byte(
    data: bytes, line: int, column: int
) -> None:
    document = parse(data, FILE, Mode.TEXT)

    assert (document.value, brief(document.findings)) == (None, [(line, column, "not-utf8")])


def test_a_file_full_of_control_characters_gives_a_list_that_a_person_can_read() -> None:
    assert 1 <= len(parse(b"\0" * 10_000, FILE, Mode.TEXT).findings) <= 30


# --- places --------------------------------------------------------------------------------------

PLACED = """\
# otsikko
theme:
  title: Toimi
questions:
  - id: a
    reach: [x, individual]
  - id: b
    text:
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("theme",), (3, 3), (2, 1)),
        (("theme", "title"), (3, 10), (3, 3)),
        (("questions", 0), (5, 5), (5, 5)),
        (("questions", 0, "id"), (5, 9), (5, 5)),
        (("questions", 0, "reach", 1), (6, 16), (6, 16)),
        # An empty value has no place of its own.
        (("questions", 1, "text"), (8, 5), (8, 5)),
    ],
)
def test_every_value_and_every_key_has_its_place(
    path: Path, value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = read(PLACED)

    assert document.findings == ()
    assert (spot(document, path), spot(document, path, key=True)) == (value, key)
    assert document.position(path).file == FILE


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("missing",), (2, 1)),
        (("theme", "missing"), (2, 1)),
        (("theme", "title", "deeper"), (3, 3)),
        (("questions", 1, "missing"), (7, 5)),
        (("questions", 9), (4, 1)),
        (("questions", 0, "scale", "id"), (5, 9)),
        (("questions", "0"), (4, 1)),
    ],
)
def test_what_is_missing_has_the_place_of_its_nearest_parent(
    path: Path, place: tuple[int, int]
) -> None:
    assert spot(read(PLACED), path) == place


# --- hostile files -------------------------------------------------------------------------------

HOSTILE = {
    "brackets": 'b"[" * 50_000',
    "dashes": 'b"- " * 50_000',
    "braces": 'b"{a: " * 50_000',
    "two megabytes of brackets": 'b"[" * 2_000_000',
    "deep blocks": 'b"".join(b" " * i + b"k:\\n" for i in range(1_900))',
    "question marks": 'b"? " * 1_000_000',
    "an alias bomb": 'b"".join(b"k%d: &k%d [*k%d, *k%d]\\n" % (i, i, i - 1, i - 1) '
    "for i in range(50_000))",
    "a merge bomb": 'b"".join(b"k%d: {<<: *a}\\n" % i for i in range(100_000))',
    "a huge key": 'b"a" * 1_999_990 + b": x\\n"',
    "a huge quoted key": "b'\"' + b\"a\" * 1_999_990 + b'\": x\\n'",
    "zeros": 'b"\\0" * 2_000_000',
    "random bytes": "random.Random(1).randbytes(2_000_000)",
    "random punctuation": 'bytes(random.Random(1).choices(b" \\n:-[]{}#&*!|>\'\\"%@`abc?,\\\\\\t", '
    "k=1_999_999))",
    "duplicate keys": 'b"a: 1\\n" * 400_000',
    "numbers": 'b"[" + b"1," * 999_990 + b"]"',
    "nothing but keys": 'b"a:\\r" * 600_000',
    "an error at the end": 'b"- a\\n" * 499_990 + b"@"',
    "an error at the end of what is read twice": 'b"[" + b"a," * 29_990 + b"@"',
    "a tab in what is read twice": 'b"[\\t" + b"a," * 29_990 + b"]"',
    "a broken escape": 'b\'["\\\\ud800",\' + b"a," * 29_990 + b"]"',
    "one endless line": 'b"{a: 1," + b" " * 1_999_900 + b"b: 1}"',
    "line ends": 'b"\\n" * 2_000_000',
    "lines in quotes": "b'a: \"' + b\"x\\n\" * 999_990 + b'\"'",
}

MEASURE = """
import random, time
from toimintamalli.yaml import Mode, parse
data = {data}
for mode in Mode:
    begin = time.process_time()
    document = parse(data, "f.yaml", mode)
    said = [each.as_text(language) for each in document.findings[:99] for language in ("fi", "en")]
    print(time.process_time() - begin)
"""


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_file_crashes_or_hangs_the_loader(data: str) -> None:
    # In a process of its own: a parser in C that runs out of stack takes its process with it.
    program = [sys.executable, "-c", MEASURE.format(data=data)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert [each for each in map(float, done.stdout.split()) if each > 2] == []


def test_two_megabytes_of_ordinary_content_are_read_whole() -> None:
    text = "Kuinka hyvin yhteistyömme ottaa jo nyt huomioon mielen hyvinvoinnin?"
    source = "".join(f"k{number}:\n  text: {text}\n" for number in range(23_000))
    assert 1_900_000 < len(source.encode()) < 2_000_000

    document = read(source)

    assert document.findings == ()
    assert document.value == {f"k{number}": {"text": text} for number in range(23_000)}


def test_a_file_of_too_many_values_is_read_to_a_limit_and_says_so() -> None:
    document = read("- x y\n" * 200_000)

    assert [finding.code for finding in document.findings] == ["too-many-values"]
    assert isinstance(document.value, list)
    assert len(document.value) > 100_000


def test_everything_works_without_libyaml() -> None:
    program = """
import sys
sys.modules["yaml._yaml"] = None
import yaml
from toimintamalli.yaml import Mode, parse
assert not yaml.__with_libyaml__
document = parse(b"a: 5\\na: &x b\\nc: d: e\\n", "f.yaml", Mode.STRUCTURE)
print(document.value, *(each.code for each in document.findings))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.stdout, done.stderr) == (
        "{'a': 5, 'c': 'd'} duplicate-key anchor unquoted-colon\n",
        "",
    )
