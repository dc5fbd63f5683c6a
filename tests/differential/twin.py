"""The two homes of one rule: Python, and the script of the pages in one long-lived Node process."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from toimintamalli import (
    AnswerSheet,
    Model,
    Request,
    Text,
    ToimintamalliError,
    generate,
    next_round,
    sum_up,
)
from toimintamalli.model.value import Value
from toimintamalli.reading import find_reader

SCRIPT: Final = Path(__file__).parents[1] / "node" / "twin.mjs"
Json = Any
"""What stands in a JSON file."""

_TOLD: Final = ("code", "where", "text", "place", "found", "known")
"""The facts of a finding that both tell."""
_USUAL: Final = {
    "stage": "meeting",
    "state": "open",
    "respondents": 1,
    "withheld": False,
    "overdue": False,
}
"""What Python writes nothing for."""


class Page:
    """The script of a page that was made of one model, with what that page carries for it."""

    def __init__(self, model: Model[Text]) -> None:
        self._node = subprocess.Popen(
            ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        page = _page_of(model)
        self._ask("know", known=_data_in(page, "known"), ledger=_data_in(page, "program")["ledger"])

    def close(self) -> None:
        """End the process."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.close()
        self._node.wait()
        self._node.stdout.close()

    def unpacked(self) -> Json:
        """Return what the page knows of a model, as its parts ask for it."""
        return self._ask("unpacked")["found"]

    def read(self, document: bytes) -> Json:
        """Return what the page reads out of a Word file."""
        reply = self._ask("read", document=b64encode(document).decode())
        if "refused" in reply:
            return reply
        found = reply["found"]
        return {
            "sheets": [_bare_sheet(each) for each in found["sheets"]],
            "findings": [_told(each) for each in found["findings"]],
        }

    def xml(self, text: str) -> Json:
        """Return the tree of what the page reads without the browser's parser, or nothing."""
        return self._ask("xml", text=text)["found"]

    def figures(self, sheets: Json, least: int) -> Json:
        """Return the figures of sheets as the page has them."""
        return _found(self._ask("figures", sheets=sheets, least=least))

    def next(self, sheets: Json, least: int) -> Json:
        """Return what the page hands on to the next round."""
        return _found(self._ask("next", sheets=sheets, least=least))

    def _ask(self, does: str, **given: object) -> Json:
        assert self._node.stdin
        assert self._node.stdout
        # Characters beyond ASCII are escaped: half of a pair would not survive the way there.
        self._node.stdin.write(json.dumps({"does": does, **given}) + "\n")
        self._node.stdin.flush()
        reply = json.loads(self._node.stdout.readline())
        assert "broken" not in reply, reply["broken"]
        return reply


class Python:
    """The library, by its public names."""

    def __init__(self, model: Model[Text]) -> None:
        self._model = model
        self._reader = find_reader("docx")

    def read(self, document: bytes) -> Json:
        """Return what the library reads out of a Word file."""
        sheets, findings = self._reader.read(document, self._model)
        if not sheets and findings:
            return {"refused": findings[-1].code}
        return {
            "sheets": [_bare_sheet(as_json(sheet)) for sheet in sheets],
            "findings": [
                _told({"code": finding.code, **dict(finding.facts)}) for finding in findings
            ],
        }

    def figures(self, sheets: Json, least: int) -> Json:
        """Return the figures of sheets."""
        try:
            return {"found": _bare(as_json(sum_up(_sheets(sheets), self._model, least=least)))}
        except ToimintamalliError:
            return {"refused": True}

    def next(self, sheets: Json, least: int) -> Json:
        """Return what is handed on to the next round."""
        try:
            made = next_round(_sheets(sheets), self._model, least=least)
        except ToimintamalliError:
            return {"refused": True}
        known = {each.id: each.value for each in made.known}
        earlier = {each.id: as_json(each.answers[0]) for each in made.earlier}
        return {"found": _bare({**as_json(made), "known": known, "earlier": earlier})}


def _page_of(model: Model[Text]) -> str:
    pages = generate("html", model, Request(languages=(model.source_language,)))
    return next(page.content.decode() for page in pages if page.path.endswith("follow-up.html"))


def _data_in(page: str, name: str) -> Json:
    """Return what a page carries for its script."""
    return json.loads(page.partition(f'<template id="{name}">')[2].partition("</template>")[0])


def _found(reply: Json) -> Json:
    return {"found": _bare(reply["found"])} if "found" in reply else {"refused": True}


def as_json(value: Value) -> Json:
    """Return a value as it stands in a file."""
    return value.model_dump(mode="json", exclude_defaults=True)


def _sheets(sheets: Json) -> Iterable[AnswerSheet]:
    return [AnswerSheet.model_validate_json(json.dumps(sheet)) for sheet in sheets]


def _told(finding: Mapping[str, Json]) -> Json:
    return {key: str(finding[key]) for key in _TOLD if finding.get(key)}


def _bare_sheet(sheet: Json) -> Json:
    return {key: each for key, each in sheet.items() if each not in ({}, [], "", None)}


def _bare(value: Json) -> Json:
    """Return a value without what stands for nothing: an absent field equals its default."""
    match value:
        case dict():
            small = {key: _bare(each) for key, each in value.items()}
            return {
                key: each
                for key, each in small.items()
                if each not in ({}, [], "", None) and not _is_usual(key, each)
            }
        case list():
            return [_bare(each) for each in value]
        case _:
            return value


def _is_usual(key: str, value: Json) -> bool:
    # True is 1 to Python.
    return key in _USUAL and type(_USUAL[key]) is type(value) and _USUAL[key] == value
