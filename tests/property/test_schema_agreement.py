"""The types and the published schemas accept and refuse the same files.

Documents are real ones, changed here and there as an editor's slip or a tool's bug would.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError
from tests.support.content import write_translated_content

from toimintamalli.checks.schemas import schema_of
from toimintamalli.content import open_content
from toimintamalli.loading.content import Content
from toimintamalli.loading.kinds import KINDS
from toimintamalli.loading.shapes import structure_shape, text_shape
from toimintamalli.schema import schema
from toimintamalli.yaml import Path as Place
from toimintamalli.yaml import Value

EXAMPLES: Final = 120
LEDGER: Final[Value] = {
    "entries": [
        {"id": "herd.practice.wait", "kind": "practice", "since": "1.0.0"},
        {
            "id": "herd.practice.go",
            "kind": "practice",
            "since": "1.0.0",
            "retired": True,
            "replaced_by": ["herd.practice.wait"],
        },
    ]
}

ODDITIES: Final[list[Value]] = [
    None, True, False, 0, 1, -1, 31, 500, 10**14, [], {}, [[]], [None], ["abc"], [1, 2],
    "", "x", "abc-1", "Abc", "1a", "a_b", "a.b", "a\n", "x" * 64, "x" * 65, "a.b.c", "fi", "fi\n",
    "1.0.0", "01.0.0", "2026-11-21", "2026-13-01", "https://example.org", "http://example.org",
    "https://a b", "scale", "open", "text", "ä",
    {"id": "a"}, {"a": {}}, {"text": "x"}, {"": "x"}, {"a\n": "x"},
]  # fmt: skip
STRANGE: Final = st.sampled_from(ODDITIES)
KEYS: Final = st.sampled_from(["x", "id", "kind", "text", "title", "A", "", "a\n", "x" * 65, "1"])


@cache
def documents() -> dict[str, list[Value]]:
    """Return real files by the name of their schema."""
    with TemporaryDirectory() as folder:
        small = open_content(write_translated_content(Path(folder)))
    found: dict[str, list[Value]] = {"ledger-structure": [LEDGER]}
    for content in (small, open_content()):
        for name, value in named_documents(content):
            found.setdefault(name, []).append(value)
    return found


def named_documents(content: Content) -> Iterator[tuple[str, Value]]:
    for file in content.files.values():
        yield schema_of(content, file), file.document.value


def shape_of(name: str) -> type[BaseModel]:
    kind = next(each for each in KINDS if each.name == name.split("-", maxsplit=1)[0])
    if name.endswith("-structure"):
        return structure_shape(kind)
    return text_shape(kind, required=not name.endswith("-translation"))


FILE_SCHEMAS: Final = [
    f"{kind.name}-{end}"
    for kind in KINDS
    for end in ("structure", "text", "text-translation")
    if (kind.in_structure if end == "structure" else kind.in_texts)
]


def places(value: Value, at: Place = ()) -> Iterator[Place]:
    yield at
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*at, key))
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from places(each, (*at, index))


def below(value: Value, at: Place) -> Value:
    for step in at:
        if isinstance(value, dict):
            value = value[str(step)]
        elif isinstance(value, list):
            value = value[int(step)]
    return value


@st.composite
def slips(draw: st.DrawFn, documents: list[Value]) -> Value:
    """Draw a real document with at most two slips in it."""
    document = deepcopy(draw(st.sampled_from(documents)))
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 1, 1, 2]))):
        document = slip(draw, document)
    return document


def slip(draw: st.DrawFn, document: Value) -> Value:
    at = draw(st.sampled_from(list(places(document))))
    if not at:
        return draw(STRANGE) if draw(st.integers(0, 9)) == 0 else document
    around, step = below(document, at[:-1]), at[-1]
    if isinstance(around, dict):
        slip_in_map(draw, around, str(step), document)
    if isinstance(around, list):
        slip_in_list(draw, around, int(step), document)
    return document


def slip_in_map(draw: st.DrawFn, around: dict[str, Value], key: str, document: Value) -> None:
    match draw(st.sampled_from(["drop", "add", "change", "rename", "move"])):
        case "drop":
            del around[key]
        case "add":
            around[draw(KEYS)] = draw(STRANGE)
        case "change":
            around[key] = draw(STRANGE)
        case "rename":
            around[draw(KEYS)] = around.pop(key)
        case _:
            around[key] = moved(draw, document)


def slip_in_list(draw: st.DrawFn, around: list[Value], index: int, document: Value) -> None:
    match draw(st.sampled_from(["drop", "twice", "change", "move"])):
        case "drop":
            del around[index]
        case "twice":
            around.append(deepcopy(around[index]))
        case "change":
            around[index] = draw(STRANGE)
        case _:
            around[index] = moved(draw, document)


def moved(draw: st.DrawFn, document: Value) -> Value:
    return deepcopy(below(document, draw(st.sampled_from(list(places(document))))))


def accepts(shape: type[BaseModel], document: Value) -> bool:
    try:
        shape.model_validate(document)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", FILE_SCHEMAS)
def test_types_and_schema_accept_and_refuse_the_same_documents(name: str) -> None:
    shape, validator = shape_of(name), Draft202012Validator(schema(name))
    verdicts: list[bool] = []

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(slips(documents()[name]))
    def agree(document: Value) -> None:
        verdict = accepts(shape, document)
        verdicts.append(verdict)
        assert validator.is_valid(document) == verdict, json.dumps(document, ensure_ascii=False)

    agree()

    # Were nearly all refused or accepted, agreeing would say nothing.
    assert sum(verdicts) > len(verdicts) / 5
    assert sum(verdicts) < len(verdicts) * 9 / 10


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert {*FILE_SCHEMAS, "language"} == set(documents())
