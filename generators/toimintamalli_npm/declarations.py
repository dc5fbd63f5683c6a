"""The published schemas as TypeScript declarations, for tools in that language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from toimintamalli.schema import schema

Schema = Mapping[str, Any]

DATA: Final = ("model", "models", "workbook", "places", "index", "ledger", "answers")
"""The schemas of what tools read and write; the rest describe content files."""
NAMESPACES: Final = tuple(name.capitalize() for name in DATA)
"""The namespace of each: its file is `File` in there."""
_SCHEMAS: Final = {
    r"v1/[^/]+/model\.json": "Model",
    r"v1/[^/]+/workbook/[^/]+\.json": "Workbook",
    r"v1/model\.json": "Models",
    r"v1/places\.json": "Places",
    r"v1/ledger\.json": "Ledger",
    r"v1/index\.json": "Index",
}
"""Path of a data file → its namespace."""


def namespace_of(path: str) -> str:
    """Return the namespace of a data file's types; nothing for what is no data."""
    return next((name for form, name in _SCHEMAS.items() if re.fullmatch(form, path)), "")


_HEAD: Final = """\
// The types of the published data, generated from its JSON Schemas.
// A field that is not listed may be there in a later minor version: leave it alone.
"""
_NAMES: Final = re.compile(r"[^A-Za-z0-9]+")


def declarations() -> str:
    """Return the declarations of every published file, the types of all in one namespace a file."""
    return "\n".join([_HEAD, *(_namespace(name) for name in DATA)])


def _namespace(name: str) -> str:
    whole = schema(name)
    types = {"File": whole, **whole.get("$defs", {})}
    body = "\n".join(_declare(_type_name(key), schema) for key, schema in types.items())
    return f"export namespace {name.capitalize()} {{\n{_indent(body)}}}\n"


def _declare(name: str, node: Schema) -> str:
    return f"{_comment(node)}export type {name} = {_type(node)};\n"


def _type(node: Schema) -> str:  # noqa: PLR0911 -- one answer for each shape of a schema
    match node:
        case {"$ref": str(target)}:
            return _type_name(target.rpartition("/")[2])
        case {"const": value}:
            return json.dumps(value, ensure_ascii=False)
        case {"enum": values}:
            return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)
        case {"oneOf": options} | {"anyOf": options}:
            return " | ".join(dict.fromkeys(map(_type, options)))
        case {"type": "array"}:
            return f"ReadonlyArray<{_type(node.get('items', {}))}>"
        case {"type": "object", "properties": dict(fields)}:
            return _record(fields, frozenset(node.get("required", ())))
        case {"type": "object"}:
            return f"Readonly<Record<string, {_type(_value_of(node))}>>"
        case {"type": str(kind)}:
            return {"integer": "number"}.get(kind, kind)
        case _:
            return "unknown"


def _value_of(node: Schema) -> Schema:
    value: Schema = node.get("additionalProperties") or {}
    return value if isinstance(value, Mapping) else {}


def _record(fields: Mapping[str, Schema], required: frozenset[str]) -> str:
    lines = "".join(
        f"{_comment(field)}readonly {_key(name)}{'' if name in required else '?'}: "
        f"{_type(field)};\n"
        for name, field in fields.items()
    )
    return f"{{\n{_indent(lines)}}}"


def _key(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def _type_name(name: str) -> str:
    """Return pydantic's name of a type as an identifier: `Theme[Text]` is ThemeText."""
    return "".join(word[:1].upper() + word[1:] for word in _NAMES.split(name))


def _comment(node: Schema) -> str:
    said = node.get("description", "")
    return f"/** {' '.join(said.split())} */\n" if said else ""


def _indent(lines: str) -> str:
    return "".join(f"  {line}\n" for line in _lines(lines))


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in text.split("\n") if line)
