"""Which tools take which schema, with default settings: `python -m tests.schemas.table`.

A row a schema, a column a tool. A number says how many documents the tool validated or loaded; a
dash, that nobody generates code of a schema for content files; else it is what the tool said.
`test_tools.py` keeps all of this right; here it is seen at a glance, in some minutes.
"""

import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import jsonschema
import jsonschema_rs
from tests.schemas.test_tools import (
    COMMITTED,
    LOADING,
    NODE,
    PUBLISHED,
    TOOLS,
    TYPED,
    Json,
    run,
    samples,
)

from toimintamalli.schema import schema, schema_names

Try = Callable[[str, Path], int]
"""Schema, an empty folder → how many documents the tool took; an error says why it took none."""


@cache
def documents() -> dict[str, list[Json]]:
    """Return what is published, and every content file, by the name of its schema."""
    found = defaultdict(list)
    for name, value in samples():
        found[name].append(value)
    return found


# --- validators ----------------------------------------------------------------------------------


@cache
def in_node() -> list[list[str]]:
    """Return the faults that ajv in its strict mode and hyperjump find: tool, schema, what."""
    with TemporaryDirectory() as folder:
        given = Path(folder, "given.json")
        data = [[name, value] for name, values in documents().items() for value in values]
        asked = {"schemas": {name: schema(name) for name in schema_names()}, "data": data}
        given.write_text(json.dumps(asked), encoding="utf-8")
        said = json.loads(run("node", NODE / "validate.mjs", given, folder=Path(folder)))
    faults: list[list[str]] = said["faults"]
    return faults


def by_javascript(tool: str) -> Try:
    def tried(name: str, folder: Path) -> int:
        del folder
        for found, of, what in in_node():
            if (found, of) == (tool, name):
                raise AssertionError(what)
        return len(documents()[name])

    return tried


def by_python_jsonschema(name: str, folder: Path) -> int:
    del folder
    jsonschema.Draft202012Validator.check_schema(schema(name))
    for value in documents()[name]:
        jsonschema.validate(value, schema(name))
    return len(documents()[name])


def by_jsonschema_rs(name: str, folder: Path) -> int:
    del folder
    validator = jsonschema_rs.validator_for(schema(name))
    for value in documents()[name]:
        validator.validate(value)
    return len(documents()[name])


def by_check_jsonschema(name: str, folder: Path) -> int:
    check = [sys.executable, "-m", "check_jsonschema"]
    file = COMMITTED / f"{name}.schema.json"
    run(*check, "--check-metaschema", file, folder=folder)
    written = [folder / f"{number}.json" for number in range(len(documents()[name]))]
    for path, value in zip(written, documents()[name], strict=True):
        path.write_text(json.dumps(value), encoding="utf-8")
    run(*check, "--schemafile", file, *written, folder=folder)
    return len(written)


# --- generators of code --------------------------------------------------------------------------


def title_of(name: str) -> str:
    return str(schema(name)["title"]).title().replace("-", "")


def compiled(folder: Path, program: str) -> None:
    (folder / "package.json").write_text('{"type": "commonjs"}\n')
    options = ["--strict", "--target", "es2022", "--module", "commonjs", "--typeRoots", "none"]
    run(TOOLS / "tsc", *options, program, folder=folder)


def by_json2ts(name: str, folder: Path) -> int:
    source = COMMITTED / f"{name}.schema.json"
    run(TOOLS / "json2ts", "-i", source, "-o", "types.d.ts", folder=folder)
    data = json.dumps(documents()[name][0], ensure_ascii=False)
    program = TYPED.format(title=title_of(name), data=data)
    (folder / "typed.ts").write_text(program, encoding="utf-8")
    compiled(folder, "typed.ts")
    return 1


def by_quicktype(name: str, folder: Path) -> int:
    source = COMMITTED / f"{name}.schema.json"
    made = ["--src", source, "--top-level", "File", "-o", "convert.ts"]
    run(
        *(TOOLS / "quicktype", "--src-lang", "schema", "--lang", "typescript", *made), folder=folder
    )
    data = json.dumps(documents()[name][0], ensure_ascii=False)
    program = LOADING.format(data=json.dumps(data))
    (folder / "loading.ts").write_text(program, encoding="utf-8")
    compiled(folder, "loading.ts")
    run("node", "loading.js", folder=folder)
    return 1


def by_datamodel_codegen(name: str, folder: Path) -> int:
    made = folder / "classes.py"
    generator = [sys.executable, "-m", "datamodel_code_generator", "--output", made]
    kind = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
    run(*generator, *kind, "--input", COMMITTED / f"{name}.schema.json", folder=folder)
    spec = importlib.util.spec_from_file_location(f"classes_of_{name}", made)
    if spec is None or spec.loader is None:
        raise ImportError(made)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    for value in documents()[name]:
        getattr(module, title_of(name)).model_validate(value)
    return len(documents()[name])


VALIDATORS: Final[dict[str, Try]] = {
    "ajv, strict": by_javascript("ajv"),
    "hyperjump": by_javascript("hyperjump"),
    "python-jsonschema": by_python_jsonschema,
    "jsonschema-rs": by_jsonschema_rs,
    "check-jsonschema": by_check_jsonschema,
}
GENERATORS: Final[dict[str, Try]] = {
    "json-schema-to-typescript": by_json2ts,
    "quicktype": by_quicktype,
    "datamodel-code-generator": by_datamodel_codegen,
}


def outcome(tool: Try, name: str) -> str:
    with TemporaryDirectory() as folder:
        try:
            return str(tool(name, Path(folder)))
        except Exception as problem:  # noqa: BLE001 -- whatever a tool says goes into the table
            return str(problem).splitlines()[0]


def rows() -> list[list[str]]:
    """Return the table: what people read and write first, then content files."""
    others = sorted(set(schema_names()) - set(PUBLISHED))
    made = [["schema", *VALIDATORS, *GENERATORS]]
    for name in (*PUBLISHED, *others):
        validated = [outcome(tool, name) for tool in VALIDATORS.values()]
        generated = [
            outcome(tool, name) if name in PUBLISHED else "–" for tool in GENERATORS.values()
        ]
        made.append([name, *validated, *generated])
        print(*made[-1], sep=" | ", file=sys.stderr, flush=True)
    return made


def main() -> None:
    head, *body = rows()
    print(f"| {' | '.join(head)} |")
    print(f"|{' --- |' * len(head)}")
    for row in body:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
