"""The public names of the library with their signatures, as a stub that people can read.

Beside them what can be typed: commands, options and their choices. `make surface` keeps both when
a version is released; a test compares what is there today with them.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import griffe

import toimintamalli
from toimintamalli.cli.main import commands
from toimintamalli.cli.speech import options_of, walk

SOURCES: Final = Path(toimintamalli.__file__).parents[1]
KEPT: Final = Path(__file__).with_name("released.txt")
"""The surface of the last release."""
TYPED: Final = KEPT.with_name("released-commands.txt")
"""What could be typed at the last release."""
_SPECIAL: Final = {"__init__", "__getitem__", "__contains__", "__iter__", "__len__"}


def read_surface(sources: Path = SOURCES) -> str:
    """Return a stub of everything that `import toimintamalli` offers."""
    package = griffe.load("toimintamalli", search_paths=[sources], allow_inspection=False)
    lines = ["# The public names of the last release: made by `make surface`."]
    for name in toimintamalli.__all__:
        member = package[name]
        lines += ["", *_stub(member.final_target if member.is_alias else member)]
    return "\n".join(lines) + "\n"


def read_commands() -> str:
    """Return everything that can be typed, each on a line of its own."""
    return "".join(f"{line}\n" for line in _typed())


def _typed() -> Iterator[str]:
    for path, command in walk(commands):
        name = " ".join(("toimintamalli", *path))
        yield name
        for option in options_of(command):
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            for word in (*option.opts, *option.secondary_opts):
                yield f"{name} {word}"
                yield from (f"{name} {word} {choice}" for choice in choices)


def breakages(old: str, new: str) -> list[str]:
    """Return what a program that ran with the old surface may miss in the new one."""
    found = griffe.find_breaking_changes(_load(old), _load(new))
    told = (each.explain(griffe.ExplanationStyle.ONE_LINE) for each in found)
    return [re.sub(r"\x1b\[\d+m", "", each) for each in told]


def _load(stub: str) -> griffe.Object | griffe.Alias:
    with TemporaryDirectory() as folder:
        module = Path(folder, "surface.py")
        module.write_text(stub, encoding="utf-8")
        return griffe.load("surface", search_paths=[folder], allow_inspection=False)


def _stub(thing: griffe.Object | griffe.Alias) -> Iterator[str]:
    match thing:
        case griffe.Class():
            bases = ", ".join(str(each).rpartition(".")[2] for each in thing.bases)
            yield f"class {thing.name}({bases}):" if bases else f"class {thing.name}:"
            members = [member for member in thing.members.values() if _is_public(member.name)]
            lines = [line for member in members for line in _stub(member)]
            yield from (f"    {line}" for line in lines or ["..."])
        case griffe.Function():
            if any(decorator.name == "property" for decorator in _decorators(thing)):
                yield "@property"
            returns = f" -> {thing.returns}" if thing.returns else ""
            shown = ", ".join(_parameters(thing.parameters))
            yield f"def {thing.name}({shown}){returns}: ..."
        case griffe.Attribute():
            annotation = f": {thing.annotation}" if thing.annotation else ""
            value = f" = {thing.value}" if thing.value and "\n" not in str(thing.value) else ""
            yield (
                f"{thing.name}{annotation}{value}" if annotation or value else f"{thing.name} = ..."
            )
        case _:
            raise AssertionError(f"what is {thing.path}?")


def _decorators(function: griffe.Function) -> Iterator[griffe.ExprName]:
    for decorator in function.decorators:
        if isinstance(decorator.value, griffe.ExprName):
            yield decorator.value


def _parameters(parameters: griffe.Parameters) -> Iterator[str]:
    kinds = griffe.ParameterKind
    before: griffe.ParameterKind | None = None
    for parameter in parameters:
        if before is kinds.positional_only and parameter.kind is not kinds.positional_only:
            yield "/"
        if parameter.kind is kinds.keyword_only and before not in (
            kinds.keyword_only,
            kinds.var_positional,
        ):
            yield "*"
        mark = {kinds.var_positional: "*", kinds.var_keyword: "**"}.get(
            parameter.kind or kinds.keyword_only, ""
        )
        annotation = f": {parameter.annotation}" if parameter.annotation else ""
        default = f" = {parameter.default}" if parameter.default and not mark else ""
        yield f"{mark}{parameter.name}{annotation}{default}"
        before = parameter.kind


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name in _SPECIAL


if __name__ == "__main__":
    KEPT.write_text(read_surface(), encoding="utf-8")
    TYPED.write_text(read_commands(), encoding="utf-8")
