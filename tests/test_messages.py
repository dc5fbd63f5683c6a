"""The catalogue: all languages say the same things, and exactly those that the code says."""

import ast
import errno
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli
from tests.support.offences import expect_none
from toimintamalli.cli.main import commands
from toimintamalli.cli.speech import argument_code, arguments_of, help_code, options_of, walk
from toimintamalli.messages import DEFAULT_LANGUAGE, LANGUAGES, advise, catalogue, say
from toimintamalli.patterns import names_in, read_pattern

SOURCE: Final = Path(toimintamalli.__file__).parent
PLUGINS: Final = Path(__file__).parents[1] / "generators"

BUILT: Final = (
    "kind-",
    "not-a-",
    "state-",
    "comparable-",
    "returned-",
    "import-",
    "damage-",
    "column-",
    "head-",
    "answers-are-",
    "word-of-",
    "preview-",
)
"""Starts of codes that are put together from a word that stands in the code by itself."""


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return every node of the code: walked once, and by whoever runs a test that asks."""
    files = (file for folder in (SOURCE, PLUGINS) for file in folder.rglob("*.py"))
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    return tuple(node for tree in trees for node in ast.walk(tree))


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def codes_said() -> Iterator[str]:
    """Yield the codes that stand in a call that says something, or as `code = …` of an error."""
    for node in nodes():
        if isinstance(node, ast.Call) and called(node) in {"error", "warning"}:
            yield from literal(node.args[1])
        elif isinstance(node, ast.Call) and called(node) in {"say", "advise"}:
            yield from literal(node.args[0])
        elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [
            "code"
        ]:
            yield from literal(node.value)


def literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


@cache
def written() -> frozenset[str]:
    """Return every string in the code."""
    constants = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str))


def help_codes() -> set[str]:
    return {
        help_code(path, option)
        for path, command in walk(commands)
        for option in (None, *options_of(command))
    } | {
        argument_code(argument)
        for _, command in walk(commands)
        for argument in arguments_of(command)
    }


def is_written(code: str) -> bool:
    return any(code.removeprefix(start) in written() for start in ("", *BUILT))


OTHERS: Final = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]
DEFAULT: Final = catalogue(DEFAULT_LANGUAGE)
TRANSLATED: Final = [
    (language, code, said) for language in OTHERS for code, said in catalogue(language).items()
]


def placeholders(said: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {part: frozenset(names_in(read_pattern(text))) for part, text in said.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_messages_in_the_same_order(language: str) -> None:
    assert list(catalogue(language)) == list(DEFAULT)


def test_a_message_has_a_text_and_perhaps_a_hint() -> None:
    known = ({"message"}, {"message", "hint"}, {"message", "hint", "cell-hint"})
    expect_none(code for code, said in DEFAULT.items() if set(said) not in known)


def test_a_message_has_the_same_parts_and_placeholders_in_each_language() -> None:
    expect_none(
        (language, code, placeholders(said), placeholders(DEFAULT[code]))
        for language, code, said in TRANSLATED
        if placeholders(said) != placeholders(DEFAULT[code])
    )


def test_a_message_begins_as_the_middle_of_a_line() -> None:
    expect_none(
        (language, code)
        for language in LANGUAGES
        for code, said in catalogue(language).items()
        if code != "listed-file" and any(text.strip() != text for text in said.values())
    )


def test_a_message_is_no_copy() -> None:
    """A single word may be the same in two languages."""
    expect_none(
        (language, code)
        for language, code, said in TRANSLATED
        if said["message"] == DEFAULT[code]["message"] and len(said["message"].split()) > 1
    )


def test_a_code_that_is_said_has_a_message() -> None:
    expect_none(sorted(set(codes_said()) - DEFAULT.keys()))


def test_a_message_is_said_somewhere() -> None:
    said = help_codes()
    expect_none(code for code in DEFAULT if code not in said and not is_written(code))


@given(st.text(), st.sampled_from(LANGUAGES))
def test_what_a_message_quotes_stays_on_one_line_and_moves_no_cursor(
    found: str, language: str
) -> None:
    said = say("unknown-key", language, found=found) + advise("bad-form", language)

    assert said.isprintable()
    assert len(said) < 500


def test_a_near_name_becomes_the_advice() -> None:
    assert advise("unknown-key", "fi", found="txet", suggestion="text") == 'tarkoititko "text"?'
    assert advise("unknown-key", "en", found="txet", suggestion="text") == 'did you mean "text"?'


def test_a_fact_may_have_any_name() -> None:
    assert "sv" in say("missing-translation", "en", language="sv", key="Hei")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [errno.ENOENT, errno.EISDIR, errno.EACCES, errno.ENOSPC])
def test_why_the_disk_refuses_is_said_in_the_readers_language(number: int, language: str) -> None:
    said = say("unreadable-file", language, file="a.docx", reason=os.strerror(number))
    assert os.strerror(number) not in said
    assert said != say("unreadable-file", language, file="a.docx", reason="")
