"""The published data as a package for npm: data, schemas, types and ways in, in one folder.

`npm publish out/npm` needs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import JsonValue

from toimintamalli import Artifact, Model, NoOptions, Request, Text, generate
from toimintamalli_npm.declarations import NAMESPACES, declarations, namespace_of
from toimintamalli_npm.entry import entry_module, entry_types

ROOT: Final = "npm"
DATA: Final = "json"
"""The format that the data comes from."""
_SCRIPT: Final = "text/javascript"
_TYPES: Final = "text/plain"


class NpmGenerator:
    """Writes `npm/`: what `build --format json` writes, with a manifest, an entry and types."""

    options = NoOptions

    def generate(
        self, model: Model[Text], request: Request, options: NoOptions
    ) -> Iterator[Artifact]:
        """Yield the files of the package."""
        del options
        data = list(generate(DATA, model, request))
        typed = [artifact.path for artifact in data if namespace_of(artifact.path)]
        manifest = json.dumps(_manifest(model, typed), ensure_ascii=False, indent=2) + "\n"
        yield Artifact(f"{ROOT}/package.json", manifest.encode(), "application/json")
        yield Artifact(f"{ROOT}/README.md", _readme(model).encode(), "text/markdown")
        yield Artifact(f"{ROOT}/index.js", entry_module(model, typed).encode(), _SCRIPT)
        yield Artifact(f"{ROOT}/index.d.ts", entry_types(model, typed).encode(), _TYPES)
        yield Artifact(f"{ROOT}/types.d.ts", declarations().encode(), _TYPES)
        for name in NAMESPACES:
            yield Artifact(f"{ROOT}/types/{name}.d.cts", _file_types(name).encode(), _TYPES)
        for artifact in data:
            yield Artifact(f"{ROOT}/{artifact.path}", artifact.content, artifact.media_type)


def _manifest(model: Model[Text], typed: Sequence[str]) -> dict[str, JsonValue]:
    files: dict[str, JsonValue] = {
        f"./{path}": {"types": f"./types/{namespace_of(path)}.d.cts", "default": f"./{path}"}
        for path in typed
    }
    return {
        "name": model.id,
        "version": model.version,
        "description": model.title[model.source_language],
        "license": model.licence,
        "homepage": next(iter(model.sources)).url,
        "type": "module",
        "types": "./index.d.ts",
        "exports": {
            ".": {"types": "./index.d.ts", "default": "./index.js"},
            "./package.json": "./package.json",
            **files,
            "./v1/schema/*": "./v1/schema/*",
        },
        "files": ["index.js", "index.d.ts", "types.d.ts", "types", "v1"],
        # What a bundle does not use it leaves out.
        "sideEffects": False,
        "engines": {"node": ">=20.10"},
    }


def _file_types(name: str) -> str:
    """Return the types of one kind of data file, for whoever imports it as it is."""
    return (
        f'import type {{ {name} }} from "../types.js" with {{ "resolution-mode": "import" }};\n'
        f"declare const data: {name}.File;\nexport = data;\n"
    )


def _readme(model: Model[Text]) -> str:
    language = model.source_language
    return f"""# {model.id}

{model.title[language]}

```js
import {{ languages, loadModel }} from "{model.id}";

const {{ model }} = await loadModel("{language}");
```

{model.provenance[language]}
"""


generator: Final = NpmGenerator()
"""What the entry point names."""
