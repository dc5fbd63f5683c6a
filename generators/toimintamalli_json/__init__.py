"""The model as JSON for other tools: one file a language, one with all, an index, the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from toimintamalli import (
    Artifact,
    BadAnswers,
    Missing,
    Model,
    Request,
    Text,
    migrate,
    read_answers,
    resolve,
)
from toimintamalli.findings import Position, error
from toimintamalli.model.view import narrow
from toimintamalli.plugins import Read
from toimintamalli.published import (
    PublishedFile,
    as_values,
    publish,
    publish_all,
    publish_index,
    publish_ledger,
    publish_places,
    publish_workbook,
)
from toimintamalli.reading import restore
from toimintamalli.schema import schema, schema_names
from toimintamalli_json.inside import answers_inside

MEDIA_TYPE: Final = "application/json"
ROOT: Final = "v1"
"""The folder of everything that readers of one major version of the format can read."""


class JsonOptions(BaseModel):
    """Where the data is going to be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = Field(default="", pattern=r"^(https?://[^\s<>\"]+/)?$")
    """Address of the output folder, ending with a slash: schemas name themselves by it."""


class JsonGenerator:
    """Writes `v1/`: the data that tool builders rely on."""

    options = JsonOptions

    def generate(
        self, model: Model[Text], request: Request, options: JsonOptions
    ) -> Iterator[Artifact]:
        """Yield the model in each language and in all, the schemas, and an index of them."""
        asked = narrow(model, request.languages, request.themes)
        made = [
            *_files(model, asked, request.missing),
            *map(partial(_schema, options.base_url), schema_names()),
            *_workbooks(model, request),
        ]
        yield from made
        listed = tuple(
            _describe(artifact) for artifact in sorted(made, key=lambda artifact: artifact.path)
        )
        yield _file("index.json", publish_index(asked, listed))


def _files(whole: Model[Text], model: Model[Text], missing: Missing) -> Iterator[Artifact]:
    for language in model.languages:
        yield _file(f"{language}/model.json", publish(model, language, missing))
    yield _file("model.json", publish_all(model))
    yield _file("places.json", publish_places(whole, model))
    yield _file("ledger.json", publish_ledger(model))


def _schema(base_url: str, name: str) -> Artifact:
    path = f"schema/{name}.schema.json"
    address = {"$id": f"{base_url}{ROOT}/{path}"} if base_url else {}
    return _artifact(path, {**schema(name), **address})


def _workbooks(model: Model[Text], request: Request) -> Iterator[Artifact]:
    for language in request.languages or model.languages:
        for profile in (request.profile,) if request.profile else model.profiles.ids:
            book = resolve(model, request.model_copy(update={"profile": profile}), language)
            yield _file(f"{language}/workbook/{profile}.json", publish_workbook(model, book))


def _file(path: str, content: BaseModel) -> Artifact:
    return _artifact(path, as_values(content))


def _artifact(path: str, content: object) -> Artifact:
    return Artifact(f"{ROOT}/{path}", as_json(content), MEDIA_TYPE)


def as_json(content: object) -> bytes:
    """Return JSON values as bytes that are the same every time and that people can read."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _describe(artifact: Artifact) -> PublishedFile:
    return PublishedFile(
        path=artifact.path.removeprefix(f"{ROOT}/"),
        bytes=len(artifact.content),
        sha256=sha256(artifact.content).hexdigest(),
    )


class JsonReader:
    """Reads answers files, as the HTML workbook and `toimintamalli read` write them.

    A copy of the page with answers inside is one too.
    """

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file, or what a page holds, is JSON with sheets and says its version."""
        data = answers_inside(data)
        is_object = data[:_HEAD].lstrip(_BLANK).startswith(b"{")
        return is_object and b'"sheets"' in data and b'"schemaVersion"' in data

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets under the ids of today, and what is wrong with the file."""
        try:
            file = read_answers(answers_inside(data), _ANSWERS)
        except BadAnswers as problem:
            return (), problem.findings
        other = {sheet.model for sheet in file.sheets} - {model.id}
        if other:
            found = ", ".join(sorted(other))
            return (), (error(Position(_ANSWERS), "survey-other-model", found=found),)
        today = (migrate(sheet, model.ledger) for sheet in file.sheets)
        return tuple(restore(sheet, model) for sheet in today), ()


_ANSWERS: Final = "answers.json"
"""What messages call the file."""
_HEAD: Final = 64
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"

generator: Final = JsonGenerator()
reader: Final = JsonReader()
