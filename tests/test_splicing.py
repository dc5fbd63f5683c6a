"""Texts put into YAML that people edit: only their own lines change."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.splicing import NotSpliced, Order, put_texts
from toimintamalli.yaml import Mode, parse

FILE = "sv/themes/herd.yaml"

BEFORE = """\
# yaml-language-server: $schema=x.json
theme:
  title: Flock   # beside the title
  lead: |
    Ett stycke.

    Ett till.

# what the herders ask
questions:
  calm:
    # shown on the cover
    text: 'Hur lugn: är den?'
  grazing:
    text: Var
      betar den?
pitfalls: {hurry: {text: Brådska}}
"""

ORDER: Order = {
    "theme": {"title": "", "heading": "", "lead": ""},
    "groups": {"summer": {"title": ""}},
    "questions": {"wind": {"text": ""}, "calm": {"text": ""}, "grazing": {"text": ""}},
    "practices": {"wait": {"text": ""}, "talk": {"text": "", "title": ""}},
    "pitfalls": {"hurry": {"text": ""}},
}


def put(texts: dict[str, object], before: str = BEFORE) -> str:
    return put_texts(before.encode(), FILE, texts, ORDER).decode()  # type: ignore[arg-type] # nested maps of texts


def changes(after: str, before: str = BEFORE) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "-+" and line[:3] not in {"---", "+++"}]


def test_a_changed_text_changes_its_own_line_and_leaves_the_comment_beside_it() -> None:
    assert changes(put({"theme": {"title": "Hjord"}})) == [
        "-  title: Flock   # beside the title",
        "+  title: Hjord   # beside the title",
    ]


def test_a_text_is_quoted_only_where_yaml_needs_it() -> None:
    after = put({"questions": {"calm": {"text": "Lugn?"}, "grazing": {"text": "Var: # här"}}})
    assert changes(after) == [
        "-    text: 'Hur lugn: är den?'",
        "+    text: Lugn?",
        "-    text: Var",
        "-      betar den?",
        "+    text: 'Var: # här'",
    ]


def test_several_paragraphs_go_below_a_bar_and_a_bar_that_was_there_stays() -> None:
    after = put({"theme": {"title": "Ett.\n\nTvå.", "lead": "Bara ett."}})
    assert "  title: |\n    Ett.\n\n    Två.   # beside" not in after
    assert "  lead: |\n    Bara ett.\n\n# what" in after
    value = parse(after.encode(), FILE, Mode.TEXT).value
    assert isinstance(value, dict)
    assert value["theme"] == {"title": "Ett.\n\nTvå.\n", "lead": "Bara ett.\n"}


def test_new_keys_stand_where_the_source_language_has_them() -> None:
    after = put(
        {
            "practices": {"talk": {"title": "B", "text": "A"}, "wait": {"text": "Vänta."}},
            "questions": {"wind": {"text": "Blåser det?"}},
            "theme": {"heading": "Lugnt"},
            "groups": {"summer": {"title": "Sommar"}},
        }
    )
    assert [change for change in changes(after) if change.startswith("-")] == []
    value = parse(after.encode(), FILE, Mode.TEXT).value
    assert isinstance(value, dict)
    assert list(value) == ["theme", "groups", "questions", "practices", "pitfalls"]
    assert value["practices"] == {
        "wait": {"text": "Vänta."},
        "talk": {"text": "A", "title": "B"},
    }
    assert "    Ett till.\n\ngroups:\n  summer:\n    title: Sommar\n\n# what" in after
    assert "questions:\n  wind:\n    text: Blåser det?\n  calm:" in after


def test_an_empty_file_gets_the_texts_with_an_empty_line_between_its_maps() -> None:
    texts = {"questions": {"calm": {"text": "Lugn?"}}, "theme": {"title": "Hjord"}}
    assert put(texts, "# head\n") == (
        "# head\ntheme:\n  title: Hjord\n\nquestions:\n  calm:\n    text: Lugn?\n"
    )


def test_a_key_without_a_value_and_a_map_in_braces_are_filled_in() -> None:
    before = "theme:\n  title:\n  lead: x\nquestions:\npitfalls: {hurry: {text: Brådska}}\n"
    after = put(
        {
            "theme": {"title": "Hjord"},
            "questions": {"calm": {"text": "Lugn?"}},
            "pitfalls": {"hurry": {"text": "Brått, {ja}"}},
        },
        before,
    )
    assert after == (
        "theme:\n  title: Hjord\n  lead: x\nquestions:\n  calm:\n    text: Lugn?\n"
        'pitfalls: {hurry: {text: "Brått, {ja}"}}\n'
    )


def test_a_new_key_in_braces_is_refused() -> None:
    with pytest.raises(NotSpliced):
        put({"pitfalls": {"snow": {"text": "Snö"}}})


def test_the_line_endings_of_windows_and_a_byte_order_mark_stay() -> None:
    before = b"\xef\xbb\xbf" + BEFORE.replace("\n", "\r\n").encode()
    after = put_texts(before, FILE, {"theme": {"lead": "A.\n\nB.", "heading": "C"}}, ORDER)
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"  lead: |\r\n    A.\r\n\r\n    B.\r\n\r\n# what" in after


TEXT = st.text(
    st.sampled_from("aå :#-|>'\"{}[],&*!%@?\\\t\n’”\N{NO-BREAK SPACE}no1"), min_size=1
).filter(lambda text: bool(text.strip()) and text == text.strip())


@given(TEXT, TEXT, TEXT)
def test_whatever_is_put_in_is_read_back_and_its_neighbours_stay(a: str, b: str, c: str) -> None:
    texts = {"theme": {"title": a, "heading": b}, "questions": {"wind": {"text": c}}}
    after = parse(put(texts).encode(), FILE, Mode.TEXT)
    assert isinstance(after.value, dict)
    theme, questions = after.value["theme"], after.value["questions"]
    assert isinstance(theme, dict)
    assert isinstance(questions, dict)
    found = [str(theme[each]).strip() for each in ("title", "heading")]
    assert [*found, questions["wind"]["text"].strip()] == [a, b, c]  # type: ignore[index,call-overload,union-attr] # the map that was put in
    assert theme["lead"] == "Ett stycke.\n\nEtt till.\n"
    assert questions["calm"] == {"text": "Hur lugn: är den?"}


def test_an_empty_map_in_braces_becomes_lines_and_its_comment_stays() -> None:
    before = "theme: {}  # to come\nquestions:\n  calm:\n    text: A\n"
    assert put({"theme": {"title": "Flock"}}, before) == (
        "theme:  # to come\n  title: Flock\nquestions:\n  calm:\n    text: A\n"
    )
