"""What pydantic says about a file, in words and places for whoever edits the file."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toimintamalli.findings import Finding, error, suggest
from toimintamalli.loading.kinds import FileKind
from toimintamalli.loading.pointers import HOMES, POINTERS
from toimintamalli.loading.shapes import FileRecord, structure_shape, text_shape
from toimintamalli.model.ids import (
    COLOUR_PATTERN,
    DATE_PATTERN,
    LANGUAGE_PATTERN,
    URL_PATTERN,
    VERSION_PATTERN,
)
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.yaml import Document, Path, Value

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

_LIMITS: Final = {
    "string_too_long": ("too-long", "max_length"),
    "greater_than_equal": ("too-small", "ge"),
    "less_than_equal": ("too-large", "le"),
}
"""pydantic's error types that mean "past a limit", our code for each and the limit's name."""


_FORMS: Final = {
    DATE_PATTERN: "bad-date",
    VERSION_PATTERN: "bad-version",
    URL_PATTERN: "bad-address",
    COLOUR_PATTERN: "bad-colour",
    LANGUAGE_PATTERN: "bad-language",
}
"""Patterns that are no id's, and our code for what does not fit one."""


class Elsewhere(NamedTuple):
    """Keys that belong into the files on the other side: of structure, or of texts."""

    keys: frozenset[str]
    code: str


def belong_elsewhere(kind: FileKind, *, is_text: bool) -> Elsewhere:
    """Return the keys of a kind of file that stand on its other side alone."""
    structure = known_keys(structure_shape(kind)) if kind.in_structure else frozenset()
    texts = known_keys(text_shape(kind, required=True)) if kind.in_texts else frozenset()
    if is_text:
        return Elsewhere(structure - texts, "structure-in-texts")
    return Elsewhere(texts - structure, "text-in-structure")


def find_shape_problems(
    document: Document, shape: type[FileRecord], elsewhere: Elsewhere | None = None
) -> Iterator[Finding]:
    """Yield each way in which a file is not of its shape."""
    try:
        shape.model_validate(document.value)
    except ValidationError as problems:
        for problem in problems.errors(include_url=False):
            yield _as_finding(document, shape, problem, elsewhere)


# One case a kind of mistake reads better than a table of functions.
def _as_finding(  # noqa: PLR0911
    document: Document,
    shape: type[FileRecord],
    problem: ErrorDetails,
    elsewhere: Elsewhere | None,
) -> Finding:
    path = _without_tags(document.value, problem["loc"])
    at, at_key = document.position(path), document.position(path, key=True)
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "extra_forbidden":
            return _unknown_key(document, shape, problem, elsewhere)
        case "missing":
            return error(at_key, "missing-key", name=name)
        case "union_tag_not_found":
            return _no_kind(document, shape, path, problem["input"])
        case "union_tag_invalid":
            expected = str(context["expected_tags"])
            return _unknown_value(document, (*path, "kind"), str(context["tag"]), expected)
        case "literal_error":
            expected = str(context["expected"])
            return _unknown_value(document, path, str(problem["input"]), expected)
        case kind if kind in _TYPES and problem["input"] is None:
            return error(at, "empty-value", name=name)
        case kind if kind in _TYPES:
            return error(at, f"not-a-{_TYPES[kind]}", found=_shown(problem["input"]))
        case "string_pattern_mismatch":
            return _bad_form(document, path, str(problem["input"]), context["pattern"])
        case kind if kind in _LIMITS:
            code, limit = _LIMITS[kind]
            return error(at, code, limit=context[limit], found=str(problem["input"]))
        case _:
            return error(at, "bad-value", found=_shown(problem["input"]))


def _bad_form(document: Document, path: Path, found: str, pattern: str) -> Finding:
    at = document.position(path)
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    collection = POINTERS.get(key, "")
    if pattern not in _FORMS and collection in HOMES:
        # People write what a thing is called; which ids there are another file says.
        facts = {"key": key, "collection": collection, "file": HOMES[collection]}
        return error(at, "name-not-id", found=found, **facts)
    return error(at, _FORMS.get(pattern, "bad-form"), found=found, pattern=pattern)


def _unknown_key(
    document: Document,
    shape: type[FileRecord],
    problem: ErrorDetails,
    elsewhere: Elsewhere | None,
) -> Finding:
    loc = problem["loc"]
    name, kind = str(loc[-1]), _tag(document, loc)
    at = document.position(_without_tags(document.value, loc), key=True)
    if kinds := _kinds_with(shape, kind, name):
        thing, others = _singular(loc), ", ".join(kinds)
        return error(at, "not-of-this-kind", kind=kind, thing=thing, found=name, others=others)
    near = suggest(name, known_keys(shape))
    if elsewhere and name in elsewhere.keys:
        return error(at, elsewhere.code, found=name)
    return error(at, "unknown-key", found=name, suggestion=near)


def _without_tags(value: Value, path: Path) -> Path:
    """Return a path as the file has it: pydantic adds the `kind` after the index of a record.

    Left in, it would be taken for a key where a key has the same name: a question of the kind
    `scale` names its scale.
    """
    kept: list[str | int] = []
    for before, step in zip(("", *path), path, strict=False):
        if not (isinstance(before, int) and _get(value, "kind") == step):
            kept.append(step)
            value = _get(value, step)
    return tuple(kept)


def _get(value: Value, step: str | int) -> Value:
    match value, step:
        case dict(), str():
            return value.get(step)
        case list(), int():
            return value[step]
        case _:
            return None


def _no_kind(
    document: Document, shape: type[FileRecord], path: Path, record: dict[str, object]
) -> Finding:
    misspelt = suggest("kind", record.keys() - known_keys(shape))
    if not misspelt:
        return error(document.position(path, key=True), "missing-key", name="kind")
    at = document.position((*path, misspelt), key=True)
    return error(at, "unknown-key", found=misspelt, suggestion="kind")


def _unknown_value(document: Document, path: Path, found: str, expected: str) -> Finding:
    known = [wanted.strip(" '") for wanted in expected.replace(" or ", ",").split(",")]
    return error(
        document.position(path),
        "unknown-value",
        found=found,
        known=", ".join(known),
        suggestion=suggest(found, known),
    )


def _shown(found: Any) -> str:  # noqa: ANN401 -- whatever stands in the file
    match found:
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case None:
            return "–"
        case bool():
            return str(found).lower()
        case _:
            return str(found)


def _tag(document: Document, loc: Path) -> str:
    """Return the kind of the record that a problem is in, or nothing where it has none."""
    record: Value = document.value
    for step in _without_tags(document.value, loc)[:-1]:
        record = _get(record, step)
    kind = record.get("kind") if isinstance(record, dict) else None
    return kind if isinstance(kind, str) else ""


def _kinds_with(shape: type[BaseModel], kind: str, name: str) -> list[str]:
    """Return the kinds beside one that have a field which that one has not."""
    return sorted(
        {
            _kind_of(other)
            for group in _unions_in(shape)
            if kind and any(_kind_of(one) == kind and name not in one.model_fields for one in group)
            for other in group
            if name in other.model_fields
        }
    )


def _unions_in(shape: type[BaseModel]) -> Iterator[list[type[BaseModel]]]:
    for field in shape.model_fields.values():
        nested = list(_shapes_in(field.annotation))
        if sum("kind" in member.model_fields for member in nested) > 1:
            yield [member for member in nested if "kind" in member.model_fields]
        for member in nested:
            yield from _unions_in(member)


def _kind_of(shape: type[BaseModel]) -> str:
    return str(next(iter(get_args(shape.model_fields["kind"].annotation)), ""))


def _singular(loc: Path) -> str:
    collection = next((step for step in loc if isinstance(step, str)), "")
    return ITEM_KINDS.get(collection, collection.removesuffix("s"))


@cache
def known_keys(shape: type[BaseModel]) -> frozenset[str]:
    """Return every key that the shape has at any depth."""
    keys: set[str] = set()
    for name, field in shape.model_fields.items():
        keys.add(name)
        for nested in _shapes_in(field.annotation):
            keys |= known_keys(nested)
    return frozenset(keys)


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 -- any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _shapes_in(argument)
