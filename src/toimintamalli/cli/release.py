"""`toimintamalli release`: what has to be remembered of the content before it is published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from toimintamalli.changes import as_numbers, find_changes
from toimintamalli.cli.changes import open_version, refuse_low_version
from toimintamalli.cli.folder import content_option, editable_folder
from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import ToimintamalliError
from toimintamalli.generation import generate
from toimintamalli.model.identity import update_ledger
from toimintamalli.model.ids import VERSION_PATTERN, Version
from toimintamalli.model.ledger import Ledger, LedgerEntry
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.output import editing, holds_files, replace_files, settle
from toimintamalli.splicing import write_scalar
from toimintamalli.yaml import Mode


class ReleaseChanged(ToimintamalliError):
    """A version was released with other content, and a release never changes."""

    code = "release-changed"


LEDGER: Final = "structure/ledger.yaml"

_HEAD: Final = """\
# yaml-language-server: $schema=../../schema/ledger-structure.schema.json
# Every id ever published, written by `toimintamalli release`. To retire one, add replaced_by or
# retired to it; the rest is not for editing.
entries:
"""


@click.command()
@content_option("given", "Content root; by default the checkout's.")
@click.option(
    "--releases",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of all releases; by default releases beside the content.",
)
@click.pass_obj
def release(ui: Ui, given: str | None, releases: Path | None) -> None:
    """Keep the content's data and ids for ever, so that answers stay readable.

    Refused if the version has not risen as much as the changes since the last release ask for.
    """
    folder = editable_folder(given)
    with editing(folder) as edit:
        model = load(folder)
        ledger = update_ledger(model.ledger, model)
        _keep(
            releases or folder.absolute().parent / "releases",
            model.model_copy(update={"ledger": ledger}),
        )
        edit.replace({LEDGER: write_ledger(ledger)})
    new = len(ledger.entries) - len(model.ledger.entries)
    place = Path(folder, LEDGER).as_posix()
    ui.tell(ui.say("released", count=len(ledger.entries), new=new, file=place))


def write_ledger(ledger: Ledger) -> bytes:
    """Return the bytes of a ledger's file."""
    return (_HEAD + "".join(map(_as_yaml, ledger.entries))).encode()


def _keep(releases: Path, model: Model[Text]) -> None:
    """Write the data of a release, unless the same is there already."""
    # A run that was killed here has left half a release, which is none.
    settle(releases)
    place = releases / model.version
    files = {artifact.path: artifact.content for artifact in generate("json", model)}
    if holds_files(place):
        _refuse_other(place, files)
        return
    if earlier := _latest(releases):
        refuse_low_version(find_changes(open_version(earlier), model))
    replace_files(releases, {f"{model.version}/{path}": data for path, data in files.items()})


def _refuse_other(place: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = place / path
        if not file.is_file() or file.read_bytes() != content:
            raise ReleaseChanged(version=place.name, file=file.as_posix())


def _latest(releases: Path) -> Path | None:
    found = releases.iterdir() if releases.is_dir() else []
    versions = [
        path for path in found if re.fullmatch(VERSION_PATTERN, path.name) and holds_files(path)
    ]
    return max(versions, key=lambda folder: as_numbers(Version(folder.name)), default=None)


def _as_yaml(entry: LedgerEntry) -> str:
    lines = [
        f"  - id: {_quoted(entry.id)}",
        f"    kind: {_quoted(entry.kind)}",
        f"    since: {entry.since}",
    ]
    if entry.replaced_by:
        lines.append(f"    replaced_by: [{', '.join(map(_quoted, entry.replaced_by))}]")
    if entry.retired:
        lines.append("    retired: true")
    return "".join(f"{line}\n" for line in lines)


def _quoted(id_: str) -> str:
    return write_scalar(id_, Mode.STRUCTURE)  # a party may be called `no`
