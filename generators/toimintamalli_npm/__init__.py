"""The published data as a package for npm: data, schemas and types in one folder.

`npm publish out/npm` needs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel, ConfigDict

from toimintamalli import Artifact, Model, Request, Text, generate
from toimintamalli_npm.declarations import declarations

ROOT: Final = "npm"
DATA: Final = "json"
"""The format that the data comes from."""


class NpmOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NpmGenerator:
    """Writes `npm/`: what `build --format json` writes, with a manifest and types."""

    options = NpmOptions

    def generate(
        self, model: Model[Text], request: Request, options: NpmOptions
    ) -> Iterator[Artifact]:
        """Yield the files of the package."""
        del options
        manifest = json.dumps(_manifest(model), ensure_ascii=False, indent=2) + "\n"
        yield Artifact(f"{ROOT}/package.json", manifest.encode(), "application/json")
        yield Artifact(f"{ROOT}/index.d.ts", declarations().encode(), "text/plain")
        for each in generate(DATA, model, request):
            yield Artifact(f"{ROOT}/{each.path}", each.content, each.media_type)


def _manifest(model: Model[Text]) -> dict[str, object]:
    return {
        "name": model.id,
        "version": model.version,
        "license": model.licence,
        "homepage": next(iter(model.sources)).url,
        "type": "module",
        "types": "./index.d.ts",
        "exports": {".": {"types": "./index.d.ts"}, "./v1/*": "./v1/*"},
        "files": ["index.d.ts", "v1"],
    }


generator: Final = NpmGenerator()
"""What the entry point names."""
