"""`toimintamalli generators` and `toimintamalli schema`: what there is."""

import json
from pathlib import Path

import click

from toimintamalli.cli.ui import Ui
from toimintamalli.errors import BrokenPlugin
from toimintamalli.generation import find_generator, generator_names
from toimintamalli.output import replace_files
from toimintamalli.schema import schema as find_schema
from toimintamalli.schema import schema_names


@click.command()
@click.pass_obj
def generators(ui: Ui) -> None:
    """List the installed formats with their options."""
    for name in generator_names():
        click.echo(f"{name}\t{_describe(ui, name)}".rstrip())


def _describe(ui: Ui, name: str) -> str:
    try:
        fields = find_generator(name).options.model_fields
    except BrokenPlugin as problem:
        return ui.say("plugin-in-list", **problem.facts)
    return "  ".join(f"{name}.{each}" for each in fields)


@click.command()
@click.argument("name", required=False)
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Write all to a folder."
)
@click.pass_obj
def schema(ui: Ui, name: str | None, out: Path | None) -> None:
    """Show a JSON Schema, list their names, or write all of them."""
    if out:
        files = {f"{each}.schema.json": _as_bytes(each) for each in schema_names()}
        replace_files(out, files)
        ui.tell(ui.say("built", count=len(files), folder=out))
    elif name:
        click.echo(_as_bytes(name), nl=False)
    else:
        for each in schema_names():
            click.echo(each)


def _as_bytes(name: str) -> bytes:
    return (json.dumps(find_schema(name), ensure_ascii=False, indent=2) + "\n").encode()
