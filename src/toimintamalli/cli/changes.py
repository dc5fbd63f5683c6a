"""`toimintamalli changes`: what became of the content between two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from toimintamalli.changes import Changes, Named, find_changes
from toimintamalli.cli.markdown import plain
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.output import settle
from toimintamalli.published import read_model


class NotAVersion(ToimintamalliError):
    """A folder is neither content nor a release."""

    code = "not-a-version"


class VersionTooLow(ToimintamalliError):
    """The content says a version that has not risen as much as its changes ask for."""

    code = "version-too-low"


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--report", type=click.Choice(["markdown", "json"]), default="markdown")
@click.pass_obj
def changes(ui: Ui, old: Path, new: Path, report: str) -> None:
    """Show what differs between two versions: content folders or releases.

    Exit status 1 if the version of NEW is lower than its changes ask for.
    """
    found = find_changes(open_version(old), open_version(new))
    if report == "json":
        click.echo(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_markdown(found, ui)))
    refuse_low_version(found)


def open_version(folder: Path) -> Model[Text]:
    """Return the model of a content folder or of a release.

    Raises:
        ContentError: the content has errors.
        NotAVersion: the folder is neither.
    """
    if (folder / "structure").is_dir():
        return load(folder)
    settle(folder.parent)
    root = folder / "v1" if (folder / "v1").is_dir() else folder
    try:
        return read_model((root / "model.json").read_bytes(), (root / "ledger.json").read_bytes())
    except (OSError, ValueError):
        raise NotAVersion(folder=folder.as_posix()) from None


def refuse_low_version(found: Changes) -> None:
    """Refuse changes under a version that promises fewer.

    Raises:
        VersionTooLow: the version has not risen enough.
    """
    if not found.is_new_enough:
        raise VersionTooLow(old=found.old, found=found.new, least=found.least)


def as_markdown(found: Changes, ui: Ui) -> Iterator[str]:
    """Yield the lines of a report that people read, also as a part of a changelog."""
    yield f"## {found.old} → {found.new}"
    yield ""
    yield ui.say("changes-least", least=found.least)
    sections = {
        ui.say("changes-added"): [f"`{named.id}`" for named in found.added],
        ui.say("changes-removed"): [_removed(named, ui) for named in found.removed],
        ui.say("changes-meant"): [
            f"`{meant.id}` {meant.field}: {plain(meant.old or '–')} → {plain(meant.new or '–')}"
            for meant in found.meant
        ],
        ui.say("changes-reworded"): [
            f"`{rewording.path}` ({rewording.language}): {_in_one_line(rewording.diff)}"
            for rewording in found.reworded
        ],
    }
    for title, lines in sections.items():
        if lines:
            yield from ("", f"### {title}", "", *(f"- {line}" for line in lines))
    yield from _questions(found, ui)


def _removed(gone: Named, ui: Ui) -> str:
    successors = ", ".join(f"`{successor}`" for successor in gone.replaced_by)
    fate = "" if gone.answers == "none" else f" ({ui.say(f'answers-are-{gone.answers}')})"
    return f"`{gone.id}`{' → ' if successors else ''}{successors}{fate}"


def _in_one_line(text: str) -> str:
    return plain(" ".join(text.split()))


def _questions(found: Changes, ui: Ui) -> Iterator[str]:
    if found.questions:
        yield from ("", f"### {ui.say('changes-questions')}", "")
        yield f"| {ui.say('changes-question')} | {ui.say('changes-comparable')} |"
        yield "| --- | --- |"
    for question in found.questions:
        yield f"| `{question.id}` | {ui.say(f'comparable-{question.comparable}')} |"
