"""`toimintamalli new`: a model of one's own, ready to be written on and to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

import click

from toimintamalli._version import __version__
from toimintamalli.beginning.starting import Wish, begin, scale_id, starter_languages
from toimintamalli.cli.folder import content_option
from toimintamalli.cli.inputs import bytes_of
from toimintamalli.cli.ui import Ui
from toimintamalli.content import find_problems, open_content
from toimintamalli.coverage import measure_coverage
from toimintamalli.errors import BadOption, ContentError, ToimintamalliError
from toimintamalli.findings import Severity
from toimintamalli.limits import EXCHANGE
from toimintamalli.messages import DEFAULT_LANGUAGE
from toimintamalli.model.ids import (
    ID_LENGTH,
    LANGUAGE_PATTERN,
    SLUG_PATTERN,
    Language,
    PartyId,
    ThemeId,
)
from toimintamalli.output import replace_files, require_empty

_THEMES: Final = ("first-theme", "second-theme", "third-theme")
_PARTIES: Final = ("first-party", "second-party")
_SCALE: Final = "1-5"
_MOST_VALUES: Final = 11
_NOT_GIVEN: Final = (None, ())


class BadWish(BadOption):
    """What was asked of a new model is none of its kind; `code` says which."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        super().__init__(**facts)


class FileThere(ToimintamalliError):
    """There is a file of the name already: somebody may have filled it in."""

    code = "new-file-there"


@click.command()
@click.argument(
    "folder", metavar="DIR", required=False, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--language", metavar="L", help="Language that it is written in.")
@click.option("--languages", multiple=True, metavar="L,…", help="All languages to publish.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="A theme, in order.")
@click.option("--party", "parties", multiple=True, metavar="ID", help="A party.")
@click.option("--scale", default=_SCALE, metavar="1-5", help="First and last value of the scale.")
@click.option(
    "--from",
    "book",
    metavar="FILE.xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Make the folder from a filled-in spreadsheet.",
)
@click.option(
    "--spreadsheet",
    metavar="FILE.xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the model as a spreadsheet instead.",
)
@content_option("content", "With --spreadsheet: the content folder to write.")
@click.option("--plugin", is_flag=True, help="Begin a format of your own instead.")
@click.pass_obj
def new(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    folder: Path | None,
    *,
    language: str | None,
    languages: tuple[str, ...],
    themes: tuple[str, ...],
    parties: tuple[str, ...],
    scale: str,
    book: Path | None,
    spreadsheet: Path | None,
    content: str | None,
    plugin: bool,
) -> None:
    """Begin a model of your own: structure, workbooks and texts to write on."""
    given = {"DIR": folder, "--from": book, "--spreadsheet": spreadsheet, "--content": content}
    if plugin:
        asked_too = {"--language": language, "--languages": languages, "--theme": themes}
        others = {**given, **asked_too, "--party": parties, "DIR": None}
        _refuse_together({"--plugin": plugin, **others}, "--plugin", *others)
        _make_plugin(ui, folder)
        return
    _refuse_together(given, "--spreadsheet", "DIR", "--from")
    _refuse_together(given, "--from", "--content")
    _refuse_together(given, "DIR", "--content")
    if spreadsheet is not None and content is not None:
        _write_existing(ui, spreadsheet, content)
        return
    if spreadsheet is None and folder is None:
        raise BadWish("new-needs-folder")
    if book is not None and folder is not None:
        require_empty(folder)
        _make_from(ui, folder, book)
        return
    if language is None:
        raise BadWish("new-needs-language")
    asked = (language.strip() for listed in languages for language in listed.split(","))
    named = dict.fromkeys([language, *filter(None, asked)])
    wish = Wish(
        name=(folder or cast(Path, spreadsheet).with_suffix("")).absolute().name,
        source=Language(language),
        languages=tuple(map(Language, _checked("language", named))),
        themes=tuple(map(ThemeId, _checked("theme", themes or _THEMES))),
        parties=tuple(map(PartyId, _checked("party", parties or _PARTIES))),
        values=_values(scale),
        reader=_reader(ui),
    )
    # Answers know a theme, a party and the scale by one series of ids.
    _checked("id", (*wish.themes, *wish.parties, scale_id(wish)))
    _refuse_unfit(wish)
    if spreadsheet is not None:
        _write_template(ui, spreadsheet, wish)
    elif folder is not None:
        require_empty(folder)
        replace_files(folder, begin(wish))
        _tell(ui, folder, wish.source, wish.languages)


def _refuse_together(given: Mapping[str, object], one: str, *others: str) -> None:
    for other in others:
        if given[one] not in _NOT_GIVEN and given[other] not in _NOT_GIVEN:
            raise BadWish("new-not-together", one=one, other=other)


def _make_plugin(ui: Ui, folder: Path | None) -> None:
    from toimintamalli.beginning.plugging import begin_plugin  # noqa: PLC0415 -- seldom asked for
    from toimintamalli.plugins import GENERATORS, plugin_names  # noqa: PLC0415 -- the same

    if folder is None:
        raise BadWish("new-needs-folder")
    (name,) = _checked("id", [folder.absolute().name])
    if name in plugin_names(GENERATORS):
        raise BadWish("new-plugin-there", found=name)
    require_empty(folder)
    replace_files(folder, begin_plugin(name, __version__))
    ui.tell(ui.say("new-plugin-made", folder=folder.as_posix(), name=name))


def _refuse_unfit(wish: Wish) -> None:
    """Refuse ids that are good one by one, and of which no model can be made together."""
    from toimintamalli.modelbook.book import open_in_memory  # noqa: PLC0415 -- seldom asked for

    found = find_problems(open_in_memory(begin(wish)))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    long = [dict(error.facts) for error in errors if error.code == "id-too-long"]
    if long:
        facts = max(long, key=lambda fact: int(fact["length"]))
        raise BadWish("new-id-too-long", **facts, over=str(int(facts["length"]) - ID_LENGTH))
    for error in errors:
        if error.code == "place-twice":
            id_ = dict(error.facts)["id"]
            raise BadWish("new-place-twice", id=id_, found=id_.partition("@")[2])
    if errors:
        raise ContentError(errors)


def _reader(ui: Ui) -> str:
    return ui.language if ui.language in starter_languages() else DEFAULT_LANGUAGE


def _make_from(ui: Ui, folder: Path, book: Path) -> None:
    from toimintamalli.modelbook.book import read_model, say_problem  # noqa: PLC0415 -- seldom asked for

    read = read_model(bytes_of(book, EXCHANGE.file_bytes), book.as_posix(), _reader(ui))
    replace_files(folder, read.files)
    for problem in read.problems:
        click.echo(say_problem(problem, book.as_posix(), ui.language))
    if read.problems:
        ui.tell(ui.say("book-warnings", count=len(read.problems)))
    _tell(ui, folder, read.source, read.languages, has_texts=True)


def _write_template(ui: Ui, spreadsheet: Path, wish: Wish) -> None:
    from toimintamalli.modelbook.book import open_in_memory  # noqa: PLC0415 -- seldom asked for
    from toimintamalli.modelbook.writing import write_model  # noqa: PLC0415 -- the same

    _write_book(ui, spreadsheet, write_model(open_in_memory(begin(wish)), {}, ui.language))


def _write_existing(ui: Ui, spreadsheet: Path, folder: str) -> None:
    from toimintamalli.modelbook.writing import find_left_out, write_model  # noqa: PLC0415 -- seldom asked for
    from toimintamalli.translation.store import read_locks  # noqa: PLC0415 -- the same

    content = open_content(folder)
    errors = [problem for problem in find_problems(content) if problem.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    locks = read_locks(Path(folder), content.languages)
    _write_book(ui, spreadsheet, write_model(content, locks, ui.language))
    if left_out := find_left_out(content):
        ui.tell(ui.say("book-left-out", files=", ".join(left_out)))


def _write_book(ui: Ui, spreadsheet: Path, data: bytes) -> None:
    if spreadsheet.exists():
        raise FileThere(file=spreadsheet.as_posix())
    replace_files(spreadsheet.absolute().parent, {spreadsheet.name: data})
    ui.tell(ui.say("book-written", file=spreadsheet.as_posix()))


def _tell(
    ui: Ui,
    folder: Path,
    source: Language,
    languages: Sequence[Language],
    *,
    has_texts: bool = False,
) -> None:
    """Say what was made and what is left to do; a spreadsheet has brought its own texts."""
    place = folder.as_posix()
    ui.tell(ui.say("new-made", folder=place, languages=", ".join(languages)))
    content = open_content(place)
    for language in languages:
        if language not in starter_languages() and not has_texts:
            code = "new-to-write" if language == source else "new-to-translate"
            ui.tell(ui.say(code, language=language, folder=place))
        lacking = [
            coverage for coverage in measure_coverage(content) if coverage.language == language
        ]
        if count := sum(len(coverage.missing) for coverage in lacking):
            ui.tell(ui.say("new-words", language=language, count=count, folder=place))
    ui.tell(ui.say("new-next", folder=place))


def _checked(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    pattern = LANGUAGE_PATTERN if kind == "language" else SLUG_PATTERN
    listed = tuple(names)
    for wished in listed:
        if not re.search(pattern, wished) or len(wished) > ID_LENGTH:
            raise BadWish("new-bad-language" if kind == "language" else "new-bad-id", found=wished)
        if listed.count(wished) > 1:
            raise BadWish("new-twice", found=wished)
    return listed


def _values(scale: str) -> tuple[int, ...]:
    found = re.fullmatch(r"(-?\d{1,3})[-–](-?\d{1,3})", scale.strip())
    values = tuple(range(int(found[1]), int(found[2]) + 1)) if found else ()
    if not 1 < len(values) <= _MOST_VALUES:
        raise BadWish("new-bad-scale", found=scale, limit=str(_MOST_VALUES))
    return values
