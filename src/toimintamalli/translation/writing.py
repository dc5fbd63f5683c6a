"""Translations on their way into the files of the content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from toimintamalli.model.ids import Language
from toimintamalli.splicing import Order, Texts, put_texts
from toimintamalli.translation.exchange.receiving import Change
from toimintamalli.translation.workspace import Workspace

_MODELINE = "# yaml-language-server:"


def put_changes(workspace: Workspace, changes: Iterable[Change]) -> dict[str, bytes]:
    """Return the text files that some translations change, by their path below the folder.

    A file that is not there yet begins with the modeline of its sibling in another language.

    Raises:
        NotSpliced: the place of a text is not written line by line.
    """
    texts: dict[tuple[Language, str], dict[str, Texts | str]] = {}
    for change in changes:
        if change.is_new:
            was = change.translation
            _put(texts.setdefault((was.language, was.file), {}), was.path.split("."), change.target)
    return {
        f"{language}/{file}": _put_into(workspace, language, file, new)
        for (language, file), new in texts.items()
    }


def _put(texts: dict[str, Texts | str], path: list[str], text: str) -> None:
    for step in path[:-1]:
        texts = cast("dict[str, Texts | str]", texts.setdefault(step, {}))
    texts[path[-1]] = text


def _put_into(workspace: Workspace, language: Language, file: str, texts: Texts) -> bytes:
    content = workspace.content
    order = cast(Order, content.files[f"{content.source}/{file}"].document.value)
    before = workspace.read(language, file) or _head(workspace, file)
    return put_texts(before, f"{workspace.folder.as_posix()}/{language}/{file}", texts, order)


def _head(workspace: Workspace, file: str) -> bytes:
    source = workspace.read(workspace.content.source, file).decode("utf-8-sig")
    first = source.partition("\n")[0].rstrip("\r")
    if not first.startswith(_MODELINE):
        return b""
    return first.replace("-text.schema.json", "-text-translation.schema.json").encode() + b"\n"
