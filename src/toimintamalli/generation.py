"""Generators at work: found by name, given what was asked for, held to their options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from pydantic import BaseModel

from toimintamalli.errors import UnknownName
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import (
    GENERATORS,
    Artifact,
    Contested,
    Generator,
    Indexer,
    blame,
    choose_options,
    find_entries,
    load_writer,
    plugin_names,
)
from toimintamalli.workbook.request import Request


def generator_names() -> tuple[str, ...]:
    """Return the name of each installed format, loading none of them."""
    return plugin_names(GENERATORS)


def generator_packages() -> dict[str, str]:
    """Return the package of each installed format, loading none of them."""
    return {
        name: entry.module.partition(".")[0]
        for name, entry in sorted(find_entries(GENERATORS).items())
        if not isinstance(entry, Contested)
    }


def find_generator(name: str) -> Generator[BaseModel]:
    """Return an installed generator.

    Raises:
        UnknownName: no installed package announces it.
        ContestedPlugin: several packages do.
        BrokenPlugin: its package can't be loaded.
    """
    return cast(Generator[BaseModel], load_writer(GENERATORS, name, "generate"))


def generate(
    name: str,
    model: Model[Text],
    request: Request | None = None,
    options: Mapping[str, object] | None = None,
) -> Iterator[Artifact]:
    """Yield the files of one format in memory; nothing is written, and threads may share a model.

    Raises:
        UnknownName: no such format, or the request names what the model does not have.
        BadOption: an option is unknown, or has a value that the format can't use.
        BrokenPlugin: the generator's package can't be loaded, or fails.
    """
    generator = find_generator(name)
    chosen = choose_options(name, generator, options or {})
    return _guarded(name, generator.generate(model, settle(model, request or Request()), chosen))


def settle(model: Model[Text], request: Request) -> Request:
    """Return a request that a model can answer, with each language and theme once.

    Raises:
        UnknownName: it names what the model does not have.
    """
    asked = {
        "language": (request.languages, model.languages),
        "theme": (request.themes, model.themes.ids),
        "tag": (request.workplaces, model.workplaces.ids),
        "profile": (filter(None, [request.profile]), model.profiles.ids),
        "party": (filter(None, [request.occasion.party]), model.parties.ids),
    }
    for kind, (names, known) in asked.items():
        for name in names:
            if name not in known:
                raise UnknownName(kind, name, known)
    languages = tuple(dict.fromkeys(request.languages))
    themes = tuple(dict.fromkeys(request.themes))
    return request.model_copy(update={"languages": languages, "themes": themes})


def index(
    name: str,
    model: Model[Text],
    request: Request,
    options: Mapping[str, object],
    made: Sequence[Artifact],
) -> Iterator[Artifact]:
    """Yield a format's page about everything that was made, if it has one."""
    generator = find_generator(name)
    if not isinstance(generator, Indexer):
        return iter(())
    chosen = choose_options(name, generator, options)
    return _guarded(name, generator.index(model, request, chosen, made))


def _guarded(name: str, artifacts: Iterator[Artifact]) -> Iterator[Artifact]:
    with blame(name):
        yield from artifacts
