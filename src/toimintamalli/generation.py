"""What a format is: the protocol of generators, and how they are found and run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar, cast, runtime_checkable

from pydantic import BaseModel

from toimintamalli.errors import UnknownName
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import blame, choose_options, find_entries, load_writer
from toimintamalli.workbook.request import Request

GENERATORS: Final = "toimintamalli.generators"
"""The entry-point group in which a package announces its generators."""

O = TypeVar("O", bound=BaseModel)  # noqa: E741 -- the options of one generator


@dataclass(frozen=True, slots=True)
class About:
    """What a person should know of a file before opening it, in the file's own language."""

    language: Language
    title: str
    """What it is, with edition where there are several."""
    purpose: str
    """For whom and when, in a sentence."""
    pages: int | None = None
    """Pages of A4 at most, if it is printed."""
    minutes: int | None = None
    """Minutes that working through it takes together."""
    download: str = ""
    """Name to save it under: says purpose, language, edition and version."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One produced file, in memory."""

    path: str
    """Where it belongs in the output folder: a relative POSIX path."""
    content: bytes
    media_type: str
    about: About | None = None
    """For people who choose what to open; none for parts that tools read."""


class Generator(Protocol[O]):
    """Writes one format.

    `generate` is called once per build and is pure: no clock, no randomness, no environment, no
    writing; the same model, request and options give the same bytes.
    """

    options: type[O]
    """What can be chosen with `--set NAME.OPTION=VALUE`; unknown options are refused by it."""

    def generate(self, model: Model[Text], request: Request, options: O) -> Iterator[Artifact]:
        """Yield the files of this format."""
        ...


@runtime_checkable
class Indexer(Protocol):
    """A generator that also writes a page about what the other generators have made."""

    def index(
        self, model: Model[Text], request: Request, options: BaseModel, made: Sequence[Artifact]
    ) -> Iterator[Artifact]:
        """Yield files about the artifacts; `made` holds them without their content."""
        ...


def generator_names() -> tuple[str, ...]:
    """Return the name of each installed format, loading none of them."""
    return tuple(sorted(find_entries(GENERATORS)))


def generator_packages() -> dict[str, str]:
    """Return the package of each installed format, loading none of them."""
    return {
        name: each.module.partition(".")[0]
        for name, each in sorted(find_entries(GENERATORS).items())
    }


def find_generator(name: str) -> Generator[BaseModel]:
    """Return an installed generator.

    Raises:
        UnknownName: no installed package announces it.
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
