"""The reference, from the code itself: each function writes one page."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import click
import griffe
import layers
import option_pictures
from pydantic import BaseModel

import toimintamalli
from toimintamalli import design, messages
from toimintamalli.cli.main import commands
from toimintamalli.cli.speech import SpokenContext, walk
from toimintamalli.cli.ui import Ui
from toimintamalli.generation import find_generator, generator_names
from toimintamalli.reporting import find_reporter, reporter_names
from toimintamalli.schema import schema, schema_names

_DOCS: Final = Path(__file__).parents[1]
_SOURCES: Final = [_DOCS.parent / "src", _DOCS.parent / "generators"]
_WIDTH: Final = 100


def commands_page() -> str:
    """Write what each command says of itself, in every language that it speaks."""
    return "\n".join(_commands())


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "What `--help` says, in each language of the command line (`--ui`).\n"
    for path, command in walk(commands):
        name = " ".join(("toimintamalli", *path))
        yield f"## `{name}`\n"
        for language in sorted(messages.LANGUAGES, key=lambda language: language != "en"):
            yield f'=== "{language}"\n'
            said = _help(command, ("toimintamalli", *path), Ui(language))
            yield f"    ```text\n{_indented(said)}\n    ```\n"


def _help(command: click.Command, path: tuple[str, ...], ui: Ui) -> str:
    context = SpokenContext(commands, None, path[0], obj=ui, max_content_width=_WIDTH)
    for name in path[1:]:
        context = SpokenContext(command, context, name, obj=ui, max_content_width=_WIDTH)
    return command.get_help(context)


def formats_page() -> str:
    """Write every format and report with what can be chosen about it."""
    return "\n".join(_formats())


def _formats() -> Iterator[str]:
    yield "# Formats and their options\n"
    yield "An option is given as `--set FORMAT.OPTION=VALUE`; what names a file takes its path.\n"
    yield "## `build`\n"
    for name in generator_names():
        yield from _options(name, find_generator(name).options)
    yield "## `report`\n"
    for name in reporter_names():
        yield from _options(name, find_reporter(name).options)


def _options(name: str, options: type[BaseModel]) -> Iterator[str]:
    yield f"### {name}\n"
    known = griffe.load(options.__module__, search_paths=_SOURCES)[options.__name__]
    if not options.model_fields:
        yield "There is nothing to choose.\n"
        return
    yield "| option | by default | |\n| --- | --- | --- |"
    for field in options.model_fields:
        attribute = known[field]
        said = attribute.docstring.value if attribute.docstring else ""
        default = options.model_fields[field].get_default()
        yield f"| `{name}.{field}` | {f'`{default}`' if default else 'none'} | {_plain(said)} |"
    yield ""
    for picture, alternative in option_pictures.pictures_of(name).items():
        yield f"![{alternative}](../images/{picture}.png)\n"


def schemas_page() -> str:
    """Write every field of every published schema."""
    return "\n".join(_schemas())


def _schemas() -> Iterator[str]:
    yield "# Schemas\n"
    yield "JSON Schema 2020-12: `toimintamalli schema NAME` prints one, `v1/schema/` has all.\n"
    for name in schema_names():
        known = json.loads(json.dumps(schema(name)))
        yield f"## {name}\n"
        yield f"`{known['$id']}`\n"
        yield from _object(name, known, "###")
        for part, definition in known.get("$defs", {}).items():
            yield from _object(part, definition, "###")


def _object(name: str, node: Mapping[str, object], level: str) -> Iterator[str]:
    properties = node.get("properties")
    if not isinstance(properties, dict):
        return
    yield f"{level} {name}\n"
    if said := node.get("description"):
        yield f"{said}\n"
    required = node.get("required")
    needed = required if isinstance(required, list) else []
    yield "| field | type | | |\n| --- | --- | --- | --- |"
    for field, value in properties.items():
        told = value.get("description", "") if isinstance(value, dict) else ""
        need = "required" if field in needed else ""
        yield f"| `{field}` | {_type(value)} | {need} | {_plain(str(told))} |"
    yield ""


def _type(node: object) -> str:
    """Say what a value is, in a few words."""
    said = "any"
    match node:
        case {"$ref": str(address)}:
            said = address.rpartition("/")[2]
        case {"anyOf": list(ways)} | {"oneOf": list(ways)}:
            said = " or ".join(dict.fromkeys(map(_type, ways)))
        case {"const": value}:
            said = f"`{json.dumps(value, ensure_ascii=False)}`"
        case {"enum": list(values)}:
            said = ", ".join(f"`{value}`" for value in values)
        case {"type": "array", "items": items}:
            said = f"list of {_type(items)}"
        case {"type": "object", "patternProperties": dict(patterns)}:
            said = f"map of {_type(next(iter(patterns.values())))}"
        case {"type": str(name)}:
            said = name
        case _:
            pass
    return said


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def api_page() -> str:
    """Write every public name of the package, each described by mkdocstrings."""
    return "\n".join(_api())


def _api() -> Iterator[str]:
    yield "# Public names\n"
    yield "What `from toimintamalli import …` gives; nothing else is promised.\n"
    for name in toimintamalli.__all__:
        value = getattr(toimintamalli, name)
        home = getattr(value, "__module__", "")
        if not home.startswith("toimintamalli"):
            # An alias has no module of its own to be looked up in.
            home = f"toimintamalli.{toimintamalli._HOMES[name]}"  # noqa: SLF001 -- our own list
        yield f"::: {home}.{name}\n"


def decisions_page() -> str:
    """Write the list of decisions, each with its first sentence."""
    return "\n".join(_decisions())


def _decisions() -> Iterator[str]:
    yield "# Decisions\n"
    yield "Why things are as they are; each half a page.\n"
    for file in sorted((_DOCS / "decisions").glob("*.md")):
        title, _, rest = file.read_text(encoding="utf-8").partition("\n")
        first = next((line for line in rest.splitlines() if line.strip()), "")
        yield f"- [{title.removeprefix('# ')}](../decisions/{file.name}): {_unlinked(first)}"


def _unlinked(line: str) -> str:
    """Return a line without its links, which lead from another folder."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", line)


def house_page() -> str:
    """Write the tour of the house: each room with what its docstring says, and what it rests on."""
    return "\n".join(_house())


def _house() -> Iterator[str]:
    yield (_DOCS / "site" / "house.md").read_text(encoding="utf-8")
    yield "## The storeys\n"
    yield "Drawn from the imports: each room rests on those below it alone.\n"
    yield f"![The rooms in {len(layers.storeys(_imports()))} storeys](images/layers.svg)\n"
    yield "## The rooms\n"
    yield "| room | what it is for |\n| --- | --- |"
    for package in ("toimintamalli", *_generators()):
        yield f"| **`{package}`** | {_first_line(package)} |"
        if package == "toimintamalli":
            folder = Path(inspect.getfile(toimintamalli)).parent
            rooms = sorted(
                entry.name for entry in folder.iterdir() if (entry / "__init__.py").exists()
            )
            for room in rooms:
                yield f"| `{package}.{room}` | {_first_line(f'{package}.{room}')} |"


def layers_picture() -> str:
    """Draw how the rooms rest on each other."""
    return layers.picture(_imports())


def _imports() -> layers.Imports:
    return layers.imports_of(*_SOURCES)


def _generators() -> list[str]:
    return sorted(entry.name for entry in (_DOCS.parent / "generators").glob("toimintamalli_*"))


def _first_line(module: str) -> str:
    said = inspect.getdoc(import_module(module)) or ""
    return _plain(said.split("\n\n", maxsplit=1)[0])


def colours() -> str:
    """Write the site's colours from the design tokens."""
    day = {"primary-fg-color": design.INK, "accent-fg-color": design.INK}
    night = {"primary-fg-color": design.NIGHT_BAR, "accent-fg-color": design.NIGHT_INK}
    links = {"typeset-a-color"}
    return _scheme("default", day | dict.fromkeys(links, design.INK)) + _scheme(
        "slate", night | dict.fromkeys(links, design.NIGHT_INK)
    )


def _scheme(name: str, colours_: Mapping[str, design.Colour]) -> str:
    said = "".join(f"--md-{property_}: #{colour};" for property_, colour in colours_.items())
    return f'[data-md-color-scheme="{name}"] {{{said}}}\n'


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "reference/commands.md": commands_page,
    "reference/formats.md": formats_page,
    "reference/schemas.md": schemas_page,
    "reference/api.md": api_page,
    "reference/decisions.md": decisions_page,
    "reference/colours.css": colours,
    "house.md": house_page,
    "images/layers.svg": layers_picture,
}
"""Path in the site → what writes it."""
