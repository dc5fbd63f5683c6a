"""`toimintamalli new`: a model of one's own, ready to be written on and to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from toimintamalli.beginning.starting import Wish, begin, scale_id, starter_languages
from toimintamalli.cli.ui import Ui
from toimintamalli.content import open_content
from toimintamalli.coverage import measure_coverage
from toimintamalli.errors import BadOption, NotEmpty
from toimintamalli.messages import DEFAULT_LANGUAGE
from toimintamalli.model.ids import (
    ID_LENGTH,
    LANGUAGE_PATTERN,
    SLUG_PATTERN,
    Language,
    PartyId,
    ThemeId,
)
from toimintamalli.output import replace_files

_THEMES: Final = ("first-theme", "second-theme", "third-theme")
_PARTIES: Final = ("first-party", "second-party")
_SCALE: Final = "1-5"
_MOST_VALUES: Final = 11


class BadWish(BadOption):
    """What was asked of a new model is none of its kind; `code` says which."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", metavar="L", required=True, help="Language that it is written in.")
@click.option("--languages", multiple=True, metavar="L,…", help="All languages to publish.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="A theme, in order.")
@click.option("--party", "parties", multiple=True, metavar="ID", help="A party.")
@click.option("--scale", default=_SCALE, metavar="1-5", help="First and last value of the scale.")
@click.pass_obj
def new(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    folder: Path,
    *,
    language: str,
    languages: tuple[str, ...],
    themes: tuple[str, ...],
    parties: tuple[str, ...],
    scale: str,
) -> None:
    """Begin a model of your own: structure, workbooks and texts to write on."""
    asked = (each.strip() for listed in languages for each in listed.split(","))
    named = dict.fromkeys([language, *filter(None, asked)])
    reader = ui.language if ui.language in starter_languages() else DEFAULT_LANGUAGE
    wish = Wish(
        name=folder.absolute().name,
        source=Language(language),
        languages=tuple(map(Language, _checked("language", named))),
        themes=tuple(map(ThemeId, _checked("theme", themes or _THEMES))),
        parties=tuple(map(PartyId, _checked("party", parties or _PARTIES))),
        values=_values(scale),
        reader=reader,
    )
    # Answers know a theme, a party and the scale by one series of ids.
    _checked("id", (*wish.themes, *wish.parties, scale_id(wish)))
    if folder.is_dir() and any(folder.iterdir()):
        raise NotEmpty(folder=folder.as_posix())
    replace_files(folder, begin(wish))
    _tell(ui, folder, wish)


def _tell(ui: Ui, folder: Path, wish: Wish) -> None:
    place = folder.as_posix()
    ui.tell(ui.say("new-made", folder=place, languages=", ".join(wish.languages)))
    content = open_content(place)
    for language in wish.languages:
        if language not in starter_languages():
            code = "new-to-write" if language == wish.source else "new-to-translate"
            ui.tell(ui.say(code, language=language, folder=place))
        lacking = [each for each in measure_coverage(content) if each.language == language]
        if count := sum(len(each.missing) for each in lacking):
            ui.tell(ui.say("new-words", language=language, count=count, folder=place))
    ui.tell(ui.say("new-next", folder=place))


def _checked(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    pattern = LANGUAGE_PATTERN if kind == "language" else SLUG_PATTERN
    listed = tuple(names)
    for each in listed:
        if not re.search(pattern, each) or len(each) > ID_LENGTH:
            raise BadWish("new-bad-language" if kind == "language" else "new-bad-id", found=each)
        if listed.count(each) > 1:
            raise BadWish("new-twice", found=each)
    return listed


def _values(scale: str) -> tuple[int, ...]:
    found = re.fullmatch(r"(-?\d{1,3})[-–](-?\d{1,3})", scale.strip())
    values = tuple(range(int(found[1]), int(found[2]) + 1)) if found else ()
    if not 1 < len(values) <= _MOST_VALUES:
        raise BadWish("new-bad-scale", found=scale, limit=str(_MOST_VALUES))
    return values
