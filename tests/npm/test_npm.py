"""The npm package: it packs, its types hold, and a program in TypeScript runs with it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import shipped_model

from toimintamalli import Artifact, Request, generate, resolve
from toimintamalli.workbook.block import Asking
from toimintamalli.workbook.places import places_of_model

ROOT: Final = Path(__file__).parents[2]
TOOLS: Final = Path(__file__).parents[1] / "node" / "node_modules"
CONSUMER: Final = Path(__file__).with_name("consumer.ts")
MODERN: Final = CONSUMER.with_name("modern.ts")
NODE_TYPES: Final = """
declare module "node:fs" { export function readFileSync(path: string, encoding: "utf8"): string; }
declare module "node:module" {
  export function createRequire(url: string): { resolve(name: string): string };
}
interface ImportMeta { url: string }
"""


@pytest.fixture(scope="module")
def made() -> tuple[Artifact, ...]:
    return tuple(generate("npm", shipped_model()))


@pytest.fixture(scope="module")
def project(made: tuple[Artifact, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package is installed."""
    folder = tmp_path_factory.mktemp("project")
    for artifact in made:
        path = artifact.path.removeprefix("npm/")
        file = folder / "node_modules" / "occupational-health-cooperation" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    shutil.copy(CONSUMER, folder / "consumer.mts")
    shutil.copy(MODERN, folder / "modern.mts")
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

    model = shipped_model()
    blocks = (block for s in resolve(model, Request(), model.languages[0]).sections
              for block in s.blocks)  # fmt: skip
    assert json.loads(done.stdout) == {
        "questions": sum(len(theme.questions) for theme in model.themes),
        "finnish": model.themes["prerequisites"].title[model.languages[0]],
        "answered": sum(
            len(block.places)
            for block in blocks
            if isinstance(block, Asking) and block.layout == "scales"
        ),
    }


def test_the_package_says_the_version_and_licence_of_the_content(
    made: tuple[Artifact, ...],
) -> None:
    manifest = json.loads(
        next(artifact.content for artifact in made if artifact.path == "npm/package.json")
    )

    model = shipped_model()
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


@pytest.mark.parametrize("module", ["nodenext", "esnext"])
def test_a_program_that_imports_the_package_compiles_strictly_in_node_and_for_bundlers(
    project: Path, module: str
) -> None:
    # Without `resolveJsonModule`: the types of the data are those of the schemas.
    resolution = {"nodenext": "nodenext", "esnext": "bundler"}[module]
    options = ["--strict", "--target", "es2022", "--module", module, "--noEmit"]
    command = [TOOLS / ".bin" / "tsc", *options, "--moduleResolution", resolution]
    done = subprocess.run(
        [*map(str, command), "--typeRoots", "none", "modern.mts"],
        cwd=project, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_program_in_the_documentation_compiles_strictly_and_runs(project: Path) -> None:
    page = (ROOT / "docs" / "tool-builders.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```ts\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    used = "console.log(JSON.stringify([model.id, workbook.profile, models.model.id]));\n"
    (project / "shown.mts").write_text(shown + used, encoding="utf-8")

    options = ["--strict", "--target", "es2022", "--module", "nodenext", "--typeRoots", "none"]
    command = [str(TOOLS / ".bin" / "tsc"), *options, "shown.mts"]
    checked = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    done = subprocess.run(["node", "shown.mjs"], cwd=project, check=True, capture_output=True)

    model = shipped_model()
    assert json.loads(done.stdout) == [model.id, "meeting", model.id]


@pytest.mark.parametrize("bundled", [False, True])
def test_a_program_that_imports_the_package_runs_in_node_and_as_a_bundle(
    project: Path, *, bundled: bool
) -> None:
    esbuild = [TOOLS / ".bin" / "esbuild", "modern.mts", "--format=esm", "--platform=node"]
    how = ["--bundle"] if bundled else []
    out = f"runs-{bundled}.mjs"
    subprocess.run(
        [*map(str, esbuild), *how, f"--outfile={out}"], cwd=project, check=True, capture_output=True
    )
    if bundled:
        # A bundle stands alone.
        shutil.copy(project / out, project.parent / out)
    folder = project.parent if bundled else project
    done = subprocess.run(
        ["node", out], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )

    model = shipped_model()
    (book,) = [resolve(model, Request(profile="meeting"), model.source_language)]
    assert json.loads(done.stdout) == {
        "contentVersion": model.version,
        "sections": len(book.sections),
        "places": len(places_of_model(model).places),
        "scales": sum(question.kind == "scale" for t in model.themes for question in t.questions),
        "finnish": model.themes[0].title[model.source_language],
        "refused": True,
    }


def test_publint_and_are_the_types_wrong_find_nothing(project: Path) -> None:
    package = project / "node_modules" / "occupational-health-cooperation"
    published = subprocess.run(
        [str(TOOLS / ".bin" / "publint"), "--strict", "."],
        cwd=package, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert published.returncode == 0, published.stdout
    assert "All good!" in published.stdout
    subprocess.run(
        ["npm", "pack", "--silent", "--offline", "--ignore-scripts", "--pack-destination", ".."],
        cwd=package, check=True, capture_output=True,
    )  # fmt: skip
    (packed,) = package.parent.glob("*.tgz")
    typed = subprocess.run(
        [str(TOOLS / ".bin" / "attw"), str(packed), "--profile", "esm-only", "--format", "json"],
        cwd=project, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert typed.returncode == 0, typed.stdout[-2000:]
