"""The files of a new model: small, complete and valid, so that a change can be tried at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final, TypeAlias, cast

from toimintamalli.languages.interface import PACKAGE as CORE
from toimintamalli.loading.kinds import (
    GLOSSARY,
    INTERFACE,
    MODEL,
    THEME,
    WORKBOOK,
    FileKind,
    path_of,
)
from toimintamalli.model.ids import ID_LENGTH, Language, PartyId, Slug, ThemeId, shorten
from toimintamalli.schema import content_schema_names, written_schema
from toimintamalli.splicing import Texts, write_scalar, write_texts
from toimintamalli.words import packaged_words
from toimintamalli.yaml import Mode, parse

UNWRITTEN: Final = "TODO "
"""What a text begins with that nobody has written in its language yet; `check` tells of it."""

_NEEDED_WORD: Final = "audience-all"
_STARTER: Final = "starter"
_Slots: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Wish:
    """What somebody wants to begin."""

    name: str
    """Name of the model, as its folder is called."""
    source: Language
    languages: tuple[Language, ...]
    """The languages that are published, the source first."""
    themes: tuple[ThemeId, ...]
    parties: tuple[PartyId, ...]
    values: tuple[int, ...]
    """The values of the scale, in order."""
    reader: str
    """The language of the README, and of texts that wait for being written in another."""


def begin(wish: Wish) -> dict[str, bytes]:
    """Return the files of a new model, by their path below its folder."""
    return {name: text.encode() for name, text in _all(wish)}


def starter_languages() -> tuple[Language, ...]:
    """Return the languages in which a new model comes with texts."""
    names = (file.name for file in files(__package__).joinpath(_STARTER).iterdir())
    return tuple(sorted(Language(name[:-5]) for name in names if name.endswith(".yaml")))


def _title(own: Mapping[str, Texts], id_: str) -> str:
    """Return what to call a theme or a party until somebody says it better."""
    return str(own["names"].get(id_, named_like(id_)))


def scale_id(wish: Wish) -> Slug:
    """Return the id of the scale."""
    return Slug(f"scale-{len(wish.values)}")


def named_like(id_: str) -> str:
    """Return the words that an id is made of, as the beginning of a heading."""
    words = id_.replace("-", " ")
    return words[:1].upper() + words[1:]


def _all(wish: Wish) -> Iterator[tuple[str, str]]:
    slots = _slots(wish)
    for kind in (MODEL, GLOSSARY, WORKBOOK):
        text = _fill(f"structure/{kind.name}.yaml", slots)
        yield f"structure/{path_of(kind)}", structure_file(kind, text)
    for theme in wish.themes:
        text = _fill("structure/theme.yaml", slots)
        yield f"structure/{path_of(THEME, theme)}", structure_file(THEME, text)
    for language in wish.languages:
        yield from _texts(wish, language)
    yield from companions(named_like(wish.name), wish.source, wish.languages, wish.reader)


def companions(
    name: str, source: Language, languages: Iterable[Language], reader: str
) -> Iterator[tuple[str, str]]:
    """Yield what lies in a new folder beside its content: a README for editors, and the schemas."""
    slots = {"name": name, "source": source, "languages": ", ".join(languages)}
    yield "README.md", _fill(f"README.{reader}.md", slots)
    for schema in content_schema_names():
        yield f"schema/{schema}.schema.json", written_schema(schema)


def structure_file(kind: FileKind, body: str) -> str:
    """Return a structure file with the line by which editors find its schema."""
    return _headed("structure", kind, body)


def _slots(wish: Wish) -> _Slots:
    return {
        "id": _id_of(wish.name),
        "name": named_like(wish.name),
        "source": wish.source,
        "languages": ", ".join(wish.languages),
        "themes": "\n".join(f"  - {_plain(theme)}" for theme in wish.themes),
        "parties": "\n".join(f"  - id: {_plain(party)}" for party in wish.parties),
        "everybody": ", ".join(map(_plain, wish.parties)),
        "scale": scale_id(wish),
        "values": ", ".join(map(str, wish.values)),
        "lowest": str(wish.values[0]),
        "highest": str(wish.values[-1]),
    }


def _plain(id_: str) -> str:
    return write_scalar(id_, Mode.STRUCTURE)  # a theme may be called `no`


def _id_of(name: str) -> Slug:
    kept = "".join(
        character if character.isascii() and character.isalnum() else "-"
        for character in name.lower()
    )
    words = [word for word in kept.split("-") if word]
    whole = "-".join(words if words and words[0][0].isalpha() else ("model", *words))
    return Slug(shorten(whole, ID_LENGTH))


def _texts(wish: Wish, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the text files of a language: ours, or the reader's as what waits to be written.

    A translation that we have no words for begins empty: what is missing is told as missing.
    """
    has_words = language in starter_languages()
    is_source = language == wish.source
    own = _starter(language if has_words else Language(wish.reader))
    mark = "" if has_words else UNWRITTEN
    everything = has_words or is_source
    for kind in (MODEL, WORKBOOK):
        texts = _model_texts(wish, own) if kind is MODEL else own[kind.name]
        said = _marked(texts, mark) if everything else {}
        yield text_file(language, kind, path_of(kind), said, is_source=is_source)
    for theme in wish.themes:
        texts = _filled(own[THEME.name], {"theme": _title(own, theme)})
        path = path_of(THEME, theme)
        said = _marked(texts, mark) if everything else {}
        yield text_file(language, THEME, path, said, is_source=is_source)
    yield text_file(language, GLOSSARY, path_of(GLOSSARY), {}, is_source=is_source)
    word = packaged_words(CORE)[_NEEDED_WORD]
    needed = word.get(language, f"{UNWRITTEN}{word[Language(wish.reader)]}")
    words = {INTERFACE.name: {_NEEDED_WORD: needed} if everything else {}}
    yield text_file(language, INTERFACE, path_of(INTERFACE), words, is_source=is_source)


def _model_texts(wish: Wish, own: Mapping[str, Texts]) -> Texts:
    texts = {**_filled(own[MODEL.name], {"name": named_like(wish.name)})}
    party = cast(Texts, cast(Texts, texts["parties"])["party"])
    scale = cast(Texts, cast(Texts, texts["scales"])["scale"])
    named: dict[str, Texts | str] = {
        id_: _filled(party, {"party": _title(own, id_)}) for id_ in wish.parties
    }
    return {**texts, "parties": named, "scales": {scale_id(wish): scale}}


def text_file(
    language: Language, kind: FileKind, path: str, texts: Texts, *, is_source: bool
) -> tuple[str, str]:
    """Return the name of a text file and what it holds, also where there is no text yet."""
    empty: dict[FileKind, Texts] = {
        MODEL: {"model": {}},
        THEME: {"theme": {}},
        WORKBOOK: {"sections": {}},
        GLOSSARY: {"terms": {}},
        INTERFACE: {"interface": {}},
    }
    body = write_texts(texts) if any(texts.values()) else _written_empty(empty[kind])
    return f"{language}/{path}", _headed("text" if is_source else "text-translation", kind, body)


def _written_empty(texts: Texts) -> str:
    return "".join(f"{name}: {{}}\n" for name in texts)


def _headed(shape: str, kind: FileKind, body: str) -> str:
    up = "../../" if kind is THEME else "../"
    return f"# yaml-language-server: $schema={up}schema/{kind.name}-{shape}.schema.json\n{body}"


def _fill(name: str, slots: _Slots) -> str:
    return Template(_read(name)).substitute(slots)


@cache
def _read(name: str) -> str:
    file = files(__package__).joinpath(_STARTER, *name.split("/"))
    return file.read_text(encoding="utf-8")


@cache
def _starter(language: Language) -> Mapping[str, Texts]:
    name = f"{language}.yaml"
    return cast("Mapping[str, Texts]", parse(_read(name).encode(), name, Mode.TEXT).value)


def _filled(texts: Texts, names: _Slots) -> Texts:
    def put(text: str) -> str:
        for name, word in names.items():
            text = text.replace(f"{{{name}}}", word)
        return text

    return _changed(texts, put)


def _marked(texts: Texts, mark: str) -> Texts:
    return _changed(texts, lambda text: f"{mark}{text}")


def _changed(texts: Texts, change: Callable[[str], str]) -> Texts:
    return {
        key: change(value) if isinstance(value, str) else _changed(value, change)
        for key, value in texts.items()
    }
