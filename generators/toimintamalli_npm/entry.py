"""The way into the package: constants, and a function for each kind of data file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from toimintamalli import Model, Text
from toimintamalli_npm.declarations import namespace_of

_WHOLE: Final = {
    "loadIndex": "v1/index.json",
    "loadModels": "v1/model.json",
    "loadPlaces": "v1/places.json",
    "loadLedger": "v1/ledger.json",
}
"""Functions that load the one file of a kind."""
_OF_LANGUAGE: Final = re.compile(r"v1/(?P<language>[^/]+)/model\.json")
_OF_PROFILE: Final = re.compile(r"v1/(?P<language>[^/]+)/workbook/(?P<profile>[^/]+)\.json")


def entry_module(model: Model[Text], files: Sequence[str]) -> str:
    """Return `index.js`: each file is imported by a name of its own, so that bundlers part them."""
    lines = [
        "// Ways into the data: each file is loaded when it is asked for.",
        f"export const id = {json.dumps(model.id)};",
        f"export const contentVersion = {json.dumps(model.version)};",
        f"export const languages = {json.dumps(_languages(files))};",
        f"export const profiles = {json.dumps(_profiles(files))};",
        "",
        "const files = {",
        *(f"  {json.dumps(file)}: () => {_import(file)}," for file in files),
        "};",
        "const load = async (path) => {",
        "  if (!Object.hasOwn(files, path)) throw new RangeError(`no such file: ${path}`);",
        "  return (await files[path]()).default;",
        "};",
        "",
        *(
            f"export const {name} = () => load({json.dumps(path)});"
            for name, path in _WHOLE.items()
        ),
        "export const loadModel = (language) => load(`v1/${language}/model.json`);",
        "export const loadWorkbook = (language, profile) =>",
        "  load(`v1/${language}/workbook/${profile}.json`);",
    ]
    return "\n".join(lines) + "\n"


def _import(path: str) -> str:
    return f'import({json.dumps(f"./{path}")}, {{ with: {{ type: "json" }} }})'


def entry_types(model: Model[Text], files: Sequence[str]) -> str:
    """Return `index.d.ts`: the types of `index.js`, and those of the data."""
    return "\n".join(_types(model, files)) + "\n"


def _types(model: Model[Text], files: Sequence[str]) -> Iterator[str]:
    names = ", ".join(sorted({namespace_of(file) for file in files} | {"Answers"}))
    yield f'import type {{ {names} }} from "./types.js";'
    yield f'export type {{ {names} }} from "./types.js";'
    yield f"export type Language = {_union(_languages(files))};"
    yield f"export type Profile = {_union(_profiles(files))};"
    yield "/** Name of the model. */"
    yield f"export declare const id: {json.dumps(model.id)};"
    yield "/** Version of the content. */"
    yield "export declare const contentVersion: string;"
    yield "/** The languages, the source first. */"
    yield "export declare const languages: ReadonlyArray<Language>;"
    yield "/** The workbooks. */"
    yield "export declare const profiles: ReadonlyArray<Profile>;"
    for name, path in _WHOLE.items():
        yield f"export declare function {name}(): Promise<{namespace_of(path)}.File>;"
    yield "/** The model in one language. */"
    yield "export declare function loadModel(language: Language): Promise<Model.File>;"
    yield "/** One workbook in one language. */"
    yield (
        "export declare function loadWorkbook"
        "(language: Language, profile: Profile): Promise<Workbook.File>;"
    )


def _languages(files: Sequence[str]) -> list[str]:
    return [found["language"] for file in files if (found := _OF_LANGUAGE.fullmatch(file))]


def _profiles(files: Sequence[str]) -> list[str]:
    found = (_OF_PROFILE.fullmatch(file) for file in files)
    return list(dict.fromkeys(file["profile"] for file in found if file))


def _union(values: Sequence[str]) -> str:
    return " | ".join(map(json.dumps, values)) or "never"
