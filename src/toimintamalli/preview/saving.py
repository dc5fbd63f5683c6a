"""A text that was edited in the page, on its way into the files: refused rather than guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import has_errors
from toimintamalli.model.ids import Language
from toimintamalli.splicing import Order, Texts, put_texts
from toimintamalli.translation.exchange.receiving import Change
from toimintamalli.translation.recording import accept, note
from toimintamalli.translation.state import State, Translation, dotted
from toimintamalli.translation.store import changed_files
from toimintamalli.translation.workspace import Workspace
from toimintamalli.translation.writing import put_changes
from toimintamalli.yaml import Mode, parse


class NotSaved(ToimintamalliError):
    """A text can't be saved; `code` says why."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


@dataclass(frozen=True, slots=True)
class Edit:
    """One text as somebody edited it, and what the page showed them."""

    language: str
    file: str
    path: str
    was: str
    """The text as the page had it."""
    source: str
    """The source text beside it."""
    text: str

    @property
    def tidy(self) -> str:
        """The new text with the line breaks of our files."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").strip()


def change(workspace: Workspace, edit: Edit) -> Mapping[str, bytes]:
    """Return the files that an edit changes, by their path below the content folder.

    A translation is noted as made from the source text that the page showed: if that has changed
    meanwhile, it is out of date.

    Raises:
        NotSaved: there is no such text, it was changed meanwhile, is empty, or its file is broken.
        NotSpliced: the place of the text is not written line by line.
    """
    if not edit.tidy:
        raise NotSaved("preview-empty")
    _refuse_broken(workspace, edit)
    if edit.language == workspace.content.source:
        return _change_source(workspace, edit)
    found = (
        translation
        for translation in workspace.translations
        if (translation.language, translation.file, translation.path)
        == (edit.language, edit.file, edit.path)
    )
    was = next(
        (translation for translation in found if translation.state is not State.ORPHAN), None
    )
    if was is None:
        raise NotSaved("preview-unknown")
    if was.target != edit.was:
        raise NotSaved("preview-changed", text=was.target)
    return _change_translation(workspace, edit, was)


def _change_translation(workspace: Workspace, edit: Edit, was: Translation) -> Mapping[str, bytes]:
    if edit.tidy == was.target and edit.source == was.source:
        # Saved as it is: somebody has looked, and it fits.
        locks = accept([was], workspace.locks, [was.key], "")
    else:
        locks = note({was: (edit.source, edit.tidy)}, workspace.locks)
    texts = put_changes(workspace, [Change(was, edit.tidy, is_late=False)])
    return {**texts, **changed_files(workspace.locks, locks)}


def _change_source(workspace: Workspace, edit: Edit) -> Mapping[str, bytes]:
    content = workspace.content
    found = (e for e in content.units if (e.file, dotted(e)) == (edit.file, edit.path))
    unit = next(found, None)
    if unit is None or content.source not in unit.strings:
        raise NotSaved("preview-unknown")
    if unit.strings[content.source] != edit.was:
        raise NotSaved("preview-changed", text=unit.strings[content.source])
    texts: Texts | str = edit.tidy
    for step in reversed(unit.path):
        texts = {str(step): texts}
    name = f"{content.source}/{edit.file}"
    order = cast(Order, content.files[name].document.value)
    before = workspace.read(content.source, edit.file)
    return {name: put_texts(before, name, cast(Texts, texts), order)}


def _refuse_broken(workspace: Workspace, edit: Edit) -> None:
    if edit.file not in {unit.file for unit in workspace.content.units}:
        raise NotSaved("preview-unknown")
    if edit.language not in (workspace.content.source, *workspace.languages):
        raise NotSaved("preview-unknown")
    name = f"{edit.language}/{edit.file}"
    data = workspace.read(Language(edit.language), edit.file)
    if data.strip() and has_errors(parse(data, name, Mode.TEXT).findings):
        raise NotSaved("preview-broken", file=name)
