"""What pydantic says about a file, in words and places for whoever edits the file."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toimintamalli.findings import Finding, error, suggest
from toimintamalli.loading.shapes import FileRecord
from toimintamalli.yaml import Document, Path

_TYPES: Final = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "truth",
    "list_type": "list",
    "dict_type": "map",
    "model_type": "map",
    "model_attributes_type": "map",
}
"""pydantic's error types that mean "not of this type", and our word for the type."""


def find_shape_problems(document: Document, shape: type[FileRecord]) -> Iterator[Finding]:
    """Yield each way in which a file is not of its shape."""
    try:
        shape.model_validate(document.value)
    except ValidationError as problems:
        for each in problems.errors(include_url=False):
            yield _as_finding(document, shape, each)


# One case a kind of mistake reads better than a table of functions.
def _as_finding(  # noqa: PLR0911
    document: Document, shape: type[FileRecord], problem: ErrorDetails
) -> Finding:
    path = problem["loc"]
    at, at_key = document.position(path), document.position(path, key=True)
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "extra_forbidden":
            return error(
                at_key, "unknown-key", found=name, suggestion=suggest(name, _known_keys(shape))
            )
        case "missing" | "union_tag_not_found":
            missing = "kind" if problem["type"] != "missing" else name
            return error(at_key, "missing-key", name=missing)
        case "literal_error" | "union_tag_invalid":
            found = context.get("tag") or problem["input"]
            expected = str(context.get("expected") or context.get("expected_tags"))
            return _unknown_value(document, path, str(found), expected)
        case kind if kind in _TYPES:
            return error(at, f"not-a-{_TYPES[kind]}", found=_shown(problem["input"]))
        case "string_pattern_mismatch":
            return error(at, "bad-form", found=str(problem["input"]), pattern=context["pattern"])
        case "string_too_long":
            return error(at, "too-long", limit=context["max_length"], found=str(problem["input"]))
        case _:
            return error(at, "bad-value", found=_shown(problem["input"]))


def _unknown_value(document: Document, path: Path, found: str, expected: str) -> Finding:
    known = [each.strip(" '") for each in expected.replace(" or ", ",").split(",")]
    return error(
        document.position(path),
        "unknown-value",
        found=found,
        known=", ".join(known),
        suggestion=suggest(found, known),
    )


def _shown(found: Any) -> str:  # noqa: ANN401 -- whatever stands in the file
    return {dict: "{…}", list: "[…]", type(None): "–"}.get(type(found), str(found))


@cache
def _known_keys(shape: type[BaseModel]) -> frozenset[str]:
    """Return every key that the shape has at any depth."""
    keys: set[str] = set()
    for name, field in shape.model_fields.items():
        keys.add(name)
        for nested in _shapes_in(field.annotation):
            keys |= _known_keys(nested)
    return frozenset(keys)


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 -- any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from _shapes_in(each)
