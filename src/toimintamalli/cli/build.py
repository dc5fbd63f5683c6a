"""`toimintamalli build`: from content to a folder of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
from pydantic import BaseModel, ValidationError

from toimintamalli.cli.ui import Ui
from toimintamalli.content import load
from toimintamalli.errors import BadOption, ToimintamalliError, UnknownName
from toimintamalli.generation import (
    Artifact,
    choose_options,
    find_generator,
    generate,
    generator_names,
    index,
    settle,
)
from toimintamalli.model.ids import Language, ThemeId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Missing, Text
from toimintamalli.output import write_tree
from toimintamalli.workbook.request import Occasion, Request

DEFAULT_FORMATS: Final = ("docx", "html", "json")

Settings = Mapping[str, Mapping[str, object]]
"""Each format's options as they were given."""


class UnreadableFile(ToimintamalliError):
    """A file that an option names can't be read."""

    code = "unreadable-file"


class BadSetting(BadOption):
    """A `--set` that is not of the form NAME.OPTION=VALUE."""

    code = "bad-setting"


@click.command()
@click.option("--content", "folder", metavar="DIR", help="Content root; by default ours.")
@click.option("--language", "languages", multiple=True, metavar="L", help="A language to write.")
@click.option("--format", "formats", multiple=True, metavar="F", help="A format to write.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="A theme to include.")
@click.option("--profile", metavar="P", help="One kind of workbook only.")
@click.option(
    "--missing",
    type=click.Choice([each.value for each in Missing]),
    default=Missing.SOURCE.value,
    help="What to do where a translation is missing.",
)
@click.option("--organisation", default="", help="Name of the workplace, for the cover.")
@click.option("--party", metavar="ID", help="The party that fills in the workbook.")
@click.option("--round", "round_", type=click.IntRange(1), help="Number of the follow-up round.")
@click.option("--date", metavar="YYYY-MM-DD", help="Day of the meeting.")
@click.option(
    "--set", "settings", multiple=True, metavar="F.OPTION=VALUE", help="A format's option."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("out"),
    help="Folder to write; by default out.",
)
@click.pass_obj
def build(ui: Ui, /, out: Path, **asked: Any) -> None:  # noqa: ANN401 -- click passes one argument an option
    """Write workbooks, web pages and data to a folder, all of it or nothing."""
    model = load(asked["folder"])
    formats = asked["formats"] or DEFAULT_FORMATS
    order = _Order(model, _request(model, asked), _settings(asked["settings"], formats))
    made: list[Artifact] = []
    write_tree(out, order.make(ui, made))
    ui.tell(ui.say("built", count=len(made), folder=out))


@dataclass(frozen=True)
class _Order:
    """What was asked for, checked."""

    model: Model[Text]
    request: Request
    settings: Settings

    def make(self, ui: Ui, made: list[Artifact]) -> Iterator[tuple[str, bytes]]:
        """Yield each file, noting it in `made`; in the end the pages that tell of all of them."""
        for name, options in self.settings.items():
            if sys.stderr.isatty():
                ui.tell(f"  {name} …")
            yield from _passed(generate(name, self.model, self.request, options), made)
        for name, options in self.settings.items():
            pages = index(name, self.model, self.request, options, tuple(made))
            yield from _passed(pages, made)


def _passed(artifacts: Iterable[Artifact], made: list[Artifact]) -> Iterator[tuple[str, bytes]]:
    for each in artifacts:
        made.append(replace(each, content=b""))
        yield each.path, each.content


def _request(model: Model[Text], asked: Mapping[str, Any]) -> Request:
    request = Request(
        languages=tuple(map(Language, asked["languages"])),
        themes=tuple(map(ThemeId, asked["themes"])),
        profile=asked["profile"],
        missing=Missing(asked["missing"]),
        occasion=_occasion(asked),
    )
    return settle(model, request)


def _occasion(asked: Mapping[str, Any]) -> Occasion:
    try:
        return Occasion(
            organisation=asked["organisation"],
            party=asked["party"],
            round=asked["round_"],
            date=asked["date"] or _reproducible_date(),
        )
    except ValidationError as problem:
        first = problem.errors()[0]
        option = f"--{first['loc'][0]}"
        reason = "2026-11-21"
        raise BadOption(option=option, found=str(first["input"]), reason=reason) from None


def _reproducible_date() -> str | None:
    """Return the day that a reproducible build asks for; without one the place stays blank.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        # The specification wants a malformed value to stop the build.
        raise BadOption(option="SOURCE_DATE_EPOCH", found=seconds, reason="1700000000") from None


def _refuse_unknown(kind: str, asked: Iterable[str], known: Iterable[str]) -> None:
    for each in asked:
        if each not in tuple(known):
            raise UnknownName(kind, each, known)


def _settings(given: Iterable[str], formats: Iterable[str]) -> Settings:
    asked: dict[str, dict[str, object]] = {name: {} for name in formats}
    for each in given:
        name, option, value = _split(each)
        _refuse_unknown("format", [name], generator_names())
        asked.setdefault(name, {})[option] = value
    return {name: _settled(name, asked[name]) for name in dict.fromkeys(formats)}


def _settled(name: str, given: Mapping[str, object]) -> Mapping[str, object]:
    generator = find_generator(name)
    options = _with_files(generator.options, given)
    choose_options(name, generator, options)
    return options


def _split(setting: str) -> tuple[str, str, str]:
    path, equals, value = setting.partition("=")
    name, dot, option = path.partition(".")
    if not (equals and dot and name and option):
        raise BadSetting(found=setting)
    return name, option, value


def _with_files(options: type[BaseModel], given: Mapping[str, object]) -> dict[str, object]:
    """Return the options with the content of each file that one of them names."""
    return {
        name: _read(str(value)) if _takes_file(options, name) else value
        for name, value in given.items()
    }


def _takes_file(options: type[BaseModel], name: str) -> bool:
    field = options.model_fields.get(name)
    return field is not None and field.annotation in (bytes, bytes | None)


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as reason:
        raise UnreadableFile(file=file, reason=reason.strerror or str(reason)) from reason
