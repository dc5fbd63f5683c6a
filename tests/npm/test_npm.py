"""The npm package: it packs, its types hold, and a program in TypeScript runs with it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from toimintamalli import Artifact, Request, generate, load, resolve
from toimintamalli.workbook.block import Asking

TOOLS: Final = Path(__file__).parents[1] / "node" / "node_modules"
CONSUMER: Final = Path(__file__).with_name("consumer.ts")
NODE_TYPES: Final = """
declare module "node:fs" { export function readFileSync(path: string, encoding: "utf8"): string; }
declare module "node:module" {
  export function createRequire(url: string): { resolve(name: string): string };
}
interface ImportMeta { url: string }
"""


@pytest.fixture(scope="module")
def made() -> tuple[Artifact, ...]:
    return tuple(generate("npm", load()))


@pytest.fixture(scope="module")
def project(made: tuple[Artifact, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package is installed."""
    folder = tmp_path_factory.mktemp("project")
    for each in made:
        path = each.path.removeprefix("npm/")
        file = folder / "node_modules" / "occupational-health-cooperation" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(each.content)
    shutil.copy(CONSUMER, folder / "consumer.mts")
    (folder / "node.d.ts").write_text(NODE_TYPES, encoding="utf-8")
    return folder


def compiled(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["--strict", "--target", "es2022", "--module", "nodenext", "--typeRoots", "none"]
    command = [str(TOOLS / ".bin" / "tsc"), *options, "node.d.ts", "consumer.mts"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def test_a_program_in_typescript_compiles_strictly_and_runs(project: Path) -> None:
    checked = compiled(project)
    assert checked.returncode == 0, checked.stdout

    done = subprocess.run(
        ["node", "consumer.mjs"], cwd=project, check=True, capture_output=True, encoding="utf-8"
    )

    model = load()
    blocks = (each for s in resolve(model, Request(), model.languages[0]).sections
              for each in s.blocks)  # fmt: skip
    assert json.loads(done.stdout) == {
        "questions": sum(len(each.questions) for each in model.themes),
        "finnish": model.themes["prerequisites"].title[model.languages[0]],
        "answered": sum(
            len(each.places)
            for each in blocks
            if isinstance(each, Asking) and each.layout == "scales"
        ),
    }


def test_the_package_says_the_version_and_licence_of_the_content(
    made: tuple[Artifact, ...],
) -> None:
    manifest = json.loads(made[0].content)

    model = load()
    assert (manifest["version"], manifest["license"]) == (model.version, model.licence)


def test_npm_packs_the_data_the_schemas_and_the_types(project: Path) -> None:
    package = project / "node_modules" / "occupational-health-cooperation"
    done = subprocess.run(
        ["npm", "pack", "--dry-run", "--json", "--ignore-scripts", "--offline"],
        cwd=package,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    (packed,) = json.loads(done.stdout)
    files = {each["path"] for each in packed["files"]}
    data = {
        f"v1/{each['path']}"
        for each in json.loads((package / "v1/index.json").read_bytes())["files"]
    }
    assert {"package.json", "index.d.ts", "v1/index.json", "v1/schema/model.schema.json"} <= files
    assert data <= files
