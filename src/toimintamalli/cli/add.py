"""`toimintamalli add`: the beginnings of a new item, where its structure and its texts stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, cast

import click

from toimintamalli.cli.folder import content_option, editable_folder
from toimintamalli.cli.ui import Ui
from toimintamalli.content import find_problems, open_content
from toimintamalli.errors import BadOption, ContentError, ToimintamalliError, UnknownName
from toimintamalli.findings import Position, Severity
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import ID_LENGTH, SLUG_PATTERN, Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.output import editing
from toimintamalli.splicing import Order, Record, Texts, add_record, put_texts
from toimintamalli.yaml import Mode, Value, parse

COLLECTIONS: Final[Mapping[str, str]] = {kind: name for name, kind in ITEM_KINDS.items()}
"""Each kind of item and the collection of a theme that it goes to."""


class BadSlug(BadOption):
    """The last part of the new id is not of the form of one."""

    code = "bad-slug"


class SlugTooLong(BadOption):
    """The new id would be longer than Word takes."""

    code = "slug-too-long"


class TakenId(ToimintamalliError):
    """There is an item with the id already."""

    code = "id-taken"


class PublishedId(ToimintamalliError):
    """There was an item with the id once, and answers to it may exist."""

    code = "id-in-ledger"


@click.command()
@click.argument("kind", type=click.Choice(list(COLLECTIONS)))
@click.argument("theme")
@click.argument("slug")
@content_option("given", "Content root; by default the checkout's.")
@click.option(
    "--kind",
    "question",
    type=click.Choice(["open", "scale"]),
    default="open",
    help="How a question is answered.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="[L=]TEXT",
    help="The text, in the source language or in language L.",
)
@click.option("--source", "sources", multiple=True, metavar="ID", help="Where its facts come from.")
@click.pass_obj
def add(  # noqa: PLR0913 -- click passes one argument an option
    ui: Ui,
    *,
    kind: str,
    theme: str,
    slug: str,
    given: str | None,
    question: str,
    texts: Sequence[str],
    sources: Sequence[str],
) -> None:
    """Add an item to a theme: a record in its structure, a text to write in the source language."""
    folder = editable_folder(given)
    item = _Item(kind, theme, slug, question, tuple(sources))
    with editing(folder) as edit:
        content = open_content(folder)
        model = _model_of(content)
        _refuse(item, content, model)
        files = dict(_files(folder, item, model, _by_language(texts, model)))
        edit.replace({name: file.data for name, file in files.items()})
    _tell(ui, item, files)


@dataclass(frozen=True)
class _Item:
    """What is to be added."""

    kind: str
    theme: str
    slug: str
    question: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.theme}.{self.kind}.{self.slug}"

    @property
    def path(self) -> str:
        return f"themes/{self.theme}.yaml"

    @property
    def collection(self) -> str:
        return COLLECTIONS[self.kind]

    def structure(self, model: Model[Text]) -> Record:
        """Return its record: for everybody and our own, until somebody says otherwise."""
        entry: dict[str, str | Sequence[str]] = {"id": self.slug}
        if self.kind == "question":
            entry["kind"] = self.question
            if self.question == "scale":
                entry["scale"] = next(iter(model.scales.ids), "")
        entry["audience"] = model.parties.ids
        return entry | ({"sources": self.sources} if self.sources else {"origin": "ours"})

    def texts(self, text: str) -> Texts:
        """Return its texts; `check` names an empty one until it is written."""
        return {"title": "", "text": text} if self.kind == "example" else {"text": text}


class _Added(NamedTuple):
    """The new bytes of a file, and where the new item begins in it."""

    data: bytes
    position: Position


def _model_of(content: Content) -> Model[Text]:
    if content.model is None:
        found = find_problems(content)
        raise ContentError([finding for finding in found if finding.severity is Severity.ERROR])
    return content.model


def _refuse(item: _Item, content: Content, model: Model[Text]) -> None:
    if item.theme not in model.themes:
        raise UnknownName("theme", item.theme, model.themes.ids)
    for source in item.sources:
        if source not in model.sources:
            raise UnknownName("source", source, model.sources.ids)
    _refuse_slug(item)
    ids = [sibling.id for sibling in getattr(model.themes[item.theme], item.collection)]
    file = content.structure(item.path)
    if item.id in ids and file:
        at = file.document.position((item.collection, ids.index(item.id)))
        raise TakenId(id=item.id, place=str(at))
    if item.id in content.ledger.entries:
        raise PublishedId(id=item.id)


def _refuse_slug(item: _Item) -> None:
    if not re.search(SLUG_PATTERN, item.slug):
        raise BadSlug(found=item.slug, example=_as_slug(item.slug))
    excess = len(item.id) - ID_LENGTH
    if excess > 0:
        length, limit = str(len(item.id)), str(ID_LENGTH)
        raise SlugTooLong(id=item.id, length=length, limit=limit, excess=str(excess))


def _as_slug(words: str) -> str:
    plain = words.lower().translate(str.maketrans("äåö_ ", "aao--"))
    return re.sub(r"[^a-z0-9-]", "", plain).strip("-0123456789") or "ask-first"


def _by_language(texts: Iterable[str], model: Model[Text]) -> Mapping[Language, str]:
    """Return the texts by language; every item has one in the source language, maybe empty."""
    found = {model.source_language: ""}
    for given in texts:
        name, equals, text = given.partition("=")
        if equals and name in model.languages:
            found[Language(name)] = text
        else:
            found[model.source_language] = given
    return found


def _files(
    folder: Path, item: _Item, model: Model[Text], texts: Mapping[Language, str]
) -> Iterator[tuple[str, _Added]]:
    name = f"structure/{item.path}"
    data, place = (folder / name).read_bytes(), (folder / name).as_posix()
    made = add_record(data, place, item.collection, item.structure(model))
    document = parse(made, place, Mode.STRUCTURE)
    last = len(_entries(document.value, item.collection)) - 1
    yield name, _Added(made, document.position((item.collection, last)))
    for language, text in texts.items():
        name = f"{language}/{item.path}"
        data, place = (folder / name).read_bytes(), (folder / name).as_posix()
        texts_of = {item.collection: {item.slug: item.texts(text)}}
        order = _with_last(parse(data, place, Mode.TEXT).value, item)
        made = put_texts(data, place, texts_of, order)
        document = parse(made, place, Mode.TEXT)
        yield name, _Added(made, document.position((item.collection, item.slug), key=True))


def _with_last(value: Value, item: _Item) -> Order:
    """Return the order of a text file's keys, with the new item after all others."""
    whole = value if isinstance(value, dict) else {}
    entries = whole.get(item.collection)
    listed = {**(entries if isinstance(entries, dict) else {}), item.slug: {}}
    return cast(Order, {**whole, item.collection: listed})


def _entries(value: Value, collection: str) -> Sequence[Value]:
    entries = value.get(collection) if isinstance(value, dict) else None
    return entries if isinstance(entries, list) else ()


def _tell(ui: Ui, item: _Item, files: Mapping[str, _Added]) -> None:
    ui.tell(ui.say("added", id=item.id))
    for name, added in files.items():
        code = "added-structure" if name.startswith("structure/") else "added-text"
        click.echo(ui.say(code, place=added.position))
