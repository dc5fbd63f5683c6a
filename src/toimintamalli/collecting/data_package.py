"""The data dictionary: a Data Package (https://datapackage.org/standard/), in one language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import JsonValue

from toimintamalli.collecting.excel_file import TableSheet, label_name
from toimintamalli.collecting.tables import Ask, Column, Kind, Row, Table
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.words import Words

_PROFILE = "https://datapackage.org/profiles/2.0/"


def write_package(
    model: Model[Text],
    tables: Iterable[Table],
    asked: frozenset[Ask],
    words: Words,
    language: Language,
) -> bytes:
    """Return the descriptor of the data set's CSV files, for readers of one language."""
    package: dict[str, JsonValue] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": f"{model.id}-answers",
        "title": words["title"].string,
        "description": words["description"].string,
        "version": model.version,
        "languages": [language],
        "resources": [_resource(table, asked, words) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, asked: frozenset[Ask], words: Words) -> JsonValue:
    return {
        "$schema": f"{_PROFILE}dataresource.json",
        "name": table.name,
        "type": "table",
        "title": words[f"table-{table.name}"].string,
        "description": words[f"about-{table.name}"].string,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": _schema(table, asked, words),
    }


def _schema(table: Table, asked: frozenset[Ask], words: Words) -> JsonValue:
    schema: dict[str, JsonValue] = {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(table, column, words) for column in table.shown(asked)],
        "missingValues": [""],
    }
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": other, "fields": list(columns)}}
            for columns, other in table.refers
        ]
    return schema


def _field(table: Table, column: Column, words: Words) -> JsonValue:
    field: dict[str, JsonValue] = {
        "name": column.name,
        "type": str(column.kind),
        "description": _described(table, column, words),
    }
    if column.kind is Kind.DATE:
        field["format"] = "default"
    return field


def _described(table: Table, column: Column, words: Words) -> str:
    own = f"{table.name}-{column.name}".replace("_", "-")
    shared = f"column-{column.name}".replace("_", "-")
    return words[own if own in words else shared].string


def dictionary_rows(table: Table, sheet: TableSheet, words: Words) -> Iterator[Row]:
    """Yield what a table and each of its columns mean, for people: table, column, meaning."""
    yield table.name, None, words[f"about-{table.name}"].string
    for column in sheet.columns:
        yield table.name, column.name, _described(table, column, words)
        if column.name in sheet.labellers:
            yield table.name, label_name(column.name), words["labels"].string
