"""What other packages add: three protocols, and one way of finding and running what keeps them.

A generator writes a format, a reader reads answers out of one, a reporter writes follow-up reports
in one. A package announces an instance of its class by entry point; it is found when it is asked
for, and held to its word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import (
    TYPE_CHECKING,
    Final,
    NoReturn,
    Protocol,
    TypeAlias,
    TypeVar,
    cast,
    runtime_checkable,
)

from pydantic import BaseModel, ConfigDict, ValidationError

from toimintamalli.errors import (
    BadOption,
    BrokenPlugin,
    ContestedPlugin,
    ToimintamalliError,
    UnknownName,
)
from toimintamalli.findings import Finding
from toimintamalli.model.ids import Language

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    # Building these types takes longer than the work of a plug-in that does not need them.
    from toimintamalli.answers.sheet import AnswerSheet
    from toimintamalli.model.operating_model import Model
    from toimintamalli.model.text import Text
    from toimintamalli.report.tree import Report
    from toimintamalli.workbook.request import Request

GENERATORS: Final = "toimintamalli.generators"
"""The entry-point group in which a package announces its generators."""
READERS: Final = "toimintamalli.readers"
"""The entry-point group in which a package announces its readers."""
REPORTS: Final = "toimintamalli.reports"
"""The entry-point group in which a package announces its reporters."""

O = TypeVar("O", bound=BaseModel)  # noqa: E741 -- the options of one plug-in


class NoOptions(BaseModel):
    """For a plug-in that leaves nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
    work: str = ""
    """What it is an edition of, where the same is there to fill in and to print."""
    edition: str = ""
    """Which edition it is."""


def download_name(*parts: str) -> str:
    """Return a name to save a file under: letters of any script, digits, dots and hyphens.

    People know a file by its name in their own language, whatever letters that is written in.
    """
    whole = unicodedata.normalize("NFC", "-".join(filter(None, parts))).lower()
    return re.sub(r"[^\w.]+|_+", "-", whole).strip("-")


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


Read: TypeAlias = "tuple[tuple[AnswerSheet, ...], tuple[Finding, ...]]"
"""The sheets, and what there is to say about the rest."""


class Reader(Protocol):
    """Reads the answers in one format."""

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets in a file, and findings about what is not in them."""
        ...


@runtime_checkable
class Recogniser(Protocol):
    """A reader that also knows its files by their first bytes, so that nobody has to say."""

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file may be of this format, quickly and whatever the bytes are."""
        ...


@runtime_checkable
class Annotator(Protocol):
    """A reader that also hands a file back with a note at each place that was not clear."""

    def annotate(self, data: bytes, model: Model[Text], language: str) -> bytes:
        """Return the file with notes in a language of messages, and nothing else changed.

        Raises:
            ToimintamalliError: the file can't be read, or not be written anew.
        """
        ...


@runtime_checkable
class Portable(Protocol):
    """A reader whose rules another program follows too, such as the script of a web page."""

    def known(self, model: Model[Text]) -> Mapping[str, object]:
        """Return what it knows of a model, as JSON can hold it."""
        ...


class Reporter(Protocol[O]):
    """Writes reports in one format.

    `report` is pure: no clock, no randomness, no environment, no writing; the same report and
    options give the same bytes.
    """

    options: type[O]
    """What can be chosen; unknown options are refused by it."""

    def report(self, report: Report, options: O) -> Iterator[Artifact]:
        """Yield the files of one report."""
        ...


class HasOptions(Protocol):
    """A plug-in that leaves something to choose."""

    @property
    def options(self) -> type[BaseModel]:
        """What can be chosen; unknown options are refused by it."""
        ...


@dataclass(frozen=True, slots=True)
class Contested:
    """A name that several packages announce: which is meant nobody knows, so none is taken."""

    name: str
    packages: tuple[str, ...]

    def load(self) -> NoReturn:
        """Refuse, with the names of the packages.

        Raises:
            ContestedPlugin: always.
        """
        packages = ", ".join(self.packages)
        raise ContestedPlugin(name=self.name, packages=packages, reason=packages)


def find_entries(group: str) -> dict[str, EntryPoint | Contested]:
    """Return what is announced in a group, by name, loading none of it."""
    return dict(_announced(group, tuple(sys.path)))


@lru_cache(maxsize=16)
def _announced(group: str, path: tuple[str, ...]) -> Mapping[str, EntryPoint | Contested]:
    """Return what is announced where Python looks for packages: a process reads it once."""
    del path
    announced: dict[str, dict[str, EntryPoint]] = {}
    for entry in entry_points(group=group):
        announced.setdefault(entry.name, {})[_package_of(entry)] = entry
    return {name: _only(name, found) for name, found in announced.items()}


def _only(name: str, found: Mapping[str, EntryPoint]) -> EntryPoint | Contested:
    first, *others = found.values()
    return Contested(name, tuple(sorted(found))) if others else first


def _package_of(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module.partition(".")[0]


def plugin_names(group: str) -> tuple[str, ...]:
    """Return the names that are announced in a group, sorted, loading nothing."""
    return tuple(sorted(find_entries(group)))


def load_plugin(group: str, name: str) -> object:
    """Return what a package announces under a name.

    Raises:
        UnknownName: no installed package announces it.
        ContestedPlugin: several packages do.
        BrokenPlugin: its package can't be loaded.
    """
    found = find_entries(group)
    if name not in found:
        raise UnknownName("format", name, found)
    with blame(name):
        return found[name].load()


def load_writer(group: str, name: str, verb: str) -> HasOptions:
    """Return a plug-in that has options, and a method called `verb` that takes them.

    Raises:
        UnknownName: no installed package announces it.
        ContestedPlugin: several packages do.
        BrokenPlugin: its package can't be loaded, or it is no such plug-in.
    """
    loaded = load_plugin(group, name)
    options = getattr(loaded, "options", None)
    is_choosable = isinstance(options, type) and issubclass(options, BaseModel)
    if not is_choosable or not hasattr(loaded, verb):
        raise BrokenPlugin(name=name, reason=f"options, {verb}")
    return cast(HasOptions, loaded)


def load_reader(name: str) -> Reader:
    """Return an installed reader.

    Raises:
        UnknownName: no installed package announces it.
        ContestedPlugin: several packages do.
        BrokenPlugin: its package can't be loaded, or it is no reader.
    """
    loaded = load_plugin(READERS, name)
    if not hasattr(loaded, "read"):
        raise BrokenPlugin(name=name, reason="read")
    return cast(Reader, loaded)


def choose_options(name: str, plugin: HasOptions, options: Mapping[str, object]) -> BaseModel:
    """Return the options of a plug-in, validated by its own type.

    Raises:
        UnknownName: it has no such option.
        BadOption: an option has a value that it can't use.
        BrokenPlugin: its type fails.
    """
    known = plugin.options.model_fields
    for option in options:
        if option not in known:
            raise UnknownName(
                "option", f"{name}.{option}", [f"{name}.{known_option}" for known_option in known]
            )
    with blame(name):
        try:
            return plugin.options.model_validate(options)
        except ValidationError as reason:
            problem = reason.errors()[0]
            option, found = ".".join(map(str, (name, *problem["loc"]))), str(problem["input"])
            raise BadOption(option=option, found=found, reason=_wanted(problem)) from None


def _wanted(problem: ErrorDetails) -> str:
    """Return what an option takes, in signs rather than in pydantic's English where it can be."""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "literal_error" | "enum":
            return ", ".join(re.findall(r"'([^']*)'", str(context["expected"])))
        case "value_error":
            return str(context["error"])
        case "bool_parsing" | "bool_type":
            return "true, false"
        case "int_parsing" | "int_type":
            return "1, 2, 3 …"
        case "string_type" | "bytes_type":
            return "abc …"
        case _:
            return problem["msg"]


@contextmanager
def blame(name: str) -> Iterator[None]:
    """Tell whose plug-in it was when something goes wrong that it does not tell of itself.

    Raises:
        BrokenPlugin: it failed; a stranger's package may do so in any way.
    """
    try:
        yield
    except ToimintamalliError:
        raise
    except Exception as reason:
        raise BrokenPlugin(name=name, reason=f"{type(reason).__name__}: {reason}") from reason
