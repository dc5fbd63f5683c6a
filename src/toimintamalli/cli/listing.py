"""`toimintamalli generators`, `readers`, `reports` and `schema`: what there is."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from toimintamalli.cli.ui import Ui
from toimintamalli.errors import BrokenPlugin, ContestedPlugin
from toimintamalli.generation import find_generator, generator_names
from toimintamalli.output import replace_files
from toimintamalli.plugins import HasOptions
from toimintamalli.reading import find_reader, reader_names
from toimintamalli.reporting import find_reporter, reporter_names
from toimintamalli.schema import schema_names, written_schema


@click.command()
@click.pass_obj
def generators(ui: Ui) -> None:
    """List the installed formats with their options."""
    _list(ui, generator_names(), lambda name: _options(name, find_generator(name)))


@click.command()
@click.pass_obj
def readers(ui: Ui) -> None:
    """List the installed readers of answers."""
    _list(ui, reader_names(), _read_by)


@click.command()
@click.pass_obj
def reports(ui: Ui) -> None:
    """List the installed formats of follow-up reports with their options."""
    _list(ui, reporter_names(), lambda name: _options(name, find_reporter(name)))


def _list(ui: Ui, names: Iterable[str], describe: Callable[[str], str]) -> None:
    for name in names:
        try:
            said = describe(name)
        except ContestedPlugin as problem:
            said = ui.say("contested-in-list", **problem.facts)
        except BrokenPlugin as problem:
            said = ui.say("plugin-in-list", **problem.facts)
        click.echo(f"{name}\t{said}".rstrip())


def _read_by(name: str) -> str:
    find_reader(name)
    return ""


def _options(name: str, plugin: HasOptions) -> str:
    return "  ".join(f"{name}.{field}" for field in plugin.options.model_fields)


@click.command()
@click.argument("name", required=False)
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Write all to a folder."
)
@click.pass_obj
def schema(ui: Ui, name: str | None, out: Path | None) -> None:
    """Show a JSON Schema, list their names, or write all of them."""
    if out:
        files = {
            f"{schema_name}.schema.json": _as_bytes(schema_name) for schema_name in schema_names()
        }
        replace_files(out, files)
        ui.tell(ui.say("built", count=len(files), folder=out))
    elif name:
        click.echo(_as_bytes(name), nl=False)
    else:
        for schema_name in schema_names():
            click.echo(schema_name)


def _as_bytes(name: str) -> bytes:
    return written_schema(name).encode()
