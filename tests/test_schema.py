"""The schemas: what is committed is what the types say, valid, documented and true."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from os.path import normpath
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator

from tests.support.content import shipped_model, write_content, write_translated_content
from toimintamalli import generate, load
from toimintamalli.checks.schemas import schema_of
from toimintamalli.content import open_content
from toimintamalli.errors import UnknownName
from toimintamalli.schema import schema, schema_names

COMMITTED: Final = Path(__file__).parents[1] / "schema"

Json = Any
"""What stands in a JSON file; nobody knows its types beforehand."""


def validator(name: str) -> Validator:
    return Draft202012Validator(schema(name))


def properties(node: Json, at: str = "") -> Iterator[tuple[str, Json]]:
    """Yield each property that a schema describes, with where it stands."""
    if isinstance(node, list):
        for index, each in enumerate(node):
            yield from properties(each, f"{at}/{index}")
    if isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            yield f"{at}/{name}", each
        for key, each in node.items():
            yield from properties(each, f"{at}/{key}")


def patterns(node: Json) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from patterns(each)
    if isinstance(node, dict):
        yield from (each for key, each in node.items() if key == "pattern")
        for each in node.values():
            yield from patterns(each)


def maps(node: Json) -> Iterator[Json]:
    if isinstance(node, list):
        for each in node:
            yield from maps(each)
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for each in node.values():
            yield from maps(each)


def test_the_committed_schemas_are_those_of_the_types() -> None:
    committed = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_bytes())
        for path in COMMITTED.glob("*.schema.json")
    }
    assert committed == {name: schema(name) for name in schema_names()}


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_valid_by_the_dialect_that_it_names(name: str) -> None:
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema(name))


def test_each_schema_has_a_stable_versioned_name_of_its_own() -> None:
    names = [schema(name)["$id"] for name in schema_names()]
    assert names == [f"urn:toimintamalli:schema:v1:{name}" for name in schema_names()]


@pytest.mark.parametrize("name", schema_names())
def test_every_property_says_what_it_is(name: str) -> None:
    shapes = schema(name).get("$defs", {})

    def says(node: Json) -> bool:
        target = node.get("$ref", "").removeprefix("#/$defs/")
        return bool(node.get("description") or shapes.get(target, {}).get("description"))

    assert [at for at, each in properties(schema(name)) if not says(each)] == []


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_says_what_it_is_for(name: str) -> None:
    assert schema(name)["description"].endswith(".")


@pytest.mark.parametrize("name", schema_names())
def test_a_map_is_closed(name: str) -> None:
    assert all("additionalProperties" in value for value in maps(schema(name)))


@pytest.mark.parametrize("name", schema_names())
def test_no_pattern_accepts_a_line_break_at_the_end(name: str) -> None:
    samples = ["a", "a.b.c", "fi", "1.0.0", "2026-11-21", "https://a.fi", "0" * 64]
    # A text that may have several lines may also end with one.
    for pattern in (each for each in patterns(schema(name)) if not re.search(each, "a\nb")):
        assert not [sample for sample in samples if re.search(pattern, f"{sample}\n")], pattern


def test_a_schema_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match='did you mean "models"'):
        schema("modles")


# --- what they describe --------------------------------------------------------------------------


def test_every_file_of_the_shipped_content_is_valid_by_its_schema() -> None:
    content = open_content()
    for file in content.files.values():
        validator(schema_of(content, file)).validate(file.document.value)


def test_every_file_of_other_content_is_valid_by_the_same_schemas(tmp_path: Path) -> None:
    content = open_content(write_translated_content(tmp_path))
    for file in content.files.values():
        validator(schema_of(content, file)).validate(file.document.value)


def test_a_file_names_the_schema_that_it_is_checked_by() -> None:
    content = open_content()
    for name, file in content.files.items():
        first = (COMMITTED.parent / "content" / name).read_text(encoding="utf-8").splitlines()[0]
        up = "../" * (name.count("/") + 1)
        wanted = f"{up}schema/{schema_of(content, file)}.schema.json"
        assert first == f"# yaml-language-server: $schema={wanted}", name


@pytest.mark.parametrize("shipped", [True, False])
def test_the_published_data_is_valid_by_the_schema_that_it_names(
    tmp_path: Path, *, shipped: bool
) -> None:
    model = shipped_model() if shipped else load(write_content(tmp_path))
    made = {artifact.path: json.loads(artifact.content) for artifact in generate("json", model)}
    data = {path: each for path, each in made.items() if "/schema/" not in path}

    assert len(data) == 4 + len(model.languages) * (1 + len(model.profiles))
    for path, each in data.items():
        schema_path = normpath(Path(path).parent / each["$schema"])
        assert made[schema_path]["$id"] in {schema(name)["$id"] for name in schema_names()}
        Draft202012Validator(made[schema_path]).validate(each)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("model", {"language": "suomi"}),
        ("model", {"extra": 1}),
        ("models", {"contentVersion": "1.0"}),
        ("index", {"files": [{"path": "a", "bytes": -1, "sha256": "0"}]}),
    ],
)
def test_data_of_another_form_is_refused(name: str, spoil: dict[str, Json]) -> None:
    paths = {"model": "v1/fi/model.json", "models": "v1/model.json", "index": "v1/index.json"}
    made = {
        artifact.path: json.loads(artifact.content)
        for artifact in generate("json", shipped_model())
    }

    with pytest.raises(ValidationError):
        validator(name).validate({**made[paths[name]], **spoil})


def test_the_schemas_come_with_the_package() -> None:
    from toimintamalli._resources import find_data  # noqa: PLC0415 -- private: only this test

    shipped = {entry.name for entry in find_data("schema").iterdir()}
    assert {f"{name}.schema.json" for name in schema_names()} <= shipped
    assert files("toimintamalli").is_dir()
