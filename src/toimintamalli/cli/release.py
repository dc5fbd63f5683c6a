"""`toimintamalli release`: what has to be remembered of the content before it is published."""

from pathlib import Path
from typing import Final

import click

from toimintamalli.cli.folder import editable_folder
from toimintamalli.cli.ui import Ui
from toimintamalli.content import find_problems, open_content
from toimintamalli.errors import ContentError
from toimintamalli.findings import Severity
from toimintamalli.loading.content import Content
from toimintamalli.model.identity import update_ledger
from toimintamalli.model.ledger import Ledger, LedgerEntry
from toimintamalli.output import replace_files
from toimintamalli.splicing import write_scalar
from toimintamalli.yaml import Mode

LEDGER: Final = "structure/ledger.yaml"

_HEAD: Final = """\
# yaml-language-server: $schema=../../schema/ledger-structure.schema.json
# Every id ever published, written by `toimintamalli release`. To retire one, add replaced_by or
# retired to it; the rest is not for editing.
entries:
"""


@click.command()
@click.option("--content", "given", metavar="DIR", help="Content root; by default the checkout's.")
@click.pass_obj
def release(ui: Ui, given: str | None) -> None:
    """Write every id of the content into the ledger, so that answers stay readable for ever."""
    folder = editable_folder(given)
    content = open_content(folder)
    ledger = _updated(content)
    replace_files(folder, {LEDGER: write_ledger(ledger)})
    new = len(ledger.entries) - len(content.ledger.entries)
    place = Path(folder, LEDGER).as_posix()
    ui.tell(ui.say("released", count=len(ledger.entries), new=new, file=place))


def write_ledger(ledger: Ledger) -> bytes:
    """Return the bytes of a ledger's file."""
    return (_HEAD + "".join(map(_as_yaml, ledger.entries))).encode()


def _updated(content: Content) -> Ledger:
    errors = [each for each in find_problems(content) if each.severity is Severity.ERROR]
    if content.model is None or errors:
        raise ContentError(errors)
    return update_ledger(content.ledger, content.model)


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
    return "".join(f"{each}\n" for each in lines)


def _quoted(id_: str) -> str:
    return write_scalar(id_, Mode.STRUCTURE)  # a party may be called `no`
