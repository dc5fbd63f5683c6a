"""The Word files made from the real content, and the programs that open them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.differential.twin import Page
from tests.docx.word_file import WordFile
from tests.support.content import shipped_model

import toimintamalli
from toimintamalli import Artifact, Model, Text

Convert = Callable[[Mapping[str, bytes], str], dict[str, Path]]
_NODE: Final = Path(__file__).parents[1] / "node" / "node_modules"
_TIMEOUT: Final = 300


@pytest.fixture(scope="session")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture(scope="module")
def page(model: Model[Text]) -> Iterator[Page]:
    """The reader of the pages, in Node."""
    made = Page(model)
    yield made
    made.close()


@pytest.fixture(scope="session")
def made(model: Model[Text]) -> dict[str, Artifact]:
    """Every Word file that a build writes, by path."""
    return {artifact.path: artifact for artifact in toimintamalli.generate("docx", model)}


@pytest.fixture(scope="session")
def files(made: dict[str, Artifact]) -> dict[str, WordFile]:
    return {path: WordFile.open(each.content) for path, each in made.items()}


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice; its absence fails, as a skipped gate is no gate."""
    found = shutil.which("soffice")
    if not found:
        pytest.fail(f"soffice is missing: run tests/install-tools (CI={os.environ.get('CI')})")
    return found


@pytest.fixture(scope="session")
def validator() -> Path:
    """Microsoft's Open XML SDK validator, pinned in tests/node/package.json."""
    found = _NODE / ".bin" / "ooxml-validator"
    if not found.exists():
        pytest.fail(f"ooxml-validator is missing: run make tools (CI={os.environ.get('CI')})")
    return found


@pytest.fixture(scope="session")
def convert(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Let LibreOffice open files and save them in another format, all in one run."""
    profile = tmp_path_factory.mktemp("libreoffice")

    def run(files: Mapping[str, bytes], target: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("files")
        sources = {path: folder / path.replace("/", "_") for path in files}
        for path, source in sources.items():
            source.write_bytes(files[path])
        out = folder / "out"
        subprocess.run(
            [
                *(soffice, f"-env:UserInstallation=file://{profile}", "--headless"),
                *("--convert-to", target, "--outdir", out),
                *sources.values(),
            ],
            check=True,
            capture_output=True,
            timeout=_TIMEOUT,
        )
        suffix = "." + target.partition(":")[0]
        return {path: out / f"{source.stem}{suffix}" for path, source in sources.items()}

    return run
