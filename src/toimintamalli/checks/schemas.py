"""Every file is valid by the schema that we publish for its kind."""

import json
from collections.abc import Iterator
from typing import Final

from toimintamalli._resources import find_data
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.loading.kinds import LANGUAGE


def schema_of(content: Content, file: ContentFile) -> str:
    """Return the name of the schema for a file."""
    if file.kind is LANGUAGE:
        return LANGUAGE.name
    if file.language is None:
        return f"{file.kind.name}-structure"
    suffix = "" if file.language == content.source else "-translation"
    return f"{file.kind.name}-text{suffix}"


def _check(content: Content) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- costs 100 ms, and only here

    folder = find_data("schema")
    for file in content.files.values():
        name = schema_of(content, file)
        schema = json.loads(folder.joinpath(f"{name}.schema.json").read_bytes())
        for problem in Draft202012Validator(schema).iter_errors(file.document.value):
            at = file.document.position(tuple(problem.absolute_path))
            yield error(at, "not-in-schema", schema=name, reason=problem.message)


RULE: Final = Rule("schemas", "Every file is valid by the schema that is published for it.", _check)
