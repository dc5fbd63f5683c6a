"""Programs of examples/consumers read `v1` without anything of ours, and all say the same."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import duckdb
import pytest
from tests.support.workbooks import filled

from toimintamalli import Language, generate, load, write_answers
from toimintamalli.workbook.places import places_of_model

ROOT: Final = Path(__file__).parents[2]
CONSUMERS: Final = ROOT / "examples" / "consumers"
TOOLS: Final = ROOT / "tests" / "node" / "node_modules" / ".bin"
NODE_TYPES: Final = """
declare module "node:fs" { export function readFileSync(path: string, encoding: "utf8"): string; }
declare module "node:crypto" {
  interface Hash { update(text: string): Hash; digest(as: "hex"): string }
  export function createHash(name: "sha256"): Hash;
}
declare const process: { argv: string[] };
"""
"""What `@types/node` says of what the example uses."""
LANGUAGES: Final = load().languages
Rows = list[dict[str, str | int | None]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `v1` and one workplace's answers."""
    made = tmp_path_factory.mktemp("consumers")
    for artifact in generate("json", load()):
        file = made / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    (made / "answers.json").write_bytes(write_answers(filled(7)))
    return made


def run(*command: object, folder: Path) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=folder, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def said(lines: str) -> Rows:
    return [json.loads(line) for line in lines.splitlines()]


def expected(language: Language) -> Rows:
    """Return the rows as our own library knows them."""
    places = places_of_model(load()).places
    rows: Rows = []
    for sheet in filled(7).sheets:
        for id_, answer in sorted(sheet.answers.items()):
            if answer.kind == "scale":
                place = places[id_]
                (label,) = (each.label for each in place.choices if each.value == answer.value)
                row: dict[str, str | int | None] = {"place": id_, "number": place.number}
                row |= {"prompt": place.prompt[language], "value": answer.value}
                rows.append(row | {"label": label[language] if label else None})
    assert len(rows) > 20
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_in_python(folder: Path, language: Language) -> None:
    program = CONSUMERS / "answered.py"
    # With nothing of ours on its way.
    command = [sys.executable, "-I", "-S", program, "v1", "answers.json", language]
    assert said(run(*command, folder=folder)) == expected(language)


def test_the_program_in_python_passes_the_strictest_types(folder: Path) -> None:
    run(sys.executable, "-m", "mypy", "--strict", CONSUMERS / "answered.py", folder=folder)


def test_the_program_in_python_refuses_what_was_damaged_on_its_way(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder / "v1", tmp_path / "v1")
    with (tmp_path / "v1" / "places.json").open("ab") as file:
        file.write(b"\n")
    command = [sys.executable, CONSUMERS / "answered.py", "v1", folder / "answers.json", "fi"]
    done = subprocess.run(
        [str(each) for each in command], cwd=tmp_path, check=False, capture_output=True
    )
    assert b"places.json is damaged" in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_in_duckdb(folder: Path, language: Language) -> None:
    given = {"v1": folder / "v1", "answers": folder / "answers.json", "language": language}
    with duckdb.connect() as base:
        for name, value in given.items():
            base.execute(f"SET VARIABLE {name} = '{value}'")
        found = base.execute((CONSUMERS / "answered.sql").read_text(encoding="utf-8"))
        names = [each[0] for each in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert rows == expected(language)


@pytest.fixture(scope="module")
def in_typescript(folder: Path) -> Path:
    """The folder with the program in TypeScript, compiled strictly against the schemas' types."""
    shutil.copy(CONSUMERS / "answered.ts", folder)
    (folder / "node.d.ts").write_text(NODE_TYPES, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
    for name in ("places", "answers", "index"):
        schema = f"v1/schema/{name}.schema.json"
        run(TOOLS / "json2ts", "-i", schema, "-o", f"{name}.d.ts", folder=folder)
    strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
    options = ["--target", "es2022", "--module", "nodenext", "--typeRoots", "none"]
    run(TOOLS / "tsc", *strict, *options, "node.d.ts", "answered.ts", folder=folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_in_typescript(in_typescript: Path, language: Language) -> None:
    command = ["node", "answered.js", "v1", "answers.json", language]
    assert said(run(*command, folder=in_typescript)) == expected(language)
