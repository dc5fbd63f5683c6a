"""Each schema in the validators and code generators that people have, with default settings."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.request import urlopen

import jsonschema_rs
import pytest
from tests.support.answers import every_kind_of_answer
from tests.support.content import shipped_model

from toimintamalli import AnswerFile, generate, write_answers
from toimintamalli.checks.schemas import schema_of
from toimintamalli.content import open_content
from toimintamalli.schema import schema, schema_names

ROOT: Final = Path(__file__).parents[2]
COMMITTED: Final = ROOT / "schema"
NODE: Final = ROOT / "tests" / "node"
TOOLS: Final = NODE / "node_modules" / ".bin"
PUBLISHED: Final = ("model", "models", "workbook", "places", "index", "ledger", "answers")
"""The schemas of what tool builders read and write; the rest describe content files."""

Json = Any
"""What stands in a JSON file; nobody knows its types beforehand."""


def samples() -> Iterator[tuple[str, Json]]:
    """Yield everything that is published, and every content file, with the name of its schema."""
    model = shipped_model()
    for artifact in generate("json", model):
        if "/schema/" not in artifact.path:
            value = json.loads(artifact.content)
            yield value["$schema"].rpartition("/")[2].removesuffix(".schema.json"), value
    content = open_content()
    yield from ((schema_of(content, file), file.document.value) for file in content.files.values())
    yield "language", {"name": "davvisámegiella", "direction": "ltr"}
    sheets = tuple(every_kind_of_answer(model))
    yield "answers", json.loads(write_answers(AnswerFile(sheets=sheets)))


@pytest.fixture(scope="module")
def data() -> list[tuple[str, Json]]:
    return list(samples())


@pytest.fixture(scope="module")
def by_schema(data: list[tuple[str, Json]]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {name: [] for name in PUBLISHED}
    for name, value in data:
        if name in found:
            found[name].append(value)
    return found


def run(*command: object, folder: Path) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


# --- validators --------------------------------------------------------------------------------


def test_every_schema_has_data_here(data: list[tuple[str, Json]]) -> None:
    assert {name for name, _ in data} == set(schema_names())


def test_ajv_in_strict_mode_and_hyperjump_take_schemas_and_data(
    data: list[tuple[str, Json]], tmp_path: Path
) -> None:
    given = tmp_path / "given.json"
    schemas = {name: schema(name) for name in schema_names()}
    given.write_text(json.dumps({"schemas": schemas, "data": data}), encoding="utf-8")

    said = json.loads(run("node", NODE / "validate.mjs", given, folder=tmp_path))

    assert said == {"faults": [], "validated": len(data)}


def test_jsonschema_rs_takes_schemas_and_data(data: list[tuple[str, Json]]) -> None:
    validators = {name: jsonschema_rs.validator_for(schema(name)) for name in schema_names()}
    assert [name for name, value in data if not validators[name].is_valid(value)] == []


def test_check_jsonschema_takes_schemas_and_data(
    by_schema: dict[str, list[Json]], tmp_path: Path
) -> None:
    check = [sys.executable, "-m", "check_jsonschema"]
    committed = sorted(COMMITTED.glob("*.schema.json"))
    assert len(committed) == len(schema_names())
    run(*check, "--check-metaschema", *committed, folder=tmp_path)
    for name, values in by_schema.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(values[0]), encoding="utf-8")
        against = COMMITTED / f"{name}.schema.json"
        run(*check, "--schemafile", against, file, folder=tmp_path)


def test_tools_that_fetch_find_each_schema_at_its_id(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for artifact in generate("json", shipped_model(), options={"base_url": address}):
            file = tmp_path / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)

        for name in schema_names():
            served = json.loads((tmp_path / f"v1/schema/{name}.schema.json").read_bytes())
            with urlopen(served["$id"]) as answer:  # noqa: S310 -- our own server
                assert json.load(answer) == served
        referring = {"$ref": f"{address}v1/schema/places.schema.json"}
        places = json.loads((tmp_path / "v1/places.json").read_bytes())
        assert jsonschema_rs.validator_for(referring).is_valid(places)
        assert not jsonschema_rs.validator_for(referring).is_valid({**places, "languages": 1})
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


# --- code generators ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_classes_of_datamodel_code_generator_load_the_data(
    by_schema: dict[str, list[Json]], tmp_path: Path, name: str
) -> None:
    source = COMMITTED / f"{name}.schema.json"
    made = tmp_path / f"{name}_classes.py"
    generator = [sys.executable, "-m", "datamodel_code_generator", "--output", made]
    kind = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
    run(*generator, *kind, "--input", source, folder=tmp_path)

    spec = importlib.util.spec_from_file_location(made.stem, made)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[made.stem] = module
    spec.loader.exec_module(module)

    title = schema(name)["title"].title().replace("-", "")
    for value in by_schema[name]:
        again = getattr(module, title).model_validate(value)
        assert json.loads(again.model_dump_json(by_alias=True, exclude_unset=True)) == value


TYPED: Final = """
import {{ {title} }} from "./types";
export const data: {title} = {data};
"""
LOADING: Final = """
import {{ Convert }} from "./convert";
const json: string = {data};
const again: string = Convert.fileToJson(Convert.toFile(json));
console.log(again.length > 0);
"""


@pytest.fixture(scope="module")
def in_typescript(
    by_schema: dict[str, list[Json]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder a schema, with what two generators of TypeScript make, and the data beside it."""
    folder = tmp_path_factory.mktemp("typescript")
    for name in PUBLISHED:
        own = folder / name
        own.mkdir()
        source = COMMITTED / f"{name}.schema.json"
        run(TOOLS / "json2ts", "-i", source, "-o", own / "types.d.ts", folder=own)
        quicktype = [TOOLS / "quicktype", "--src-lang", "schema", "--lang", "typescript"]
        run(
            *quicktype, "--src", source, "--top-level", "File", "-o", own / "convert.ts", folder=own
        )
        title = schema(name)["title"].title().replace("-", "")
        data = json.dumps(by_schema[name][0], ensure_ascii=False)
        (own / "typed.ts").write_text(TYPED.format(title=title, data=data), encoding="utf-8")
        loading = LOADING.format(data=json.dumps(data))
        (own / "loading.ts").write_text(loading, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "commonjs"}\n')
    return folder


def test_types_of_json_schema_to_typescript_and_quicktype_fit_the_data(in_typescript: Path) -> None:
    files = sorted(in_typescript.glob("*/*ing.ts")) + sorted(in_typescript.glob("*/typed.ts"))
    options = ["--strict", "--target", "es2022", "--module", "commonjs", "--typeRoots", "none"]
    run(TOOLS / "tsc", *options, *files, folder=in_typescript)
    for name in PUBLISHED:
        assert run("node", in_typescript / name / "loading.js", folder=in_typescript) == "true\n"
